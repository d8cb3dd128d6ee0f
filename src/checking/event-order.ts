import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { monthNumber } from "./written-days.ts";

const DAY = new RegExp(String.raw`(?<!\d)(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})(?:\s+(?<year>(?:19|20)\d\d))?|(?<![\d-])(?<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])`, "giu");
/** What ends what the sentence before it told of. */
const ENDS = /(?<![a-zà-ÿ])(?:hävdes|upphörde|upphävdes|återöppnade[a-zà-ÿ]*|återställdes|avhjälptes|avslutades|återupptogs|var åter|kunde åter|lagades|åtgärdades)(?![a-zà-ÿ])/iu;
/** What came after it. */
const THEN = /(?<![a-zà-ÿ])(?:därefter|efter det)(?![a-zà-ÿ])/iu;
/** Words that tell of another thing than the one before. */
const NEW = /(?<![a-zà-ÿ])(?:projekt[a-zà-ÿ]*|avtal[a-zà-ÿ]*|tidigare|första|föregående|förra|dessförinnan|ett annat|en annan)(?![a-zà-ÿ])/iu;

/** As the difference of two keys, which are the month times a hundred and the day. */
const [QUARTER_YEAR, HALF_YEAR] = [300, 600];
interface ToldDay { readonly key: number; readonly year: string | null; readonly at: number; readonly written: string }
const daysOf = (text: string): ToldDay[] => [...text.matchAll(DAY)].map((match) => {
  const { day, iso, month, year } = match.groups!;
  const [m, d] = iso ? [Number(iso.slice(5, 7)), Number(iso.slice(8))] : [monthNumber(month!), Number(day)];
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

/** What comes first of two things that are told in one breath. */
const IN_ORDER = [/annonsera[a-zà-ÿ]*|utlys[a-zà-ÿ]*/iu, /anbudstid[a-zà-ÿ]*|anbud[a-zà-ÿ]*/iu, /tilldel[a-zà-ÿ]*/iu, /avtal[a-zà-ÿ]*\s+teckna[a-zà-ÿ]*|tecknades/iu] as const;
const PAIRS = [[/öppna(?:de|des)/iu, /stäng(?:de|des)/iu], [/inled(?:des)|påbörja(?:des|de)|starta(?:de|des)/iu, /avsluta(?:des|de)|slutför(?:des)/iu]] as const;
/** "Annonserades den 4 juni, anbudstiden gick ut den 12 maj": the days do not follow each other. */
function stepFindings(sentence: CheckedSentence): Finding[] {
  const days = daysOf(sentence.text);
  if (sentence.inCell || days.length < 2) return [];
  const steps = days.map((day, at) => ({ day, text: sentence.text.slice(at === 0 ? 0 : days[at - 1]!.at + days[at - 1]!.written.length, day.at) }));
  const orders: readonly (readonly RegExp[])[] = [IN_ORDER, ...PAIRS];
  for (const order of orders) {
    const told = steps.flatMap(({ day, text }) => { const rank = order.findLastIndex((pattern) => pattern.test(text)); return rank < 0 ? [] : [{ day, rank }]; });
    const wrong = told.find(({ day, rank }, at) => told.slice(0, at).some((before) => before.rank < rank && day.key < before.day.key && before.day.key - day.key < HALF_YEAR && (day.year === null || before.day.year === null || day.year === before.day.year)));
    if (wrong) return [{ code: "dates-turned", severity: "warning", line: lineAt(sentence, wrong.day.at), quote: sentence.text, expected: null, message: `${wrong.day.written} är före det som ska ha skett tidigare i samma mening.`, evidence: [] }];
  }
  return [];
}

/** "Läckan upptäcktes den 17 oktober. Rekommendationen hävdes den 12 oktober": it ends before it begins. */
export function eventOrderFindings(sentences: readonly CheckedSentence[]): Finding[] {
  return sentences.flatMap((sentence, at): Finding[] => {
    const since = sinceFindings(sentence);
    if (since.length) return since;
    const steps = stepFindings(sentence);
    if (steps.length) return steps;
    const before = sentences[at - 1];
    if (!before || before.section.line !== sentence.section.line || sentence.line - before.line > 3 || sentence.inCell || before.inCell || !(ENDS.test(sentence.text) || THEN.test(sentence.text)) || NEW.test(sentence.text)) return [];
    const [from, to] = [daysOf(before.text), daysOf(sentence.text)];
    const [start, end] = [from[0], to[0]];
    if (!start || !end || from.length !== 1 || to.length !== 1 || (start.year !== null && end.year !== null && start.year !== end.year) || end.key >= start.key) return [];
    // Over the turn of a year, the later month comes first.
    if (start.key - end.key > QUARTER_YEAR) return [];
    return [{ code: "dates-turned", severity: "warning", line: lineAt(sentence, end.at), quote: sentence.text, expected: null, message: `Det som började den ${start.written} slutar här den ${end.written}, innan det började.`, evidence: [{ line: before.line, quote: before.text }] }];
  });
}
