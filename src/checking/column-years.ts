import { absolute, compare } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureColumn, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { firstTwo, hasWords, sentenceWords, tellingWords } from "./telling-words.ts";
import { digitsOf, type ToldSentence } from "./told-sentence.ts";

const YEAR = /(?<!\d)((?:19|20)\d\d)(?!\d)/gu;
/** What a column measures, without its year: "Sjukfrånvaro 2023, %". */
const measureOf = ({ heading }: FigureColumn): string => tellingWords(heading.replace(YEAR, " ")).join(" ");
/** "Tillsvidareanställda 31 dec 2022" and "31 dec 2021" beside it: the second has lost its name. */
const measures = (columns: readonly FigureColumn[]): string[] => columns.reduce<string[]>((all, column) => [...all, measureOf(column).replace(/(?:^| )(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)(?= |$)/gu, " ").trim() || (/^\d{1,2}\s/u.test(column.heading) ? (all.at(-1) ?? "") : "")], []);
const isShare = ({ heading, kind }: FigureColumn): boolean => kind === "percent" || /%|procent/iu.test(heading);
const [LONGEST_HEAD, LONGEST_WORD] = [120, 40];
const NARROWS = /(?<![a-zà-ÿ])(?:kvinn|män(?:nen)?(?![a-zà-ÿ])|långtid|korttid|dag\s+\d|januari|augusti|kvartal|tertial|halvår|riket|länet|målet|budget|prognos)/iu;

/** "Sjukfrånvaron för helåret 2023 stannade på 7,4 procent", where that is the year before's in a table that has a column for each year. `written` is the document's year. */
export function columnYearFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[], written: string | null): Finding[] {
  const known = tables.flatMap(({ columns, rows, section }) => {
    const totals = rows.filter(({ label }) => isSum(label));
    const [total] = totals;
    const called = measures(columns);
    const groups = [...Map.groupBy(columns.flatMap((column, at) => (column.year !== null && column.kind !== "difference" && called[at] ? [{ column, at, year: column.year }] : [])), ({ at }) => called[at]!)].filter(([, own]) => own.length >= 2 && new Set(own.map(({ year }) => year)).size === own.length);
    return total && totals.length === 1 ? groups.map(([measure, own]) => ({ measure: measure.split(" "), own, total, section, labels: rows.filter((row) => row !== total).map(({ label }) => tellingWords(label)) })) : [];
  });
  return !known.length ? [] : sentences.flatMap(({ numbers, sentence, sentence: { inCell, text } }): Finding[] => {
    if (inCell || !numbers.some(({ way }) => way === null)) return [];
    // A measure is told of at the head of the sentence.
    const head = fold(text.slice(0, LONGEST_HEAD)).split(" ");
    // "Vid utgången av 2022 hade nämnden 187 tillsvidareanställda", or right after its number.
    const counted = numbers.flatMap(({ end, unit }) => (unit === "count" ? (fold(text.slice(end, end + LONGEST_WORD)).split(" ")[0] ?? []) : []));
    const begins = (measure: readonly string[]): boolean => head.slice(0, measure.length + 2).some((word) => word.startsWith(measure[0]!.slice(0, 5)));
    const begun = known.filter(({ measure }) => begins(measure) || counted.some((word) => word.startsWith(measure[0]!.slice(0, 5))));
    if (!begun.length || NARROWS.test(text.split(/,\s+varav\s/u)[0]!)) return [];
    const words = sentenceWords(text);
    const named = firstTwo(begun, ({ labels, measure }) => hasWords(measure, words) && !labels.some((label) => label.length > 0 && hasWords(label, words)));
    const [only, ...more] = named;
    if (!only || more.length) return [];
    return numbers.flatMap((number): Finding[] => {
      // "11,3, 6,9 lägre än 2022": a year that comes after the number is another's.
      const years = new Set(text.slice(0, number.at).match(YEAR) ?? []);
      // What is only counted is told of a year that stands there.
      const [year = begins(only.measure) ? written : null] = number.year ? [number.year] : years;
      if (years.size > 1 || year === null) return [];
      if (number.way !== null || number.before || digitsOf(number.value) < 2) return [];
      const cells = only.own.filter(({ column }) => isShare(column) === (number.unit === "%")).map((one) => ({ ...one, value: only.total.cells[one.at] ?? null }));
      const [right, was] = [cells.find((one) => one.year === year), cells.find((one) => one.value !== null && compare(absolute(one.value), number.value) === 0)];
      if (!right || right.value === null || !was || was === right || compare(absolute(right.value), number.value) === 0 || numbers.some(({ value }) => compare(value, absolute(right.value!)) === 0)) return [];
      return [{ code: "told-other", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: formatNumber(right.value), message: `${number.written} är »${was.column.heading}« i tabellen; »${right.column.heading}« är ${formatNumber(right.value)}.`, evidence: [{ line: only.total.line, quote: only.total.quote }] }];
    });
  });
}
