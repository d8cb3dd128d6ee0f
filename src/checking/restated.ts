import { absolute, compare, divide, isZero, scale, subtract, type Decimal } from "../platform/decimal.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine } from "../reading/table-cells.ts";
import { lineAt } from "./checked-sentences.ts";
import { kronor, type FigureUnit } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";
import { NUMBER_WORDS } from "./number-words.ts";
import { isSlip } from "./one-digit.ts";
import type { ToldNumber } from "./told-number.ts";
import { digitsOf, isMoney, type ToldSentence } from "./told-sentence.ts";
import { sharedWords } from "./word-sets.ts";

/** A sentence with one number of a kind, as it may be told once more in other words. */
interface Statement { readonly told: ToldSentence; readonly number: ToldNumber; readonly words: ReadonlySet<string>; readonly marks: string; readonly kind: string }

/** What sets two statements of the same apart: when, and whether it was planned, thought or became so. */
const MARKS = /januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|kvartal[a-zà-ÿ]*|tertial[a-zà-ÿ]*|delår[a-zà-ÿ]*|halvår[a-zà-ÿ]*|(?:19|20)\d\d|budget[a-zà-ÿ]*|prognos[a-zà-ÿ]*|mål[a-zà-ÿ]*|plan(?:en|eras|erade|erad|erat)?|ram(?:en)?|föregående|förra|i fjol|fjolåret|innan|högst|minst|kvinn[a-zà-ÿ]*|män|flick[a-zà-ÿ]*|pojk[a-zà-ÿ]*|per|varav|resterande|övriga|ytterligare|nya|drygt|knappt|cirka|nästan|hälften/giu;
const marksOf = (text: string): string => [...new Set((text.match(MARKS) ?? []).map((word) => fold(word).slice(0, 6)))].toSorted().join(" ");
const STEM = 7;
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^[A-Za-zÀ-ÿ]{5,}$/u.test(word)).map((word) => word.slice(0, STEM)));
const NOUN_AFTER = /^\s*(?:stycken\s+|st\s+)?(?:(?:nya|olika|genomförda|inkomna)\s+)?(?<noun>\p{Ll}{5,})/u;

function statementOf(told: ToldSentence): Statement[] {
  const { numbers, sentence: { inCell, text } } = told;
  if (inCell) return [];
  return numbers.flatMap((number): Statement[] => {
    const noun = number.unit === "count" ? NOUN_AFTER.exec(text.slice(number.end))?.groups!["noun"]?.slice(0, STEM) : "";
    const kind = isMoney(number.unit) ? "money" : number.unit === "count" ? `count ${noun}` : number.unit;
    if (noun === undefined || digitsOf(number.value) < 2 || number.about) return [];
    const same = numbers.filter((other) => (isMoney(number.unit) ? isMoney(other.unit) : other.unit === number.unit));
    return same.length > 1 ? [] : [{ told, number, words: wordsOf(text), marks: marksOf(text), kind: `${kind} ${number.way ?? ""} ${number.role ?? ""}` }];
  });
}

const CLOSE = "0.15";
const isClose = (a: Decimal, b: Decimal): boolean => isSlip(a, b) || (!isZero(a) && compare(absolute(divide(subtract(a, b), a)), CLOSE) <= 0);

/** So many sentences may have a word that is still a name of something; so many such words two must share. */
const [RARE, SHARED] = [4, 3];
const FAR = 4;
/** Who has what the sentence tells of. */
const WHOSE = /^(?<whose>\p{Lu}\p{Ll}{4,})\s+(?:överskott|underskott|resultat|nettokostnad|visar|redovisar|har|fick|lämnar|gick)(?![a-zà-ÿ])/u;

const BETTER = /(?<![a-zà-ÿ])förbättr[a-zà-ÿ]*/iu;
const WORSE = /(?<![a-zà-ÿ])försämr[a-zà-ÿ]*/iu;
/** One and the same amount that is told as better in one place and as worse in another. */
function turnedAbout(sentences: readonly ToldSentence[]): Finding[] {
  const told = sentences.flatMap((one) => {
    const [better, worse] = [BETTER.test(one.sentence.text), WORSE.test(one.sentence.text)];
    return one.sentence.inCell || better === worse ? [] : one.numbers.filter(({ unit, value }) => isMoney(unit) && digitsOf(value) >= 2).map((number) => ({ one, better, number, amount: kronor(number.value, number.unit as FigureUnit), words: wordsOf(one.sentence.text) }));
  });
  return told.flatMap((later, at) => told.slice(0, at).flatMap((earlier): Finding[] => {
    if (later.better === earlier.better || compare(later.amount, earlier.amount) !== 0 || !sharedWords(later.words, earlier.words).some((word) => !/^forb|^fors/.test(word))) return [];
    const { sentence } = later.one;
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, later.number.at), quote: sentence.text, expected: null, message: `${later.number.written} är ${later.better ? "en förbättring" : "en försämring"} här, men ${earlier.better ? "en förbättring" : "en försämring"} på ett annat ställe.`, evidence: [{ line: lineAt(earlier.one.sentence, earlier.number.at), quote: earlier.one.sentence.text }] }];
  }));
}

