import { absolute, compare, divide, multiply, negate, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { isSlip } from "./one-digit.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "… 52 mkr, eller 1,4 procent av skatteintäkterna": an amount, and what share it is of something that is named. */
const LINK = /^\s*(?:[,(]|,?\s*(?:eller|motsvarande|vilket\s+(?:motsvarar|motsvarade|är|var)|det\s+vill\s+säga))\s*[−–-]?\s?$/iu;
const BASE = /^\s*\)?\s*av\s+(?<base>(?:[a-zà-ÿ]+[,\s]+){0,4}?(?:skatteintäkter(?:na)?|budget(?:en)?|omsättning(?:en)?|kostnader(?:na)?|nettokostnad(?:en|erna)?|kommunbidrag(?:et)?|ram(?:en)?))(?![a-zà-ÿ])/iu;
interface Claim { readonly told: ToldSentence; readonly amount: ToldNumber; readonly share: ToldNumber; readonly base: string; readonly marks: string; readonly whole: ShownSpan }

const MARKS = /(?:19|20)\d\d|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|föregående|förra/giu;
function claimsOf(told: ToldSentence): Claim[] {
  const { numbers, sentence: { text } } = told;
  return numbers.flatMap((amount, at): Claim[] => {
    const share = numbers[at + 1];
    const base = share && isMoney(amount.unit) && share.unit === "%" && LINK.test(text.slice(amount.end, share.at)) ? BASE.exec(text.slice(share.end))?.groups!["base"] : undefined;
    if (!share || !base || amount.about || share.about) return [];
    const [parts, shares] = [spanOfTold(amount), spanOf(absolute(share.value))];
    if (compare(shares.low, "0") <= 0) return [];
    const of = (part: Decimal, percent: Decimal): Decimal => divide(multiply(absolute(part), "100"), percent);
    return [{ told, amount, share, base: fold(base), marks: [...new Set((text.match(MARKS) ?? []).map((mark) => fold(mark)))].toSorted().join(" "), whole: { low: of(parts.low, shares.high), high: of(parts.high, shares.low) } }];
  });
}
const FEWEST = 3;

/** Amounts told with their shares of the same thing: the one that it would have to be another for. */
export function impliedBaseFindings(sentences: readonly ToldSentence[]): Finding[] {
  const claims = sentences.filter(({ sentence: { inCell } }) => !inCell).flatMap(claimsOf);
  return [...Map.groupBy(claims, ({ base, marks }) => `${base} ${marks}`).values()].filter((same) => same.length >= FEWEST).flatMap((same): Finding[] => {
    const wrong = same.filter((one) => same.filter((other) => other !== one).every((other) => !meets(one.whole, other.whole)));
    const rest = same.filter((one) => !wrong.includes(one));
    if (wrong.length !== 1 || rest.some((one) => rest.some((other) => !meets(one.whole, other.whole)))) return [];
    const [{ amount, share, told: { sentence } }] = wrong as [Claim];
    // The narrowest of the others says best what it is.
    const whole = rest.map(({ whole: { high, low } }) => ({ low, high })).reduce((a, b) => ({ low: compare(a.low, b.low) > 0 ? a.low : b.low, high: compare(a.high, b.high) < 0 ? a.high : b.high }));
    const right = round(divide(multiply(spanOfTold(amount).high, "100"), whole.low), scale(share.value));
    if (!isSlip(right, absolute(share.value)) && compare(divide(absolute(negate(right)), absolute(share.value)), "3") > 0) return [];
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, share.at), quote: sentence.text, expected: `${formatNumber(right)} %`, message: `${amount.written} är omkring ${formatNumber(right)} % av samma sak som de andra beloppen är räknade på, inte ${formatNumber(share.value)} %.`, evidence: rest.map(({ told }) => ({ line: told.sentence.line, quote: told.sentence.text })) }];
  });
}
