import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { countOf, NUMBER_WORDS, spelledCount } from "./number-words.ts";

const WORDS = Object.keys(NUMBER_WORDS).join("|");
const COUNT = String.raw`(?:${WORDS}|\d{1,4})`;
const BEFORE = String.raw`(?<![A-Za-zÀ-ÿ\d,.:/§–-])`;
const AFTER = String.raw`(?![A-Za-zÀ-ÿ\d]|[,.]\d|[:/–-]\d)`;
const differs = (sentence: CheckedSentence, at: number, expected: string | null, message: string, evidence: Finding["evidence"] = []): Finding => ({ code: "count-listed", severity: "warning", line: lineAt(sentence, at), quote: sentence.text, expected, message, evidence });

const IN_BOTH = /(?<![A-Za-zÀ-ÿ])(?<word>[a-zà-ÿ]{2,})\s+\((?<figures>\d{1,3})\)(?=\s+(?:år|månader|dagar|veckor|timmar|exemplar)(?![a-zà-ÿ]))/giu;
/** "Tjugofyra (12) månader": the word and the figures are of one number. */
const spelledFindings = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(IN_BOTH)].flatMap((match): Finding[] => {
  const { figures, word } = match.groups!;
  const spelled = spelledCount(word!);
  return spelled === undefined || spelled === Number(figures) ? [] : [{ ...differs(sentence, match.index, String(spelled), `»${word}« är ${spelled}, men inom parentes står ${figures}.`), severity: "error" }];
});

const FROM_TO = new RegExp(String.raw`(?<way>minsk|ök|reducer|utök|färre|fler|neddrag|dragits\s+ner|tillskott)[a-zà-ÿ]*[^.;:]{0,40}?\smed\s+(?!en\s|ett\s)(?<count>${COUNT})\s+(?!procent|%|mkr|mnkr|tkr|kr|miljon|tusen|dryg|knapp|\p{Ll}*(?:del|dels|hälft))(?<noun>\p{Ll}{3,})(?:\s+\p{Ll}+){0,2},?\s+från\s+(?<from>${COUNT})${AFTER}(?:\s+\p{Ll}+)?\s+till\s+(?<to>${COUNT})${AFTER}(?!\s*(?:procent|%|mkr|mnkr|tkr|miljon))`, "giu");
/** "Med två fordon, från sju till fyra". */
const fromToFindings = (sentence: CheckedSentence): Finding[] => [...sentence.text.matchAll(FROM_TO)].flatMap((match): Finding[] => {
  const { count, from, noun, to } = match.groups!;
  const apart = Math.abs(countOf(from!) - countOf(to!));
  if (/(?<![a-zà-ÿ])(?:per|varje|vardera|årligen|om\s+året)(?![a-zà-ÿ])/iu.test(sentence.text)) return [];
  return apart === countOf(count!) ? [] : [differs(sentence, match.index, String(apart), `Från ${from} till ${to} är det ${apart}, men texten säger ${count} ${noun}.`)];
});

const PLACE = String.raw`(?:i|på|under|till|för|vid|inom|hos|från|av|mot)`;
const PART = String.raw`(?:${PLACE}\s+|(?<=\s)(?<NOUN>\p{Ll}{4,})\s+${PLACE}\s+)[^.,;:()\d]{2,50}?`;
const TWO_PARTS = new RegExp(String.raw`${BEFORE}(?<whole>${COUNT})\s+(?!procent|mkr|mnkr|tkr|kr|av\s)(?<noun>\p{Ll}{6,})(?:\s+${PLACE}\s+\p{L}+)?,\s+(?<first>${COUNT})\s+${PART.replace("NOUN", "own")}\s+(?:och|samt)\s+(?<second>${COUNT})\s+${PART.replace("NOUN", "other")}(?=[.;]|$)`, "giu");
/** Parts that are further from the whole are not all of it. */
const MOST_APART = 0.15;
/** "Tio omgångar, sex under våren och fem under hösten": two parts of what is counted just before. */
const THE_REST = /^(?:Resterande|Övriga|Därtill|Därutöver|Dessutom|De\s+andra|Ett|En|Två|Tre|(?:Den|Det)\s+\p{Ll}+(?:de|te|ste)\s)/u;
const twoPartFindings = (sentence: CheckedSentence, next: CheckedSentence | undefined): Finding[] => THE_REST.test(next?.text ?? "") ? [] : [...sentence.text.matchAll(TWO_PARTS)].flatMap((match): Finding[] => {
  const { first, noun, other, own, second, whole } = match.groups!;
  const [all, parts] = [countOf(whole!), countOf(first!) + countOf(second!)];
  const isOf = (part: string | undefined): boolean => part === undefined || noun!.toLowerCase().endsWith(part.toLowerCase()) || part.toLowerCase() === noun!.toLowerCase();
  if (all === parts || !isOf(own) || !isOf(other) || Math.abs(all - parts) > Math.max(2, all * MOST_APART)) return [];
  return [differs(sentence, match.index, String(parts), `${first} och ${second} är ${parts}, men texten säger ${whole} ${noun}.`)];
});

