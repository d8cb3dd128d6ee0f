import { scale, type Decimal } from "../platform/decimal.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { NUMBER } from "./checked-sentences.ts";
import { FIGURE_UNITS, inKronor, UNIT_WORDS, type FigureUnit } from "./figure-unit.ts";
import { spanOf, type ShownSpan } from "./shown-span.ts";
import type { ToldRole } from "./told-row.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";

/** A number as a sentence tells it, with what the sentence says of it. */
export interface ToldNumber {
  readonly value: Decimal;
  readonly unit: FigureUnit | "%" | "points" | "count";
  readonly at: number;
  readonly end: number;
  /** As it is written, with its unit. */
  readonly written: string;
  readonly about: boolean;
  readonly year: string | null;
  readonly month: number | null;
  readonly role: ToldRole | null;
  /** Last year's, without its number. */
  readonly before: boolean;
  /** It is how far something has moved or is from something, and which way. */
  readonly way: "up" | "down" | "better" | "worse" | null;
  /** The words round about it, from the number before to the one after. */
  readonly near: string;
}

const FORMS = (Object.keys(UNIT_WORDS) as FigureUnit[]).map((unit) => `(?<${unit}>${UNIT_WORDS[unit]})`).join("|");
const WORDS = Object.keys(NUMBER_WORDS).join("|");
const TOLD = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,.:/§–-])(?<sign>[−–-]\s?)?(?<number>${NUMBER}|(?:${WORDS})(?=\s+(?:procent|mnkr|mkr|tkr|miljon)))(?![\d])(?!,\d)(?!\.\d)(?![ \u00a0\u202f]\d{3}(?!\d))(?!(?::|/)\d)(?!\s?(?:§|kap\b|kapitlet|å?r\b(?!\s+(?:19|20)\d\d)))(?:\s*(?:(?<points>procentenhet(?:er)?)|(?<percent>%|procent)|(?:${FORMS})(?![A-Za-zÀ-ÿ])))?`, "giu");
const MONTHS = MONTH_NAMES.join("|");
/** Numbers that are dates, ages, parts of law, points on a clock, ranges, or of a list. */
const NO_FIGURE_AFTER = new RegExp(String.raw`^\s*(?:${MONTHS}|[–−-]\s?\d|år(?!s?[A-Za-zÀ-ÿ]|\s+(?:19|20)\d\d)|åring|-?års(?!arbet)|§|(?:[A-Za-zÀ-ÿ]\s+)?kap\.?\s|procentenhet|timmar|minuter|dagar|veckor|månader|gånger|av\s+(?:de\s+)?\d|\)\s*$)`, "iu");
const NO_FIGURE_BEFORE = /(?:\d[–−-]\s?|(?:kl|kap|nr|nummer|punkt|bilaga|sid|sidan|avsnitt|tabell|diagram|figur|paragraf|§|fas|steg|kvartal|tertial|vecka|dnr|artikel|version|del|mål|agenda|paragraferna|kto|konto)\.?\s*)$/iu;

/** "Överskrider budgeten med", "6,6 mnkr över periodbudgeten". */
const OVER = String.raw`överskr[A-Za-zÀ-ÿ]+|överst(?:eg|iger|igit)|översteg`;
const UNDERNEATH = String.raw`underskr(?:ed|ider|idit)[A-Za-zÀ-ÿ]*|underst(?:eg|iger|igit)|understeg`;
const UP = String.raw`${OVER}|ök(?:ning(?:en)?|at|ade|ar|a|t|te)|stig(?:it|er|ande)|steg|högre|dyrare|fler|mer|större|vuxit|uppgång|höj(?:s|des|ts|er|t)`;
const DOWN = String.raw`${UNDERNEATH}|minsk(?:ning(?:en)?|at|ade|ar|a)|sjunk(?:it|er)|sjönk|lägre|billigare|färre|mindre|nedgång|gått ner|sänk(?:s|tes|ts|er|t)`;
const BETTER = String.raw`bättre|överskott|positiv`;
const WORSE = String.raw`sämre|underskott|negativ`;
const MOVED = [["up", UP], ["down", DOWN], ["better", BETTER], ["worse", WORSE]] as const;
/** "… med 1,5 mkr", with the word for the way before it, or "1,5 mkr högre" with the word after. */
const WAY_BEFORE = MOVED.map(([way, words]) => ({ way, pattern: new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?:${words})[A-Za-zÀ-ÿ]{0,4}(?:(?:\s+(?!än(?![A-Za-zÀ-ÿ]))[A-Za-zÀ-ÿ]+){0,5}|\s+än(?:\s+[A-Za-zÀ-ÿ]+){1,2}),?\s+(?:med|på|om)\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+|nästan\s+|totalt\s+)?$`, "iu") }));
/** "Intäkterna minskade mer, med 1,3 mkr". */
const LESS_BY = /(?<![a-zà-ÿ])(?:minskade|minskat|minskar|sjönk|sjunkit|sjunker)\s+(?:[a-zà-ÿ]+\s+)?(?:mer|mest),?\s+med\s+$/iu;
const THAN_PLANNED = String.raw`(?=\s+(?:[A-Za-zÀ-ÿ]+\s+)?[A-Za-zÀ-ÿ]*(?:budget|prognos|ramen|planen))`;
const WAY_AFTER = MOVED.map(([way, words]) => ({ way, pattern: new RegExp(String.raw`^\s*(?:\([^()]{0,12}\)\s*)?(?:(?!och\s|samt\s|men\s|eller\s)[A-Za-zÀ-ÿ]{3,}\s+)?(?:${words}${way === "up" ? `|över${THAN_PLANNED}` : way === "down" ? `|under${THAN_PLANNED}` : ""})(?![A-Za-zÀ-ÿ])(?!\s+med(?![A-Za-zÀ-ÿ]))`, "iu") }));
/** "Avvikelsen … inom köp av verksamhet (8,7 mkr)": what stands in brackets is a part of the deviation. */
const OF_DEVIATION = /avvikelse|överskott|underskott/iu;
/** How much is out of what was to be. */
const DEVIATION = /(?:avvikelse|överskott|underskott|differens|skillnad)(?:en|et)?(?:\s+[a-zà-ÿ]+){0,4}\s*\(?\s*$/iu;

const YEAR = /(?<![\d:/-])((?:19|20)\d\d)(?![\d:/-])/u;
const MONTH = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<!\d\s)(${MONTHS})(?![A-Za-zÀ-ÿ])`, "iu");
const BREAK = /\s(?:och|till|mot|jämfört|jämförelse|medan|men|från|varav|än|vilket|som)\s|\sav\s(?:en\s|ett\s|den\s|det\s|budget|årsbudget)|[,;:()]/u;
const LAST_YEAR = /året (?:före|innan)|föregående år|förra året|året dessförinnan|(?:ett|motsvarande) år tidigare|fjolåret|(?<![a-zà-ÿ])i fjol(?![a-zà-ÿ])/iu;

/** What was before this is told of another time: "sjönk 2022 men har därefter ökat". */
const TURN_OF_TIME = /(?<![a-zà-ÿ])(?:men|medan|därefter|sedan dess)(?![a-zà-ÿ])/iu;

/** "… jämfört med 2023, till 98,8 mkr": the year is what it is compared with. */
const COMPARED = /(?:jämfört med|än|sedan|mot)\s+(?:år\s+)?(?:19|20)\d\d(?=\s*,)/giu;
/** So many words after a number may still be of it: " personer i december 2020". */
const NEAR = 6;
function said(before: string, after: string): Pick<ToldNumber, "year" | "month" | "role" | "before"> {
  const near = after.split(BREAK)[0]!.split(/\s+/).slice(0, NEAR).join(" ");
  // What a clause begins with is said of its first number; what stands after a number is said of that.
  const own = (pattern: RegExp): string | null => pattern.exec(near)?.[1] ?? pattern.exec(before)?.[1] ?? null;
  const month = own(MONTH);
  const roleText = fold(`${/budget|prognos/iu.test(near) ? near : before}`);
  return {
    year: YEAR.exec(near)?.[1] ?? YEAR.exec(before.split(TURN_OF_TIME).at(-1)!.replace(COMPARED, ""))?.[1] ?? null, month: month === null ? null : MONTH_NAMES.findIndex((name) => name === month.toLowerCase()),
    before: LAST_YEAR.test(near) || (LAST_YEAR.test(before) && !YEAR.test(near)),
    role: /avvik|overskott|underskott|differens|skillnad|over(?:skrid|stig)\S* \S*budgeten|(?:over|under|mot|an|med) (?:\S+ )?\S*budgeten/.test(roleText) ? null : /budgeten|budget (?:pa|var|ar|for)|budgeterad|arsbudget/.test(roleText) ? "budget" : /prognosen|prognos (?:pa|var|ar)|prognostiserad|prognos (?:\S+ ){0,7}(?:innebar|visar|pekar|blir)/.test(roleText) ? "forecast" : null,
  };
}

const TURNS = /\s(?:och|men|medan)\s(?=(?:har|hade|är|ökade|minskade|blev|steg|sjönk|gav|visar|redovisar|lämnar)\s)|,\s(?:och|men|medan)\s/iu;
const FROM = /^\s*(?:till|och|eller)\s*$/iu;
const unitOf = (groups: Readonly<Record<string, string | undefined>>): ToldNumber["unit"] => (Object.keys(UNIT_WORDS) as FigureUnit[]).find((unit) => groups[unit]) ?? (groups["points"] ? "points" : groups["percent"] ? "%" : "count");

const BETWEEN_YEARS = /^[^\d.;]{0,40}(?<![a-zà-ÿ])mellan\s+(?:åren\s+)?(?<from>(?:19|20)\d\d)\s+och\s+(?<to>(?:19|20)\d\d)(?!\d)/iu;
const AS_PERCENT = /^\s*[,(]?\s*(?:eller|motsvarande|vilket (?:motsvarar|är|innebär)|dvs\.?|det vill säga|alltså)?\s*$/iu;
const LATER_AS_PERCENT = /^(?:\s+[a-zà-ÿ]+){0,7}(?:\s+(?:19|20)\d\d(?:\s+och\s+(?:19|20)\d\d)?)?\s*,\s*(?:vilket (?:motsvarar|är|innebär)|dvs\.?|det vill säga|alltså|motsvarande)?\s*(?:(?:en\s+(?:avvikelse|ökning|minskning)\s+)?(?:på|med|om)\s+)?$/iu;
const TURN_OF_YEAR = /(årsskiftet\s+(?:19|20)\d\d)(\s?[/–-]\s?(?:(?:19|20)?\d\d))(?!\d)/giu;
/** Machines read "ö" at the head of a word as a six. */
const MISREAD = /(?<![A-Za-zÀ-ÿ\d,.])6(?=\p{Ll}{2})/gu;
const valueOf = (match: RegExpExecArray): Decimal | null => amountOf(match.groups!["number"]!);
/** Dates, ages, paragraphs of law and running numbers tell of nothing. */
function isFigure(text: string, match: RegExpExecArray): boolean {
  if (valueOf(match) === null) return false;
  if (unitOf(match.groups!) !== "count") return true;
  return !/^(19|20)\d\d$/.test(match.groups!["number"]!) && !NO_FIGURE_AFTER.test(text.slice(match.index + match[0].length)) && !NO_FIGURE_BEFORE.test(text.slice(0, match.index));
}

/** "1 900 eller 2,1 procent" are two, "8,2 till 8,1 procent" are of one kind. */
const areAlike = (match: RegExpExecArray, next: RegExpExecArray, isOr: boolean): boolean => { const [a, b] = [match, next].map((one) => Number(valueOf(one))) as [number, number]; return b === 0 || a === 0 || (a / b < MOST_APART[isOr ? "or" : "to"] && b / a < MOST_APART[isOr ? "or" : "to"]); };
const MOST_APART = { or: 2, to: 10 } as const;

/** The numbers that a sentence tells of something: not its dates, ages, paragraphs of law and running numbers. */
export function toldNumbers(written: string): ToldNumber[] {
  // "Årsskiftet 2022/2023" is the end of the first of them.
  const text = written.replace(MISREAD, "ö").replace(TURN_OF_YEAR, (_, before: string, after: string) => before + " ".repeat(after.length));
  const found = [...text.matchAll(TOLD)].filter((match) => isFigure(text, match));
  const told = found.map((match, index): ToldNumber => {
    const [last, next] = [found[index - 1], found[index + 1]];
    const [at, end] = [match.index, match.index + match[0].length];
    const [before, after] = [text.slice(last ? last.index + last[0].length : 0, at), text.slice(end, next?.index ?? text.length)];
    const own = unitOf(match.groups!);
    // "Från 8,2 till 8,1 procent": the unit is said once, of both.
    const unit = own === "count" && next && FROM.test(after) && areAlike(match, next, /eller/iu.test(after)) ? unitOf(next.groups!) : own;
    const way = LESS_BY.test(text.slice(0, at)) ? "down" : WAY_BEFORE.find(({ pattern }) => pattern.test(text.slice(0, at)))?.way ?? WAY_AFTER.find(({ pattern }) => pattern.test(after))?.way ?? null;
    // "… än budget och har ökat med": what comes after is told of something else.
    const of = said(before.split(TURNS).at(-1)!, after);
    return {
      ...of, value: valueOf(match)!, unit, at, end, near: `${before.split(TURNS).at(-1)!} ${after}`, written: `${match[0].trim()}${unit === own ? "" : ` ${unit === "points" ? "procentenheter" : unit}`}`, way,
      about: /(?:cirka|ca\.?|omkring|ungefär|drygt|knappt|nästan|närmare|(?<!för(?:a|as|s|t|ts|de|des)\s)över|under|minst|högst|runt|mer än|mindre än|upp till|max)\s*$/iu.test(before),
      role: DEVIATION.test(before) || (/\(\s*$/.test(before) && OF_DEVIATION.test(text)) ? "difference" : of.role,
    };
  });
  // "Från 412 till 388 mellan 2023 och 2024": each end has its own year.
  const ends = told.flatMap((number, index) => { const [next, years] = [told[index + 1], BETWEEN_YEARS.exec(text.slice(told[index + 1]?.end ?? text.length))?.groups]; return next && years && /(?<![a-zà-ÿ])från\s*$/iu.test(text.slice(0, number.at)) && /^[^\d.;]{0,30}till\s*$/iu.test(text.slice(number.end, next.at)) ? [[number, years["from"]!], [next, years["to"]!]] as const : []; });
  const yearOf = new Map<ToldNumber, string>(ends);
  // "Med 8,5 mnkr, eller 8,6 procent": the same movement, told once more.
  return told.map((number) => (yearOf.has(number) ? { ...number, year: yearOf.get(number)! } : number)).map((number, index) => {
    const last = told[index - 1];
    return last?.way && number.way === null && number.unit === "%" && (AS_PERCENT.test(text.slice(last.end, number.at)) || LATER_AS_PERCENT.test(text.slice(last.end, number.at))) ? { ...number, way: last.way } : number;
  });
}

/** All that the number may stand for; amounts in kronor. */
export function spanOfTold({ unit, value }: ToldNumber): ShownSpan {
  const span = spanOf(value, scale(value));
  return unit in FIGURE_UNITS ? inKronor(span, unit as FigureUnit) : span;
}
