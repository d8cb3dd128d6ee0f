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

/** Whole numbers of so many digits are exact to a machine. */
const EXACT_DIGITS = 15;
const withoutPoint = (value: Decimal): string => value.replace(".", "");
/** What a quotient is rounded to, half away from zero, where it has no end. */
const QUOTIENT_DECIMALS = 20;
/** Exact where the quotient is, else to twenty decimals; never rounded for display here. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (isZero(a) || isZero(b)) return plain(new Big(a).div(b));
  const size = shifted(a, b) ?? quotient(a, b);
  return a.startsWith("-") !== b.startsWith("-") && size !== "0" ? `-${size}` : size;
}
/** By ten, a hundred or a thousand: the point is moved. Null where it is by something else. */
function shifted(a: Decimal, b: Decimal): Decimal | null {
  if (!/^1(?:0|00|000)$/.test(b) || a.length > EXACT_DIGITS) return null;
  const decimals = scale(a) + b.length - 1;
  return ofParts(Number(withoutPoint(absolute(a))), decimals);
}
function quotient(a: Decimal, b: Decimal): Decimal {
  const [top, bottom] = [BigInt(withoutPoint(absolute(a))), BigInt(withoutPoint(absolute(b)))];
  // a / b = top / bottom × 10^(scale of b − scale of a).
  const shift = QUOTIENT_DECIMALS + scale(b) - scale(a);
  const scaled = shift >= 0 ? top * 10n ** BigInt(shift) : top;
  const by = shift >= 0 ? bottom : bottom * 10n ** BigInt(-shift);
  const digits = String((scaled * 2n + by) / (by * 2n)).padStart(QUOTIENT_DECIMALS + 1, "0");
  const rest = digits.slice(-QUOTIENT_DECIMALS).replace(/0+$/, "");
  return `${digits.slice(0, -QUOTIENT_DECIMALS)}${rest && `.${rest}`}`;
}
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
  values.length ? divide(sum(values), String(values.length)) : null;

/** Change in per cent of the size of `from`; null where `from` is zero, because there is nothing to compare with. */
export const percentChange = (from: Decimal, to: Decimal): Decimal | null =>
  isZero(from) ? null : multiply(divide(subtract(to, from), absolute(from)), "100");

/** Rounds half away from zero. Only for display: never store what comes out. */
export function round(value: Decimal, decimals: number): Decimal {
  if (decimals === 0 && isShortWhole(value)) return String(Number(value));
  const point = value.indexOf(".");
  const fraction = point < 0 ? "" : value.slice(point + 1);
  if (value.length > EXACT_DIGITS || isZero(value) || /^-?0\d/.test(value)) return new Big(value).toFixed(decimals, Big.roundHalfUp);
  if (fraction.length <= decimals) return decimals === 0 ? value : `${point < 0 ? value : value.slice(0, point)}.${fraction.padEnd(decimals, "0")}`;
  // As many whole parts as are shown, and one more where half or more of one is left.
  const size = absolute(value);
  const own = size.length - fraction.length - 1;
  const parts = String(Number(size.slice(0, own) + fraction.slice(0, decimals)) + (fraction[decimals]! >= "5" ? 1 : 0)).padStart(decimals + 1, "0");
  return `${value.startsWith("-") ? "-" : ""}${decimals === 0 ? parts : `${parts.slice(0, -decimals)}.${parts.slice(-decimals)}`}`;
}

/** Decimals in the value as stored: 1 for "9.0", 0 for "9". */
export const scale = (value: Decimal): number => value.split(".")[1]?.length ?? 0;
