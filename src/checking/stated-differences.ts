import { absolute, compare, divide, negate, round, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt } from "./checked-sentences.ts";
import { FIGURE_UNITS, kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { addSpans, lessSpan, meets, turned, type ShownSpan } from "./shown-span.ts";
import { spanOfTold, type ToldNumber } from "./told-number.ts";
import { kindOf, type ToldSentence } from "./told-sentence.ts";

/** How far something is from what it is put beside, as a sentence says it. */
const APART_AFTER = /^\s*(?:\([^)]*\)\s*)?(?:,?\s*(?:eller|motsvarande)\s+\d[\d,]*\s*(?:procent|%),?\s+)?(?<word>bättre|sämre|högre|lägre|mer|mindre|fler|färre)\s+(?:[a-zà-ÿ]+\s+){0,2}?än\s/iu;
const APART_BEFORE = /(?<word>budgetavvikelsen?|avvikelsen?|ökning(?:en)?|minskning(?:en)?|förbättring(?:en)?|försämring(?:en)?|(?:över|under)skott(?:et)?\s+(?:gentemot|mot|jämfört\s+med)\s+(?:perioden?s\s+|årets\s+)?budget(?:en)?|budget(?:över|under)skott(?:et)?)(?:\s+(?!än(?![a-zà-ÿ])|i\s|inom\s|hos\s|för\s+(?!(?:perioden|året|helåret)))[a-zà-ÿ]+){0,4}?\s+(?:på|om|med|till|är)\s+(?:sammanlagt\s+|totalt\s+|cirka\s+|ca\s+)?[+−–-]?\s?$/iu;
const YEAR_BEFORE = String.raw`föregående\s+år|förra\s+året|fjol|året\s+(?:före|innan)|(?:samma|motsvarande)\s+(?:period|tid)`;
/** What it is put beside: a budget, another year, an earlier forecast. */
const BASE = new RegExp(String.raw`budget|${YEAR_BEFORE}|delårs|tidigare\s+prognos`, "iu");
const BASES = { budget: /budget/iu, year: new RegExp(YEAR_BEFORE, "iu"), report: /delårs|prognos/iu } as const;
/** The sentence tells of several, or of a part: then what belongs together is not known. */
const OF_SEVERAL = /(?<![a-zà-ÿ])(?:respektive|varav|exklusive|exkl\.?|rensat|justerat|efter\s+avdrag|förutom|inklusive|inkl\.?|sedan\s+dess|sedan\s+(?:19|20)\d\d\s+och\s+\d[\d,]*|i\s+genomsnitt|per\s+(?:invånare|elev|barn|plats|brukare|månad|dygn|timme))(?![a-zà-ÿ])/iu;
const MINUS = /(?:[−–-]\s?|(?<![a-zà-ÿ])(?:underskott(?:et)?|förlust(?:en)?|negativt(?:\s+resultat)?|minus)\s+(?:på|om|med|av|uppgående\s+till)?\s*(?:cirka\s+|ca\s+)?)$/iu;
const PLUS = /(?:\+\s?|(?<![a-zà-ÿ])(?:överskott(?:et)?|positivt(?:\s+resultat)?|vinst(?:en)?|plus)\s+(?:på|om|med|av|uppgående\s+till)?\s*(?:cirka\s+|ca\s+)?)$/iu;
const NEAR = 3;
/** "Översteg budgeten med 3,8 mkr", "sänks med 3,2": how far something has moved, and no level. */
const MOVED_BY = /(?<!(?<![a-zà-ÿ])(?:negativt|positivt|(?:över|under)skott(?:et)?)\s)(?<![a-zà-ÿ])med\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+|totalt\s+)?[+−–-]?\s?$/iu;
/** "Personalkostnaderna är 3,2 mkr och bidragen 1,8 mkr lägre": two of the same. */
const LISTED = /^\s+och\s+(?:[a-zà-ÿ]+\s+){1,3}\d/iu;
/** What is told after it is of something else. */
const TURN = /(?<![a-zà-ÿ])(?:medan|men|samtidigt|däremot)(?![a-zà-ÿ])/iu;

