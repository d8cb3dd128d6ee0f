import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { NUMBER } from "./checked-sentences.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";

type Kind = "number" | "unit" | "way" | "word" | "mark";
/** A word or a number of a sentence, where it stands. */
export interface ToldToken { readonly text: string; readonly at: number; readonly kind: Kind }
/** What each of two sentences has alone, between what both have. */
export interface ToldGap { readonly own: readonly ToldToken[]; readonly other: readonly ToldToken[] }

/** Words for the way something has gone, and their opposites. */
const WAY_PAIRS: readonly (readonly [string, string])[] = [
  ["högre", "lägre"], ["ökning", "minskning"], ["ökningen", "minskningen"], ["ökat", "minskat"], ["ökar", "minskar"], ["ökade", "minskade"], ["öka", "minska"], ["ökas", "minskas"], ["ökad", "minskad"], ["fler", "färre"], ["större", "mindre"], ["mer", "mindre"],
  ["bättre", "sämre"], ["överskott", "underskott"], ["överskottet", "underskottet"], ["positiv", "negativ"], ["positivt", "negativt"], ["positiva", "negativa"], ["höjs", "sänks"], ["höjdes", "sänktes"], ["förbättrats", "försämrats"], ["förbättring", "försämring"],
  ["stigit", "sjunkit"], ["långvarigt", "kortvarigt"], ["långvarig", "kortvarig"], ["minst", "högst"], ["godkänd", "underkänd"], ["godkänt", "underkänt"],
];
/** Words that are told in too many ways to be the way of something; where all the rest of two sentences is the same they are the difference. */
const SMALL_PAIRS: readonly (readonly [string, string])[] = [
  ["har", "saknar"], ["med", "utan"], ["före", "efter"], ["över", "under"], ["tidigare", "senare"], ["längre", "kortare"], ["heltid", "deltid"], ["intern", "extern"], ["internt", "externt"], ["interna", "externa"], ["obligatorisk", "frivillig"], ["obligatoriskt", "frivilligt"], ["öppen", "stängd"],
];
const WAYS = new Set(WAY_PAIRS.flat());
const areOpposite = (a: string, b: string): boolean => [...WAY_PAIRS, ...SMALL_PAIRS].some(([one, other]) => (a === one && b === other) || (a === other && b === one));
const UNIT = /^(?:mkr|mnkr|tkr|kr|kronor|procent|procentenheter|%|miljoner|tusen|timmar|dagar|veckor|månader)$/u;
const SAME_UNITS: Readonly<Record<string, string>> = { mnkr: "mkr", miljoner: "mkr", "%": "procent", kronor: "kr" };
/** Two names of one unit say the same. */
const plainUnit = (unit: string): string => SAME_UNITS[unit] ?? unit;
/** What sets two tellings apart: when, of whom, and in what order. */
const MARK = new RegExp(String.raw`^(?:(?:19|20)\d\d|${MONTH_NAMES.join("|")}|kvinnor[a-z]*|män(?:nen)?|flickor(?:na)?|pojkar(?:na)?|första|andra|tredje|fjärde|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|utfall[a-zà-ÿ]*|föregående|innevarande|kommande)$`, "iu");
const YEAR = /^(?:19|20)\d\d$/u;
const MONTH = new RegExp(`^(?:${MONTH_NAMES.join("|")})$`, "u");
export const isMonth = (token: ToldToken): boolean => MONTH.test(token.text.toLowerCase());
const TOKEN = new RegExp(String.raw`(?:19|20)\d\d-\d\d-\d\d|${NUMBER}|%|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ-]*`, "gu");

function kindOf(text: string): Kind {
  const word = text.toLowerCase();
  if (MARK.test(word) || (/^\p{Lu}/u.test(text) && !WAYS.has(word) && NUMBER_WORDS[word] === undefined)) return "mark";
  if (/^\d/.test(text) || (NUMBER_WORDS[word] !== undefined && word.length > 2)) return "number";
  return UNIT.test(word) ? "unit" : WAYS.has(word) ? "way" : "word";
}
export const tokensOf = (text: string): ToldToken[] => [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({ text: token, at: index, kind: kindOf(token) }));
/** What a sentence is without its numbers, units and ways. */
export const skeletonOf = (tokens: readonly ToldToken[]): string => tokens.map(({ kind, text }) => (kind === "word" || kind === "mark" ? text.toLowerCase() : kind)).join(" ");

