import { compare, divide, isZero, multiply, round, subtract, sum, type Decimal } from "../platform/decimal.ts";

export const MONTHS_A_YEAR = 12;
/** How a year's amount is spread over its months. */
export const SPREADING_KEYS = { even: "lika varje månad", shape: "som förra årets utfall", own: "egna månader" } as const;
export type SpreadingKey = keyof typeof SPREADING_KEYS;

/**
 * Spreads an amount over parts by weights, to whole öre, so that the parts sum to it exactly: what rounding leaves of one is carried to
 * the next. Weights that sum to nothing tell nothing; the parts are then as equal as they can be.
 */
export function spread(amount: Decimal, weights: readonly Decimal[]): Decimal[] {
  const total = sum(weights);
  const own = isZero(total) ? weights.map(() => "1") : weights;
  const whole = isZero(total) ? String(weights.length) : total;
  let seen: Decimal = "0";
  let given: Decimal = "0";
  return own.map((weight, index) => {
    seen = sum([seen, weight]);
    // The last takes what is left, to the last öre that the amount has.
    const until = index === own.length - 1 ? amount : round(divide(multiply(amount, seen), whole), 2);
    const part = subtract(until, given);
    given = until;
    return part;
  });
}
export const evenly = (amount: Decimal): Decimal[] => spread(amount, Array.from({ length: MONTHS_A_YEAR }, () => "1"));

/** Months of last year's actuals as weights. Where they point both ways no shape is told by them. */
export function shapeOf(actuals: readonly Decimal[]): readonly Decimal[] | null {
  const signs = new Set(actuals.map((amount) => compare(amount, "0")).filter((sign) => sign !== 0));
  return signs.size === 1 ? actuals : null;
}
