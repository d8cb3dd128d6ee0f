import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { monthNumber } from "./written-days.ts";
import { sharedWords } from "./word-sets.ts";

const MONTHS = MONTH_NAMES.join("|");
const WHEN = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d-])(?:(?:den\s+)?(?<day>\d{1,2})\s+(?<month>${MONTHS})(?:\s+(?<year>(?:19|20)\d\d))?|i\s+(?:början\s+av\s+|mitten\s+av\s+|slutet\s+av\s+)?(?<only>${MONTHS})(?:\s+(?<onlyYear>(?:19|20)\d\d))?|(?<iso>(?:19|20)\d\d-\d\d-\d\d))(?![A-Za-zÀ-ÿ\d-])`, "giu");
/** What happens to something once. */
const ONCE: readonly (readonly [string, RegExp])[] = [
  ["open", /(?<![a-zà-ÿ])(?:öppna(?:de|des|ts|r|s)|invigdes|invigts|invigs|togs i bruk|tagits i bruk|tas i bruk|togs i drift|tas i drift|driftsatt[a-z]*)(?![a-zà-ÿ])/iu],
  ["end", /(?<![a-zà-ÿ])(?:stängde[s]?|lades ned|upphörde|avvecklades|färdigställdes|slutfördes|avslutades|blev klart?|blev klara|stod klart?|stod färdig[a-z]*)(?![a-zà-ÿ])/iu],
  ["force", /(?<![a-zà-ÿ])(?:trädde i kraft|träder i kraft|började gälla|gäller från)(?![a-zà-ÿ])/iu],
  ["start", /(?<![a-zà-ÿ])(?:startade[s]?|startar|inleddes|påbörjades|byggstartade[s]?|tillträdde)(?![a-zà-ÿ])/iu],
  ["adopt", /(?<![a-zà-ÿ])(?:antogs|antog|fastställdes|fastställde|tecknades|undertecknades)(?![a-zà-ÿ])/iu],
  ["inspect", /(?<![a-zà-ÿ])slutbesikt[a-zà-ÿ]*(?![a-zà-ÿ])/iu],
  ["happen", /(?<![a-zà-ÿ])(?:inträffade|utbröt|havererade|brann)(?![a-zà-ÿ])/iu],
];
/** One thing that happened, and when: the month, and the day where it is told. */
interface ToldEvent { readonly once: string; readonly month: number; readonly day: number | null; readonly year: string | null; readonly written: string; readonly words: ReadonlySet<string>; readonly names: ReadonlySet<string>; readonly parts: string; readonly sentence: CheckedSentence; readonly at: number }

/** Parts, numbers and halves set two things apart that are called the same. */
const PART = /(?<![a-zà-ÿ])(?:etapp[a-zà-ÿ]*|första|andra|tredje|fjärde|nya|gamla|norra|södra|östra|västra|omgång[a-zà-ÿ]*|steg|del|delen|åter[a-zà-ÿ]*|tillfälligt|\d{1,2}(?!\s*(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)))(?![a-zà-ÿ])/giu;
const partsOf = (text: string): string => [...new Set((text.replaceAll(WHEN, " ").match(PART) ?? []).map((word) => word.toLowerCase()))].toSorted().join(" ");
const STEM = 7;
const TIME = new RegExp(`^(?:${MONTHS})$`, "iu");
const wordsOf = (text: string): Set<string> => new Set(fold(text).split(" ").filter((word) => /^[A-Za-zÀ-ÿ]{5,}$/u.test(word) && !TIME.test(word)).map((word) => word.slice(0, STEM)));
const namesOf = (text: string): Set<string> => new Set([...text.matchAll(/(?<=[a-zà-ÿ,\d)]\s)\p{Lu}\p{Ll}{3,}/gu)].map(([name]) => fold(name).replace(/s$/, "")));

function eventsIn(sentence: CheckedSentence): ToldEvent[] {
  // A season opens each year.
  if (sentence.inCell || /säsong/iu.test(sentence.text)) return [];
  const { text } = sentence;
  const [when, ...others] = [...text.matchAll(WHEN)];
  const once = ONCE.filter(([, pattern]) => pattern.test(text));
  // One thing and one time: with more of either, which is whose is not known.
  if (!when || others.length || once.length !== 1) return [];
  const { day, iso, month, only, onlyYear, year } = when.groups!;
  return [{ once: once[0]![0], month: iso ? Number(iso.slice(5, 7)) : monthNumber((month ?? only)!), day: iso ? Number(iso.slice(8)) : day === undefined ? null : Number(day), year: iso?.slice(0, 4) ?? year ?? onlyYear ?? null, written: when[0], words: wordsOf(text), names: namesOf(text), parts: partsOf(text), sentence, at: when.index }];
}

/** So many sentences may have a word that is still a name of something; so many such words two must share. */
const [RARE, SHARED] = [5, 2];
const areApart = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size > 0 && b.size > 0 && sharedWords(a, b).length === 0;

/** "Simhallen på Strandvägen öppnade den 14 maj" here, and "öppnade i juni" there. */
export function toldDayFindings(sentences: readonly CheckedSentence[], written: string | null): Finding[] {
  const seen = new Map<string, number>();
  for (const { text } of sentences) for (const word of wordsOf(text)) seen.set(word, (seen.get(word) ?? 0) + 1);
  const events = sentences.flatMap(eventsIn);
  const rare = new Map(events.map((event) => [event, new Set([...event.words].filter((word) => (seen.get(word) ?? 0) <= RARE && !ONCE.some(([, pattern]) => pattern.test(word))))]));
  const having = Map.groupBy([...rare].flatMap(([event, words]) => [...words].map((word) => ({ event, word }))), ({ word }) => word);
  // A rare word is in few sentences, so few are put beside each other.
  const sharing = (event: ToldEvent): ToldEvent[] => [...new Set([...rare.get(event)!].flatMap((word) => having.get(word)!.map((one) => one.event)))].filter((other) => other !== event && other.parts === event.parts && !areApart(other.names, event.names) && sharedWords(rare.get(other)!, rare.get(event)!).length >= SHARED);
  const yearOf = ({ year }: ToldEvent): string | null => year ?? written;
  const orderOf = ({ day, month }: ToldEvent): number => month * 100 + (day ?? (month > 0 ? 31 : 0));
  // What is inspected at its end is opened after that.
  const inspected = events.filter(({ day, once }) => once === "inspect" && day !== null).flatMap((inspection) => sharing(inspection).filter((opening) => opening.once === "open" && opening.day !== null && opening.sentence.line !== inspection.sentence.line && yearOf(opening) === yearOf(inspection) && orderOf(opening) < orderOf(inspection)).slice(0, 1).map((opening): Finding => ({ code: "dates-turned", severity: "warning", line: lineAt(inspection.sentence, inspection.at), quote: inspection.sentence.text, expected: null, message: `Slutbesiktningen är ${inspection.written}, men det öppnade ${opening.written}, före.`, evidence: [{ line: lineAt(opening.sentence, opening.at), quote: opening.sentence.text }] })));
  const order = new Map(events.map((event, at) => [event, at]));
  const isOther = (later: ToldEvent, earlier: ToldEvent): boolean => later.once === earlier.once && later.sentence.line !== earlier.sentence.line && yearOf(later) === yearOf(earlier) && (later.month !== earlier.month || (later.day !== null && earlier.day !== null && later.day !== earlier.day));
  return [...inspected, ...events.flatMap((later, at): Finding[] => {
    const earlier = sharing(later).filter((other) => order.get(other)! < at && isOther(later, other)).toSorted((a, b) => order.get(a)! - order.get(b)!)[0];
    return earlier ? [{ code: "statements-differ", severity: "warning", line: lineAt(later.sentence, later.at), quote: later.sentence.text, expected: earlier.written, message: `Här står »${later.written}«, men »${earlier.written}« på ett annat ställe som ser ut att tala om samma sak.`, evidence: [{ line: lineAt(earlier.sentence, earlier.at), quote: earlier.sentence.text }] }] : [];
  })];
}
