import type { ToldNumber } from "./told-number.ts";
import { hasWords, sentenceWords } from "./telling-words.ts";
import type { ToldRow } from "./told-row.ts";

/** The row is named, but only in a part of the sentence that says why, or what was otherwise. */
export function isElsewhere(text: string, number: ToldNumber, row: ToldRow): boolean {
  const parts = text.split(/(?<![A-Za-zÀ-ÿ])(?:eftersom|medan|men|trots|fast|därför att|då|samtidigt som|väger upp|vägs upp av)(?![A-Za-zÀ-ÿ])/u);
  let from = 0;
  const own = parts.find((part) => { const at = text.indexOf(part, from); from = at + part.length; return number.at >= at && number.at < from; });
  return parts.length > 1 && own !== undefined && !hasWords(row.words, sentenceWords(own)) && parts.some((part) => part !== own && hasWords(row.words, sentenceWords(part)));
}
