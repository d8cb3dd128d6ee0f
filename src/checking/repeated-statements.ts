import { absolute, compare, divide, multiply, subtract } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { likeness, ownWords, sharedWords } from "./word-sets.ts";

const COUNTED = new RegExp(String.raw`(?<![\d,.:\-/])(?<count>${NUMBER})\s+(?:stycken\s+|st\s+)?(?<noun>\p{Ll}{6,})`, "gu");
const MONTH = /^(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kronor|procent|procentenheter|minuter|veckor|månader|stycken)$/u;

/** The words of a sentence that say what it is about, without forms: "försäljningsställena" and "försäljningsställen" are one. */
const about = (text: string): Set<string> => new Set((text.toLowerCase().match(/[A-Za-zÀ-ÿ]{4,}/gu) ?? []).map((word) => word.slice(0, 8)));
const names = (text: string): Set<string> => new Set([...text.matchAll(/(?<=[A-Za-zÀ-ÿ,]\s)\p{Lu}[A-Za-zÀ-ÿ]{3,}/gu)].map(([name]) => name));
const counts = (text: string): { count: string; noun: string; quote: string }[] =>
  [...text.matchAll(COUNTED)].flatMap(({ 0: quote, groups }) => { const count = parseNumber(groups!["count"]!); return count === null || MONTH.test(groups!["noun"]!) ? [] : [{ count, noun: groups!["noun"]!.slice(0, 8), quote }]; });

/** "För Drakfastigheters verksamhet …", "För verksamheten servicecenter …": whose it is stands first, and is another. */
const WHOSE = /^(?:för|i|inom|hos|på)\s+(?<whose>(?:[A-Za-zÀ-ÿ-]+\s+){1,3}?)(?:prognostiseras|redovisas|beräknas|väntas|är|var|har|uppgår|uppgick)(?![a-zà-ÿ])/iu;
const isOfOther = (one: string, other: string): boolean => { const [a, b] = [one, other].map((text) => WHOSE.exec(text)?.groups!["whose"]?.trim().toLowerCase()); return a !== undefined && b !== undefined && a !== b; };

const LONG = 5;
/** Each has a word of its own: what they are about is two things, or two times. */
const areOfTwo = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [[a, b], [b, a]].every(([one, other]) => [...one!].some((word) => word.length >= LONG && ![...other!].some((another) => another.slice(0, LONG) === word.slice(0, LONG))));
/** A sentence that stands in more places is a form that each fills in. */
const MOST_ALIKE = 40;
/** One and the same sentence in two places with another number. What it is about, and whose, is the same; only the number is not. */
function sameSentences(sentences: readonly CheckedSentence[]): Finding[] {
  const counted = sentences.flatMap((sentence) => { const found = counts(sentence.text); const words = about(sentence.text); return found.length && words.size >= 10 ? [{ sentence, found, words, names: names(sentence.text) }] : []; });
  // Only those that count the same thing are put beside each other.
  const byNoun = Map.groupBy(counted.flatMap((entry) => entry.found.map(({ noun }) => ({ noun, entry }))), ({ noun }) => noun);
  const told = new Set<string>();
  return [...byNoun].filter(([, group]) => group.length <= MOST_ALIKE).flatMap(([noun, group]) => group.flatMap(({ entry }, at) => group.slice(Math.max(0, at - 50), at).flatMap(({ entry: before }): Finding[] => {
    const [now, then] = [entry, before].map(({ found }) => found.filter((counting) => counting.noun === noun)) as [ReturnType<typeof counts>, ReturnType<typeof counts>];
    const key = `${before.sentence.line}:${entry.sentence.line}`;
    if (entry === before || told.has(key) || now.length !== 1 || then.length !== 1 || compare(now[0]!.count, then[0]!.count) === 0) return [];
    if (ownWords(entry.names, before.names).length > 1 || isOfOther(entry.sentence.text, before.sentence.text) || likeness(entry.words, before.words) < 0.6 || areOfTwo(entry.words, before.words)) return [];
    told.add(key);
    return [{
      code: "statements-differ", severity: "warning", line: entry.sentence.line, quote: entry.sentence.text, expected: then[0]!.quote,
      message: `Här står »${now[0]!.quote}«, men »${then[0]!.quote}« på ett annat ställe, i nästan samma mening; säg vad som skiljer, eller vilken som gäller.`,
      evidence: [{ line: before.sentence.line, quote: before.sentence.text }],
    }];
  })));
}

