import { divide, round, type Decimal } from "../platform/decimal.ts";
import { formatNumber, formatSigned } from "../platform/swedish.ts";

const inThousands = (amount: Decimal, decimals: number): Decimal => round(divide(amount, "1000"), decimals);
/** Kronor as thousands: a committee's amounts in kronor are hard to see beside each other. Rounded once, here. */
export function thousands(amount: Decimal, decimals = 0): string {
  const key = `${decimals} ${amount}`;
  const known = shown.get(key);
  if (known !== undefined) return known;
  if (shown.size >= MOST_SHOWN) shown.clear();
  const made = formatNumber(inThousands(amount, decimals), decimals);
  shown.set(key, made);
  return made;
}
/** A page of the economy shows the same amounts each time that it is asked for. */
const shown = new Map<string, string>();
const MOST_SHOWN = 5000;
/** The same with its sign, for what is a difference. */
export const thousandsSigned = (amount: Decimal, decimals = 0): string => formatSigned(inThousands(amount, decimals), decimals);
