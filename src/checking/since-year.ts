import { compare } from "../platform/decimal.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { isSameWord } from "./telling-words.ts";

/** "Låneskulden har ökat sedan 2017": without by how much. */
const SINCE = /(?<![a-zà-ÿ])(?<subject>[a-zà-ÿ-]{6,})\s+har\s+(?:(?<up>ökat|stigit|vuxit)|(?<down>minskat|sjunkit))\s+(?:[a-zà-ÿ]+\s+)?sedan\s+(?:år\s+)?(?<year>(?:19|20)\d\d)(?!\d)/iu;

/** What has moved since a year, against the one row that is called so and has both years. */
export function sinceYearFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : SINCE.exec(sentence.text);
    if (!match) return [];
    const { down, subject, year } = match.groups as Record<string, string | undefined>;
    const named = tables.flatMap(({ columns, rows }) => {
      const years = columns.flatMap((column, at) => (column.kind === "value" && /^(?:19|20)\d\d$/.test(column.year ?? "") && !/budget|plan|prognos|mål/iu.test(column.heading) ? [{ at, year: column.year! }] : []));
      const [from, to] = [years.filter((one) => one.year === year), years.toSorted((a, b) => b.year.localeCompare(a.year))];
      if (from.length !== 1 || !to[0] || to[0].year <= year! || to.filter((one) => one.year === to[0]!.year).length > 1) return [];
      return rows.filter(({ label }) => fold(label.split(",")[0]!).split(" ").some((word) => word.length > 5 && isSameWord(word, fold(subject!)))).map((row) => ({ row, from: row.cells[from[0]!.at] ?? null, to: row.cells[to[0]!.at] ?? null, latest: to[0]!.year }));
    });
    const [only, ...more] = named;
    // Several rows have the word in their names: which of them is meant is not known.
    if (!only || more.length || only.from === null || only.to === null || only.from.startsWith("-") || only.to.startsWith("-")) return [];
    const way = compare(only.to, only.from);
    if (way === 0 || (way > 0) === !down) return [];
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: way > 0 ? "ökat" : "minskat", message: `Texten säger att ${subject} har ${down ?? match.groups!["up"]} sedan ${year}, men »${only.row.label}« har ${way > 0 ? "ökat" : "minskat"} från ${year} till ${only.latest}.`, evidence: [{ line: only.row.line, quote: only.row.quote }] }];
  });
}
