import { absolute, compare, divide, isZero, multiply, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt, NUMBER } from "./checked-sentences.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { isSlip, isTurned } from "./one-digit.ts";
import type { ToldNumber } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";

const warn = (code: Finding["code"], { sentence }: ToldSentence, at: number, expected: string, message: string): Finding => ({ code, severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected, message, evidence: [] });
const show = (value: Decimal, decimals: number): string => formatNumber(round(value, decimals));
/** The sentences right before one, of its own part. */
const before = (all: readonly ToldSentence[], at: number, count: number): ToldSentence[] => all.slice(Math.max(0, at - count), at).filter(({ sentence }) => !sentence.inCell && sentence.section.line === all[at]!.sentence.section.line);
const moneyIn = (told: readonly ToldSentence[]): ToldNumber[] => told.flatMap(({ numbers }) => numbers.filter(({ unit }) => isMoney(unit)));
const inKronor = ({ unit, value }: ToldNumber): Decimal => kronor(value, unit as FigureUnit);
/** As it would be told in the unit of a number, to its decimals. */
const toldAs = (amount: Decimal, { unit, value }: ToldNumber): Decimal => round(divide(amount, kronor("1", unit as FigureUnit)), scale(value));

const ROOM = /(?<![a-zà-ÿ])(?:kvarvarande|återstående|kvarstående)\s+(?:låne|investerings|budget)?(?:utrymme|belopp|medel|ram|anslag)[a-zà-ÿ]*\s+(?:är|blir|uppgår\s+till|var)\s+(?:således\s+|därmed\s+|alltså\s+|då\s+)?$/iu;
const SINCE_THEN = /(?<![a-zà-ÿ])(?:förbättrats|försämrats|förbättrades|försämrades)\s+(?:[a-zà-ÿ]+\s+){0,2}med\s+$/iu;
const SHORT = /(?<![a-zà-ÿ])(?:underskott|minus|negativ[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
/** "Ramen är 900 mkr. Lånen uppgick till 845 mkr. Det kvarvarande utrymmet är således 45 mkr": the difference of the two amounts before, but for a figure. */
function differenceBefore(told: ToldSentence, all: readonly ToldSentence[], at: number): Finding[] {
  return told.numbers.flatMap((number): Finding[] => {
    const lead = told.sentence.text.slice(0, number.at);
    const [room, since] = [ROOM.test(lead), SINCE_THEN.test(lead)];
    if (!isMoney(number.unit) || number.about || !(room || since) || digitsOf(number.value) < 2) return [];
    const near = before(all, at, 2);
    const amounts = moneyIn(near);
    const [a, b] = amounts;
    if (!a || !b || amounts.length !== 2 || a.unit !== number.unit || b.unit !== number.unit) return [];
    // Of two results only both below nought, or both above, are told by their sizes.
    if (since && near.filter(({ sentence }) => SHORT.test(sentence.text)).length === 0) return [];
    const right = round(absolute(subtract(a.value, b.value)), scale(number.value));
    if (compare(right, number.value) === 0 || !isSlip(right, number.value)) return [];
    return [warn("level-change", told, number.at, show(right, scale(number.value)), `Mellan ${a.written} och ${b.written} skiljer ${show(right, scale(number.value))}, men texten säger ${number.written}.`)];
  });
}

const SHARE_IS = /(?<![a-zà-ÿ])(?:[a-zà-ÿ]*grad(?:en)?|andel(?:en)?|täckning(?:en)?)(?:\s+[a-zà-ÿ]+){0,2}?\s+(?:blev|är|var|uppgick|uppgår|motsvarar)\s+(?:därmed\s+|således\s+|alltså\s+|då\s+)?(?:till\s+)?$/iu;
const MEANS = /(?<![a-zà-ÿ])(?:innebär|motsvarar|betyder)\s+(?:att\s+)?(?:[a-zà-ÿ]+\s+)?$/iu;
/** "Omfattade 120 kontroller. 96 av dessa hanns med. Genomförandegraden blev 86 procent"; "215 lärare, 172 behöriga, 43 inte: det innebär att 25 procent". */
function shareBefore(told: ToldSentence, all: readonly ToldSentence[], at: number): Finding[] {
  return told.numbers.flatMap((number): Finding[] => {
    const lead = told.sentence.text.slice(0, number.at);
    if (number.unit !== "%" || number.about || number.way !== null || !(SHARE_IS.test(lead) || MEANS.test(lead)) || told.numbers.filter(({ unit }) => unit !== "%").length) return [];
    const counts = before(all, at, 2).flatMap(({ numbers }) => numbers).filter(({ unit, value }) => unit === "count" && scale(value) === 0 && !isZero(value)).map(({ value }) => value);
    const percent = (part: Decimal, whole: Decimal): Decimal => round(divide(multiply(part, "100"), whole), scale(number.value));
    const pairs = counts.flatMap((part) => counts.filter((whole) => compare(part, whole) < 0).map((whole) => ({ part, whole, right: percent(part, whole) })));
    if (!pairs.length || pairs.some(({ right, whole, part }) => compare(right, number.value) === 0 && !counts.some((all) => compare(all, sum([part, whole])) === 0))) return [];
    // Part of a part, where the whole of both is told too.
    const wrongBase = pairs.find(({ part, right, whole }) => compare(right, number.value) === 0 && counts.some((all) => compare(all, sum([part, whole])) === 0));
    if (wrongBase) {
      const whole = sum([wrongBase.part, wrongBase.whole]);
      return [warn("told-share", told, number.at, `${show(percent(wrongBase.part, whole), scale(number.value))} %`, `${formatNumber(wrongBase.part)} av ${formatNumber(whole)} är ${show(percent(wrongBase.part, whole), scale(number.value))} %; ${number.written} är av de andra ${formatNumber(wrongBase.whole)}.`)];
    }
    const [only] = pairs;
    if (!only || pairs.length > 1 || !SHARE_IS.test(lead) || !isSlip(only.right, number.value)) return [];
    return [warn("told-share", told, number.at, `${show(only.right, scale(number.value))} %`, `${formatNumber(only.part)} av ${formatNumber(only.whole)} är ${show(only.right, scale(number.value))} %, men texten säger ${number.written}.`)];
  });
}

const COST_PER = /(?<![a-zà-ÿ])(?:kostnad|pris|ersättning)[a-zà-ÿ]*\s+per\s+(?<each>[a-zà-ÿ]{4,})\s+(?:på|om|till|blev|var|är|uppgick\s+till)\s+(?:ungefär\s+|cirka\s+|drygt\s+|knappt\s+|omkring\s+)?$/iu;
const PER_AFTER = /^(?:\s*(?:kr|kronor))?\s+per\s+(?<each>[a-zà-ÿ]{4,})(?![a-zà-ÿ])/iu;
/** "2 480 dygn … 15,5 mkr … 6 520 kronor per dygn": the one cost by the one count of them, but for two figures or one. */
function priceBefore(told: ToldSentence, all: readonly ToldSentence[], at: number): Finding[] {
  return told.numbers.flatMap((number): Finding[] => {
    if (number.unit !== "kr" || digitsOf(number.value) < 3) return [];
    const after = told.sentence.text.slice(number.end);
    const each = (PER_AFTER.exec(after) ?? COST_PER.exec(told.sentence.text.slice(0, number.at)))?.groups?.["each"];
    if (!each) return [];
    const near = [...before(all, at, 2)];
    const totals = moneyIn(near).filter(({ unit }) => unit !== "kr");
    const counts = near.flatMap(({ numbers }) => numbers.filter(({ unit }) => unit === "count"));
    const [total] = totals;
    if (!total || totals.length > 1 || !counts.length) return [];
    const prices = counts.filter(({ value }) => !isZero(value)).map((count) => ({ count, exact: divide(inKronor(total), count.value) }));
    const isAbout = (exact: Decimal): boolean => compare(absolute(subtract(exact, number.value)), multiply(exact, "0.015")) <= 0;
    if (prices.some(({ exact }) => isAbout(exact))) return [];
    const figures = number.value.replace(/0+$/u, "").length;
    const slip = prices.find(({ exact }) => { const told = round(exact, 0); const cut = told.length === number.value.length ? `${told.slice(0, figures)}${"0".repeat(told.length - figures)}` : ""; return cut !== "" && (isTurned(cut, number.value) || (figures >= 3 && isSlip(cut, number.value) && compare(absolute(subtract(exact, number.value)), multiply(exact, "0.2")) < 0)); });
    return slip ? [warn("told-share", told, number.at, show(slip.exact, 0), `${total.written} delat med ${slip.count.written} är ${show(slip.exact, 0)} kronor, men texten säger ${number.written} per ${each}.`)] : [];
  });
}

const EACH_HOUR = new RegExp(String.raw`(?<price>${NUMBER})\s+(?:kr|kronor)\s+per\s+(?<each>timme|dygn|plats|dag|månad)`, "iu");
const EACH_MONTH = new RegExp(String.raw`(?<count>${NUMBER})\s+(?<what>timmar|dygn|platser|dagar)\s+(?:i\s+månaden|per\s+månad|varje\s+månad)`, "iu");
const A_YEAR = /^[^.;]{0,20}?(?:på\s+ett\s+år|per\s+år|om\s+året|på\s+helår|på\s+årsbasis)/iu;
/** "400 kronor per timme … 4 125 timmar i månaden … 18,9 mkr på ett år": twelve times their product, but for two figures. */
function yearOfMonths(told: ToldSentence, all: readonly ToldSentence[], at: number): Finding[] {
  return told.numbers.flatMap((number): Finding[] => {
    if (!isMoney(number.unit) || number.unit === "kr" || !A_YEAR.test(told.sentence.text.slice(number.end))) return [];
    const near = [...before(all, at, 3), told].map(({ sentence }) => sentence.text);
    const price = near.map((text) => EACH_HOUR.exec(text)?.groups!["price"]).find((one) => one !== undefined);
    const counts = near.flatMap((text) => EACH_MONTH.exec(text)?.groups!["count"] ?? []).slice(-1);
    if (!price || !counts.length) return [];
    const right = toldAs(multiply(multiply(parseNumber(price)!, parseNumber(counts[0]!)!), "12"), number);
    if (compare(right, number.value) === 0 || !isTurned(right, number.value)) return [];
    return [warn("told-share", told, number.at, show(right, scale(number.value)), `${counts[0]} × ${price} kronor × 12 är ${show(right, scale(number.value))}, men texten säger ${number.written}.`)];
  });
}

const HALVED = /(?<![a-zà-ÿ])(?<word>halver(?:ats|ades|at)|fördubbl(?:ats|ades|at))(?![a-zà-ÿ])[^.;]{0,80}?(?<![a-zà-ÿ])från\s+(?<from>\d[\d ]*(?:,\d+)?)(?<mid>[^.;\d]{0,30}(?:(?:19|20)\d\d[^.;\d]{0,10})?)\s+till\s+(?<to>\d[\d ]*(?:,\d+)?)/iu;
/** "Mer än halverats, från 19 till 43". */
function halvedOrDoubled(told: ToldSentence): Finding[] {
  const match = told.sentence.inCell ? null : HALVED.exec(told.sentence.text);
  const [from, to] = match ? [match.groups!["from"]!, match.groups!["to"]!].map((text) => parseNumber(text.trim())) : [null, null];
  if (!match || !from || !to || isZero(from)) return [];
  const times = divide(to, from);
  const halved = match.groups!["word"]!.toLowerCase().startsWith("halver");
  if (halved ? compare(times, "0.75") <= 0 : compare(times, "1.4") >= 0) return [];
  return [warn("told-way", told, match.index, compare(times, "1") > 0 ? "ökat" : "minskat", `Från ${formatNumber(from)} till ${formatNumber(to)} är ${show(times, 2)} gånger så mycket, inte ${halved ? "en halvering" : "en fördubbling"}.`)];
}

/** What one sentence reckons of the numbers right before it, and a figure of it is another. */
export const plainArithmeticFindings = (sentences: readonly ToldSentence[]): Finding[] => sentences.flatMap((told, at) => (told.sentence.inCell ? [] : [...differenceBefore(told, sentences, at), ...shareBefore(told, sentences, at), ...priceBefore(told, sentences, at), ...yearOfMonths(told, sentences, at), ...halvedOrDoubled(told)]));
