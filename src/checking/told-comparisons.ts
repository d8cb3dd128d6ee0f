import { absolute, compare, divide, isZero, multiply, negate, round, scale, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { lineAt } from "./checked-sentences.ts";
import { FIGURE_UNITS, kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding, FindingEvidence } from "./finding.ts";
import { isTurned } from "./one-digit.ts";
import { isNegative } from "./stated-differences.ts";
import type { ToldNumber } from "./told-number.ts";
import { isMoney, kindOf, type ToldSentence } from "./told-sentence.ts";

const MORE = String.raw`(?<more>fler|högre|mer|större|längre|dyrare)`;
const LESS = String.raw`(?<less>färre|lägre|mindre|kortare|billigare)`;
const SOMEWHAT = String.raw`(?:något\s+|betydligt\s+|klart\s+|lite\s+|knappt\s+|drygt\s+|marginellt\s+)?`;
/** "År 2022 var det 4 784 larm och år 2023 var det 4 582, alltså något färre." */
const THUS = new RegExp(String.raw`^(?:\s+[a-zà-ÿ]+){0,3},\s+(?:alltså|det\s+vill\s+säga|vilket\s+(?:är|var)|dvs\.?)\s+${SOMEWHAT}(?:${MORE}|${LESS})\s*[.,]?$`, "iu");
/** "Det är något högre än befolkningsökningen, som var 5,1 procent." */
const THAN_WHICH = new RegExp(String.raw`^(?:det|detta)\s+(?:är|var)\s+${SOMEWHAT}(?:${MORE}|${LESS})\s+än\s[^.;\d]*,\s+som\s+(?:var|är|låg\s+på|uppgick\s+till)\s+$`, "iu");
/** "Det är 9,9 mnkr bättre än i fjol." */
const BY_THAN = /^\s*(?<word>bättre|sämre)\s+än\s+(?:i\s+fjol|(?:samma|motsvarande)\s+period|föregående\s+år|förra\s+året|året\s+(?:före|innan))/iu;
const BESIDE = /(?:att\s+jämföra\s+med|jämfört\s+med|mot)\s+(?:[a-zà-ÿ]+\s+){0,2}[+−–-]?\s?$/iu;

const valueOf = (text: string, number: ToldNumber): Decimal => { const size = isMoney(number.unit) ? kronor(number.value, number.unit as FigureUnit) : number.value; return isNegative(text, number) ? negate(size) : size; };
const evidenceOf = ({ sentence: { line, text } }: ToldSentence): FindingEvidence => ({ line, quote: text });
const told = ({ sentence }: ToldSentence, at: number, said: string, right: string, message: string, evidence: readonly FindingEvidence[] = []): Finding => ({ code: "told-way", severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected: right, message: `${message}, men texten säger »${said.toLowerCase()}«.`, evidence });
const TURNED: Readonly<Record<string, string>> = { fler: "färre", högre: "lägre", mer: "mindre", större: "mindre", längre: "kortare", dyrare: "billigare", färre: "fler", lägre: "högre", mindre: "mer", kortare: "längre", billigare: "dyrare", bättre: "sämre", sämre: "bättre" };

/** Two years in one sentence, and what it says of the later one. */
function thus(one: ToldSentence): Finding[] {
  const { numbers, sentence: { text } } = one;
  const last = numbers.at(-1);
  const before = numbers.at(-2);
  const groups = last && before ? THUS.exec(text.slice(last.end))?.groups : undefined;
  if (!groups || !before || !last || kindOf(before) !== kindOf(last) || !/(?<![a-zà-ÿ])och(?![a-zà-ÿ])|,/u.test(text.slice(before.end, last.at)) || before.way !== null || before.year === null || last.year === null || before.year >= last.year) return [];
  const way = compare(valueOf(text, last), valueOf(text, before));
  const said = (groups["more"] ?? groups["less"])!;
  return way === 0 || (way > 0) === (groups["more"] !== undefined) ? [] : [told(one, last.at, said, TURNED[said.toLowerCase()]!, `Från ${before.written} till ${last.written} är ${way > 0 ? "mer" : "mindre"}`)];
}
/** "Det är högre än …, som var 5,1 procent", of the last such number before it. */
function thanWhich(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers: [base, ...more], sentence: { text } } = one;
  const groups = base && !more.length ? THAN_WHICH.exec(text.slice(0, base.at))?.groups : undefined;
  const own = before?.numbers.filter((number) => kindOf(number) === (base ? kindOf(base) : "")) ?? [];
  if (!groups || !base || !before || own.length !== 1) return [];
  const way = compare(valueOf(before.sentence.text, own[0]!), valueOf(text, base));
  const said = (groups["more"] ?? groups["less"])!;
  return way === 0 || (way > 0) === (groups["more"] !== undefined) ? [] : [told(one, 0, said, TURNED[said.toLowerCase()]!, `${own[0]!.written} är ${way > 0 ? "mer" : "mindre"} än ${base.written}`, [evidenceOf(before)])];
}
/** "Resultatet är 57,3, att jämföra med 47,4 samma period i fjol. Det är 9,9 bättre än i fjol." */
function byThan(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers: [by, ...more], sentence: { text } } = one;
  const groups = by && !more.length && /^det\s+(?:är|var)\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?$/iu.test(text.slice(0, by.at)) ? BY_THAN.exec(text.slice(by.end))?.groups : undefined;
  const [now, then, ...others] = before?.numbers.filter(({ unit }) => isMoney(unit)) ?? [];
  if (!groups || !by || !before || !now || !then || others.length || !isMoney(by.unit) || !BESIDE.test(before.sentence.text.slice(now.end, then.at)) || !/resultat/iu.test(before.sentence.text)) return [];
  const gap = subtract(valueOf(before.sentence.text, now), valueOf(before.sentence.text, then));
  const said = groups["word"]!;
  return compare(gap, "0") === 0 || compare(absolute(gap), kronor(by.value, by.unit as FigureUnit)) !== 0 || (compare(gap, "0") > 0) === (said.toLowerCase() === "bättre") ? [] : [told(one, by.at, said, TURNED[said.toLowerCase()]!, `Från ${then.written} till ${now.written} är ${TURNED[said.toLowerCase()]}`, [evidenceOf(before)])];
}

