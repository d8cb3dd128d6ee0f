import { compare, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { cameTo, isRight, oneStepOff, type ToldTerm } from "./one-step-off.ts";
import { isNegative } from "./stated-differences.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, kindOf, type ToldSentence } from "./told-sentence.ts";

/** A sum, and what a text says that it is the sum of: each with the sentence that it stands in. */
interface Placed extends ToldTerm { readonly told: ToldSentence }
type By = NonNullable<Parameters<typeof oneStepOff>[2]>;
interface Reckoning { readonly terms: readonly Placed[]; readonly total: Placed; readonly by: By }

const term = (told: ToldSentence, number: ToldNumber, minus: boolean): Placed => ({ told, number, minus });
const SIGN_BEFORE = /(?<sign>[+−–-])\s?$/u;
/** Its own sign, as it is printed right before it; null where there is none. */
const signOf = (text: string, { at, written }: ToldNumber): "plus" | "minus" | null => {
  const sign = /^[+−–-]/u.exec(written)?.[0] ?? SIGN_BEFORE.exec(text.slice(0, at))?.groups!["sign"];
  return sign === undefined ? null : sign === "+" ? "plus" : "minus";
};
const moneyOf = ({ numbers }: ToldSentence): ToldNumber[] => numbers.filter(({ unit }) => isMoney(unit));

/** "Underskott på 17,7 Mkr, varav −24 Mkr på … och +6,3 Mkr på …": parts with their signs, and the whole before them. */
function signedParts(told: ToldSentence): Reckoning[] {
  const { sentence: { text } } = told;
  const at = text.search(/(?<![a-zà-ÿ])varav(?![a-zà-ÿ])/iu);
  const money = moneyOf(told);
  const [before, after] = [money.filter((number) => number.at < at), money.filter((number) => number.at > at)];
  const signs = after.map((number) => signOf(text, number));
  const whole = before.at(-1);
  if (at < 0 || !whole || after.length < 2 || signs.includes(null)) return [];
  // "2,4 mkr sämre än budget": a sign that is told in other words is not known.
  const minus = isNegative(text, whole);
  if (!minus && signOf(text, whole) !== "plus" && !/(?<![a-zà-ÿ])(?:överskott(?:et)?|positiv[a-zà-ÿ]*)(?![a-zà-ÿ])[^.;\d]*$/iu.test(text.slice(0, whole.at))) return [];
  return [{ terms: after.map((number, place) => term(told, number, signs[place] === "minus")), total: term(told, whole, minus), by: "turned" }];
}

/** What two parts are that are all there is. */
const COMPLEMENTS: readonly (readonly [RegExp, RegExp])[] = [[/kommunen/iu, /bolag/iu], [/kvinn/iu, /(?<![a-zà-ÿ])män/iu], [/flick/iu, /pojk/iu], [/egen\s+regi/iu, /extern|entreprenad|privat/iu], [/kommunal/iu, /privat|enskild|fristående/iu]];
/** "7,6 mdkr, varav 2,5 mdkr i kommunen och 5,1 mdkr i bolagen". */
function complements(told: ToldSentence): Reckoning[] {
  const { numbers, sentence: { text } } = told;
  const at = text.search(/,\s+varav\s/iu);
  const after = at < 0 ? "" : text.slice(at).split(/[.;]/u)[0]!;
  const [before, parts] = [numbers.filter((number) => number.at < at), numbers.filter((number) => number.at > at && number.at < at + after.length)];
  const [whole] = before.slice(-1);
  if (!whole || parts.length !== 2 || !COMPLEMENTS.some(([a, b]) => a.test(after) && b.test(after)) || [whole, ...parts].some(({ about, unit, way }) => unit === "%" || unit === "points" || way !== null || about)) return [];
  return [{ terms: parts.map((number) => term(told, number, false)), total: term(told, whole, false), by: "turned" }];
}

const ALL = /(?<![a-zà-ÿ])(?:sammanlag[a-zà-ÿ]+|samlad?e?|total[a-zà-ÿ]*|sammantag[a-zà-ÿ]+|tillsammans)(?![a-zà-ÿ])/iu;
const BETTER = /(?:(?<![a-zà-ÿ])(?:positivt?|överskott(?:et)?|plus|bättre)(?![a-zà-ÿ])[^.;\d]*|\+\s?)$/iu;
const WORSE = /(?:(?<![a-zà-ÿ])(?:negativt?|underskott(?:et)?|minus|sämre)(?![a-zà-ÿ])[^.;\d]*|[−–-]\s?)$/iu;
/** Which way a number is said to go, by the words since the one before it. */
function wayOf(text: string, number: ToldNumber, from: number): "better" | "worse" | null {
  const until = text.slice(from, number.at);
  if (/^[−–-]/u.test(number.written) || WORSE.test(until)) return "worse";
  return BETTER.test(until) ? "better" : null;
}
/** "Den sammanlagda avvikelsen blev +563 Mkr. Nämnderna avvek positivt med 284 Mkr och finansiering gav ett överskott på 279 Mkr." */
function twoSides(told: ToldSentence, before: ToldSentence | undefined): Reckoning[] {
  const [whole, ...others] = before ? moneyOf(before) : [];
  const parts = moneyOf(told);
  if (!before || !whole || others.length || parts.length !== 2 || /(?<![a-zà-ÿ])till\s+[+−–-]?\s?$/iu.test(told.sentence.text.slice(0, parts[1]!.at)) || !ALL.test(before.sentence.text) || !/(?<![a-zà-ÿ])(?:över|under)skott|avvikelse|avvek/iu.test(before.sentence.text) || /(?<![a-zà-ÿ])(?:varav|prognos|delår|april|augusti|budgeten\s+för)/iu.test(told.sentence.text)) return [];
  const ways = parts.map((number, at) => wayOf(told.sentence.text, number, parts[at - 1]?.end ?? 0));
  const own = wayOf(before.sentence.text, whole, 0);
  return own === null || ways.includes(null) ? [] : [{ terms: parts.map((number, at) => term(told, number, ways[at] === "worse")), total: term(before, whole, own === "worse"), by: "turned" }];
}

const NET = /^(?:sammantaget\s+|totalt\s+)?netto\s+(?:[a-zà-ÿ]+\s+){0,3}?(?:(?<up>ökar|ökade|höjs|höjdes|stiger)|(?<down>minskar|minskade|sänks|sänktes|sjunker))(?![a-zà-ÿ])[^.;\d]*med\s+$/iu;
const RAISES = /(?<![a-zà-ÿ])(?:höj|ök|utök|tillför|förstärk|kompens)[a-zà-ÿ]*(?![a-zà-ÿ])[^.;\d]*$/iu;
const LOWERS = /(?<![a-zà-ÿ])(?:minsk|sänk|reducer|effektiviser|dra)[a-zà-ÿ]*(?![a-zà-ÿ])[^.;\d]*$/iu;
/** "… höjer bidraget med 2,4 mnkr, och krav minskar det med 0,8. Netto ökar det med 1,6." */
function nets(told: ToldSentence, before: ToldSentence | undefined): Reckoning[] {
  const [total, ...more] = moneyOf(told);
  const match = total && !more.length ? NET.exec(told.sentence.text.slice(0, total.at)) : null;
  const parts = before ? moneyOf(before) : [];
  if (!match || !before || parts.length < 2) return [];
  const minus = parts.map((number, at) => { const own = before.sentence.text.slice(parts[at - 1]?.end ?? 0, number.at); const [up, down] = [own.search(RAISES), own.search(LOWERS)]; return up < 0 && down < 0 ? null : down > up; });
  return minus.includes(null) ? [] : [{ terms: parts.map((number, at) => term(before, number, minus[at]!)), total: term(told, total!, match.groups!["down"] !== undefined), by: "sign" }];
}

/** "… 64,6 mkr. Därtill överfördes 23,4 mkr, vilket gav en total budget på 88,4 mkr", "… i april ombudgeterades 23 mkr, vilket gav en budget på totalt 64,2". */
const GAVE = /,\s*(?:vilket|som)\s+(?:ger|gav|innebär|innebar)\s+(?:en|ett)\s+(?=[^.;\d]*(?:total|sammanlag|samla))[^.;\d]*$/iu;
const ADDS = /(?<![a-zà-ÿ])(?:därtill|dessutom|utöver\s+det|till\s+det|ombudgeter|överför|tillför|tillägg|tilläggs)/iu;
function added(told: ToldSentence, before: ToldSentence | undefined): Reckoning[] {
  const { sentence: { text } } = told;
  const money = moneyOf(told);
  const total = money.at(-1);
  if (!total || !GAVE.test(text.slice(0, total.at)) || !ADDS.test(text)) return [];
  const own = money.slice(0, -1).map((number) => term(told, number, false));
  if (own.length === 2) return [{ terms: own, total: term(told, total, false), by: "figure" }];
  const ways = own.length === 1 && before ? moneyOf(before).map((number): Reckoning => ({ terms: [term(before, number, false), ...own], total: term(told, total, false), by: "figure" })) : [];
  // Which of several it is added to is known where it comes out right.
  return ways.some(({ terms, total: whole }) => isRight(terms, whole)) ? [] : ways.slice(-1);
}

const SHARED = /(?<![a-zà-ÿ])(?:stod|står|svarade|svarar)\s+för\s+$/iu;
const OF_IT = /^\s*(?:av\s+)(?:för(?:bättr|sämr)ingen|ökningen|minskningen|skillnaden|avvikelsen|underskottet|överskottet|beloppet|detta)(?![a-zà-ÿ])[^.;\d]*\soch\s[^.;\d]*\sför\s+$/iu;
/** "… 1 300 mkr lägre. Kommunen stod för 760 mkr av försämringen och bolagen för 540 mkr." */
function sharedOut(told: ToldSentence, before: ToldSentence | undefined): Reckoning[] {
  const { sentence: { text } } = told;
  const parts = moneyOf(told);
  const [one, two] = parts;
  if (!before || parts.length !== 2 || !SHARED.test(text.slice(0, one!.at)) || !OF_IT.test(text.slice(one!.end, two!.at))) return [];
  const wholes = moneyOf(before).filter(({ way }) => way !== null);
  return wholes.length === 1 ? [{ terms: parts.map((number) => term(told, number, false)), total: term(before, wholes[0]!, false), by: "turned" }] : [];
}

const WITHOUT = /^(?:men\s+)?(?:utan|exklusive|borträknat|rensat\s+för|bortsett\s+från)\s+(?:den|det|denna|detta|dessa|de|att)?/iu;
const LEVEL = /(?<![a-zà-ÿ])(?:resultat(?:et)?|prognos(?:en)?|helårsprognos(?:en)?|avvikelse(?:n)?|underskott(?:et)?|överskott(?:et)?|kostnad(?:en|er|erna)?)(?![a-zà-ÿ])/iu;
const BACK = 4;
/** "Resultatet var −54 Mkr. En kostnad på 106 Mkr belastar det. Utan den var resultatet +52 Mkr": the one with the other put back, or taken away. */
function withoutIt(told: ToldSentence, before: readonly ToldSentence[]): { readonly ways: readonly Reckoning[] } | null {
  const { sentence: { text } } = told;
  const money = moneyOf(told);
  const [last, item] = [money.at(-1), money.length > 1 ? money[0] : undefined];
  if (!WITHOUT.test(text) || !last || money.length > 2 || !LEVEL.test(text)) return null;
  const items = item ? [term(told, item, false)] : before.slice(-1).flatMap((one) => { const own = moneyOf(one); return own.length === 1 ? [term(one, own[0]!, false)] : []; });
  if (items.length !== 1) return null;
  const levels = before.flatMap((one) => (LEVEL.test(one.sentence.text) ? moneyOf(one).filter((number) => number !== items[0]!.number && number.way === null).map((number) => term(one, number, isNegative(one.sentence.text, number))) : []));
  const total = term(told, last, isNegative(text, last));
  return { ways: levels.flatMap((level) => [{ terms: [level, items[0]!], total, by: "turned" as const }, { terms: [level, { ...items[0]!, minus: true }], total, by: "turned" as const }]) };
}

const THEREFORE = /(?<![a-zà-ÿ])(?:därmed|således|alltså|det\s+vill\s+säga|dvs\.?|vilket\s+(?:är|var|innebär|innebar))(?![a-zà-ÿ])[^.;\d]*$/iu;
/** "Budgeten var 64,2 mkr. Utgifterna blev 38,4 och inkomsterna 0,9. Volymen blev därmed 25,8 mkr lägre än budgeterat." */
function therefore(told: ToldSentence, before: readonly ToldSentence[]): { readonly ways: readonly Reckoning[] } | null {
  const { sentence: { text } } = told;
  const money = moneyOf(told);
  const total = money.at(-1);
  if (!total || !/^\s*(?:lägre|högre|mer|mindre|bättre|sämre|över|under)\s+(?:än\s+)?(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*budget/iu.test(text.slice(total.end)) || !THEREFORE.test(text.slice(0, total.at))) return null;
  const [bases, levels] = [/budget/iu, /(?<![a-zà-ÿ])(?:utfall|utgift|kostnad|intäkt|inkomst|resultat|blev|uppgick|förbruk|invester)/iu].map((pattern) => [...before, told].filter((one) => pattern.test(one.sentence.text)).flatMap((one) => moneyOf(one).filter((number) => number !== total && number.way === null).map((number) => term(one, number, false)))) as [Placed[], Placed[]];
  return { ways: bases.slice(-MOST_LEVELS).flatMap((base) => levels.slice(-MOST_LEVELS).filter((level) => level.number !== base.number).map((level): Reckoning => (compare(cameTo([base], "kr"), cameTo([level], "kr")) >= 0 ? { terms: [base, { ...level, minus: true }], total: term(told, total, false), by: "turned" } : { terms: [level, { ...base, minus: true }], total: term(told, total, false), by: "turned" }))) };
}

const RESULT = /(?<![a-zà-ÿ])(?:resultat|prognosen|helårsprognosen|överskott|underskott|eget\s+kapital)/iu;
function turnedWay(told: ToldSentence, near: readonly ToldSentence[]): Finding | null {
  const { sentence, sentence: { text } } = told;
  const by = moneyOf(told)[0];
  const word = by && THEREFORE.test(text.slice(0, by.at)) ? /^\s*(?<word>bättre|sämre)\s+än\s+(?:[a-zà-ÿ]+\s+)?[a-zà-ÿ]*budget/iu.exec(text.slice(by.end))?.groups!["word"]!.toLowerCase() : undefined;
  if (!by || !word) return null;
  const of = (isBase: boolean): Placed[] => near.filter((one) => RESULT.test(one.sentence.text) && /budget/iu.test(one.sentence.text) === isBase).flatMap((one) => moneyOf(one).slice(0, 1).map((number) => term(one, number, isNegative(one.sentence.text, number))));
  const pairs = of(true).flatMap((base) => of(false).map((level) => ({ base, level, terms: [level, { ...base, minus: !base.minus }] })));
  const fitting = pairs.filter(({ terms }) => isRight(terms, term(told, by, false)) || isRight(terms, term(told, by, true)));
  if (fitting.length !== 1 || new Set([by, ...fitting[0]!.terms.map(({ number }) => number)].map(kindOf)).size > 1) return null;
  const { base, level, terms } = fitting[0]!;
  const isBetter = compare(cameTo(terms, by.unit), "0") > 0;
  if (isBetter === (word === "bättre")) return null;
  const right = isBetter ? "bättre" : "sämre";
  return { code: "told-way", severity: "warning", line: lineAt(sentence, by.at), quote: text, expected: right, message: `${level.number.written} mot budgetens ${base.number.written} är ${right}, men texten säger »${word}«.`, evidence: [level, base].map(({ told: { sentence: { line, text: quote } } }) => ({ line, quote })) };
}

const MOST_LEVELS = 8;
const shown = (value: Decimal, { number: { unit } }: ToldTerm): string => `${formatNumber(value)}${unit === "count" ? "" : ` ${unit}`}`;
const sum = (terms: readonly ToldTerm[]): string => terms.map(({ minus, number }, at) => `${minus ? (at ? " − " : "−") : at ? " + " : ""}${number.written.replace(/^[+−–-]\s?/u, "")}`).join("");
function finding({ by, terms, total }: Reckoning): Finding[] {
  const mended = oneStepOff(terms, total, by);
  if (!mended) return [];
  const { told: { sentence }, number } = mended.term as Placed;
  const evidence = [...new Set([...terms, total].map((one) => one.told))].filter((one) => one.sentence !== sentence).map((one) => ({ line: one.sentence.line, quote: one.sentence.text }));
  const result = cameTo(terms, total.number.unit);
  return [{
    code: mended.by === "sign" ? "told-way" : "sum-told", severity: "warning", line: lineAt(sentence, number.at), quote: sentence.text, expected: mended.by === "sign" ? "det andra tecknet eller ordet" : shown(mended.right, mended.term),
    message: `${sum(terms)} är ${shown(result, total)}, men texten säger ${total.minus ? "−" : ""}${total.number.written.replace(/^[+−–-]\s?/u, "")}; ${mended.by === "sign" ? `vänds ${number.written} går det ihop` : `med ${shown(mended.right, mended.term)} i stället för ${number.written} går det ihop`}.`,
    evidence,
  }];
}

const NEAR = 4;
/** What a text reckons out in words, over one sentence or some that follow each other, where it would be right but for a figure, a sign or a word for the way. */
export function reckonedInWordsFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  return prose.flatMap((told, at): Finding[] => {
    const near = prose.slice(Math.max(0, at - BACK), at).filter((one) => one.sentence.section.line === told.sentence.section.line && told.sentence.line - one.sentence.line <= NEAR);
    const before = near.at(-1);
    const plain = [...signedParts(told), ...complements(told).filter((one) => oneStepOff(one.terms, one.total, one.by)?.by === "figure"), ...twoSides(told, before), ...nets(told, before), ...added(told, before), ...sharedOut(told, before)];
    const several = [withoutIt(told, near), therefore(told, near)].filter((one) => one !== null).filter(({ ways }) => !ways.some(({ terms, total }) => isRight(terms, total)));
    // "Prognosen är 22,3, budgeten 29,6: 7,3 sämre än budget": which way it is, where there is one such pair.
    const turned = turnedWay(told, near);
    if (turned) return [turned];
    // One way that all but holds is enough to look at it.
    const likely = several.flatMap(({ ways }) => ways.filter(({ by, terms, total }) => { const mended = oneStepOff(terms, total, by); return mended?.by === "figure" && mended.term.number === total.number; }).slice(0, 1));
    return [...plain, ...likely].filter(({ terms, total }) => new Set([...terms, total].map(({ number }) => kindOf(number))).size === 1).flatMap(finding);
  });
}
