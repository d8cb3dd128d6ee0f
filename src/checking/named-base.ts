import { compare, divide, isZero, multiply, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, sentencesBefore, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";

/** "Av bifallsbesluten verkställdes 103 inom tre månader, vilket motsvarar 62,8 procent": what it is a share of stands first. */
const OF_NAMED = new RegExp(String.raw`^Av\s+(?:de\s+)?(?<base>[a-zà-ÿ]{5,}(?:na|en|et))\s+[^\d.;]{3,60}?\s(?<part>${NUMBER})\s+[^\d.;%]{0,60}?(?:vilket\s+(?:motsvarar|är)|motsvarande|eller|det\s+vill\s+säga|\()\s*(?<share>\d{1,2}(?:,\d+)?)\s*(?:procent|%)(?!\s+av\s)`, "u");
const COUNTS = new RegExp(String.raw`(?<![\d,.:/–-])(?<count>${NUMBER})(?!\s*(?:procent|%|mkr|mnkr|tkr|kronor|kr(?![a-zà-ÿ]))|,\d|\d)`, "gu");
const [STEM, NEAR] = [5, 3];

interface Counted { readonly count: Decimal; readonly clause: string }
/** The counts of a sentence, each with its own clause. */
const countsIn = (text: string): Counted[] => text.split(/[.;]|\s(?:och|samt|men|varav)\s/u).flatMap((clause) => [...clause.matchAll(COUNTS)].flatMap(({ groups }) => { const count = parseNumber(groups!["count"]!); return count === null || /^(?:19|20)\d\d$/.test(count) ? [] : [{ count, clause: fold(clause) }]; }));
const isShare = (part: Decimal, whole: Decimal, share: Decimal): boolean => { const right = divide(multiply(part, "100"), whole); return meets(spanOf(share), { low: right, high: right }); };

/** A share that is of another count than the one that it is said to be of, where both are told right before. */
export function namedBaseFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const groups = sentence.inCell ? undefined : OF_NAMED.exec(sentence.text)?.groups;
    if (!groups) return [];
    const [part, share] = [parseNumber(groups["part"]!), parseNumber(groups["share"]!)];
    const counted = sentencesBefore(sentences, at, NEAR).flatMap(({ text }) => countsIn(text)).filter(({ count }) => part !== null && !isZero(count) && compare(count, part) >= 0);
    if (part === null || share === null || counted.length < 2) return [];
    const stem = fold(groups["base"]!).slice(0, STEM);
    const isNamed = ({ clause }: Counted): boolean => clause.split(" ").some((word) => word.startsWith(stem));
    const [own, ...more] = counted.filter(isNamed);
    const other = counted.find((one) => !isNamed(one) && isShare(part, one.count, share));
    if (!own || more.length || !other || isShare(part, own.count, share)) return [];
    const expected = `${formatNumber(round(divide(multiply(part, "100"), own.count), Math.max(1, scale(share))))} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, 0), quote: sentence.text, expected, message: `${formatNumber(part)} är ${expected} av ${formatNumber(own.count)}, som »${groups["base"]}« är; ${formatNumber(share)} % är av ${formatNumber(other.count)}.`, evidence: sentences.slice(Math.max(0, at - 1), at).map(({ line, text }) => ({ line, quote: text })) }];
  });
}
