import { compare, divide, isZero, multiply, round, scale } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import { isSlip } from "./one-digit.ts";
import { meets, percentSpan, spanOf } from "./shown-span.ts";
import { spanOfTold } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

const OF_FRAME = /^\s*av\s+(?:den\s+(?:totala\s+)?)?[a-zà-ÿ]*(?:budgeten|ramen|anslaget)(?![a-zà-ÿ])/iu;
const FRAME = /(?:budget|ram|anslag)[a-zà-ÿ]*(?![a-zà-ÿ])/iu;
const NEAR = 3;

/** "Med investeringar på 78,6 mkr användes 89 procent av budgeten", which is told in the sentences before: where two figures of the share have changed places, or one is another. */
export function shareOfFrameFindings(sentences: readonly ToldSentence[]): Finding[] {
  return sentences.flatMap((told, at): Finding[] => {
    const { numbers, sentence, sentence: { text } } = told;
    const [amounts, shares] = [numbers.filter(({ unit }) => isMoney(unit)), numbers.filter(({ unit }) => unit === "%")];
    const [amount, share] = [amounts[0], shares[0]];
    if (sentence.inCell || amounts.length !== 1 || shares.length !== 1 || !amount || !share || share.about || amount.about || !OF_FRAME.test(text.slice(share.end))) return [];
    const frames = sentences.slice(Math.max(0, at - NEAR), at).filter((one) => !one.sentence.inCell && one.sentence.section.line === sentence.section.line && FRAME.test(one.sentence.text)).flatMap((one) => one.numbers.filter(({ unit }) => isMoney(unit)).map((number) => ({ one, number })));
    if (!frames.length || frames.some(({ number }) => { const span = percentSpan(spanOfTold(amount), spanOfTold(number)); return span === null || meets(span, spanOf(share.value)); })) return [];
    const near = frames.flatMap((frame) => {
      const whole = kronor(frame.number.value, frame.number.unit as FigureUnit);
      const right = isZero(whole) ? null : round(divide(multiply(kronor(amount.value, amount.unit as FigureUnit), "100"), whole), scale(share.value));
      return right !== null && compare(right, share.value) !== 0 && share.value.length > 1 && isSlip(right, share.value) ? [{ ...frame, right }] : [];
    });
    const [first, ...more] = near;
    if (!first || more.some(({ right }) => right !== first.right)) return [];
    return [{ code: "told-share", severity: "warning", line: lineAt(sentence, share.at), quote: text, expected: `${formatNumber(first.right)} %`, message: `${amount.written} är ${formatNumber(first.right)} % av ${first.number.written}, inte ${formatNumber(share.value)} %.`, evidence: [{ line: first.one.sentence.line, quote: first.one.sentence.text }] }];
  });
}
