import { absolute, compare, divide, isZero, multiply, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { isMoney, type ToldSentence } from "./told-sentence.ts";

/** "462 mkr … vilket motsvarade 10,5 % av skatteintäkter, statsbidrag och utjämning". */
const LINK = /^[^.;\d]{0,60}?(?:,|\(|\s(?:eller|motsvarar|motsvarade|motsvarande|utgör|utgjorde|vilket))[^.;\d]{0,40}$/iu;
const OF = /^\s+av\s+(?:kommunens\s+|årets\s+|de\s+)?(?<base>skatteintäkter[a-zà-ÿ]*(?:,?\s+(?:och\s+)?(?:generella\s+)?(?:statsbidrag|utjämning|bidrag)[a-zà-ÿ]*){0,3}|nettobudgeten|nettokostnaderna|omsättningen)/iu;
interface Ratio { readonly told: ToldSentence; readonly amount: ToldNumber; readonly percent: ToldNumber; readonly base: string; readonly whole: ShownSpan }
function wholeOf(amount: ToldNumber, { value }: ToldNumber): ShownSpan | null {
  const [money, share] = [spanOfTold({ ...amount, value: absolute(amount.value) }), spanOf(absolute(value))];
  if (compare(share.low, "0") <= 0 || compare(money.low, "0") <= 0) return null;
  const per = (a: Decimal, b: Decimal): Decimal => divide(multiply(a, "100"), b);
  return { low: per(money.low, share.high), high: per(money.high, share.low) };
}
const ratiosOf = (told: ToldSentence): Ratio[] => told.numbers.flatMap((percent, at): Ratio[] => {
  const { text } = told.sentence;
  const amount = told.numbers[at - 1];
  const base = percent.unit === "%" ? OF.exec(text.slice(percent.end))?.groups!["base"] : undefined;
  if (!amount || base === undefined || !isMoney(amount.unit) || isZero(percent.value) || !LINK.test(text.slice(amount.end, percent.at).replace(/[+−–-]\s?$/u, ""))) return [];
  const whole = wholeOf(amount, percent);
  return whole ? [{ told, amount, percent, base: fold(base), whole }] : [];
});
const OTHER = /koncern|prognos|plan(?:en|er)?(?![a-zà-ÿ])|föregående|i\s+genomsnitt|snitt/iu;
const NEAR = 30;

/** Amounts told as per cent of one and the same: each of them says how much that is, and one says otherwise. */
export function toldBaseAlikeFindings(sentences: readonly ToldSentence[]): Finding[] {
  const all = sentences.filter(({ sentence: { inCell, text } }) => !inCell && !OTHER.test(text)).flatMap(ratiosOf);
  return [...Map.groupBy(all, ({ base }) => base).values()].flatMap((same): Finding[] => same.flatMap((one): Finding[] => {
    const near = same.filter((other) => other !== one && Math.abs(other.told.sentence.line - one.told.sentence.line) <= NEAR);
    const [other] = near;
    if (near.length < 2 || !other || near.some(({ whole }) => meets(whole, one.whole)) || !near.every(({ whole }) => near.every((third) => meets(whole, third.whole)))) return [];
    const expected = `${formatNumber(divide(multiply(one.amount.value, "100"), divide(multiply(other.amount.value, "100"), absolute(other.percent.value))), 1)} %`;
    return [{ code: "told-share", severity: "warning", line: lineAt(one.told.sentence, one.percent.at), quote: one.told.sentence.text, expected, message: `${one.amount.written} är här ${one.percent.written}, men ${other.amount.written} är ${other.percent.written} av samma sak på rad ${lineAt(other.told.sentence, other.percent.at)}; då är det ${expected}.`, evidence: near.map(({ percent, told }) => ({ line: lineAt(told.sentence, percent.at), quote: told.sentence.text })) }];
  }));
}
