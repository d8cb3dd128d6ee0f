import { absolute, compare, divide, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import type { Finding } from "./finding.ts";
import { isSlip, isTurned } from "./one-digit.ts";
import { addSpans, meets, percentSpan, spanOf } from "./shown-span.ts";

const N = String.raw`\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?`;
/** "Välfärdsnämnden: 1 613 miljoner kronor, 41 procent av nämndernas skattemedel". */
const WITH_SHARE = new RegExp(String.raw`^\s*(?:[•●*–-]\s*)?(?<name>\p{L}[^:\d]{2,60}):\s*(?<amount>${N})\s*(?<unit>miljoner\s+kronor|mnkr|mkr|tkr|kronor|kr|st|personer)?[,;(]?\s+(?:eller\s+|motsvarande\s+|\()?(?<share>\d{1,2}(?:,\d+)?)\s*(?:procent|%)(?:\)|\s+av\s[^.]{3,60})?\.?\s*$`, "u");
/** "36 (37) % barn under 12 år": now, and the year before. */
const TWO_SHARES = /^\s*(?:[•●*–-]\s*)?(?<now>\d{1,3}(?:,\d+)?)\s*\((?<then>\d{1,3}(?:,\d+)?)\)\s*(?:%|procent)\s+\p{L}/u;
const [FEWEST, FEWEST_TWO, MOST_SHARES] = [4, 3, 10];

/** Runs of lines in a row that look alike. */
function runsOf(lines: readonly string[], pattern: RegExp): { readonly groups: Readonly<Record<string, string>>; readonly line: number; readonly text: string }[][] {
  const runs: { groups: Record<string, string>; line: number; text: string }[][] = [[]];
  for (const [at, text] of lines.entries()) {
    const groups = pattern.exec(text)?.groups;
    if (groups) runs.at(-1)!.push({ groups, line: at + 1, text: text.trim() });
    else if (text.trim() && runs.at(-1)!.length) runs.push([]);
  }
  return runs;
}
const evidenceOf = (run: readonly { line: number; text: string }[], line: number) => run.filter((one) => one.line !== line).map((one) => ({ line: one.line, quote: one.text }));

/** Amounts with their shares of the same whole, which is what they come to: the one that is not. */
function ofTheirSum(lines: readonly string[]): Finding[] {
  return runsOf(lines, WITH_SHARE).filter((run) => run.length >= FEWEST && new Set(run.map(({ groups }) => groups["unit"])).size === 1).flatMap((run): Finding[] => {
    const told = run.map((one) => ({ ...one, amount: parseNumber(one.groups["amount"]!)!, share: parseNumber(one.groups["share"]!)! }));
    const whole = addSpans(told.map(({ amount }) => spanOf(amount)));
    const judged = told.map((one) => ({ ...one, isRight: meets(percentSpan(spanOf(one.amount), whole)!, spanOf(one.share)) }));
    const [wrong, ...more] = judged.filter(({ isRight }) => !isRight);
    const right = wrong ? round(divide(multiply(wrong.amount, "100"), sum(told.map(({ amount }) => amount))), scale(wrong.share)) : null;
    if (!wrong || right === null || more.length || !isSlip(right, wrong.share) || run.some(({ groups }) => /^varav/iu.test(groups["name"]!.trim()))) return [];
    const expected = `${formatNumber(right)} %`;
    return [{ code: "told-share", severity: "warning", line: wrong.line, quote: wrong.text, expected, message: `»${wrong.groups["name"]!.trim()}« är ${expected} av det som raderna är tillsammans, inte ${formatNumber(wrong.share)} %; de andra andelarna stämmer.`, evidence: evidenceOf(run, wrong.line) }];
  });
}

const isHundred = (values: readonly Decimal[]): boolean => compare(absolute(subtract(sum(values), "100")), "1") <= 0;
/** Shares of two years, of which one year's come to a hundred and the other's do not. */
function ofTwoYears(lines: readonly string[]): Finding[] {
  return runsOf(lines, TWO_SHARES).filter((run) => run.length >= FEWEST_TWO).flatMap((run): Finding[] => {
    const [now, then] = ["now", "then"].map((name) => run.map(({ groups }) => parseNumber(groups[name]!)!)) as [Decimal[], Decimal[]];
    // Where lines of something else come after, the first ones are a whole.
    for (let count = FEWEST_TWO; count <= Math.min(MOST_SHARES, run.length); count++) {
      const [a, b] = [now.slice(0, count), then.slice(0, count)];
      if (isHundred(a) && isHundred(b)) return [];
      if (isHundred(a) === isHundred(b)) continue;
      const [own, at] = isHundred(a) ? [b, "året före"] : [a, "i år"];
      const last = run[count - 1]!;
      if (!own.some((one) => isTurned(subtract("100", subtract(sum(own), one)), one))) continue;
      return [{ code: "part-above-whole", severity: "warning", line: last.line, quote: last.text, expected: "100 procent", message: `De ${count} andelarna är tillsammans ${formatNumber(sum(own))} procent ${at}, men hundra det andra året.`, evidence: evidenceOf(run.slice(0, count), last.line) }];
    }
    return [];
  });
}

const INLINE = new RegExp(String.raw`(?<name>[a-zà-ÿ][a-zà-ÿ ]{3,60}?)\s+(?<amount>${N})\s*(?<unit>miljoner\s+kronor|mnkr|mkr|tkr|kronor)\s*\((?<share>\d{1,2}(?:,\d+)?)\s*(?:procent|%)\)`, "giu");
/** "Skatter 488,5 mnkr (56 %), statsbidrag 207,4 mnkr (24 %), avgifter 170,4 mnkr (20 %)": shares of what they come to. */
function inOneSentence(lines: readonly string[]): Finding[] {
  return lines.flatMap((text, at): Finding[] => {
    const told = text.includes("%") || text.includes("procent") ? [...text.matchAll(INLINE)].map(({ groups }) => ({ name: groups!["name"]!.trim(), amount: parseNumber(groups!["amount"]!)!, share: parseNumber(groups!["share"]!)!, unit: groups!["unit"]! })) : [];
    if (told.length < FEWEST_TWO || new Set(told.map(({ unit }) => unit)).size > 1) return [];
    const whole = addSpans(told.map(({ amount }) => spanOf(amount)));
    const [wrong, ...more] = told.filter(({ amount, share }) => { const span = percentSpan(spanOf(amount), whole); return span !== null && !meets(span, spanOf(share)); });
    if (!wrong || more.length) return [];
    const right = round(divide(multiply(wrong.amount, "100"), sum(told.map(({ amount }) => amount))), scale(wrong.share));
    return isTurned(right, wrong.share) ? [{ code: "told-share", severity: "warning", line: at + 1, quote: text.trim(), expected: `${formatNumber(right)} %`, message: `${formatNumber(wrong.amount)} är ${formatNumber(right)} % av det som beloppen är tillsammans, inte ${formatNumber(wrong.share)} %; de andra andelarna stämmer.`, evidence: [] }] : [];
  });
}

/** Lists with shares in them, that are shares of what the list comes to. */
export const sharesInListFindings = ({ lines }: Pick<Layout, "lines">): Finding[] => [...ofTheirSum(lines), ...inOneSentence(lines), ...ofTwoYears(lines)];
