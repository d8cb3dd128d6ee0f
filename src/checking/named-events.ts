import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

const MONTH = MONTH_NAMES.join("|");
/** "Den 2 september 2024", "i augusti", "våren 2025". */
const WHEN = String.raw`(?:(?:den\s+)?\d{1,2}\s+(?<dayMonth>${MONTH})(?:\s+(?<dayYear>20\d\d))?|(?:i|under)\s+(?<month>${MONTH})(?:\s+(?<year>20\d\d))?|(?:våren|hösten|sommaren|vintern)\s+(?<seasonYear>20\d\d))(?!\s*\d)`;
const OPENS = String.raw`(?:öppna(?:r|s|t|de|des)?|öppningen|inflyttning(?:en)?(?:\s+sker)?|invigs|invigdes|invigningen|tas\s+i\s+(?:bruk|drift)|togs\s+i\s+(?:bruk|drift)|driftsattes|driftsätts|påbörjas\s+införandet|påbörjades\s+införandet)`;
const OPENING = [new RegExp(String.raw`(?<![a-zà-ÿ])${OPENS}(?:\s+[a-zà-ÿ]+){0,3}?\s+${WHEN}`, "iu"), new RegExp(String.raw`(?<![a-zà-ÿ])${WHEN}\s+${OPENS}(?![a-zà-ÿ])`, "iu")];
const CLOSED = /(?<![a-zà-ÿ])(?:stängdes|lades\s+ne[dr]|avvecklades|har\s+stängts|har\s+lagts\s+ne[dr]|har\s+avvecklats)(?![a-zà-ÿ])/iu;
const RUNS = /(?<![a-zà-ÿ])(?:drivs\s+vidare|är\s+fortsatt\s+öppen|fortsätter\s+sin\s+verksamhet|är\s+fortfarande\s+(?:öppen|i\s+drift))(?![a-zà-ÿ])/iu;
/** What was to be, or comes round each year. */
const OTHERWISE = /(?<![a-zà-ÿ])(?:planerades|skulle|ursprunglig[a-zà-ÿ]*|tidigare|säsong[a-zà-ÿ]*|åter[a-zà-ÿ]*|igen|varje|tillfällig[a-zà-ÿ]*|delvis)(?![a-zà-ÿ])/iu;
/** A stage, or a part of the house. */
const OF_PART = /(?<![a-zà-ÿ])(?:etapp[a-zà-ÿ]*|avdelning[a-zà-ÿ]*)(?![a-zà-ÿ])/iu;
/** "Förskolan Blåklockan", "planeringssystemet Tidvis": a house, a school or a system with its name. */
const NAMED = /(?<![A-Za-zÀ-ÿ])(?<what>[A-ZÅÄÖa-zà-ÿ][a-zà-ÿ]{4,}(?:en|et|an))\s+(?<name>\p{Lu}[a-zà-ÿ]{4,})(?![A-Za-zÀ-ÿ])/gu;
const NO_HOUSE = /^(?:kommunen|staden|nämnden|regionen|företaget|bolaget|föreningen|direktören|rektorn|chefen|månaden|perioden)$/iu;
const MOST_TOLD = 40;

interface NamedEvent { readonly name: string; readonly kind: "opens" | "closed" | "runs"; readonly month: number | null; readonly year: string | null; readonly line: number; readonly sentence: CheckedSentence }
function eventOf(sentence: CheckedSentence, name: string): NamedEvent[] {
  const { text } = sentence;
  if (OTHERWISE.test(text)) return [];
  const base = { name, sentence, month: null, year: null };
  const opening = OF_PART.test(text) ? undefined : OPENING.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  if (opening) {
    const { dayMonth, dayYear, month, seasonYear, year } = opening.groups!;
    const named = (dayMonth ?? month)?.toLowerCase();
    return [{ ...base, kind: "opens", month: named === undefined ? null : MONTH_NAMES.findIndex((one) => one === named), year: dayYear ?? year ?? seasonYear ?? null, line: lineAt(sentence, opening.index) }];
  }
  const closed = CLOSED.exec(text);
  if (closed) return [{ ...base, kind: "closed", line: lineAt(sentence, closed.index) }];
  const runs = RUNS.exec(text);
  return runs ? [{ ...base, kind: "runs", line: lineAt(sentence, runs.index) }] : [];
}

/** One house, school or system that opens in two months, or is closed in one place and runs on in another. */
export function namedEventFindings(sentences: readonly CheckedSentence[]): Finding[] {
  const prose = sentences.filter(({ inCell }) => !inCell);
  const names = [...new Set(prose.flatMap(({ text }) => [...text.matchAll(NAMED)].filter(({ groups }) => !NO_HOUSE.test(groups!["what"]!)).map(({ groups }) => groups!["name"]!.replace(/s$/u, ""))))];
  return names.flatMap((name): Finding[] => {
    const named = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])${name}s?(?![A-Za-zÀ-ÿ])`, "u");
    const others = names.filter((other) => other !== name);
    const events = prose.flatMap((sentence, at) => {
      // Of whom, where the sentence has no name of its own, is told by the one before it in the paragraph.
      const last = prose[at - 1];
      const isOwn = named.test(sentence.text);
      const isOfLast = !isOwn && last !== undefined && last.line === sentence.line && named.test(last.text);
      if (!isOwn && !isOfLast) return [];
      // Beside another name, only what is said of this one straight after it is its own.
      const events = eventOf(sentence, name);
      return others.some((other) => sentence.text.includes(other)) ? events.filter(({ kind }) => kind !== "opens" && new RegExp(String.raw`${name},?\s+(?:som\s+)?(?:${CLOSED.source}|${RUNS.source})`, "iu").test(sentence.text)) : events;
    });
    if (events.length < 2 || events.length > MOST_TOLD) return [];
    const told = (one: NamedEvent, other: NamedEvent, message: string): Finding[] => [{ code: "statements-differ", severity: "warning", line: one.line, quote: one.sentence.text, expected: null, message: `${name} ${message} på rad ${other.line}.`, evidence: [{ line: other.line, quote: other.sentence.text }] }];
    const [closed, runs] = [events.find(({ kind }) => kind === "closed"), events.find(({ kind }) => kind === "runs")];
    if (closed && runs) return told(runs, closed, "drivs vidare här, men har stängts");
    const openings = events.filter(({ kind }) => kind === "opens");
    const [first] = openings;
    const other = openings.find((one) => first !== undefined && one.sentence !== first.sentence && (one.year !== null && first.year !== null && one.year !== first.year ? true : one.month !== null && first.month !== null && one.month !== first.month));
    if (!first || !other) return [];
    const shown = ({ month, year }: NamedEvent): string => [month === null ? null : MONTH_NAMES[month]!, year].filter(Boolean).join(" ");
    return told(other, first, `öppnar eller tas i drift ${shown(other)} här, men ${shown(first)}`);
  });
}
