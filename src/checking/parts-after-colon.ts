import { compare, subtract, sum } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isTurned } from "./one-digit.ts";

/** "Avslutade uppdrag var 275 (301): 51 vid …, 159 vid …, 30 inom … och 25 vid …": a count, and after the colon what it is made of. */
const WHOLE = new RegExp(String.raw`(?<![\d,.:/–-])(?<whole>${NUMBER})(?:\s+[a-zà-ÿ]+){0,3}(?:\s*\([^()]{1,20}\))?:\s+(?<parts>${NUMBER}\s+[^:;.]{8,600})(?:[.;]|$)`, "u");
const PART = new RegExp(String.raw`^(?:och\s+|samt\s+)?(?<count>${NUMBER})\s+(?!procent|%|mkr|mnkr|tkr|kr|år|månader|dagar|av\s)\p{L}[^\d]*$`, "u");
const [FEWEST, FEWEST_DIGITS] = [3, 2];
const YEAR = /^(?:19|20)\d\d$/;
/** What is told next is a part of it too. */
const MORE = /^(?:därutöver|övriga|dessutom|resten|resterande|utöver|till\s+det)(?![a-zà-ÿ])/iu;

/** Parts that stand one after the other, which come to the whole but for a figure. */
export function partsAfterColonFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, place): Finding[] => {
    const match = sentence.inCell || !sentence.text.includes(": ") ? null : WHOLE.exec(sentence.text);
    if (!match || YEAR.test(match.groups!["whole"]!) || /vecka\s+$/iu.test(sentence.text.slice(0, match.index)) || MORE.test(sentences[place + 1]?.text ?? "") || /(?<![a-zà-ÿ])(?:varav|därutöver|dessutom|flera|bland\s+annat)(?![a-zà-ÿ])/iu.test(match[0])) return [];
    const parts = match.groups!["parts"]!.split(/,\s+(?=(?:och\s+|samt\s+)?\d)|\s+(?=(?:och|samt)\s+\d)/u).map((part) => PART.exec(part.trim())?.groups!["count"]);
    if (parts.length < FEWEST || parts.includes(undefined)) return [];
    const [whole, counts] = [parseNumber(match.groups!["whole"]!)!, parts.map((part) => parseNumber(part!)!)];
    const all = sum(counts);
    if (compare(all, whole) === 0) return [];
    // One figure of one of them, or of the whole, is another; or two have changed places.
    const mended = [whole, ...counts].some((one) => one.replace(/\D/gu, "").length >= FEWEST_DIGITS && isTurned(one, one === whole ? all : subtract(whole, subtract(all, one))));
    if (!mended) return [];
    return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: formatNumber(all), message: `${counts.map((count) => formatNumber(count)).join(" + ")} är ${formatNumber(all)}, men texten säger ${formatNumber(whole)}.`, evidence: [] }];
  });
}