const SMALL = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<count>${Object.keys(NUMBER_WORDS).filter((word) => NUMBER_WORDS[word] !== "1").join("|")})\s+(?<noun>\p{Ll}{15,})(?![A-Za-zÀ-ÿ])`, "giu");
const LONG_STEM = 10;
/** "Tre resultatområden går med underskott": so many of them, and there may be more. */
const OF_THEM = /^\s+(?:går|gick|har|hade|redovisar|redovisade|lämnar|lämnade|visar|visade|når|nådde|klarar|klarade|får|fick)(?![a-zà-ÿ])/iu;
/** "Tre förskoleavdelningar stängs" here, and "stängning av två förskoleavdelningar" there. */
function smallCounts(sentences: readonly ToldSentence[], layout: Layout): Finding[] {
  const cells = layout.blocks.filter(isTable).flatMap(({ rows }) => rows.flatMap(({ cells: own, line }) => own.map((cell) => ({ line, text: oneLine(cell) }))));
  const said = [...sentences.filter(({ sentence }) => !sentence.inCell).map(({ sentence }) => ({ line: sentence.line, text: sentence.text })), ...cells].flatMap(({ line, text }) => [...text.matchAll(SMALL)].filter(({ 0: whole, index }) => !/(?:ök|minsk|utök|förstärk)[a-zà-ÿ]*\s+med\s+$/iu.test(text.slice(0, index)) && !OF_THEM.test(text.slice(index + whole.length))).map((match) => ({ line, text, count: NUMBER_WORDS[match.groups!["count"]!.toLowerCase()]!, noun: match.groups!["noun"]!.toLowerCase().slice(0, LONG_STEM), written: match[0] })));
  return [...Map.groupBy(said, ({ noun }) => noun).values()].flatMap((same): Finding[] => {
    const [first, second] = same;
    // Three tellings and more are of several things.
    if (!first || !second || same.length !== 2 || first.count === second.count || first.line === second.line) return [];
    const shared = sharedWords(stems(first.text), stems(second.text)).filter((word) => !first.noun.startsWith(word));
    if (!shared.length) return [];
    const [before, later] = first.line < second.line ? [first, second] : [second, first];
    return [{ code: "statements-differ", severity: "warning", line: later.line, quote: later.text, expected: before.written, message: `Här står »${later.written}«, men »${before.written}« på ett annat ställe som ser ut att tala om samma sak.`, evidence: [{ line: before.line, quote: before.text }] }];
  });
}
const stems = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^[A-Za-zÀ-ÿ]{5,}$/u.test(word)).map((word) => word.slice(0, 5)));

/** The same thing told in two places with two numbers, in other words. */
export function restatedFindings(sentences: readonly ToldSentence[], layout: Layout): Finding[] {
  const seen = new Map<string, number>();
  for (const { sentence } of sentences) for (const word of wordsOf(sentence.text)) seen.set(word, (seen.get(word) ?? 0) + 1);
  const statements = sentences.flatMap(statementOf);
  const byWord = new Map<string, Statement[]>();
  for (const statement of statements) for (const word of statement.words) if ((seen.get(word) ?? 0) <= RARE) byWord.set(word, [...(byWord.get(word) ?? []), statement]);
  const pairs = new Map<Statement, Map<Statement, number>>();
  for (const group of byWord.values()) for (const [at, later] of group.entries()) for (const earlier of group.slice(0, at)) {
    const of = pairs.get(later) ?? new Map<Statement, number>();
    of.set(earlier, (of.get(earlier) ?? 0) + 1);
    pairs.set(later, of);
  }
  return [...turnedAbout(sentences), ...smallCounts(sentences, layout), ...[...pairs].flatMap(([later, of]) => [...of].flatMap(([earlier, shared]): Finding[] => {
    const [a, b] = [later.number, earlier.number];
    if (shared < SHARED || later.kind !== earlier.kind || later.marks !== earlier.marks || a.unit !== b.unit || later.told.sentence.line - earlier.told.sentence.line < FAR || compare(a.value, b.value) === 0 || !isClose(a.value, b.value)) return [];
    // What one of them tells to fewer decimals is the same.
    if (compare(absolute(subtract(a.value, b.value)), scale(a.value) === 0 || scale(b.value) === 0 ? "0.5" : "0.05") <= 0) return [];
    const { sentence } = later.told;
    // "Gymnasieskolans överskott", "Förskolan visar ett överskott": each has its own.
    const [whose, other] = [sentence.text, earlier.told.sentence.text].map((text) => WHOSE.exec(text)?.groups!["whose"]?.toLowerCase().slice(0, STEM));
    if (whose !== undefined && other !== undefined && whose !== other) return [];
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, a.at), quote: sentence.text, expected: b.written, message: `Här står ${a.written}, men ${b.written} på ett annat ställe som ser ut att tala om samma sak; säg vad som skiljer, eller vilken som gäller.`, evidence: [{ line: lineAt(earlier.told.sentence, b.at), quote: earlier.told.sentence.text }] }];
  }))];
}
