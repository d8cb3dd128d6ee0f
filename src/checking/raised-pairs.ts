import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const RAISED = new RegExp(String.raw`(?<![a-zà-ÿ])(?:(?<up>höjs|höjdes|har\s+höjts|räknas\s+upp|räknades\s+upp|ökar)|(?<down>sänks|sänktes|minskar))\s+med\s+(?<percent>${NUMBER})\s*(?:procent|%)`, "iu");
const PAIR = new RegExp(String.raw`från\s+(?<from>${NUMBER})\s+till\s+(?<to>${NUMBER})(?!\d|,\d|[ \u00a0\u202f]\d{3}(?!\d))`, "giu");
/** What comes after one of these is told of something else. */
const TURNS = /;|(?<![a-zà-ÿ])(?:men|medan|samtidigt|eftersom|minskar|sänks|ökar|höjs)(?![a-zà-ÿ])/iu;
/** So far, per cent of the amount, may what is rounded to whole kronor or tens be. */
const ROUNDED = "0.6";

/** "Höjs med 2,6 procent, från 466 till 478 kr och från 522 till 563 kr": the one as it is said, and the other not. */
export function raisedPairFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const raised = sentence.inCell ? null : RAISED.exec(sentence.text);
    const percent = raised ? parseNumber(raised.groups!["percent"]!) : null;
    if (!raised || percent === null) return [];
    const clause = raised[0] + sentence.text.slice(raised.index + raised[0].length).split(TURNS)[0]!;
    const pairs = [...clause.matchAll(PAIR)].flatMap((match) => {
      const [from, to] = [match.groups!["from"]!, match.groups!["to"]!].map(parseNumber) as [Decimal | null, Decimal | null];
      if (from === null || to === null || compare(from, "0") <= 0) return [];
      const by = divide(multiply(from, percent), "100");
      const right = raised.groups!["up"] ? sum([from, by]) : subtract(from, by);
      return isZero(right) ? [] : [{ match, from, to, right, ok: compare(divide(multiply(absolute(subtract(to, right)), "100"), right), ROUNDED) <= 0 }];
    });
    const wrong = pairs.filter(({ ok }) => !ok);
    if (pairs.length < 2 || !wrong.length || wrong.length * 2 > pairs.length) return [];
    return wrong.map(({ from, match, right, to }): Finding => ({ code: "change-percent", severity: "error", line: lineAt(sentence, raised.index + match.index), quote: sentence.text, expected: formatNumber(round(right, scale(to))), message: `${formatNumber(from)} ${raised.groups!["up"] ? "och" : "utan"} ${formatNumber(percent)} procent är ${formatNumber(round(right, scale(to)))}, inte ${formatNumber(to)}; det andra stämmer.`, evidence: [] }));
  });
}
