import { isDecimal, round, scale, type Decimal } from "./decimal.ts";

const NO_BREAK_SPACE = "\u00a0";
const MINUS = "\u2212";

export const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"] as const;
export const MONTH_NAMES = [
  "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
] as const;

/** The month that a text numbers, 1–12; 0 where it numbers none. */
export const monthNumbered = (text: string | undefined): number => Number(/^(0?[1-9]|1[0-2])$/.exec(text ?? "")?.[0] ?? 0);

/** "−1 234,5": decimal comma, no-break space between thousands, the real minus sign. Rounds once, here. */
export function formatNumber(value: Decimal, decimals: number = scale(value)): string {
  const rounded = round(value, decimals);
  const negative = rounded.startsWith("-") && /[1-9]/.test(rounded);
  const [whole = "0", fraction] = rounded.replace(/^-/, "").split(".");
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, NO_BREAK_SPACE) : whole;
  return `${negative ? MINUS : ""}${grouped}${fraction ? `,${fraction}` : ""}`;
}

/** As {@link formatNumber} with "+" for what is above zero: for deviations. */
export const formatSigned = (value: Decimal, decimals?: number): string => {
  const text = formatNumber(value, decimals);
  return text.startsWith(MINUS) || !/[1-9]/.test(text) ? text : `+${text}`;
};

const SPACES = /[\s\u00a0\u2007\u2009\u202f]+/g;
const GROUPED = /^[+-]?\d{1,3}( \d{3})+([.,]\d+)?$/;
const UNGROUPED = /^[+-]?\d+([.,]\d+)?$/;

/**
 * Reads a number as Swedish people write it: any space between thousands, any minus, comma or point.
 * "1.234" is one and a bit, not a thousand; "1 23" is no number. Null when it is not exactly one number.
 */
export function parseNumber(text: string): Decimal | null {
  const clean = text.replace(SPACES, " ").trim().replace(/[\u2212\u2013\u2014]/g, "-").replace(/^([+-]) /, "$1");
  if (!GROUPED.test(clean) && !UNGROUPED.test(clean)) return null;
  const decimal = clean.replace(/ /g, "").replace(",", ".").replace(/^\+/, "");
  return isDecimal(decimal) ? decimal.replace(/^-(0(\.0+)?)$/, "$1") : null;
}

/** Lower case without accents: how names and header words are compared, whatever their form in a file. */
export function unaccented(text: string): string {
  const lower = text.toLowerCase();
  return PLAIN.test(lower) ? lower : lower.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}
/** What has no letter with an accent. */
const PLAIN = /^[\u0020-\u007e]*$/;

/** Names of committees are made addresses of many times for each page. */
const slugs = new Map<string, string>();
const MOST_SLUGS = 2000;

/** "individ-och-familjenamnden": a name as a part of an address. */
export function slug(name: string): string {
  const known = slugs.get(name);
  if (known !== undefined) return known;
  const made = unaccented(name).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  if (slugs.size < MOST_SLUGS) slugs.set(name, made);
  return made;
}

const ORDER = new Intl.Collator("sv-SE", { numeric: true });
/** Swedish alphabetical order: å, ä, ö last. */
export const compareSwedish = (a: string, b: string): number => ORDER.compare(a, b);

/** "2 mål", "1 mål", "1 aktivitet": the form that follows the count. */
export const counted = (count: number, one: string, many: string): string => `${formatNumber(String(count))} ${count === 1 ? one : many}`;