const ONWARDS = /^(?:därefter|sedan|året\s+därpå)\s+(?:väntas|beräknas|bedöms|antas)\s+[^.;\d]{0,40}?(?:(?<down>avta|minska|sjunka)|(?<up>öka|stiga|växa))\s+till\s+$/iu;
/** "BNP ökar med 3,6 procent. Därefter väntas tillväxten avta till 1,6 procent." */
function onwards(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers: [then, ...more], sentence: { text } } = one;
  const groups = then && !more.length ? ONWARDS.exec(text.slice(0, then.at))?.groups : undefined;
  const own = before?.numbers.filter((number) => then && kindOf(number) === kindOf(then)) ?? [];
  if (!groups || !then || !before || own.length !== 1) return [];
  const way = compare(valueOf(text, then), valueOf(before.sentence.text, own[0]!));
  const said = (groups["up"] ?? groups["down"])!;
  return way === 0 || (way > 0) === (groups["up"] !== undefined) ? [] : [told(one, then.at, said, way > 0 ? "öka" : "avta", `Från ${own[0]!.written} till ${then.written} är ${way > 0 ? "en ökning" : "en minskning"}`, [evidenceOf(before)])];
}

const CHANGE_WAS = /^(?<word>ökningen|minskningen|uppgången|nedgången)(?:\s+(?:under\s+)?(?:19|20)\d\d)?\s+(?:blev|var|är|uppgick\s+till)\s+(?:därmed\s+)?$/iu;
/** "Ett år hade kommunen 18 359 invånare och ett år senare 18 681. Ökningen blev 322 personer." */
function changeWas(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers: [by, ...more], sentence: { text } } = one;
  const word = by && !more.length && !by.about ? CHANGE_WAS.exec(text.slice(0, by.at))?.groups!["word"]!.toLowerCase() : undefined;
  const ends = before?.numbers.filter((number) => by && kindOf(number) === kindOf(by) && number.way === null) ?? [];
  if (!word || !by || !before || ends.length !== 2 || before.numbers.length !== 2 || ends.some(({ about }) => about)) return [];
  const gap = subtract(valueOf(before.sentence.text, ends[1]!), valueOf(before.sentence.text, ends[0]!));
  const isUp = /^(?:ök|upp)/u.test(word);
  const size = isMoney(by.unit) ? kronor(by.value, by.unit as FigureUnit) : by.value;
  if (compare(absolute(gap), size) === 0) return (compare(gap, "0") > 0) === isUp ? [] : [told(one, 0, word, isUp ? "minskningen" : "ökningen", `Från ${ends[0]!.written} till ${ends[1]!.written} är ${isUp ? "en minskning" : "en ökning"}`, [evidenceOf(before)])];
  if (isMoney(by.unit) || !isTurned(absolute(gap), by.value)) return [];
  return [{ code: "level-change", severity: "warning", line: lineAt(one.sentence, by.at), quote: text, expected: formatNumber(absolute(gap)), message: `Mellan ${ends[0]!.written} och ${ends[1]!.written} är det ${formatNumber(absolute(gap))}, men texten säger ${by.written}.`, evidence: [evidenceOf(before)] }];
}

