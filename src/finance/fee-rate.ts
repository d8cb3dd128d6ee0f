import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { divide, multiply, subtract, type Decimal } from "../platform/decimal.ts";

export const FEE_BASES = { kronor: "kronor", percent: "% av prisbasbeloppet" } as const;
/** What a fee is, from a day on. */
export interface FeeRate {
  readonly id: number;
  readonly committeeId: number;
  readonly name: string;
  readonly basis: keyof typeof FEE_BASES;
  /** Kronor, or per cent of the year's price base amount. */
  readonly value: Decimal;
  /** What it is for: "ansökan", "år", "timme"; null where it is for one. */
  readonly per: string | null;
  /** ISO date. */
  readonly validFrom: string;
  /** By how many per cent the fee is lowered, and when; both or neither. */
  readonly reduction: Decimal | null;
  readonly reducedWhen: string | null;
  readonly decision: string | null;
  readonly version: number;
}
export const FEE_FIELDS = [
  { name: "name", label: "Avgift", required: true, longest: 200 },
  { name: "basis", label: "Räknas som", kind: "select", required: true, options: Object.entries(FEE_BASES) },
  { name: "value", label: "Kronor eller procent", kind: "number", required: true, decimals: 4 },
  { name: "per", label: "Per", hint: "(till exempel ansökan, år, timme)", longest: 60 },
  { name: "valid_from", label: "Gäller från och med", kind: "date", required: true },
  { name: "reduction", label: "Nedsättning, %", kind: "number", decimals: 2 },
  { name: "reduced_when", label: "Sätts ned om", longest: 300 },
  { name: "decision", label: "Beslut", hint: "(dag och paragraf)" },
] as const satisfies Register["fields"];
/** What makes a fee unfit, with its field; null where nothing does. */
export function feeRateFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const [reduction, when] = [row["reduction"] ?? null, row["reduced_when"] ?? null];
  if (reduction !== null && Number(reduction) > 100) return { field: "reduction", message: "Nedsättningen är högst 100 %." };
  if (reduction !== null && when === null) return { field: "reduced_when", message: "Skriv när avgiften sätts ned: om vad som är uppfyllt." };
  if (when !== null && reduction === null) return { field: "reduction", message: "Skriv med hur många procent avgiften sätts ned." };
  return null;
}

/** Price base amounts in kronor, as the government has set them (SFB 2010:110, 2:6–7). */
export const PRICE_BASE_AMOUNTS: Readonly<Record<number, Decimal>> = { 2015: "44500", 2016: "44300", 2017: "44800", 2018: "45500", 2019: "46500", 2020: "47300", 2021: "47600", 2022: "48300", 2023: "52500", 2024: "57300", 2025: "58800", 2026: "59200" };

/** The fees that hold on any day of a year: of each name the one that it begins with, and those that begin within it. */
export const feesDuring = (rates: readonly FeeRate[], year: number): FeeRate[] => [...Map.groupBy(rates, ({ name }) => name).values()].flatMap((own) => {
  const inOrder = own.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom) || a.id - b.id);
  const first = inOrder.findLast(({ validFrom }) => validFrom <= `${year}-01-01`);
  return [...(first ? [first] : []), ...inOrder.filter(({ validFrom }) => validFrom > `${year}-01-01` && validFrom <= `${year}-12-31`)];
});
/** The fees that hold at a year's end, one for each name. */
export const feesIn = (rates: readonly FeeRate[], year: number): FeeRate[] => [...Map.groupBy(rates.filter(({ validFrom }) => validFrom <= `${year}-12-31`), ({ name }) => name).values()].map((own) => own.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom) || a.id - b.id).at(-1)!);

export interface FeeAmount {
  /** Kronor, unrounded. */
  readonly whole: Decimal;
  /** When it is lowered; null where it never is. */
  readonly reduced: Decimal | null;
}
/** What a fee comes to in a year; null where the year's price base amount is not known. */
export function feeAmount({ basis, reduction, value }: Pick<FeeRate, "basis" | "value" | "reduction">, priceBaseAmount: Decimal | null): FeeAmount | null {
  if (basis === "percent" && priceBaseAmount === null) return null;
  const whole = basis === "percent" ? divide(multiply(value, priceBaseAmount!), "100") : value;
  return { whole, reduced: reduction === null ? null : divide(multiply(whole, subtract("100", reduction)), "100") };
}
