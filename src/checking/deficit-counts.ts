import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS } from "./number-words.ts";

const COUNT = `${Object.keys(NUMBER_WORDS).join("|")}|\\d{1,2}`;
/** "Fem av kommunens åtta nämnder räknar med underskott". */
const SOME = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<some>${COUNT})\s+av\s+(?:[A-Za-zÀ-ÿ]+\s+){0,2}?(?<all>${COUNT})\s+(?<noun>[A-Za-zÀ-ÿ]{5,})\s+(?:[A-Za-zÀ-ÿ]+\s+){0,4}?(?:ett\s+)?(?<way>underskott|överskott|(?:håller|höll|klarar|klarade)\s+(?:sin|sina)\s+(?:budget|budgetram|ram)(?:ar)?)(?![A-Za-zÀ-ÿ])`, "iu");
const STEM = 5;

/** How many of a table's rows are said to have a deficit, where none of its columns of deviations has so many. */
export function deficitCountFindings(sentences: readonly CheckedSentence[], tables: readonly FigureTable[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : SOME.exec(sentence.text);
    if (!match) return [];
    const { all, noun, some, way } = match.groups!;
    const [told, whole] = [countOf(some!), countOf(all!)];
    const stem = fold(noun!).slice(0, STEM);
    const judged = tables.flatMap(({ columns, corner, line, rows }) => {
      // Rows of the kind that is told of: each called so, or all of them under a heading that is.
      const own = rows.filter(({ label }) => !isSum(label) && fold(label).split(" ").some((word) => word.includes(stem)));
      // "Summa nämnder" is of the rows over it.
      const summed = rows.findIndex(({ label }) => isSum(label) && fold(label).includes(stem));
      const over = summed < 0 ? [] : rows.slice(0, summed).filter(({ label }) => !isSum(label));
      const kind = over.length === whole ? over : own.length === whole ? own : fold(corner).includes(stem) ? rows.filter(({ label }) => !isSum(label)) : [];
      if (kind.length !== whole) return [];
      return columns.flatMap(({ heading, kind: of }, at) => (of === "difference" ? [{ heading, line, counts: kind.map(({ cells }): Decimal | null => cells[at] ?? null) }] : []));
    }).filter(({ counts }) => !counts.includes(null));
    const countIn = (counts: readonly (Decimal | null)[]): number => counts.filter((value) => (/underskott/iu.test(way!) ? compare(value!, "0") < 0 : /överskott/iu.test(way!) ? compare(value!, "0") > 0 : compare(value!, "0") >= 0)).length;
    const [first] = judged.toSorted((a, b) => Number(/prognos/iu.test(b.heading)) - Number(/prognos/iu.test(a.heading)));
    if (!first || judged.some(({ counts }) => countIn(counts) === told)) return [];
    const right = countIn(first.counts);
    return [{ code: "status-count", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(String(right)), message: `Texten säger ${some!.toLowerCase()} av ${all!.toLowerCase()} (»${way!.toLowerCase()}«), men tabellen på rad ${first.line} har ${right} (»${first.heading}«).`, evidence: [{ line: first.line, quote: first.heading }] }];
  });
}