const THUS_MOVED = /(?<![a-zà-ÿ])(?:alltså|därmed)\s+(?<word>förbättrats|försämrats|ökat|minskat)\s+med\s+$/iu;
/** "Underskottet är 9,7. I mars var det 34,9. Läget har alltså förbättrats med 25,2." */
function thusMoved(one: ToldSentence, near: readonly ToldSentence[]): Finding[] {
  const { numbers: [by], sentence: { text } } = one;
  const word = by && isMoney(by.unit) && !by.about ? THUS_MOVED.exec(text.slice(0, by.at))?.groups!["word"] : undefined;
  const levels = near.slice(-2).flatMap((other) => other.numbers.filter(({ unit, way }) => isMoney(unit) && way !== "up" && way !== "down").map((number) => ({ other, number, size: kronor(number.value, number.unit as FigureUnit) })));
  if (!word || !by || levels.length !== 2) return [];
  const [a, b] = levels as [(typeof levels)[number], (typeof levels)[number]];
  const [gap, both, said] = [absolute(subtract(a.size, b.size)), sum([a.size, b.size]), kronor(by.value, by.unit as FigureUnit)];
  if (compare(gap, said) === 0 || !(compare(both, said) === 0 || isTurned(inUnit(gap, by.unit as FigureUnit), by.value))) return [];
  const right = `${formatNumber(inUnit(gap, by.unit as FigureUnit))} ${by.unit}`;
  return [{ code: "level-change", severity: "warning", line: lineAt(one.sentence, by.at), quote: text, expected: right, message: `Mellan ${a.number.written} och ${b.number.written} är det ${right}, men texten säger ${by.written}.`, evidence: [...new Set(levels.map(({ other }) => other))].map(evidenceOf) }];
}

const SHARE_OF = /^det\s+(?:motsvarar|motsvarade|är|var)\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+|omkring\s+)?$/iu;
const OF_WHOLE = /^\s*av\s+(?:omslutningen|omsättningen|budgeten|ramen|nettokostnaden|kostnaderna|intäkterna)(?![a-zà-ÿ])/iu;
/** So many times another is no rounding. */
const MOST_APART = "1.5";
/** "Omsätter 41,7 mkr och fick ett underskott på 28 000 kronor. Det motsvarar knappt 0,07 procent av omslutningen." */
function shareOf(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const { numbers: [share, ...more], sentence: { text } } = one;
  const amounts = before?.numbers.filter(({ unit }) => isMoney(unit)).map((number) => kronor(number.value, number.unit as FigureUnit)).toSorted(compare) ?? [];
  if (!share || more.length || share.unit !== "%" || !before || amounts.length !== 2 || !SHARE_OF.test(text.slice(0, share.at)) || !OF_WHOLE.test(text.slice(share.end)) || isZero(amounts[1]!) || isZero(share.value)) return [];
  const right = divide(multiply(amounts[0]!, "100"), amounts[1]!);
  const times = compare(right, share.value) > 0 ? divide(right, share.value) : isZero(right) ? "0" : divide(share.value, right);
  if (compare(times, MOST_APART) <= 0) return [];
  const expected = `${formatNumber(round(right, Math.max(2, scale(share.value))))} %`;
  return [{ code: "told-share", severity: "warning", line: lineAt(one.sentence, share.at), quote: text, expected, message: `Det mindre av beloppen är ${expected} av det större, inte ${share.written}.`, evidence: [evidenceOf(before)] }];
}

