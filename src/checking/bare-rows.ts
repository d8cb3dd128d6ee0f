import type { Decimal } from "../platform/decimal.ts";
import { parseNumber } from "../platform/swedish.ts";

/** A row of a statement: what it is called, and its numbers, as many as in the rows round about. */
export interface BareFigureRow { readonly label: string; readonly values: readonly Decimal[]; readonly line: number; readonly quote: string }
/** Rows with fewer numbers are many other things. */
export const FEWEST_COLUMNS = 3;

const NUMBERS = /^(?<label>.*?[^\d\s,–−-][^\d]*?) (?<numbers>(?:[−–-] ?)?\d(?:[\d,]| (?:[−–-] ?)?(?=\d))*)$/u;
const NUMBER = /(?:[−–-]\s?)?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?/gu;
/** "Övriga avsättningar 21 129,8": the number of a note, in a paper that has such. */
const NOTE = /^(?<note>[1-9]\d?)\s(?=\d{3},)/u;
/** The numbers that stand one after the other, thousands parted by a space. */
export const bareValues = (text: string): Decimal[] => [...text.matchAll(NUMBER)].flatMap(([value]) => parseNumber(value) ?? []);
/** What is longer is no row. */
export const LONGEST_ROW = 200;
/** A short line that ends with a figure. */
export const endsAsRow = (text: string): boolean => text.length <= LONGEST_ROW && /\d$/.test(text.trimEnd());
/** Each decimal ends a number: rows whose numbers all have one are read in one way only. */
export function bareRow(text: string, line: number, noted: boolean): BareFigureRow | null {
  if (!endsAsRow(text)) return null;
  const groups = NUMBERS.exec(text.trim().replace(/\s+/gu, " "))?.groups;
  const [label, numbers] = [groups?.["label"], noted ? groups?.["numbers"]?.replace(NOTE, "") : groups?.["numbers"]];
  const values = bareValues(numbers ?? "");
  const own = values.length > FEWEST_COLUMNS && /^(?:[1-9]\d?|(?:19|20)\d\d)$/.test(values[0]!) && values.slice(1).every((value) => value.includes(".")) ? values.slice(1) : values;
  return label && own.length >= FEWEST_COLUMNS && own.every((value) => value.includes(".")) ? { label: label.trim(), values: own, line, quote: text.trim() } : null;
}
