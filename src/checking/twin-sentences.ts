import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { amountOf, NUMBER_WORDS } from "./number-words.ts";

type Kind = "number" | "unit" | "way" | "word" | "mark";
/** A word or a number of a sentence, where it stands. */
interface Token { readonly text: string; readonly at: number; readonly kind: Kind }
interface Told { readonly sentence: CheckedSentence; readonly tokens: readonly Token[]; readonly words: readonly string[] }

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["högre", "lägre"], ["ökning", "minskning"], ["ökningen", "minskningen"], ["ökat", "minskat"], ["ökar", "minskar"], ["ökade", "minskade"], ["öka", "minska"], ["ökas", "minskas"], ["ökad", "minskad"], ["fler", "färre"], ["större", "mindre"], ["mer", "mindre"],
  ["bättre", "sämre"], ["längre", "kortare"], ["överskott", "underskott"], ["överskottet", "underskottet"], ["positiv", "negativ"], ["positivt", "negativt"], ["positiva", "negativa"], ["höjs", "sänks"], ["höjdes", "sänktes"], ["förbättrats", "försämrats"], ["förbättring", "försämring"], ["över", "under"], ["stigit", "sjunkit"], ["långvarigt", "kortvarigt"], ["långvarig", "kortvarig"], ["har", "saknar"], ["med", "utan"], ["minst", "högst"],
  ["godkänd", "underkänd"], ["godkänt", "underkänt"], ["intern", "extern"], ["internt", "externt"], ["interna", "externa"], ["heltid", "deltid"], ["före", "efter"], ["tidigare", "senare"], ["obligatorisk", "frivillig"], ["obligatoriskt", "frivilligt"], ["öppen", "stängd"],
];
/** Small words are told in too many ways to be the way of something; where all the rest of two sentences is the same they are the difference. */
const SMALL = new Set(["har", "saknar", "med", "utan", "före", "efter", "över", "under", "tidigare", "senare", "heltid", "deltid", "intern", "extern", "internt", "externt", "interna", "externa", "obligatorisk", "frivillig", "obligatoriskt", "frivilligt", "öppen", "stängd", "längre", "kortare"]);
const WAYS = new Set(OPPOSITES.flat().filter((word) => !SMALL.has(word)));
const areOpposite = (a: string, b: string): boolean => OPPOSITES.some(([one, other]) => (a === one && b === other) || (a === other && b === one));
const UNIT = /^(?:mkr|mnkr|tkr|kr|kronor|procent|procentenheter|%|miljoner|tusen|timmar|dagar|veckor|månader)$/u;
/** Two names of one unit say the same. */
const plainUnit = (unit: string): string => (unit === "mnkr" || unit === "miljoner" ? "mkr" : unit === "%" ? "procent" : unit === "kronor" ? "kr" : unit);
/** What sets two tellings apart: when, of whom, and in what order. */
const MARK = new RegExp(String.raw`^(?:(?:19|20)\d\d|${MONTH_NAMES.join("|")}|kvinnor[a-z]*|män(?:nen)?|flickor(?:na)?|pojkar(?:na)?|första|andra|tredje|fjärde|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|utfall[a-zà-ÿ]*|föregående|innevarande|kommande)$`, "iu");
const MONTH = new RegExp(`^(?:${MONTH_NAMES.join("|")})$`, "u");
const TOKEN = new RegExp(String.raw`(?:19|20)\d\d-\d\d-\d\d|${NUMBER}|%|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ-]*`, "gu");

function kindOf(text: string): Kind {
  const word = text.toLowerCase();
  if (MARK.test(word) || (/^\p{Lu}/u.test(text) && !WAYS.has(word) && NUMBER_WORDS[word] === undefined)) return "mark";
  if (/^\d/.test(text) || (NUMBER_WORDS[word] !== undefined && word.length > 2)) return "number";
  return UNIT.test(word) ? "unit" : WAYS.has(word) ? "way" : "word";
}
const tokensOf = (text: string): Token[] => [...text.matchAll(TOKEN)].map(({ 0: token, index }) => ({ text: token, at: index, kind: kindOf(token) }));