const BOTH = /(?<women>\d{1,2}(?:,\d+)?)\s*(?:procent|%)\s+kvinnor\s+och\s+(?<men>\d{1,2}(?:,\d+)?)\s*(?:procent|%)\s+män(?![a-zà-ÿ])/iu;
const MORE_OF = /(?<![a-zà-ÿ])(?:(?<women>fler\s+kvinnor\s+än\s+män|färre\s+män\s+än\s+kvinnor)|(?<men>fler\s+män\s+än\s+kvinnor|färre\s+kvinnor\s+än\s+män))(?![a-zà-ÿ])/iu;
/** "Fler kvinnor än män har hemtjänst", over "65 procent kvinnor och 35 procent män". */
function womenAndMen(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const shares = BOTH.exec(one.sentence.text)?.groups;
  const said = MORE_OF.exec(one.sentence.section.heading) ?? (before ? MORE_OF.exec(before.sentence.text) : null);
  if (!shares || !said) return [];
  const way = compare(parseNumber(shares["women"]!)!, parseNumber(shares["men"]!)!);
  return way === 0 || (way > 0) === (said.groups!["women"] !== undefined) ? [] : [told(one, 0, said[0], way > 0 ? "fler kvinnor än män" : "fler män än kvinnor", `${shares["women"]} procent är kvinnor och ${shares["men"]} procent män`)];
}

const INSTEAD = /(?<![a-zà-ÿ])i\s+stället\s+(?<way>ökat|minskat|ökade|minskade|stigit|sjunkit)(?![a-zà-ÿ])/iu;
const UP = /(?<![a-zà-ÿ])(?:ökat|ökade|stigit)(?![a-zà-ÿ])/iu;
const DOWN = /(?<![a-zà-ÿ])(?:minskat|minskade|sjunkit)(?![a-zà-ÿ])/iu;
/** "… har minskat med 53 mkr. Utan engångsposterna har den i stället ökat": the other way than what is told right before. */
function instead(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const said = INSTEAD.exec(one.sentence.text)?.groups!["way"];
  if (!said || !before) return [];
  const [up, down] = [UP.test(before.sentence.text), DOWN.test(before.sentence.text)];
  return up === down || up !== UP.test(said) ? [] : [told(one, one.sentence.text.search(INSTEAD), `i stället ${said}`, up ? "minskat" : "ökat", "Meningen före säger detsamma", [evidenceOf(before)])];
}

/** "Antalet hushåll fortsatte att minska. Under 2021 beviljades 459 hushåll, jämfört med 569 hushåll 2020." */
const WENT_ON = /(?<![a-zà-ÿ])fortsatte\s+att\s+(?<way>minska|öka)\s+(?:under\s+)?(?<year>(?:19|20)\d\d)/iu;
function wentOn(one: ToldSentence, before: ToldSentence | undefined): Finding[] {
  const said = before ? WENT_ON.exec(before.sentence.text)?.groups : undefined;
  const [now, then, ...more] = one.numbers;
  if (!said || !before || !now || !then || more.length || kindOf(now) !== kindOf(then) || !/jämfört\s+med\s+$/iu.test(one.sentence.text.slice(now.end, then.at)) || !one.sentence.text.includes(said["year"]!)) return [];
  const way = compare(valueOf(one.sentence.text, now), valueOf(one.sentence.text, then));
  return way === 0 || (way > 0) === (said["way"]!.toLowerCase() === "öka") ? [] : [told(before, before.sentence.text.search(WENT_ON), said["way"]!, way > 0 ? "öka" : "minska", `Från ${then.written} till ${now.written} är ${way > 0 ? "en ökning" : "en minskning"}`, [evidenceOf(one)])];
}

