import { divide, round, type Decimal } from "../platform/decimal.ts";
import { formatNumber, formatSigned } from "../platform/swedish.ts";

const inThousands = (amount: Decimal, decimals: number): Decimal => round(divide(amount, "1000"), decimals);
/** Kronor as thousands: a committee's amounts in kronor are hard to see beside each other. Rounded once, here. */
export const thousands = (amount: Decimal, decimals = 0): string => formatNumber(inThousands(amount, decimals), decimals);
/** The same with its sign, for what is a difference. */
export const thousandsSigned = (amount: Decimal, decimals = 0): string => formatSigned(inThousands(amount, decimals), decimals);
