import { compare, isZero, scale } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";
import { isSameWord, movements, percentMoved, sentenceWords, type ToldRow } from "./told-row.ts";
import { evidenceOf, isOf, type ToldSentence } from "./told-sentence.ts";

const [LONG, SHORTEST, FIRST] = [9, 5, 4];
/** "Timmar" tell of "hemtjänsttimmar". */
const isEndOf = (own: string, word: string): boolean => own.length >= SHORTEST && word.length - own.length >= FIRST && word.endsWith(own);

/** "Antalet beviljade timmar minskade med 4,3 procent", where the row of beviljade hemtjänsttimmar has gone up by just so much. */
export function compoundFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] {
  const long = rows.filter(({ words }) => words.length > 1 && words.some((word) => word.length >= LONG));
  if (!long.length) return [];
  return sentences.flatMap(({ numbers, rows: own, sentence, sentence: { inCell, text } }): Finding[] => {
    const moving = inCell ? [] : numbers.filter(({ about, unit, value, way }) => unit === "%" && !about && scale(value) > 0 && !isZero(value) && (way === "up" || way === "down"));
    if (!moving.length) return [];
    const words = sentenceWords(text);
    const called = long.filter((row) => row.words.every((word) => words.some((one) => isSameWord(one, word) || isEndOf(one, word))) && row.words.some((word) => words.some((one) => isSameWord(one, word))));
    return moving.flatMap((number): Finding[] => {
      if (own.some((row) => isOf(number, row))) return [];
      const moved = called.flatMap((row) => movements(row).flatMap((movement) => { const percent = movement.from.role === "actual" && movement.to.role === "actual" ? percentMoved(movement) : null; return percent && meets(percent, spanOf(number.value)) ? [{ row, up: compare(movement.to.value, movement.from.value) > 0, movement }] : []; }));
      const [first] = moved;
      if (!first || moved.some(({ up }) => up === (number.way === "up"))) return [];
      return [{ code: "told-way", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: first.up ? "en ökning" : "en minskning", message: `Texten säger ${number.written} ${number.way === "up" ? "mer" : "mindre"}, men »${first.row.label}« gick från ${formatNumber(first.movement.from.value)} till ${formatNumber(first.movement.to.value)}.`, evidence: [evidenceOf(first.row)] }];
    });
  });
}