/** The tokens of two sentences in their order, those that both have beside each other, and what each has alone between them. */
function apart(a: readonly Token[], b: readonly Token[]): { readonly own: Token[]; readonly other: Token[] }[] {
  const same = (x: Token, y: Token): boolean => x.text === y.text || x.text.toLowerCase() === y.text.toLowerCase();
  const longest: Uint16Array[] = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) longest[i]![j] = same(a[i]!, b[j]!) ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!);
  const gaps: { own: Token[]; other: Token[] }[] = [];
  let [i, j] = [0, 0];
  let open: { own: Token[]; other: Token[] } | null = null;
  const gap = (): { own: Token[]; other: Token[] } => {
    if (!open) gaps.push((open = { own: [], other: [] }));
    return open;
  };
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i]!, b[j]!)) {
      open = null;
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!)) gap().own.push(a[i++]!);
    else gap().other.push(b[j++]!);
  }
  return gaps;
}

/** A word that only one of two has says that it is another thing, where the other has one too; forms of one word do not. */
const LONG = 4;
const STEM_OF = 4;
/** Forms of one word, a word with another before it, or one that a machine has read in two ways. */
function isSameThing(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return (short.length > STEM_OF ? short.slice(0, STEM_OF) === long.slice(0, STEM_OF) : long.startsWith(short)) || long.endsWith(short) || (long.length - short.length <= 1 && short.slice(0, 2) === long.slice(0, 2) && short.slice(-2) === long.slice(-2));
}
const isOtherThing = ({ other, own }: ReturnType<typeof apart>[number]): boolean => {
  const [a, b] = [own, other].map((side) => side.filter(({ text }) => text.length >= LONG && /^\p{L}/u.test(text)).map(({ text }) => fold(text)));
  return a!.length > 0 && b!.length > 0 && !a!.some((word) => b!.some((another) => isSameThing(word, another)));
};
/** What two tellings of one thing say otherwise: a number, its unit, or the way; null where that is not all. */
function otherwise(gaps: ReturnType<typeof apart>): { readonly own: Token; readonly other: Token; readonly when: boolean } | null {
  const told = gaps.filter(({ other, own }) => [...own, ...other].some(({ kind }) => kind !== "word"));
  const [only] = told;
  if (!only || told.length > 1 || gaps.some((gap) => gap !== only && isOtherThing(gap))) return null;
  const [own, ...more] = only.own.filter(({ kind }) => kind !== "word");
  const [other, ...others] = only.other.filter(({ kind }) => kind !== "word");
  if (!own || !other || more.length || others.length || own.kind !== other.kind) return null;
  const [a, b] = [own.text.toLowerCase(), other.text.toLowerCase()];
  const differs = own.kind === "number" ? amountOf(a) !== amountOf(b) || amountOf(a) === null : own.kind === "unit" ? plainUnit(a) !== plainUnit(b) : own.kind === "way" && areOpposite(a, b);
  // A year for a year, a month for a month.
  const when = own.kind === "mark" && a !== b && [/^(?:19|20)\d\d$/u, MONTH].some((pattern) => pattern.test(a) && pattern.test(b));
  return differs || when ? { own, other, when } : null;
}

