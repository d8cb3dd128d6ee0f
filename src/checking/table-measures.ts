import type { FigureTable } from "./figure-table.ts";
import { isSameWord, ROLE_WORDS, tellingWords } from "./telling-words.ts";

/** What was planned, what became, how far they are from each other, and when: it is said of whatever the table measures. */
const IS_ROLE = /budget|utfall|prognos|bokslut|avvik|diff|forandr|andring|anslag|ram$|plan$|justera|ursprung|revider|beslut|begar|ackum|hittills|delar|helar|forslag|uppfolj|omrakn|prelim|faststall|korriger|jamforels/;
const WHEN = /^(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*$|^(?:vt|ht|kv|kvartal|host|var|hosten|varen|lasar|lasaret|tom|not)\d?$/;
/** What a column measures, besides that; no words where it says no more. */
const measureOf = (heading: string): string[] => tellingWords(heading).filter((word) => !ROLE_WORDS.test(word) && !WHEN.test(word) && !IS_ROLE.test(word));

/** One of the things that a table measures, with its columns, by their places. */
export interface TableMeasure { readonly words: readonly string[]; readonly columns: readonly number[] }
/** "Platser | Belagda dygn 2022 | Belagda dygn 2023 | Beläggning 2023, %" are three measures; most tables are of one. */
export function measuresOf({ columns }: Pick<FigureTable, "columns">): TableMeasure[] {
  const all = columns.map(({ heading }, at) => ({ at, words: measureOf(heading) }));
  return [...Map.groupBy(all, ({ words }) => words.join(" ")).values()].map((same) => ({ words: same[0]!.words, columns: same.map(({ at }) => at) }));
}
/** Whether a text, by its words, names a measure: in a word of its own, or in one with more before or after. */
export const namesMeasure = (measure: readonly string[], words: readonly string[]): boolean => measure.some((own) => words.some((word) => isSameWord(own, word) || (own.length >= PART && word.includes(own)) || (word.length >= PART && own.includes(word.replace(BENT, "")))));
const PART = 6;
/** "Frånvaron" is in "sjukfrånvaro". */
const BENT = /(?:en|et|n|t)$/u;

/** A table with the columns of the measure that a text names only; as it is where it has one, null where the text does not say which. */
export function ofNamedMeasure<T extends FigureTable>(table: T, words: readonly string[]): T | null {
  const measures = measuresOf(table);
  const years = (at: readonly number[]): number => at.filter((column) => table.columns[column]!.year !== null).length;
  // Beside each other in two years: a table of one measure has only one such.
  const several = measures.filter(({ columns }) => years(columns) > 1);
  if (several.length < 2) return table;
  const named = several.filter((measure) => namesMeasure(measure.words, words));
  if (named.length !== 1) return null;
  const { columns } = named[0]!;
  const isShare = columns.every((at) => table.columns[at]!.kind === "percent");
  return { ...table, columns: columns.map((at) => (isShare ? { ...table.columns[at]!, kind: "value" as const } : table.columns[at]!)), rows: table.rows.map((row) => ({ ...row, cells: columns.map((at) => row.cells[at] ?? null) })) };
}
