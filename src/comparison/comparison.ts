import { compare, type Decimal } from "../platform/decimal.ts";

/** A measure of Kolada's that a committee compares itself by. */
export interface ComparisonMeasure {
  readonly id: number;
  /** As Kolada numbers it: "N31807". */
  readonly kpi: string;
  readonly title: string;
  /** What Kolada calls it now, where that is another; null where it is the same. */
  readonly otherTitle: string | null;
  readonly description: string | null;
  readonly byGender: boolean;
  /** ISO time; null before the first fetch. */
  readonly fetchedAt: string | null;
  readonly version: number;
}
export interface ComparisonMunicipality {
  /** Four digits: "0184". "0000" is the country. */
  readonly code: string;
  readonly name: string;
  readonly own: boolean;
}
export const COMPARISON_GENDERS = { T: "alla", K: "kvinnor", M: "män" } as const;
export type ComparisonGender = keyof typeof COMPARISON_GENDERS;
export interface ComparisonValue {
  readonly measureId: number;
  readonly code: string;
  readonly year: number;
  readonly gender: ComparisonGender;
  /** Null where it is missing, which is not zero. */
  readonly value: Decimal | null;
  readonly status: string | null;
}

/** Numbers of measures in a text, each once; null where something in it is none. */
export function comparisonIds(text: string): string[] | null {
  const words = text.toUpperCase().split(/[\s,;]+/).filter(Boolean);
  return words.every((word) => /^[NU]\d{5}$/.test(word)) ? [...new Set(words)] : null;
}
/** Codes of municipalities in a text, each once; null where something in it is none. */
export function municipalityCodes(text: string): string[] | null {
  const words = text.split(/[\s,;]+/).filter(Boolean);
  return words.every((word) => /^\d{4}$/.test(word)) ? [...new Set(words)] : null;
}

/** A year's place among those compared that are known: the highest is first. No place says what is good. */
export function placeOf(values: readonly ComparisonValue[], code: string): { readonly place: number; readonly of: number } | null {
  const known = values.filter(({ value }) => value !== null && value !== undefined);
  const own = known.find((one) => one.code === code);
  return own ? { place: known.filter((one) => compare(one.value!, own.value!) > 0).length + 1, of: known.length } : null;
}