/** Words that begin alike are forms of one, or a slip of the pen. */
const BEGINNING = 3;
const MOST_OTHER = 4;
const written = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(" ");
/** What is another in the one place where two sentences are not the same. */
function otherPlace(gaps: ReturnType<typeof apart>): { readonly own: Token; readonly other: Token; readonly ownText: string; readonly otherText: string } | null {
  const [gap] = gaps;
  if (!gap || gaps.length > 1 || gap.own.length === 0 || gap.other.length === 0 || gap.own.length > MOST_OTHER || gap.other.length > MOST_OTHER) return null;
  const [own, other] = [written(gap.own), written(gap.other)];
  return Math.max(own.length, other.length) > BEGINNING && fold(own).slice(0, BEGINNING) !== fold(other).slice(0, BEGINNING) && !(gap.own.length === 1 && gap.other.length === 1 && isSameThing(fold(own), fold(other))) ? { own: gap.own[0]!, other: gap.other[0]!, ownText: own, otherText: other } : null;
}
/** Two small words that are each other's opposite, where all the rest is the same. */
const areSmallOpposites = (gaps: ReturnType<typeof apart>): boolean => gaps.length === 1 && gaps[0]!.own.length === 1 && gaps[0]!.other.length === 1 && areOpposite(gaps[0]!.own[0]!.text.toLowerCase(), gaps[0]!.other[0]!.text.toLowerCase());
/** The same year or month written otherwise, of one telling that is repeated. */
const yearsApart = (gaps: ReturnType<typeof apart>): boolean => gaps.length === 1 && [gaps[0]!.own, gaps[0]!.other].every((side) => side.length === 1 && /^(?:19|20)\d\d$/.test(side[0]!.text));

/** What a sentence is without its numbers, units and ways. */
const skeletonOf = (tokens: readonly Token[]): string => tokens.map(({ kind, text }) => (kind === "word" || kind === "mark" ? text.toLowerCase() : kind)).join(" ");

/** So many words that both have, and so large a part of the longer, make two tellings one. */
const [FEWEST, ALIKE] = [8, 0.8];
const MOST_TOKENS = 120;
/** So many sentences may have a word by which two are found. */
const RARE = 8;
const SHARED = 3;
/** So many words make a sentence one of its own, and no form that is filled in anew in each part. */
const FEWEST_WORDS = 6;

