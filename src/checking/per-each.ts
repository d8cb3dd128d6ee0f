import { compare, divide, isZero, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, sentencesBefore, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isTurned } from "./one-digit.ts";
import { isSameWord } from "./telling-words.ts";

/** "0,42 inspektioner per anläggning". */
const RATE = new RegExp(String.raw`(?<![\d,.])(?<rate>\d{1,3},\d{1,2})\s+(?<what>[a-zà-ÿ]{5,})\s+per\s+(?<each>[a-zà-ÿ]{5,})(?![a-zà-ÿ])`, "giu");
const COUNTED = new RegExp(String.raw`(?<![\d,.:/–-])(?<count>${NUMBER})\s+(?<noun>[a-zà-ÿ]{5,})(?![a-zà-ÿ])`, "giu");
const IS = new RegExp(String.raw`(?<noun>[a-zà-ÿ]{5,})\s+(?:var|är|uppgick\s+till)\s+(?<count>${NUMBER})(?!\d|,\d|\s*(?:procent|%|mkr|mnkr|tkr|kronor))`, "giu");
const NEAR = 6;

/** The counts of what is called so, in sentences near by. */
function countsOf(noun: string, near: readonly CheckedSentence[]): Decimal[] {
  const found = near.flatMap(({ text }) => [COUNTED, IS].flatMap((pattern) => [...text.matchAll(pattern)])).flatMap(({ groups }) => {
    const name = fold(groups!["noun"]!);
    const count = parseNumber(groups!["count"]!);
    return count !== null && !count.includes(".") && !/^(?:19|20)\d\d$/.test(count) && (isSameWord(name, fold(noun)) || name.includes(fold(noun).slice(0, -1))) ? [count] : [];
  });
  return [...new Set(found)];
}

/** How many there are of one for each of another, where both counts are told near by and two figures of it have changed places. */
export function perEachFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at) => (sentence.inCell ? [] : [...sentence.text.matchAll(RATE)]).flatMap((match): Finding[] => {
    const near = sentencesBefore(sentences, at, NEAR);
    const [above, below] = [countsOf(match.groups!["what"]!, near), countsOf(match.groups!["each"]!, near)];
    const rate = parseNumber(match.groups!["rate"]!)!;
    const all = above.flatMap((a) => below.filter((b) => b !== a && !isZero(b)).map((b) => ({ a, b, right: round(divide(a, b), scale(rate)) })));
    if (!all.length || all.some(({ right }) => compare(right, rate) === 0)) return [];
    const slip = all.find(({ right }) => isTurned(right, rate));
    return slip ? [{ code: "told-share", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(slip.right), message: `${formatNumber(slip.a)} delat med ${formatNumber(slip.b)} är ${formatNumber(slip.right)}, men texten säger ${formatNumber(rate)}.`, evidence: [] }] : [];
  }));
}