interface Level { readonly number: ToldNumber; readonly told: ToldSentence; readonly value: Decimal; readonly span: ShownSpan; readonly isBase: boolean; readonly inBrackets: boolean }
export const isNegative = (text: string, { at, written }: ToldNumber): boolean => /^[−–-]/u.test(written) || (MINUS.test(text.slice(0, at)) && !PLUS.test(text.slice(0, at)));
const inBrackets = (text: string, { at, end }: ToldNumber): boolean => /\(\s*[+−–-]?\s?$/u.test(text.slice(0, at)) && /^[^()]{0,30}\)/u.test(text.slice(end));
/** The clause that a number stands in. */
const clause = (text: string, { at }: ToldNumber): string => text.slice(0, at).split(/[,;(]|\s(?:och|samt|men|medan|då)\s/u).at(-1)!;

/** "Jämfört med budgeterat resultat på 9,9 mnkr visar …": what the sentence begins with is what the other is put beside. */
const FIRST_BASE = /^(?:jämfört\s+med|budgeten|budgeterat|budgeterade|det\s+budgeterade|då\s+[a-zà-ÿ]+\s+budgeterats?)(?![a-zà-ÿ])/iu;
/** "506 Mkr högre än budgeten på 1 286", "7 Mkr mer än 2014 års 367". */
const THAN = /^[^.;,]{0,30}?\sän\s[^.;,]{0,60}$/iu;
/** "–25 Mkr mot budgeterade –125 Mkr", "6,95 % mot 6,89 % året före". */
const TO_BASE = /(?<![a-zà-ÿ])(?:mot|jämfört\s+med)\s+(?:(?:det\s+|den\s+)?[a-zà-ÿ]*budget[a-zà-ÿ]*\s+(?:på\s+|om\s+)?)?[+−–-]?\s?$/iu;
/** @param after where the difference ends that it may be put beside; what a sentence puts it beside comes after that. */
function levelsOf(told: ToldSentence, unit: string, apart: ReadonlySet<ToldNumber>, after: number = Infinity): Level[] {
  const { numbers, sentence: { text } } = told;
  return numbers.filter((number) => kindOf(number) === unit && !apart.has(number) && !(unit === "count" && /^\d$/.test(number.value)) && (number.at > after || (number.way !== "up" && number.way !== "down")) && !MOVED_BY.test(text.slice(0, number.at)) && !/^\s*(?:bättre|sämre|högre|lägre|mer|mindre|fler|färre|över|under)(?![a-zà-ÿ])/iu.test(text.slice(number.end)) && number.unit !== "points" && !LISTED.test(text.slice(number.end))).map((number) => {
    const [span, negative, brackets] = [spanOfTold(number), isNegative(text, number), inBrackets(text, number)];
    return { number, told, value: negative ? negate(number.value) : number.value, span: negative ? turned(span) : span, inBrackets: brackets, isBase: brackets || (after === Infinity ? BASE.test(clause(text, number)) : number.at > after ? !/\soch\s/iu.test(text.slice(after, number.at)) && (BASE.test(text.slice(after, number.at)) || THAN.test(text.slice(after, number.at))) : TO_BASE.test(text.slice(0, number.at)) || FIRST_BASE.test(text) && !/vilket|alltså|dvs/iu.test(text.slice(number.end, after))) };
  });
}
/** What a sentence says that something is away from something else. */
function apartIn({ numbers, sentence: { text } }: ToldSentence): { readonly number: ToldNumber; readonly word: string }[] {
  return numbers.flatMap((number) => {
    const word = (APART_AFTER.exec(text.slice(number.end)) ?? APART_BEFORE.exec(text.slice(0, number.at)))?.groups!["word"];
    return word && number.unit !== "%" ? [{ number, word: word.toLowerCase() }] : [];
  });
}

/** What both sentences tell of: a result, costs. */
const SUBJECT = /resultat|nettokostnad|kostnader|intäkter|investeringar|utfall|prognos|överskott|underskott|kapital/giu;
const subjects = (text: string): Set<string> => new Set((text.match(SUBJECT) ?? []).map((word) => fold(word)));
const TAKEN_UP = /^(?:det(?:ta)?|den|denna|avvikelsen|budgetavvikelsen|förbättringen|försämringen|motsvarande|jämfört|budgeten|då|budgeterat|det\s+budgeterade|resultatet)(?![a-zà-ÿ])/iu;
const isBetter = /^(?:bättre|förbättring)/u;
const isWorse = /^(?:sämre|försämring)/u;

/** What this sentence is put beside stands in the one right before it: both tell of the result, and of the same base. */
function isBesideBefore(own: Level, near: Level, { after, last }: { readonly after: string; readonly last: ToldSentence | undefined }): boolean {
  const [text, other] = [own.told.sentence.text, near.told.sentence.text];
  const said = (Object.keys(BASES) as (keyof typeof BASES)[]).find((base) => BASES[base].test(after)) ?? "budget";
  return near.told === last && BASES[said].test(clause(other, near.number)) && own.number.unit === near.number.unit && [clause(text, own.number), clause(other, near.number)].every((words) => /resultat/iu.test(words));
}

/** "16,9 mnkr (31,0 mnkr), vilket är 14,1 sämre än föregående år": what stands in brackets is last year's, and no budget. */
const EARLIER = new RegExp(String.raw`föregående|${YEAR_BEFORE}|(?:19|20)\d\d`, "iu");
function isOfBrackets(text: string, own: readonly Level[]): boolean {
  const after = text.slice(own.find((level) => level.inBrackets)?.number.end ?? 0);
  return !own.some((level) => level.inBrackets) || (EARLIER.test(after) && !/budget|prognos|plan/iu.test(after));
}
/** What is many times as far apart is something else. */
const MOST_TIMES = 10;
const isFar = ([a, b]: readonly [Level, Level], { value }: ToldNumber): boolean => a.number.unit === b.number.unit && Math.abs(Number(a.value) - Number(b.value)) > Math.abs(Number(value)) * MOST_TIMES;

/** Whether a difference may be between two levels: as they stand, or of their sizes. */
const fitsBetween = (by: ShownSpan, a: Level, b: Level): boolean => {
  const gaps = [lessSpan(a.span, b.span), addSpans([a.span, b.span])];
  return gaps.some((gap) => meets(gap, by) || meets(turned(gap), by));
};
const shownLevel = ({ number, value }: Level): string => `${formatNumber(value)} ${number.unit === "count" ? "" : number.unit}`.trim();

/** Which of two is what the other is put beside. */
function ordered(a: Level, b: Level): readonly [now: Level, base: Level] | null {
  return a.isBase === b.isBase ? null : a.isBase ? [b, a] : [a, b];
}
/** "Resultatet är 16,9 mnkr (31,0 mnkr), vilket är 14,1 mnkr bättre": it is worse. Only of what is better the larger it is. */
function wrongWay(pair: readonly [Level, Level], word: string): string | null {
  const [now, base] = pair;
  const up = compare(now.value, base.value) > 0;
  const ofResult = subjects(now.told.sentence.text).has("resultat") && !/kostnad|underskott/iu.test(clause(now.told.sentence.text, now.number));
  if (isBetter.test(word) && ofResult && !up) return "sämre";
  if (isWorse.test(word) && ofResult && up) return "bättre";
  if (word.startsWith("ökning") && !up && !now.value.startsWith("-")) return "lägre";
  if (word.startsWith("minskning") && up && !base.value.startsWith("-")) return "högre";
  if (/^(?:högre|fler|mer)$/u.test(word) && !up && !now.value.startsWith("-")) return word === "fler" ? "färre" : "lägre";
  if (/^(?:lägre|färre|mindre)$/u.test(word) && up && !base.value.startsWith("-")) return word === "färre" ? "fler" : "högre";
  return null;
}

/**
 * "Resultatet är 29 mkr, vilket är 49 mkr sämre än budgetens 68": what is put beside what, and how far apart they are said to be, in one sentence or in such as
 * follow each other. Where several could be meant, it is enough that one fits.
 */
export function statedDifferenceFindings(sentences: readonly ToldSentence[]): Finding[] {
  const prose = sentences.filter(({ sentence: { inCell } }) => !inCell);
  const apartOf = new Map(prose.map((told) => [told, apartIn(told)]));
  return prose.flatMap((told, at): Finding[] => apartOf.get(told)!.flatMap(({ number, word }): Finding[] => {
    const { sentence } = told;
    const unit = kindOf(number);
    if (OF_SEVERAL.test(sentence.text) || apartOf.get(told)!.length > 1) return [];
    const skip = (one: ToldSentence): ReadonlySet<ToldNumber> => new Set((apartOf.get(one) ?? []).map((apart) => apart.number));
    const own = levelsOf(told, unit, skip(told), number.end).filter(({ isBase, number: other }) => (isBase || other.at < number.at) && !TURN.test(sentence.text.slice(Math.min(number.at, other.end), Math.max(number.at, other.end))));
    const plain = own.filter((level) => !level.inBrackets);
    const before = prose.slice(Math.max(0, at - NEAR), at).filter((one) => one.sentence.section.line === sentence.section.line && sentence.line - one.sentence.line <= NEAR && !OF_SEVERAL.test(one.sentence.text));
    const near = before.filter((one, index) => (index === before.length - 1 && TAKEN_UP.test(sentence.text)) || [...subjects(one.sentence.text)].some((word) => subjects(sentence.text).has(word))).flatMap((one) => levelsOf(one, unit, skip(one)));
    const pairs: (readonly [Level, Level])[] = plain.length === 2 ? [[plain[0]!, plain[1]!] as const] : plain.length === 1 && own.length === 2 && isOfBrackets(sentence.text, own) ? [[own[0]!, own[1]!] as const] : plain.length === 1 ? near.filter((level) => plain[0]!.isBase || isBesideBefore(plain[0]!, level, { after: sentence.text.slice(number.end), last: before.at(-1) })).map((level) => [level, plain[0]!] as const) : [];
    const last = plain.length === 0 && own.length === 0 && before.length > 0 && /^budgetavvikelse/iu.test(sentence.text) ? levelsOf(before.at(-1)!, unit, skip(before.at(-1)!)).filter((level) => !level.inBrackets) : [];
    if (last.length === 2) pairs.push([last[0]!, last[1]!]);
    const judged = pairs.filter(([a, b]) => a.isBase !== b.isBase);
    const [first] = judged;
    if (!first || pairs.some(([a, b]) => compare(absolute(a.value), absolute(b.value)) === 0)) return [];
    const by = spanOfTold(number);
    const line = lineAt(sentence, number.at);
    const evidence = (pair: readonly Level[]) => pair.filter((level) => level.told !== told).map((level) => ({ line: lineAt(level.told.sentence, level.number.at), quote: level.told.sentence.text }));
    const fitting = judged.find(([a, b]) => fitsBetween(by, a, b));
    if (fitting) {
      const pair = ordered(...fitting);
      const right = pair && judged.length === 1 ? wrongWay(pair, word) : null;
      return right === null ? [] : [{ code: "level-change", severity: "error", line, quote: sentence.text, expected: right, message: `${shownLevel(pair![0])} är ${right} än ${shownLevel(pair![1])}, men texten säger »${word}«.`, evidence: evidence(pair!) }];
    }
    // Where none of several fits, the one that is meant may be another.
    const pair = ordered(...first)!;
    if (isFar(pair, number)) return [];
    const gap = expectedGap(pair, number);
    return [{ code: "level-change", severity: evidence(pair).length || number.about ? "warning" : "error", line, quote: sentence.text, expected: gap, message: `Mellan ${shownLevel(pair[0])} och ${shownLevel(pair[1])} är det ${gap}, men texten säger ${number.written}.`, evidence: evidence(pair) }];
  }));
}
/** How far it is between two levels, in the unit of what is told. */
function expectedGap([now, base]: readonly [Level, Level], { unit }: ToldNumber): string {
  if (unit === "points") return `${formatNumber(absolute(subtract(now.value, base.value)))} procentenheter`;
  if (now.number.unit === base.number.unit) return `${formatNumber(absolute(subtract(now.value, base.value)))}${now.number.unit === "count" ? "" : ` ${now.number.unit}`}`;
  const gap = absolute(subtract(kronor(now.value, now.number.unit as FigureUnit), kronor(base.value, base.number.unit as FigureUnit)));
  return `${formatNumber(round(divide(gap, FIGURE_UNITS[unit as FigureUnit]), 1))} ${unit}`;
}
