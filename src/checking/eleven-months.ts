import { compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { evidenceOf } from "./monthly-findings.ts";
import type { ToldSentence } from "./told-sentence.ts";
import { sharedWords } from "./word-sets.ts";

const OWN_DIGITS = 4;
interface ToldPlainNumber { readonly value: Decimal; readonly year: string | null; readonly line: number; readonly quote: string }
/** All numbers that a document tells, in sentences and in tables that are not by month. */
const toldNumbersOf = (told: readonly ToldSentence[], tables: readonly FigureTable[], written: number | null): ToldPlainNumber[] => [
  ...told.flatMap(({ numbers, sentence: { line, text } }) => numbers.flatMap(({ before, unit, value, year }) => (unit === "count" ? [{ value, year: year ?? (before || written === null ? null : String(written)), line, quote: text }] : []))),
  ...tables.flatMap(({ columns, rows }) => rows.flatMap(({ cells, line, quote }) => cells.flatMap((value, at) => (value === null ? [] : [{ value, year: columns[at]!.year, line, quote }])))),
];

const STEM = 5;
const COMMON = /^(?:manad|antal|kommun|person|samtlig|under|total|summa|oppna)/;
const stems = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => word.length >= STEM && /^[a-zà-ÿ]+$/.test(word) && !COMMON.test(word)).map((word) => word.slice(0, STEM)));
/** A number that is the sum of eleven months of a year that has twelve: December was not there when it was made. */
export function elevenMonthFindings(all: readonly ReadSeries[], sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: number | null): Finding[] {
  const told = toldNumbersOf(sentences, tables, written);
  const byValue = Map.groupBy(told, ({ value }) => value);
  // What another measure, or another year, comes to is that.
  const whole = new Set(all.flatMap(({ years }) => Object.values(years).flatMap((values) => (values.includes(null) ? [] : [sum(values as Decimal[])]))));
  return all.flatMap((series) => Object.entries(series.years).flatMap(([year, values]): Finding[] => {
    if (!/^\d{4}$/.test(year) || values.includes(null)) return [];
    const [eleven, twelve] = [sum((values as Decimal[]).slice(0, -1)), sum(values as Decimal[])];
    if (eleven.replace(/\D/g, "").length < OWN_DIGITS || compare(eleven, twelve) === 0 || whole.has(eleven)) return [];
    const about = stems(`${series.group ?? ""} ${series.name}`);
    return (byValue.get(eleven) ?? []).filter(({ quote, year: of }) => of === year && (about.size === 0 || sharedWords(stems(quote), about).length > 0)).map(({ line, quote }): Finding => ({ code: "told-differs", severity: "warning", line, quote, expected: formatNumber(twelve), message: `${formatNumber(eleven)} är »${series.name}« januari–november ${year}; hela året är ${formatNumber(twelve)}.`, evidence: [evidenceOf(series, year)] }));
  }));
}
