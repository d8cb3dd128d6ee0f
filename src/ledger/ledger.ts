/** The fiscal years that a file tells of; 0 is the year of the file, −1 the one before. */
export interface LedgerYear {
  readonly index: number;
  /** ISO dates; null where the file does not say. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface LedgerAccount {
  readonly number: string;
  readonly name: string;
  /** T asset, S liability, K cost, I income, as the file says; null where it does not. */
  readonly kind: "T" | "S" | "K" | "I" | null;
}
/** What amounts are told apart by: cost centre, activity, project; one of them may lie under another. */
export interface LedgerDimension {
  readonly number: string;
  readonly name: string;
  readonly under: string | null;
}
export interface LedgerObject {
  readonly dimension: string;
  readonly code: string;
  readonly name: string;
}

/** Pairs of dimension and code, by dimension; a posting has at most one of each. */
export type LedgerObjects = readonly (readonly [dimension: string, code: string])[];

/** Pairs in the order of their dimensions, by number. */
export const byDimension = (pairs: Iterable<readonly [string, string]>): LedgerObjects => [...pairs].sort(([a], [b]) => Number(a) - Number(b) || (a < b ? -1 : 1));

/** A row of a voucher. Amounts are in öre, debit plus and credit minus, as ledgers have them. */
export interface LedgerPosting {
  readonly kind: "posting";
  readonly line: number;
  readonly voucher: number;
  /** ISO date. */
  readonly onDate: string;
  readonly account: string;
  readonly objects: LedgerObjects;
  readonly ore: number;
  readonly text: string;
}
export interface LedgerVoucher {
  readonly kind: "voucher";
  readonly line: number;
  /** Its place in the file, from 1. */
  readonly ordinal: number;
  readonly series: string;
  readonly number: string;
  readonly onDate: string;
  readonly text: string;
}
/** The change of an account in a month, where a file has sums and no vouchers. */
export interface LedgerMonthRow {
  readonly kind: "month";
  readonly line: number;
  readonly measure: "actual" | "budget";
  /** ISO month. */
  readonly month: string;
  readonly account: string;
  /** A row with objects is a part of the row without them, and is never added to it. */
  readonly objects: LedgerObjects;
  readonly ore: number;
}
export type LedgerRow = LedgerPosting | LedgerVoucher | LedgerMonthRow;

export interface LedgerRemark {
  /** 1-based line of the file. */
  readonly line: number;
  readonly code: string;
  /** One Swedish sentence. */
  readonly message: string;
}

/** What a ledger file is, and whether it holds together. Amounts in öre. */
export interface LedgerReport {
  /** "1"–"4", or "5". */
  readonly type: string;
  /** Whether a file of vouchers is a whole ledger or something to be entered in one; null for sums. */
  readonly variant: "E" | "I" | null;
  readonly program: string | null;
  readonly company: string | null;
  readonly orgNumber: string | null;
  readonly encoding: string;
  readonly years: readonly LedgerYear[];
  /** The last day that the file tells of, ISO; null where it does not say. */
  readonly reachesTo: string | null;
  readonly accounts: readonly LedgerAccount[];
  readonly dimensions: readonly LedgerDimension[];
  readonly objects: readonly LedgerObject[];
  readonly vouchers: number;
  readonly transactions: number;
  readonly totals: { readonly opening: number; readonly closing: number; readonly result: number; readonly vouchers: number };
  readonly checksum: { readonly stated: string; readonly computed: string; readonly ok: boolean } | null;
  readonly warnings: readonly LedgerRemark[];
  readonly errors: readonly LedgerRemark[];
  /** How many there were in all; the lists hold the first of them. */
  readonly warningCount: number;
  readonly errorCount: number;
}

/** Dimensions that the standard has numbers for (SIE 4, 5.6). */
export const KNOWN_DIMENSIONS: Readonly<Record<string, string>> = { "1": "Kostnadsställe", "2": "Kostnadsbärare", "6": "Projekt", "7": "Anställd", "8": "Kund", "9": "Leverantör", "10": "Faktura" };

/** Income and costs are what a statement is made of; the rest is the balance sheet. Class 9 is internal accounting. */
export function isResultAccount({ kind, number }: Pick<LedgerAccount, "kind" | "number">): boolean {
  return kind ? kind === "K" || kind === "I" : /^[3-8]/.test(number);
}

/** An amount in öre as exact text: "-212.50". */
export function oreText(ore: number): string {
  const size = Math.abs(ore);
  return `${ore < 0 ? "-" : ""}${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}`;
}

const AMOUNT = /^([+-]?)(\d+)(?:[.,](\d*))?$/;
/** An amount as ledgers write it, in öre; null where it is none, or has parts of an öre. */
export function parseOre(text: string): number | null {
  return plainOre(text) ?? anyOre(text);
}
const [ZERO, NINE, DOT, MINUS] = [48, 57, 46, 45];
/** No more figures than that the öre of them are whole numbers, whatever they are. */
const SURE_FIGURES = 12;
/** "-212.50": as nearly all are written; null for what is written in another way. */
function plainOre(text: string): number | null {
  const from = text.charCodeAt(0) === MINUS ? 1 : 0;
  let [whole, at] = [0, from];
  for (; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign < ZERO || sign > NINE) break;
    whole = whole * 10 + sign - ZERO;
  }
  if (at === from || at - from > SURE_FIGURES || text.length - at !== 3 || text.charCodeAt(at) !== DOT) return null;
  const [tenths, hundredths] = [text.charCodeAt(at + 1) - ZERO, text.charCodeAt(at + 2) - ZERO];
  if (tenths < 0 || tenths > 9 || hundredths < 0 || hundredths > 9) return null;
  const ore = whole * 100 + tenths * 10 + hundredths;
  return from ? -ore || 0 : ore;
}
function anyOre(text: string): number | null {
  const match = AMOUNT.exec(text);
  if (!match) return null;
  const [, sign, whole, part = ""] = match;
  if (/[1-9]/.test(part.slice(2))) return null;
  const ore = Number(whole) * 100 + Number(part.slice(0, 2).padEnd(2, "0"));
  return Number.isSafeInteger(ore) ? (sign === "-" ? -ore || 0 : ore) : null;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
/** "20260131" as an ISO date; null where the calendar has no such day. */
export function parseLedgerDate(text: string): string | null {
  if (!/^[1-9]\d{7}$/.test(text)) return null;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeapYear(year) ? 29 : DAYS[month - 1]!) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : null;
}
/** "202601" as an ISO month; null where it is none. */
export function parseLedgerMonth(text: string): string | null {
  const month = Number(text.slice(4));
  return /^\d{6}$/.test(text) && month >= 1 && month <= 12 ? `${text.slice(0, 4)}-${text.slice(4)}` : null;
}
