import { absolute, compare, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import { addSpans, lessSpan, meets, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { kindOf, valueIn, type ToldSentence } from "./told-sentence.ts";

/** "Totalt gjordes 36 446 besök", "tillsammans 21 930", "den totala kostnaden är därmed cirka 335 Mkr". */
const TOTAL = /(?<![a-zà-ÿ])(?:totalt|tillsammans|sammanlagt|sammantaget|den\s+totala\s+[a-zà-ÿ]+|det\s+totala\s+[a-zà-ÿ]+|summan)(?:\s+[a-zà-ÿ]+){0,4}\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+|nästan\s+)?$/iu;
/** "Skillnaden, 5 mnkr", "skillnaden är 21". */
const GAP = /(?<![a-zà-ÿ])(?:skillnaden|mellanskillnaden|differensen)(?:,|\s+(?:är|var|blev|på|om|uppgår\s+till|uppgick\s+till))?\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?$/iu;
/** "De återstående 160". */
const REST = /(?<![a-zà-ÿ])(?:återstående|kvarvarande|resterande)\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?$/iu;
/** Some of them are told of in another way, or twice. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:per|snitt|genomsnitt|varav|exklusive|inklusive|jämfört|föregående|förra|budget[a-zà-ÿ]*|ökade?|minskade?|mål(?:et)?|tak|kostar|avgift)(?![a-zà-ÿ])/iu;
const [MOST_PARTS, NEAR] = [5, 2];

interface Cued { readonly number: ToldNumber; readonly parts: readonly ToldNumber[] }
/** The other numbers of the same kind in the sentence before it, or in that and the ones right before. */
function partsFor(told: ToldSentence, number: ToldNumber, before: readonly ToldSentence[]): Cued[] {
  const alike = (one: ToldSentence): ToldNumber[] => one.numbers.filter((other) => kindOf(other) === kindOf(number) && other !== number && (one !== told || other.at < number.at));
  const own = alike(told);
  const all = [...before.flatMap(alike), ...own];
  const last = [...(before.at(-1) ? alike(before.at(-1)!) : []), ...own];
  return [own, last, all].filter((parts, at, every) => parts.length >= 2 && parts.length <= MOST_PARTS && every.findIndex((other) => other.length === parts.length) === at).map((parts) => ({ number, parts }));
}
/** A number of two figures is like many others. */
const FEWEST_DIGITS = 3;
/** One figure of it is another, or two have changed places: what is told is no other amount. */
const isNear = (expected: Decimal, told: Decimal, cue: "total" | "gap" | "rest"): boolean => told.replace(/\D/gu, "").length >= (cue === "rest" ? FEWEST_DIGITS - 1 : FEWEST_DIGITS) && isSlip(expected, told);

function judge({ number, parts }: Cued, cue: "total" | "gap" | "rest"): { readonly right: boolean; readonly slip: Decimal | null; readonly words: string } {
  const spans = parts.map(spanOfTold);
  const own = spanOfTold(number);
  const gaps = spans.flatMap((span, at) => spans.slice(at + 1).map((other) => lessSpan(span, other)));
  const isIt = (span: ShownSpan): boolean => meets(span, own) || meets(turned(span), own);
  const sums = [addSpans(spans), ...parts.map((_, at) => addSpans(spans.filter((__, other) => other !== at))).filter(() => parts.length > 2)];
  const right = [...sums, ...gaps, ...spans].some(isIt);
  const expected = cue === "total" ? sum(parts.map((part) => valueIn(part, number.unit))) : parts.length === 2 ? absolute(subtract(valueIn(parts[0]!, number.unit), valueIn(parts[1]!, number.unit))) : null;
  const clean = expected === null ? null : expected.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
  return { right, slip: clean !== null && !right && isNear(clean, number.value, cue) ? clean : null, words: parts.map(({ written }) => written).join(cue === "total" ? " + " : " − ") };
}

/** What a sentence calls a sum, a difference or a rest of what it and those right before it tell, when it is so but for a figure. */
export function cuedAmountFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  return prose.flatMap((told, at): Finding[] => told.numbers.flatMap((number): Finding[] => {
    const { sentence, sentence: { section, text } } = told;
    const until = text.slice(0, number.at);
    const cue = GAP.test(until) ? "gap" : REST.test(until) ? "rest" : TOTAL.test(until) ? "total" : null;
    if (cue === null || number.unit === "%" || number.unit === "points" || OTHERWISE.test(until)) return [];
    const before = prose.slice(Math.max(0, at - NEAR), at).filter((one) => one.sentence.section.line === section.line && sentence.line - one.sentence.line <= NEAR && !OTHERWISE.test(one.sentence.text));
    // "Av ökningen avser 2 100 det, 1 900 det och resterande 800": of what is told before it, and not of each other.
    if (/resterande\s/iu.test(REST.exec(until)?.[0] ?? "") && told.numbers.filter((other) => kindOf(other) === kindOf(number) && other.at < number.at).length !== 1) return [];
    const ways = partsFor(told, number, before).map((cued) => judge(cued, cue));
    const slip = ways.some(({ right }) => right) ? undefined : ways.find((way) => way.slip !== null);
    if (!slip || compare(slip.slip!, number.value) === 0) return [];
    const expected = `${formatNumber(slip.slip!)}${number.unit === "count" ? "" : ` ${number.unit}`}`;
    return [{ code: "sum-told", severity: "warning", line: lineAt(sentence, number.at), quote: text, expected, message: `${slip.words} är ${expected}, men texten säger ${number.written}.`, evidence: before.map((one) => ({ line: one.sentence.line, quote: one.sentence.text })) }];
  }));
}
