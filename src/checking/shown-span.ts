import { absolute, compare, divide, isZero, multiply, negate, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";

/** All that a printed number may stand for: 12,3 is anything from 12,25 to 12,35. */
export interface ShownSpan {
  readonly low: Decimal;
  readonly high: Decimal;
}
const HALF = "0.5";
/** Half of the last decimal that is printed. */
const halfStep = (decimals: number): Decimal => (decimals === 0 ? HALF : `0.${"0".repeat(decimals)}5`);
export function spanOf(printed: Decimal, decimals: number = scale(printed)): ShownSpan {
  const half = halfStep(decimals);
  return { low: subtract(printed, half), high: sum([printed, half]) };
}
export const addSpans = (spans: readonly ShownSpan[]): ShownSpan => ({ low: sum(spans.map(({ low }) => low)), high: sum(spans.map(({ high }) => high)) });
export const turned = ({ high, low }: ShownSpan): ShownSpan => ({ low: negate(high), high: negate(low) });
export const lessSpan = (a: ShownSpan, b: ShownSpan): ShownSpan => addSpans([a, turned(b)]);
/** How far it is between two printed numbers, whichever way. */
export function movedSpan(from: Decimal, to: Decimal): ShownSpan {
  const change = lessSpan(spanOf(to), spanOf(from));
  return compare(to, from) < 0 ? turned(change) : change;
}
/** Whether two printed numbers may stand for the same. */
export const meets = (a: ShownSpan, b: ShownSpan): boolean => compare(a.low, b.high) <= 0 && compare(b.low, a.high) <= 0;
/** The same, but not where the one only ends where the other begins. */
export const overlaps = (a: ShownSpan, b: ShownSpan): boolean => compare(a.low, b.high) < 0 && compare(b.low, a.high) < 0;
/** Whether it may stand for nothing at all. */
export const hasZero = ({ high, low }: ShownSpan): boolean => compare(low, "0") <= 0 && compare(high, "0") >= 0;
/** What a part may be of a whole, in per cent of its size; null where the whole may be nothing. */
export function percentSpan(part: ShownSpan, whole: ShownSpan): ShownSpan | null {
  if (hasZero(whole)) return null;
  const all = [part.low, part.high].flatMap((above) => [whole.low, whole.high].map((below) => divide(multiply(above, "100"), absolute(below))));
  const inOrder = all.toSorted(compare);
  return { low: inOrder[0]!, high: inOrder.at(-1)! };
}
/** What is printed nearest to the middle of a span, for who is told what was to be expected. */
export const middleOf = ({ high, low }: ShownSpan): Decimal => { const middle = divide(sum([low, high]), "2"); return isZero(middle) ? "0" : middle; };
