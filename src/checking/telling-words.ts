import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";

/** Words that say how something is counted, not what it is. */
const COUNTING = new Set("summa totalt total totala sammanlagt antal antalet verksamhetens arets varav och av for i pa med samt den det de en ett till st mkr mnkr tkr kr procent andel andelen exkl exklusive genomsnittlig genomsnittligt genomsnittliga inkl inklusive ink per personer ny nya nytt galler gallande avser avseende under enligt som hogst minst lagst".split(" "));
/** "Invånare 31 december": when they are counted. */
const DAY = new RegExp(String.raw`(?<!\d)(?:(?:den|per)\s+)*\d{1,2}\s+(?:${MONTH_NAMES.join("|")})(?![A-Za-zÀ-ÿ])(?:\s+(?:19|20)\d\d)?`, "giu");
/** The words that tell what a label is about: without forms of counting, what stands in brackets and the second of two that a stroke parts. */
export const tellingWords = (label: string): string[] =>
  fold(label.replace(/,\s*(?:procent|%|andel|antal)\s+av\s.*$/iu, " ").replace(/\([^)]*\)/g, " ").replace(DAY, " ").replace(/([A-Za-zÀ-ÿ])\/[A-Za-zÀ-ÿ]+/gu, "$1")).split(" ").filter((word) => (/^[A-Za-zÀ-ÿ]{3,}\d?$/u.test(word) || (/^[A-Za-zÀ-ÿ]{2}$/u.test(word) && label.includes(word.toUpperCase()))) && !COUNTING.has(word));

const TAIL = 4;
const SHORT_TAIL = 2;
const STEM = 5;
/** How a word is bent. */
const ENDING = /^(?:an?|ar(?:nas?)?|ade?s?|ats?|as|ande|e|ens?|er(?:nas?)?|ets?|ing(?:en|ar|arna)?|ning(?:en|ar|arna)?|o|or(?:na)?|ig[at]?|n|nas?|ns|r|rna|s|ts?|d[ae]?s?|te)?$/u;
/** Two forms of one word: "intäkterna" is "intäkter", "tillståndshavare" is not "tillstånd". Both are folded. */
export function isSameWord(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 3) return a === b;
  if (long.length - short.length > (short.length < STEM ? SHORT_TAIL : TAIL)) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  // "Översyn" is no form of "överskott", nor of "översteg".
  return same >= (short.length < STEM ? short.length : short.length === STEM ? STEM - 1 : short.length - 2) && (same === short.length || (long.length - same <= SHORT_TAIL + 1 && ENDING.test(short.slice(same)) && ENDING.test(long.slice(same))));
}
export const hasWords = (words: readonly string[], all: readonly string[]): boolean => words.every((word) => all.some((other) => isSameWord(word, other)));

/** "Entreprenadkostnaderna" tells of a row of entreprenader: a word for money on the end of another. */
const MONEY_END = /^([A-Za-zÀ-ÿ]{5,}?)s?(?:kostnad|utgift|medel|budget|anslag)[A-Za-zÀ-ÿ]*$/u;
/** "Nettoramen" is the ram. */
const FRAME = /^(?:netto|budget|drift)(ram(?:en)?)$/u;
/** Words of a sentence that name nothing, and would be the beginning of a name. */
const SMALL = new Set("med att den det som har var och mot per men vid".split(" "));
/** The words of a sentence, and what is left of those that end in a word for money. */
export const sentenceWords = (text: string): string[] => fold(text).split(" ").filter((word) => !SMALL.has(word)).flatMap((word) => { const bare = (MONEY_END.exec(word) ?? FRAME.exec(word))?.[1]; return bare ? [word, bare] : [word]; });

/** What a column is, not what it is of. */
export const ROLE_WORDS = /^(?:budget(?!rad)[A-Za-zÀ-ÿ]*|prognos[A-Za-zÀ-ÿ]*|utfall[A-Za-zÀ-ÿ]*|bokslut|plan|ram|belopp|period|namnd|aret|resultat|forslag|atgard|effekt|omrade|ovrigt|varde|kvinnor|man|flickor|pojkar|tidigare|ovriga|andra|summa|manad(?:er(?:na)?|en|s)?|ar(?:et)?|dag(?:ar(?:na)?|en|s)?|kvartal[A-Za-zÀ-ÿ]*|tertial[A-Za-zÀ-ÿ]*|period[A-Za-zÀ-ÿ]*)$/u;

const labels = new Map<string, readonly string[]>();
/** Labels are asked of by many sentences; so many are remembered. */
const MOST_LABELS = 20_000;
/** The telling words of a label, remembered. */
export function labelWords(label: string): readonly string[] {
  const known = labels.get(label);
  if (known) return known;
  if (labels.size >= MOST_LABELS) labels.clear();
  const words = tellingWords(label);
  labels.set(label, words);
  return words;
}
/** Whether all that a label tells is among some words. */
export const isNamedBy = (label: string, words: readonly string[]): boolean => labelWords(label).length > 0 && hasWords(labelWords(label), words);
/** The first two for which something holds: whether it is one only is all that is asked. */
export function firstTwo<T>(all: readonly T[], holds: (one: T) => boolean): readonly T[] {
  const found: T[] = [];
  for (const one of all) if (holds(one) && found.push(one) === 2) break;
  return found;
}