const VERDICT = /(?<![a-zà-ÿ])(?:samlade|sammantagna|sammanfattande)\s+bedömning(?:en)?(?![a-zà-ÿ])/iu;
const QUALITY = /(?<![a-zà-ÿ])(?<verdict>(?:(?:mycket|synnerligen|i huvudsak|tillräckligt)\s+)?(?:god|hög|bra|tillfredsställande|bristande|otillräcklig|låg))\s+kvalitet(?![a-zà-ÿ])/iu;

/** Two overall verdicts of one and the same, in other words. */
function twoVerdicts(sentences: readonly CheckedSentence[]): Finding[] {
  const verdicts = sentences.flatMap((sentence) => { const verdict = VERDICT.test(sentence.text) ? QUALITY.exec(sentence.text)?.groups!["verdict"]?.toLowerCase() : undefined; return verdict ? [{ sentence, verdict, of: names(sentence.text) }] : []; });
  return verdicts.flatMap(({ of, sentence, verdict }, at): Finding[] => {
    const same = verdicts.slice(0, at).filter((before) => sharedWords(before.of, of).length > 0);
    const other = same.find((before) => before.verdict !== verdict);
    // That it is said once more is told once.
    if (!other || same.some((before) => before.verdict === verdict)) return [];
    const [whose] = sharedWords(other.of, of);
    return [{ code: "verdicts-differ", severity: "warning", line: sentence.line, quote: sentence.text, expected: other.verdict, message: `Den samlade bedömningen av ${whose} är »${verdict} kvalitet« här, men »${other.verdict} kvalitet« på ett annat ställe.`, evidence: [{ line: other.sentence.line, quote: other.sentence.text }] }];
  });
}

const HALF = /(?<![a-zà-ÿ])hälften av (?<noun>\p{Ll}{6,})/iu;
/** "Hälften av tillståndshavarna … cirka 40": half of as many as the document says that there are. */
function halves(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap(({ text }, at): Finding[] => {
    const noun = HALF.exec(text)?.groups!["noun"]?.slice(0, 8).toLowerCase();
    if (!noun) return [];
    const told = sentences.slice(at, at + 3).flatMap((sentence) => counts(sentence.text).filter((counting) => counting.noun === noun).map((counting) => ({ ...counting, sentence })))[0];
    const whole = sentences.slice(Math.max(0, at - 12), at).flatMap((sentence) => counts(sentence.text).filter((counting) => counting.noun === noun).map((counting) => ({ ...counting, sentence }))).at(-1);
    // "Hälften av lägenheterna blir för demens. 20 lägenheter avvecklas": others of the same kind.
    if (!told || !whole || (told.sentence.text !== text && !/(?<![a-zà-ÿ])(?:cirka|omkring|dessa|de|det)(?![a-zà-ÿ])[^.;\d]{0,20}$/iu.test(told.sentence.text.slice(0, told.sentence.text.indexOf(told.quote))))) return [];
    const half = divide(whole.count, "2");
    // "About" is within a twentieth.
    if (compare(multiply(absolute(subtract(told.count, half)), "20"), half) <= 0 || compare(absolute(subtract(told.count, half)), "1") <= 0) return [];
    return [{ code: "half-of", severity: "warning", line: told.sentence.line, quote: told.sentence.text, expected: formatNumber(half), message: `Hälften av ${formatNumber(whole.count)} är ${formatNumber(half)}, inte ${formatNumber(told.count)}.`, evidence: [{ line: whole.sentence.line, quote: whole.sentence.text }] }];
  });
}

/** What a document says in more than one place, against itself. */
export const repeatedFindings = (sentences: readonly CheckedSentence[]): Finding[] => [...sameSentences(sentences), ...twoVerdicts(sentences), ...halves(sentences)];
