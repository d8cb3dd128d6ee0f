import { compare, multiply, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";

const COUNT = `${NUMBER}|${Object.keys(NUMBER_WORDS).join("|")}`;
/** "Sex avdelningar med 18 barn på varje avdelning, sammanlagt 108 platser": so many in each of so many. */
const EACH = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.])(?<many>${COUNT})\s+[a-zà-ÿ]{4,}\s+(?:med|om|på|à|har|hade)\s+(?:plats\s+för\s+)?(?<each>${COUNT})\s+[a-zà-ÿ]{3,}\s+(?:på|i|per|vardera)\s*(?:varje|vardera)?\s*[a-zà-ÿ]*,\s+(?:det\s+vill\s+säga\s+|alltså\s+)?(?:sammanlagt|totalt|tillsammans|i\s+allt)\s+(?<all>${NUMBER})(?!\d|,\d)`, "giu");

/** So many in each of so many, told together as another number. */
export function eachTimesFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence) => (sentence.inCell ? [] : [...sentence.text.matchAll(EACH)]).flatMap((match): Finding[] => {
    const [many, each, all] = ["many", "each", "all"].map((name) => amountOf(match.groups![name]!)) as [Decimal | null, Decimal | null, Decimal | null];
    if (many === null || each === null || all === null) return [];
    const right = multiply(many, each);
    return compare(right, all) === 0 ? [] : [{ code: "sum-told", severity: "warning", line: lineAt(sentence, match.index + match[0].length), quote: sentence.text, expected: formatNumber(right), message: `${formatNumber(many)} × ${formatNumber(each)} är ${formatNumber(right)}, men texten säger ${formatNumber(all)}.`, evidence: [] }];
  }));
}
