import { compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import type { ReadSeries } from "../reading/reading.ts";
import { lineAt } from "./checked-sentences.ts";
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
const [TWELVE, LEAST_DIGITS] = [12, 3];
/** "… orosanmälningar som kom in under 2023". */
const OF_YEAR = /^(?:\s+[a-zà-ÿ]+){0,2}\s+(?:som\s+)?[^.,;\d]{0,40}?(?:under|år)\s+(?<year>(?:19|20)\d\d)(?!\d)/iu;
/** "De 1 327 orosanmälningar som kom in under 2023", where that is what the months of the year before come to. */
export function otherYearTotalFindings(all: readonly ReadSeries[], sentences: readonly ToldSentence[]): Finding[] {
  const totals = all.flatMap((series) => Object.entries(series.years).flatMap(([year, values]) => (/^\d{4}$/.test(year) && values.length === TWELVE && !values.includes(null) ? [{ series, year, total: sum(values as Decimal[]) }] : [])));
  const byValue = Map.groupBy(totals, ({ total }) => total);
  return sentences.flatMap(({ numbers, sentence }) => (sentence.inCell ? [] : numbers).flatMap((number): Finding[] => {
    if (number.unit !== "count" || number.way !== null || number.about || number.value.replace(/\D/g, "").length < LEAST_DIGITS) return [];
    const said = OF_YEAR.exec(sentence.text.slice(number.end))?.groups!["year"];
    const was = said === undefined ? undefined : (byValue.get(number.value) ?? []).find(({ series, year }) => year !== said && isToldOf(sentence.text, `${series.group ?? ""} ${series.name}`));
    const right = was && totals.find(({ series, year }) => series === was.series && year === said);
    if (!was || !right || compare(right.total, number.value) === 0 || (byValue.get(number.value) ?? []).some(({ year }) => year === said)) return [];
    return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: formatNumber(right.total), message: `${number.written} är månaderna ${was.year} tillsammans för »${was.series.name}«; ${said} är de ${formatNumber(right.total)}.`, evidence: [evidenceOf(was.series, right.year)] }];
  }));
}

/** "Orosanmälningar" are told of by "anmälningar om oro". */
function isToldOf(text: string, name: string): boolean {
  const words = fold(text).split(" ");
  return [...stems(name)].some((stem) => words.some((word) => word.includes(stem)));
}

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
