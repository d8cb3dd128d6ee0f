import { absolute, compare, divide, isZero, multiply, round, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { meets, movedSpan, percentSpan, spanOf } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import type { ToldSentence } from "./told-sentence.ts";

/** "Det är en ökning med 3 procent från 2019 (2 233 st)". */
const MOVED = /^det(?:ta)?\s+(?:är|motsvarar|innebär)\s+en\s+(?<word>ökning|minskning)\s+(?:med|på|om)\s+(?<percent>\d+(?:,\d+)?)\s*(?:procent|%)\s+(?:från|jämfört\s+med|mot|sedan)\s+(?:år\s+)?(?:(?:19|20)\d\d|föregående\s+år|förra\s+året)\s*(?:,\s*då\s+[^.\d]{0,40}|\()\s*(?<was>\d{1,3}(?:[ \u00a0]\d{3})+|\d+)/iu;
function movedBy(told: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { sentence, sentence: { section, text } } = told;
  const groups = sentence.inCell ? undefined : MOVED.exec(text)?.groups;
  const counts = before?.sentence.section.line === section.line ? before.numbers.filter(({ unit }) => unit === "count") : [];
  const [now, ...more] = counts;
  const [said, was] = [parseNumber(groups?.["percent"] ?? ""), parseNumber(groups?.["was"] ?? "")];
  if (!now || more.length || said === null || was === null || isZero(was)) return [];
  const up = compare(now.value, was) > 0;
  const right = percentSpan(movedSpan(was, now.value), spanOf(was));
  if (right && meets(right, spanOf(said)) && up === (groups!["word"]!.toLowerCase() === "ökning")) return [];
  const percent = absolute(divide(multiply(subtract(now.value, was), "100"), was));
  const expected = `${up ? "ökning" : "minskning"} med ${formatNumber(round(percent, Math.max(1, scale(said))))} %`;
  return [{ code: "change-percent", severity: "error", line: sentence.line, quote: text, expected, message: `Från ${formatNumber(was)} till ${formatNumber(now.value)} är en ${expected}, inte en ${groups!["word"]!.toLowerCase()} med ${formatNumber(said)} %.`, evidence: [{ line: lineAt(before!.sentence, now.at), quote: before!.sentence.text }] }];
}

/** "67 procent (1 546 st) av totala antalet". */
const OF_ALL = /(?<percent>\d+(?:,\d+)?)\s*(?:procent|%)\s*\((?<part>\d{1,3}(?:[ \u00a0]\d{3})+|\d+)\s*(?:st|stycken|personer|ärenden)?\)\s*(?:av\s+(?:det\s+)?total|av\s+samtliga|av\s+alla)/iu;
const [NEAR, MOST_NEAR] = [14, 40];
function shareOfAll(told: ToldSentence, all: readonly ToldSentence[]): Finding[] {
  const { sentence, sentence: { section, text } } = told;
  const match = sentence.inCell ? null : OF_ALL.exec(text);
  const [said, part] = [parseNumber(match?.groups!["percent"] ?? ""), parseNumber(match?.groups!["part"] ?? "")];
  if (!match || said === null || part === null) return [];
  const near = all.filter((one) => one !== told && one.sentence.section.line === section.line && Math.abs(one.sentence.line - sentence.line) <= NEAR).flatMap((one) => one.numbers.filter(({ unit, value }) => unit === "count" && compare(value, part) >= 0).map((number) => ({ number, one })));
  const share = (whole: Decimal): Decimal => divide(multiply(part, "100"), whole);
  if (!near.length || near.some(({ number }) => meets(spanOf(said), { low: share(number.value), high: share(number.value) }))) return [];
  const whole = near.find(({ number, one }) => /total|sammanlagt/iu.test(one.sentence.text.slice(0, number.at)));
  if (!whole) return [];
  const expected = `${formatNumber(round(share(whole.number.value), Math.max(0, scale(said))))} procent`;
  return [{ code: "told-share", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected, message: `${formatNumber(part)} av ${formatNumber(whole.number.value)} är ${expected}, inte ${formatNumber(said)}.`, evidence: [{ line: lineAt(whole.one.sentence, whole.number.at), quote: whole.one.sentence.text }] }];
}

/** "Budgeten uppgick till 105 mnkr, vilket innebär att 111 procent av budgeten förbrukades". */
const OF_BUDGET = /budget(?:en)?\s+(?:uppgick|uppgår|var|är|på)\s+(?:till\s+)?(?<budget>\d[\d ]*(?:,\d+)?)\s*(?<unit>mnkr|mkr|tkr|miljoner\s+kronor)[^.;]{0,40}?(?<percent>\d+(?:,\d+)?)\s*(?:procent|%)\s+av\s+budgeten\s+(?:har\s+)?(?:för|ut|använ|nyttj|upparbet|gått\s+åt)/iu;
function usedOfBudget(told: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers, sentence, sentence: { text } } = told;
  const match = sentence.inCell ? null : OF_BUDGET.exec(text);
  const [said, budget] = [parseNumber(match?.groups!["percent"] ?? ""), parseNumber(match?.groups!["budget"] ?? "")];
  if (!match || said === null || budget === null || isZero(budget)) return [];
  const own = numbers.find(({ value, at }) => value === budget && at >= match.index);
  const amounts = (one: ToldSentence | undefined): ToldNumber[] => one?.numbers.filter(({ unit }) => unit === own?.unit) ?? [];
  const [used, near] = [amounts(told).filter(({ at }) => at < match.index), before && sentence.line - before.sentence.line <= 3 ? amounts(before) : []];
  const all = used.length ? used : near;
  const shares = all.map((number) => percentSpan(spanOfTold(number), spanOfTold(own!)));
  const [last] = all.slice(-1);
  if (!own || !last || shares.some((share) => share === null || meets(share, spanOf(said)))) return [];
  const expected = `${formatNumber(round(divide(multiply(last.value, "100"), budget), 0))} procent`;
  return [{ code: "told-share", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected, message: `${last.written} av ${formatNumber(budget)} är ${expected}, inte ${formatNumber(said)}.`, evidence: used.length ? [] : [{ line: before!.sentence.line, quote: before!.sentence.text }] }];
}

const ITEM = /^\s*(?:[•●*–-]\s*)?(?<name>\p{L}[^\d\n(]{2,70}?)\s+(?<amount>\d{1,3}(?:[ \u00a0]\d{3})*(?:,\d+)?)\s*(?:mkr|mnkr|tkr|kr|kronor|st)?\s*\((?<percent>\d{1,2}(?:,\d+)?)\s*(?:%|procent)\)\s*$/u;
const FEWEST = 4;
/** Far more than rounding. */
const FAR = 0.04;
/** "Förskola 536 mkr (11,87%)", in a list whose other rows all are of one and the same whole. */
function listedShares({ lines }: Pick<Layout, "lines">): Finding[] {
  const items = lines.flatMap((text, at) => { const groups = ITEM.exec(text)?.groups; const [amount, percent] = [parseNumber(groups?.["amount"] ?? ""), parseNumber(groups?.["percent"] ?? "")]; return groups && amount !== null && percent !== null && !isZero(percent) && !isZero(amount) ? [{ name: groups["name"]!.trim(), amount, percent, line: at + 1, quote: text.trim(), whole: Number(divide(multiply(amount, "100"), percent)) }] : []; });
  if (items.length < FEWEST) return [];
  const middle = items.map(({ whole }) => whole).toSorted((a, b) => a - b)[Math.floor(items.length / 2)]!;
  const shareOf = (amount: Decimal): number => (Number(amount) * 100) / middle;
  const off = items.filter(({ amount, percent }) => Math.abs(shareOf(amount) - Number(percent)) > Math.max(Number(percent) * FAR, 0.6 * 10 ** -scale(percent)));
  return off.length * 5 > items.length + 4 || items.length - off.length < FEWEST - 1 ? [] : off.map(({ amount, line, name, percent, quote }): Finding => { const expected = `${formatNumber(String(Math.round(shareOf(amount) * 100) / 100))} procent`; return { code: "told-share", severity: "warning", line, quote, expected, message: `»${name}« har ${formatNumber(amount)} och ${formatNumber(percent)} procent, men så som de andra räknas är det ${expected}.`, evidence: [] }; });
}

/** Percentages that are told with what they are of: a change from one count to another, a part of all, what is used of a budget, each row of a list. */
export const countedPercentFindings = (sentences: readonly ToldSentence[], layout: Pick<Layout, "lines">): Finding[] => [...sentences.flatMap((told, at) => [...movedBy(told, sentences[at - 1]), ...shareOfAll(told, sentences.slice(Math.max(0, at - MOST_NEAR), at + MOST_NEAR)), ...usedOfBudget(told, sentences[at - 1])]), ...listedShares(layout)];
