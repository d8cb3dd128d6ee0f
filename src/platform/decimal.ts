import Big from "big.js";

/** An exact decimal in its plain form: "-198.8", "2022". The scale as stored is kept ("9.0" is not "9"). */
export type Decimal = string;

const PLAIN = /^-?\d+(\.\d+)?$/;
export const isDecimal = (text: string): boolean => PLAIN.test(text);

const plain = (value: Big): Decimal => value.toFixed();

/** Numbers of so few digits in all, some thousand of them added, are exact as a machine's own whole numbers of their smallest part. */
const SHORT_DIGITS = 12;
const isShortWhole = (value: Decimal): boolean => value.length <= SHORT_DIGITS && !value.includes(".");
const MOST_ADDED = 1000;

export function sum(values: readonly Decimal[]): Decimal {
  let [whole, decimals] = [0, 0];
  for (const value of values) {
    const point = value.indexOf(".");
    whole = Math.max(whole, point < 0 ? value.length : point);
    if (point >= 0) decimals = Math.max(decimals, value.length - point - 1);
  }
  if (whole + decimals > SHORT_DIGITS || values.length > MOST_ADDED) return plain(values.reduce((total, value) => total.plus(value), new Big(0)));
  const parts = 10 ** decimals;
  let total = 0;
  for (const value of values) total += decimals === 0 ? Number(value) : Math.round(Number(value) * parts);
  return ofParts(total, decimals);
}
/** So many tenths, hundredths … as a decimal, without zeros last. */
function ofParts(total: number, decimals: number): Decimal {
  if (decimals === 0 || total === 0) return String(total || 0);
  const digits = String(Math.abs(total)).padStart(decimals + 1, "0");
  const rest = digits.slice(-decimals).replace(/0+$/, "");
  return `${total < 0 ? "-" : ""}${digits.slice(0, -decimals)}${rest && `.${rest}`}`;
}
export const subtract = (a: Decimal, b: Decimal): Decimal => (isShortWhole(a) && isShortWhole(b) ? String(Number(a) - Number(b)) : plain(new Big(a).minus(b)));
/** The same with its sign turned; of zero, zero. */
export const negate = (a: Decimal): Decimal => (isZero(a) ? a.replace("-", "") : a.startsWith("-") ? a.slice(1) : `-${a}`);
export const multiply = (a: Decimal, b: Decimal): Decimal => plain(new Big(a).times(b));
/** Exact where the quotient is, else to twenty decimals; never rounded for display here. */
export const divide = (a: Decimal, b: Decimal): Decimal => plain(new Big(a).div(b));
/** Numbers of so few characters are told apart, and in their order, by what a machine makes of them. */
const SHORT = 15;
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  if (a.length > SHORT || b.length > SHORT) return new Big(a).cmp(b) as -1 | 0 | 1;
  const [x, y] = [Number(a), Number(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}
export const isZero = (a: Decimal): boolean => /^-?0*(\.0*)?$/.test(a);
/** The size, with the scale it was stated with. */
export const absolute = (a: Decimal): Decimal => (a.startsWith("-") ? a.slice(1) : a);
export const mean = (values: readonly Decimal[]): Decimal | null =>
  values.length ? plain(new Big(sum(values)).div(values.length)) : null;

/** Change in per cent of the size of `from`; null where `from` is zero, because there is nothing to compare with. */
export const percentChange = (from: Decimal, to: Decimal): Decimal | null =>
  isZero(from) ? null : plain(new Big(to).minus(from).div(new Big(from).abs()).times(100));

/** Rounds half away from zero. Only for display: never store what comes out. */
export const round = (value: Decimal, decimals: number): Decimal =>
  decimals === 0 && isShortWhole(value) ? String(Number(value)) : new Big(value).toFixed(decimals, Big.roundHalfUp);

/** Decimals in the value as stored: 1 for "9.0", 0 for "9". */
export const scale = (value: Decimal): number => value.split(".")[1]?.length ?? 0;
