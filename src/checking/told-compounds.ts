import { compare, isZero, round, scale } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { isSameWord, sentenceWords } from "./telling-words.ts";
import { movements, percentMoved, type ToldMovement, type ToldRow } from "./told-row.ts";
import { evidenceOf, isOf, type ToldSentence } from "./told-sentence.ts";

const [LONG, SHORTEST, FIRST] = [9, 5, 4];
/** More rows than so that moved by as many per cent are told apart by none. */
const MOST_NEAR = 50;
/** "Timmar" tell of "hemtjänsttimmar". */
const isEndOf = (own: string, word: string): boolean => own.length >= SHORTEST && word.length - own.length >= FIRST && word.endsWith(own);

interface Moved { readonly row: ToldRow; readonly movement: ToldMovement; readonly percent: ShownSpan; readonly up: boolean }
/** So many decimals tell which per cent are worth a closer look. */
const KEY_DECIMALS = 1;
/** How rows with a long word have moved, by how many per cent. */
function movedBy(rows: readonly ToldRow[]): ReadonlyMap<string, readonly Moved[]> {
  const all = rows.filter(({ words }) => words.length > 1 && words.some((word) => word.length >= LONG)).flatMap((row) => movements(row).flatMap((movement): Moved[] => {
    const percent = movement.from.role === "actual" && movement.to.role === "actual" ? percentMoved(movement) : null;
    return percent ? [{ row, movement, percent, up: compare(movement.to.value, movement.from.value) > 0 }] : [];
  }));
  const keyed = all.flatMap((moved) => [...new Set([moved.percent.low, moved.percent.high].map((end) => round(end, KEY_DECIMALS)))].map((key) => ({ key, moved })));
  return new Map([...Map.groupBy(keyed, ({ key }) => key)].map(([key, same]) => [key, same.map(({ moved }) => moved)]));
}

/** "Antalet beviljade timmar minskade med 4,3 procent", where the row of beviljade hemtjänsttimmar has gone up by just so much. */
export function compoundFindings(sentences: readonly ToldSentence[], rows: readonly ToldRow[]): Finding[] {
  const all = movedBy(rows);
  if (!all.size) return [];
  return sentences.flatMap(({ numbers, rows: own, sentence, sentence: { inCell, text } }): Finding[] => (inCell ? [] : numbers.flatMap((number): Finding[] => {
    const { about, unit, value, way } = number;
    if (unit !== "%" || about || scale(value) === 0 || isZero(value) || (way !== "up" && way !== "down") || own.some((row) => isOf(number, row))) return [];
    const near = (all.get(round(value, KEY_DECIMALS)) ?? []).filter(({ percent }) => meets(percent, spanOf(value)));
    if (!near.length || near.length > MOST_NEAR) return [];
    const words = sentenceWords(text);
    const called = near.filter(({ row }) => row.words.every((word) => words.some((one) => isSameWord(one, word) || isEndOf(one, word))) && row.words.some((word) => words.some((one) => isSameWord(one, word))));
    const [first] = called;
    if (!first || called.some(({ up }) => up === (way === "up"))) return [];
    const { movement, row, up } = first;
    return [{ code: "told-way", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected: up ? "en ökning" : "en minskning", message: `Texten säger ${number.written} ${way === "up" ? "mer" : "mindre"}, men »${row.label}« gick från ${formatNumber(movement.from.value)} till ${formatNumber(movement.to.value)}.`, evidence: [evidenceOf(row)] }];
  })));
}