const THESE = new RegExp(String.raw`^(?:Dessa|Samtliga\s+dessa|Alla\s+dessa)\s+(?<count>${WORDS}|\d{1,3})${AFTER}\s+(?<next>\p{Ll}+)`, "u");
const ANY_COUNT = new RegExp(String.raw`${BEFORE}(?<count>${COUNT})${AFTER}`, "giu");
const countsIn = (text: string): number[] => [...text.matchAll(ANY_COUNT)].map(({ groups }) => countOf(groups!["count"]!));
/** More numbers than this come to anything. */
const [MOST_COUNTS, MOST_SUMMED] = [10, 4];
/** Whether a number is one of some, the sum of any of them, or the difference of two. */
function isOfSome(counts: readonly number[], count: number): boolean {
  const few = counts.slice(-MOST_COUNTS);
  const sums = few.reduce((all, one) => new Set([...all, ...[...all].map((sum) => sum + one)]), new Set([0]));
  return (few.length <= MOST_SUMMED && sums.has(count)) || few.some((a, at) => few.some((b, other) => other > at && a + b === count)) || counts.some((a) => counts.some((b) => a - b === count));
}
const [BACK, FAR_BACK] = [3, 6];
/** "Varav sju bedömdes så. Dessa åtta har utretts": so many have not been told of. */
function theseFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const match = THESE.exec(sentence.text);
    const before = sentences[at - 1];
    if (!match || !before || sentence.inCell || before.section.line !== sentence.section.line || /^(?:år|månader|dagar|procent)$/u.test(match.groups!["next"]!)) return [];
    const count = countOf(match.groups!["count"]!);
    const told = sentences.slice(Math.max(0, at - FAR_BACK), at).filter(({ section }) => section.line === sentence.section.line);
    const counts = told.flatMap(({ text }) => countsIn(text));
    // They may be listed, or come of several numbers together.
    if (countsIn(before.text).length === 0 || counts.includes(count) || isOfSome(told.slice(-BACK).flatMap(({ text }) => countsIn(text)), count) || before.line !== sentence.line || told.slice(-BACK).some(({ text }) => text.split(/,|\soch\s|\ssamt\s/u).length >= count)) return [];
    return [differs(sentence, 0, null, `»${match[0].split(/\s+/).slice(0, -1).join(" ")}«, men meningen före talar om ${[...new Set(countsIn(before.text))].join(" och ")}.`, [{ line: before.line, quote: before.text }])];
  });
}

const OF_THEM = new RegExp(String.raw`${BEFORE}(?<count>${WORDS}|\d{1,2})\s+(?<noun>\p{Ll}{4,})[.:]$`, "iu");
const ONE_OF = new RegExp(String.raw`^(?<count>${WORDS}|\d{1,2})\s+(?<noun>\p{Ll}{4,})(?![A-Za-zÀ-ÿ])`, "iu");
/** "Avvikelser finns i sju hem. Ett hem var … Tre hem saknade …": each is told, and they are more. */
function toldOneByOne(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const match = OF_THEM.exec(sentence.text);
    if (!match) return [];
    const noun = match.groups!["noun"]!.toLowerCase();
    const rest = sentences.slice(at + 1, at + 12);
    const end = rest.findIndex((one) => one.line !== sentence.line || one.section.line !== sentence.section.line);
    const own = (end < 0 ? rest : rest.slice(0, end)).flatMap(({ text }) => { const part = ONE_OF.exec(text)?.groups; return part ? [{ count: countOf(part["count"]!), noun: part["noun"]!.toLowerCase() }] : []; });
    const all = own.reduce((sum, { count }) => sum + count, 0);
    if ((end < 0 ? rest : rest.slice(0, end)).some(({ text }) => THE_REST.test(text) && !ONE_OF.test(text))) return [];
    return own.length < 2 || own[0]!.noun !== noun || all === countOf(match.groups!["count"]!) || Math.abs(all - countOf(match.groups!["count"]!)) > 2 ? [] : [differs(sentence, match.index, String(all), `Texten säger ${match.groups!["count"]} ${noun}, men berättar sedan om ${own.map(({ count }) => count).join(" + ")} = ${all}.`)];
  });
}