const FEWEST_ALONE = 12;
const OF_WHOM = /(?<![a-zà-ÿ])(?:ansvarig[a-zà-ÿ]*|riktar\s+sig|vänder\s+sig|gäller\s+för|avser)(?![a-zà-ÿ])/iu;
/** A part that tells of all: what stands there stands in another part too. */
const OF_ALL = /sammanfatt|inledning|ärende|bakgrund|korthet|översikt|ekonomi|budget|resultat|kostnad|skrivelse|redovisning|uppföljning|analys|beslut|handlingar|tillsyn|avtal|mål|vision|plan|förvaltning/iu;
/** What each part has its own of. */
const EACH_HAS = /^(?:Verksamheten|Enheten|Projektet|Åtgärden|Avtalet|Besöket|Boendet|Skolan|Personalomsättningen|Det|Den|Här|Resultatet|Utfallet)(?:s)?(?![a-zà-ÿ])/u;
const CLOSE_BY = 6;
const areOfOne = (a: CheckedSentence, b: CheckedSentence): boolean => !EACH_HAS.test(a.text) && (a.section.line === b.section.line || (OF_ALL.test(a.section.heading) || OF_ALL.test(b.section.heading)));
const DECIDED_IN = /(?<![a-zà-ÿ])har\s+i\s+[a-zà-ÿ]+\s+(?:beslutat|fastställt|antagit)(?![a-zà-ÿ])/iu;
const DECIDED = /^(?:\d{1,2}[.)]\s*)?att\s/iu;
/** One sentence that stands in two places, but for a number, a unit or the way something has gone. */
export function twinSentenceFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.filter(({ inCell }) => !inCell).map((sentence): Told => { const tokens = tokensOf(sentence.text); return { sentence, tokens, words: [...new Set(tokens.filter(({ kind, text }) => kind === "word" && text.length > 3).map(({ text }) => fold(text)))] }; }).filter(({ tokens }) => tokens.length >= FEWEST && tokens.length <= MOST_TOKENS);
  const byWord = new Map<string, Told[]>();
  for (const one of told) {
    for (const word of one.words) {
      const own = byWord.get(word);
      if (own === undefined) byWord.set(word, [one]);
      else if (own.length <= RARE) own.push(one);
    }
  }
  const bySkeleton = Map.groupBy(told, ({ tokens }) => skeletonOf(tokens));
  return told.flatMap((later): Finding[] => {
    const alike = bySkeleton.get(skeletonOf(later.tokens))!;
    const shared = new Map<Told, number>(alike.length > RARE || later.words.length < FEWEST_WORDS ? [] : alike.filter((one) => one !== later).map((one) => [one, SHARED]));
    for (const word of later.words) {
      const all = byWord.get(word)!;
      if (all.length <= RARE) for (const one of all) if (one !== later) shared.set(one, (shared.get(one) ?? 0) + 1);
    }
    // Of what is decided, each point is of its own.
    if (DECIDED.test(later.sentence.text)) return [];
    const twins = [...shared].filter(([one, count]) => count >= SHARED && Math.min(one.tokens.length, later.tokens.length) >= ALIKE * Math.max(one.tokens.length, later.tokens.length)).map(([one]) => ({ one, gaps: apart(later.tokens, one.tokens) })).filter(({ gaps, one }) => {
      const own = later.tokens.length - gaps.reduce((sum, gap) => sum + gap.own.length, 0);
      return own >= FEWEST && own >= ALIKE * Math.max(later.tokens.length, one.tokens.length);
    });
    const apartIn = twins.flatMap(({ gaps, one }) => { const other = otherwise(gaps); return other ? [{ one, ...other }] : []; });
    const same = twins.filter(({ gaps }) => gaps.every(({ other, own }) => [...own, ...other].every(({ kind }) => kind === "word"))).length;
    // Two tellings may be of two times; where they all are of one but for this, or what was decided then, it is another.
    const often = apartIn.filter(({ when }) => when).length > 1 && same === 0 && new Set(apartIn.map(({ other }) => other.text)).size === 1;
    const said = apartIn.filter(({ one, own, when }) => !when || often || (MONTH.test(own.text.toLowerCase()) && DECIDED_IN.test(later.sentence.text) && one.sentence.line < later.sentence.line && same === 0));
    const equal = twins.filter(({ gaps }) => gaps.length === 0).length;
    const worded = equal ? [] : twins.flatMap(({ gaps, one }) => {
      const other = otherPlace(gaps) ?? (yearsApart(gaps) ? { own: gaps[0]!.own[0]!, other: gaps[0]!.other[0]!, ownText: gaps[0]!.own[0]!.text, otherText: gaps[0]!.other[0]!.text } : null);
      return other ? [{ one, small: areSmallOpposites(gaps), ...other }] : [];
    });
    const agree = new Set(worded.map(({ otherText }) => otherText.toLowerCase())).size === 1;
    const alone = agree && (worded.length > 1 || worded.every(({ one, small }) => small && later.sentence.line - one.sentence.line > CLOSE_BY)) ? worded : [];
    const all = said.length ? said.map((one) => ({ ...one, ownText: one.own.text, otherText: one.other.text })) : alone;
    const [first] = all;
    const others = new Set(all.map(({ otherText }) => otherText.toLowerCase()));
    // Three with three values are a form that each part fills in; so are two of two parts, unless one of them tells of the whole.
    if (others.size > 1 || (all.length === 1 && !areOfOne(later.sentence, all[0]!.one.sentence))) return [];
    // Who does it, and for whom, is another in each.
    if ((all === alone && (OF_WHOM.test(later.sentence.text) || later.tokens.length < FEWEST_ALONE)) || ((all === alone || often) && EACH_HAS.test(later.sentence.text))) return [];
    // Where as many say as this one, it is told where it stands last; else of the one that is alone.
    if (!first || (said.length > 0 && (same + 1 > said.length || (same + 1 === said.length && said.some(({ one }) => one.sentence.line >= later.sentence.line))))) return [];
    const { sentence } = later;
    return [{
      code: "statements-differ", severity: "warning", line: lineAt(sentence, first.own.at), quote: sentence.text, expected: first.otherText,
      message: `Här står »${first.ownText}«, men »${first.otherText}« ${all.length > 1 ? `i samma mening på ${all.length} andra ställen` : "i samma mening på ett annat ställe"}; en av dem är fel.`,
      evidence: all.slice(0, 3).map(({ one, other }) => ({ line: lineAt(one.sentence, other.at), quote: one.sentence.text })),
    }];
  });
}
