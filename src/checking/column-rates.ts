import { absolute, compare, divide, isZero, multiply, round, scale } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { firstTwo, isNamedBy, isSameWord, sentenceWords, tellingWords } from "./telling-words.ts";
import type { ToldSentence } from "./told-sentence.ts";

const RATE = /^\s+(?<what>[a-zà-ÿ]{3,})\s+per\s+(?<each>[a-zà-ÿ]{4,})(?![a-zà-ÿ])/iu;
const PER = /(?<![a-zà-ÿ])per(?![a-zà-ÿ])|[/]/iu;
const [LEAST, MOST] = ["0.5", "2"];
const named = (heading: string, word: string): boolean => tellingWords(heading).some((own) => isSameWord(own, fold(word)));

/** The row that a sentence names, and else the total. */
function rowOf(rows: readonly FigureRow[], words: readonly string[]): FigureRow | undefined {
  const [first, second] = firstTwo(rows, ({ label }) => !isSum(label) && isNamedBy(label, words));
  return second ? undefined : (first ?? rows.find(({ label }) => isSum(label)));
}

/** "15,5 barn per avdelning", where the table beside has 610 children in 37: a rate that two of its columns tell. */
export function columnRateFindings(sentences: readonly ToldSentence[], tables: readonly FigureTable[]): Finding[] {
  const inSection = Map.groupBy(tables, ({ section }) => section);
  return sentences.flatMap(({ numbers, sentence, sentence: { inCell, section, text } }) => (inCell || !/\sper\s/iu.test(text) ? [] : numbers).flatMap((number): Finding[] => {
    const { each, what } = (number.unit === "count" ? RATE.exec(text.slice(number.end)) : null)?.groups ?? {};
    if (!what || !each || number.way !== null) return [];
    const judged = (inSection.get(section.line) ?? []).flatMap((table) => {
      const of = (word: string): number[] => table.columns.flatMap(({ heading, kind }, at) => (kind === "value" && !PER.test(heading) && named(heading, word) ? [at] : []));
      const [part, whole] = [of(what), of(each)];
      if (part.length !== 1 || whole.length !== 1) return [];
      const row = rowOf(table.rows, sentenceWords(text));
      const [a, b] = [row?.cells[part[0]!] ?? null, row?.cells[whole[0]!] ?? null];
      if (!row || a === null || b === null || isZero(b)) return [];
      // The rate itself may stand in a column or a row of its own.
      const stands = table.rows.some(({ cells }) => cells.some((cell) => cell !== null && compare(absolute(cell), number.value) === 0));
      return stands ? [] : [{ row, right: divide(a, b), a, b }];
    });
    const [first] = judged;
    if (!first || judged.length > 1 || meets(number.about ? spanOf(number.value, 0) : spanOf(number.value), { low: first.right, high: first.right })) return [];
    if (compare(number.value, multiply(first.right, LEAST)) < 0 || compare(number.value, multiply(first.right, MOST)) > 0) return [];
    const expected = formatNumber(round(first.right, Math.max(scale(number.value), 1)));
    return [{ code: "told-differs", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `Texten säger ${number.written} ${what} per ${each}, men ${formatNumber(first.a)} / ${formatNumber(first.b)} är ${expected} (»${first.row.label}«).`, evidence: [{ line: first.row.line, quote: first.row.quote }] }];
  }));
}
