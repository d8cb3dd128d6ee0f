import { absolute, compare, negate, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { isSlip, isTurned } from "./one-digit.ts";
import { addSpans, meets, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { digitsOf, kindOf, valueIn } from "./told-sentence.ts";

/** A number that a text reckons with, and whether it is taken away. */
export interface ToldTerm { readonly number: ToldNumber; readonly minus: boolean }
const spanOfTerm = ({ minus, number }: ToldTerm): ShownSpan => (minus ? turned(spanOfTold(number)) : spanOfTold(number));
/** What terms come to, in the unit of one of them, exact. */
export const cameTo = (terms: readonly ToldTerm[], of: ToldNumber["unit"]): Decimal => sum(terms.map(({ minus, number }) => (minus ? negate(valueIn(number, of)) : valueIn(number, of))));
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
    const { unit } = one.number;
    const needed = one === total ? cameTo(terms, unit) : subtract(cameTo([total], unit), cameTo(terms.filter((term) => term !== one), unit));
    const right = inDecimalsOf(trimmed(needed), one.number.value);
    const isOwnSign = (compare(right, "0") < 0) === one.minus;
    return isOwnSign && digitsOf(one.number.value) >= FEWEST_FIGURES && isLike(absolute(right), one.number.value) ? [{ term: one, right: absolute(right), by: "figure" }] : [];
  });
  // The total is the likelier of several: it is what is reckoned.
  const [figure] = figures.toSorted((a, b) => Number(b.term === total) - Number(a.term === total));
  if (figure) return figure;
  const sign = signs.includes(total) ? total : signs.length === 1 ? signs[0]! : null;
  return sign && { term: sign, right: absolute(sign.number.value), by: "sign" };
}
