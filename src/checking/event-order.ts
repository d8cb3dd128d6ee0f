import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const DAY = new RegExp(String.raw`(?<!\d)(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})(?:\s+(?<year>(?:19|20)\d\d))?|(?<![\d-])(?<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])`, "giu");
/** What ends what the sentence before it told of. */
const ENDS = /(?<![a-zà-ÿ])(?:hävdes|upphörde|upphävdes|återöppnade[a-zà-ÿ]*|återställdes|avhjälptes|avslutades|återupptogs|var åter|kunde åter|lagades|åtgärdades)(?![a-zà-ÿ])/iu;
/** Words that tell of another thing than the one before. */
const NEW = /(?<![a-zà-ÿ])(?:projekt[a-zà-ÿ]*|avtal[a-zà-ÿ]*|tidigare|första|föregående|förra|dessförinnan|ett annat|en annan)(?![a-zà-ÿ])/iu;

interface ToldDay { readonly key: number; readonly year: string | null; readonly at: number; readonly written: string }
const daysOf = (text: string): ToldDay[] => [...text.matchAll(DAY)].map((match) => {
  const { day, iso, month, year } = match.groups!;
  const [m, d] = iso ? [Number(iso.slice(5, 7)), Number(iso.slice(8))] : [MONTH_NAMES.findIndex((name) => name === month!.toLowerCase()) + 1, Number(day)];
  return { key: m * 100 + d, year: iso ? iso.slice(0, 4) : (year ?? null), at: match.index, written: match[0] };
});

const SINCE = /(?<![a-zà-ÿ])(?:sedan|efter att|efter)\s+[^.;]{0,60}$/iu;
const HAPPENED = /(?<![a-zà-ÿ])(?:beslutade[a-zà-ÿ]*|fattade|påförde[a-zà-ÿ]*|meddelade[a-zà-ÿ]*|stängde[a-zà-ÿ]*|skedde|hölls|genomförde[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
/** "Den 22 maj beslutade nämnden, sedan inspektionen den 4 juni visat …": what was after came first. */
const sinceFindings = (sentence: CheckedSentence): Finding[] => {
  const days = daysOf(sentence.text);
  const [later, earlier] = days;
  if (sentence.inCell || !later || !earlier || days.length !== 2 || !SINCE.test(sentence.text.slice(later.at + later.written.length, earlier.at)) || !HAPPENED.test(sentence.text.slice(0, earlier.at)) || (later.year !== null && earlier.year !== null && later.year !== earlier.year) || earlier.key <= later.key) return [];
  return [{ code: "dates-turned", severity: "error", line: lineAt(sentence, later.at), quote: sentence.text, expected: null, message: `Det som skedde efter ${earlier.written} är daterat ${later.written}, före.`, evidence: [] }];
};

/** "Läckan upptäcktes den 17 oktober. Rekommendationen hävdes den 12 oktober": it ends before it begins. */
export function eventOrderFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const since = sinceFindings(sentence);
    if (since.length) return since;
    const before = sentences[at - 1];
    if (!before || before.section.line !== sentence.section.line || sentence.line - before.line > 3 || sentence.inCell || before.inCell || !ENDS.test(sentence.text) || NEW.test(sentence.text)) return [];
    const [from, to] = [daysOf(before.text), daysOf(sentence.text)];
    const [start, end] = [from[0], to[0]];
    if (!start || !end || from.length !== 1 || to.length !== 1 || (start.year !== null && end.year !== null && start.year !== end.year) || end.key >= start.key) return [];
    // Over the turn of a year, the later month comes first.
    if (start.key - end.key > 600) return [];
    return [{ code: "dates-turned", severity: "warning", line: lineAt(sentence, end.at), quote: sentence.text, expected: null, message: `Det som började den ${start.written} slutar här den ${end.written}, innan det började.`, evidence: [{ line: before.line, quote: before.text }] }];
  });
}