/** The tokens of two sentences in their order, those that both have beside each other, and what each has alone between them. */
export function gapsBetween(a: readonly ToldToken[], b: readonly ToldToken[]): ToldGap[] {
  const same = (x: ToldToken, y: ToldToken): boolean => x.text.toLowerCase() === y.text.toLowerCase();
  const longest: Uint16Array[] = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) longest[i]![j] = same(a[i]!, b[j]!) ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const gaps: { own: ToldToken[]; other: ToldToken[] }[] = [];
  let isOpen = false;
  const gap = (): { own: ToldToken[]; other: ToldToken[] } => {
    if (!isOpen) gaps.push({ own: [], other: [] });
    isOpen = true;
    return gaps.at(-1)!;
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i]!, b[j]!)) {
      isOpen = false;
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) gap().own.push(a[i++]!);
    else gap().other.push(b[j++]!);
  }
  return gaps;
}

const [LONG, STEM] = [4, 4];
/** Forms of one word, a word with another before it, or one that a machine has read in two ways. */
function isSameThing(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (short.length > STEM ? short.slice(0, STEM) === long.slice(0, STEM) : long.startsWith(short)) || long.endsWith(short) || (long.length - short.length <= 1 && short.slice(0, 2) === long.slice(0, 2) && short.slice(-2) === long.slice(-2));
}
/** Each side has a word of its own: it is another thing that is told of. */
function isOfOtherThing({ other, own }: ToldGap): boolean {
  const [a, b] = [own, other].map((side) => side.filter(({ text }) => text.length >= LONG && /^\p{L}/u.test(text)).map(({ text }) => fold(text))) as [string[], string[]];
  return a.length > 0 && b.length > 0 && !a.some((word) => b.some((another) => isSameThing(word, another)));
}

/** What two tellings of one thing say otherwise, as it is written in each, and where. */
export interface ToldOtherwise { readonly own: ToldToken; readonly other: ToldToken; readonly ownText: string; readonly otherText: string }
const isTelling = ({ kind }: ToldToken): boolean => kind !== "word";
/** A number, its unit, or the way, and nothing else that tells: a word more or less may be there. `when` where it is a year for a year or a month for a month. */
export function toldOtherwise(gaps: readonly ToldGap[]): (ToldOtherwise & { readonly when: boolean }) | null {
  const told = gaps.filter(({ other, own }) => [...own, ...other].some(isTelling));
  const [only] = told;
  if (!only || told.length > 1 || gaps.some((gap) => gap !== only && isOfOtherThing(gap))) return null;
  const [[own, ...more], [other, ...others]] = [only.own.filter(isTelling), only.other.filter(isTelling)];
  if (!own || !other || more.length || others.length || own.kind !== other.kind) return null;
  const [a, b] = [own.text.toLowerCase(), other.text.toLowerCase()];
  const differs = own.kind === "number" ? amountOf(a) !== amountOf(b) || amountOf(a) === null : own.kind === "unit" ? plainUnit(a) !== plainUnit(b) : own.kind === "way" && areOpposite(a, b);
  const when = own.kind === "mark" && a !== b && [YEAR, MONTH].some((pattern) => pattern.test(a) && pattern.test(b));
  return differs || when ? { own, other, ownText: own.text, otherText: other.text, when } : null;
}

/** Words that begin alike are forms of one, or a slip of the pen. */
const BEGINNING = 3;
const MOST_OTHER = 4;
const written = (tokens: readonly ToldToken[]): string => tokens.map(({ text }) => text).join(" ");
/** What is another in the one place where two sentences are not the same, whatever it is. `opposite` where it is two small words that are each other's. */
export function otherInOnePlace(gaps: readonly ToldGap[]): (ToldOtherwise & { readonly opposite: boolean }) | null {
  const [gap] = gaps;
  if (!gap || gaps.length > 1 || [gap.own, gap.other].some(({ length }) => length === 0 || length > MOST_OTHER)) return null;
  const [own, other] = [written(gap.own), written(gap.other)];
  const isOne = gap.own.length === 1 && gap.other.length === 1;
  const isAnother = Math.max(own.length, other.length) > BEGINNING && fold(own).slice(0, BEGINNING) !== fold(other).slice(0, BEGINNING) && !(isOne && isSameThing(fold(own), fold(other)));
  if (!isAnother && !(YEAR.test(own) && YEAR.test(other))) return null;
  return { own: gap.own[0]!, other: gap.other[0]!, ownText: own, otherText: other, opposite: isOne && areOpposite(own.toLowerCase(), other.toLowerCase()) };
}