/** "Jämfört med 2019 blev resultatet 61,6 mkr bättre", where both years' results are told. */
const AGAINST_YEAR = /^jämfört\s+med\s+(?<year>(?:19|20)\d\d)\s+(?:blev|är|var)\s+(?:årets\s+)?resultatet\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?$/iu;
const RESULT_OF = /(?<![a-zà-ÿ])(?:årets\s+|kommunens\s+|nämndens\s+)?resultat(?:et)?\s+(?:för\s+)?(?<year>(?:19|20)\d\d)\s+(?:blev|var|är|uppgick\s+till)\s+(?:plus\s+|minus\s+)?[+−–-]?\s?$/iu;
const NEAR = 10;
function againstYear(one: ToldSentence, near: readonly ToldSentence[]): Finding[] {
  const { numbers: [by], sentence: { text } } = one;
  const year = by && isMoney(by.unit) ? AGAINST_YEAR.exec(text.slice(0, by.at))?.groups!["year"] : undefined;
  const word = by ? /^\s*(?<word>bättre|sämre)(?![a-zà-ÿ])/iu.exec(text.slice(by.end))?.groups!["word"]?.toLowerCase() : undefined;
  if (!by || !year || !word) return [];
  const results = near.flatMap((other) => other.numbers.slice(0, 1).flatMap((number) => { const own = isMoney(number.unit) ? RESULT_OF.exec(other.sentence.text.slice(0, number.at))?.groups!["year"] : undefined; return own ? [{ other, year: own, value: /minus\s+$/iu.test(other.sentence.text.slice(0, number.at)) ? negate(kronor(number.value, number.unit as FigureUnit)) : valueOf(other.sentence.text, number) }] : []; }));
  const [then, now] = [results.filter((result) => result.year === year), results.filter((result) => result.year > year)];
  if (then.length !== 1 || now.length !== 1) return [];
  const gap = subtract(now[0]!.value, then[0]!.value);
  const evidence = [now[0]!, then[0]!].map(({ other }) => evidenceOf(other));
  if (compare(absolute(gap), kronor(by.value, by.unit as FigureUnit)) === 0) return (compare(gap, "0") > 0) === (word === "bättre") ? [] : [told(one, by.end, word, TURNED[word]!, `Resultatet blev ${TURNED[word]}`, evidence)];
  const apart = inUnit(absolute(gap), by.unit as FigureUnit);
  if (!isTurned(apart, by.value)) return [];
  const right = `${formatNumber(apart)} ${by.unit}`;
  return [{ code: "level-change", severity: "warning", line: lineAt(one.sentence, by.at), quote: text, expected: right, message: `Mellan de två årens resultat är det ${right}, men texten säger ${by.written}.`, evidence }];
}
/** Kronor in a larger unit. */
const inUnit = (value: Decimal, unit: FigureUnit): Decimal => divide(value, FIGURE_UNITS[unit]);

/** What a text says that one number is beside another, when both are told with it or right before it. */
export function toldComparisonFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  return prose.flatMap((one, at): Finding[] => {
    const before = prose[at - 1]?.sentence.section.line === one.sentence.section.line ? prose[at - 1] : undefined;
    const near = prose.slice(Math.max(0, at - NEAR), at + NEAR).filter((other) => other.sentence.section.line === one.sentence.section.line);
    return [...thus(one), ...thanWhich(one, before), ...byThan(one, before), ...instead(one, before), ...shareOf(one, before), ...womenAndMen(one, before), ...onwards(one, before), ...changeWas(one, before), ...thusMoved(one, prose.slice(Math.max(0, at - 2), at).filter((other) => other.sentence.section.line === one.sentence.section.line)), ...wentOn(one, before), ...againstYear(one, near)];
  });
}
