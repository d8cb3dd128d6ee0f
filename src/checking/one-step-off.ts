import { absolute, compare, divide, multiply, negate, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { FIGURE_UNITS } from "./figure-unit.ts";
import { isSlip, isTurned } from "./one-digit.ts";
import { addSpans, meets, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isMoney, kindOf } from "./told-sentence.ts";

/** A number that a text reckons with, and whether it is taken away. */
export interface ToldTerm { readonly number: ToldNumber; readonly minus: boolean }
const spanOfTerm = ({ minus, number }: ToldTerm): ShownSpan => (minus ? turned(spanOfTold(number)) : spanOfTold(number));
const inUnit = ({ unit, value }: ToldNumber, of: ToldNumber["unit"]): Decimal => (isMoney(unit) && isMoney(of) ? divide(multiply(value, FIGURE_UNITS[unit]), FIGURE_UNITS[of]) : value);
/** What terms come to, in the unit of one of them, exact. */
export const cameTo = (terms: readonly ToldTerm[], of: ToldNumber["unit"]): Decimal => sum(terms.map(({ minus, number }) => (minus ? negate(inUnit(number, of)) : inUnit(number, of))));
export const isRight = (terms: readonly ToldTerm[], total: ToldTerm): boolean => meets(addSpans(terms.map(spanOfTerm)), spanOfTerm(total));

/** What would make a reckoning right, if one thing in it were otherwise. */
export interface ToldSlip { readonly term: ToldTerm; readonly right: Decimal; readonly by: "figure" | "sign" }
/** "88" beside "88,4" is "88,0". */
const inDecimalsOf = (value: Decimal, other: Decimal): Decimal => (scale(value) < scale(other) ? round(value, scale(other)) : value);
const trimmed = (value: Decimal): Decimal => (value.includes(".") ? value.replace(/\.?0+$/, "") : value);
/** Numbers of so few figures are like many others. */
const FEWEST_FIGURES = 2;
/**
 * The one term, or the total, of which a figure is another, two have changed places, or the sign is turned: with that, the terms come to the total. `by` says what is
 * looked for: where the terms may not be all there are, another figure may be nothing but chance, and two that have changed places hardly are.
 * Null where they do already, where no such thing makes them, or where several could.
 */
export function oneStepOff(terms: readonly ToldTerm[], total: ToldTerm, by: "figure" | "turned" | "sign" = "figure"): ToldSlip | null {
  const all = [...terms, total];
  if (new Set(all.map(({ number }) => kindOf(number))).size !== 1 || isRight(terms, total)) return null;
  const signs = all.filter((one) => { const changed = (term: ToldTerm): ToldTerm => (term === one ? { ...term, minus: !term.minus } : term); return isRight(terms.map(changed), changed(total)); });
  const isLike = by === "figure" ? isSlip : isTurned;
  const figures = by === "sign" ? [] : all.flatMap((one): ToldSlip[] => {
    const rest = subtract(cameTo([total], one.number.unit), cameTo(terms.filter((term) => term !== one), one.number.unit));
    const needed = one === total ? cameTo(terms, one.number.unit) : rest;
    const right = inDecimalsOf(trimmed(needed), one.number.value);
    const isOwnSign = (compare(right, "0") < 0) === one.minus;
    return isOwnSign && one.number.value.replace(/\D/gu, "").replace(/^0+/u, "").length >= FEWEST_FIGURES && isLike(absolute(right), one.number.value) ? [{ term: one, right: absolute(right), by: "figure" }] : [];
  });
  // The total is the likelier of several: it is what is reckoned.
  const [figure] = figures.toSorted((a, b) => Number(b.term === total) - Number(a.term === total));
  if (figure) return figure;
  return signs.length === 1 || signs.includes(total) ? { term: signs.includes(total) ? total : signs[0]!, right: absolute(signs.includes(total) ? total.number.value : signs[0]!.number.value), by: "sign" } : null;
}