const NUMBERED = new RegExp(String.raw`${BEFORE}(?<count>${WORDS})\s+(?<noun>\p{Ll}{4,}),\s+(?<refs>\d{1,2}(?:\.\d{1,2})?(?:,\s+\d{1,2}(?:\.\d{1,2})?)*\s+(?:och|samt)\s+\d{1,2}(?:\.\d{1,2})?)(?=[,.;]|\s+som\s)`, "iu");
/** "Tre nämndmål, 3.1 och 3.2, som": those that are named by their numbers are two. */
function numberedFindings(sentence: CheckedSentence): Finding[] {
  const match = NUMBERED.exec(sentence.text);
  if (!match) return [];
  const refs = match.groups!["refs"]!.split(/,\s+|\s+(?:och|samt)\s+/u);
  const named = refs.length;
  // "Sex överklaganden, 4 och 2": so many of each.
  if (refs.every((ref) => /^\d+$/.test(ref)) && refs.reduce((sum, ref) => sum + Number(ref), 0) === countOf(match.groups!["count"]!)) return [];
  return named === countOf(match.groups!["count"]!) ? [] : [differs(sentence, match.index, String(named), `Texten säger ${match.groups!["count"]} ${match.groups!["noun"]}, men nämner ${named}: ${match.groups!["refs"]}.`)];
}

const PHRASE = new RegExp(String.raw`${BEFORE}(?<count>${Object.keys(NUMBER_WORDS).filter((word) => NUMBER_WORDS[word] !== "1").join("|")})\s+(?<phrase>(?!slutförda|avslutade|pågående)\p{Ll}{5,}(?:a|e|de|ande|ska|liga)\s+(?!och\s|samt\s|men\s|som\s)\p{Ll}{3,})(?![A-Za-zÀ-ÿ-])`, "giu");
const CLOSE = 15;
/** What is of another kind, of some of them, or of another time. */
const ANOTHER = /(?<![a-zà-ÿ])(?:av|varav|ytterligare|nya|andra|tidigare|planerade|under|20\d\d|resterande|övriga|senaste|kommande|närmaste|första|följande|fler|flera|minst|högst|cirka|per|varje|vardera)(?![a-zà-ÿ])/iu;
/** What becomes more or fewer, and what is somebody's own. */
const CHANGING = /(?<![a-zà-ÿ])(?:nu|då|lagts\s+till|färre|fler|samtidigt|egna?|eget|avveckla[a-zà-ÿ]*|bytas?|byts|tillkom[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
const NO_PHRASE = /^(?:senaste|första|sista|övriga|andra|olika|nya|större|mindre|ordinarie|kommande|tidigare|följande|samlade|aktuella|inkomna|öppna|avslutade|pågående|anställda|genomförda|beviljade|verkställda|berörda)\s|\s(?:år|åren|månader|dagar|veckor|gånger|personer|timmar|fall|ärenden|kvartalen|beslut)$/u;
/** "Fyra övergripande mål" here, and "fem övergripande mål" a few lines on. */
function phraseFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const told = sentences.filter(({ inCell, text }) => !inCell && !CHANGING.test(text)).flatMap((sentence) => [...sentence.text.replaceAll("*", " ").matchAll(PHRASE)].filter(({ groups, index }) => !NO_PHRASE.test(groups!["phrase"]!.toLowerCase()) && !ANOTHER.test(sentence.text.slice(Math.max(0, index - 30), index))).map((match) => ({ sentence, at: match.index, count: match.groups!["count"]!.toLowerCase(), phrase: match.groups!["phrase"]!.toLowerCase() })));
  return [...Map.groupBy(told, ({ phrase }) => phrase).values()].flatMap((same) => same.flatMap((later, at): Finding[] => {
    const before = same.slice(0, at).findLast(({ sentence }) => later.sentence.line - sentence.line <= CLOSE);
    if (!before || countOf(before.count) === countOf(later.count) || before.sentence === later.sentence) return [];
    return [{ ...differs(later.sentence, later.at, before.count, `Här står »${later.count} ${later.phrase}«, men »${before.count} ${before.phrase}« på rad ${before.sentence.line}.`, [{ line: before.sentence.line, quote: before.sentence.text }]), code: "statements-differ" }];
  }));
}

/** Small counts that are told twice within a few sentences, in words or as parts, and are not the same. */
export const countedCloseByFindings = (sentences: readonly CheckedSentence[]): Finding[] => [
  ...sentences.flatMap((sentence, at) => [...spelledFindings(sentence), ...(sentence.inCell ? [] : [...fromToFindings(sentence), ...twoPartFindings(sentence, sentences[at + 1]), ...numberedFindings(sentence)])]),
  ...theseFindings(sentences), ...toldOneByOne(sentences), ...phraseFindings(sentences),
];
