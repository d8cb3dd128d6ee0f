import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";

/** "Kostnaden för 2010 blev 26 000 tkr": a whole year, as what it came to. */
const CAME_TO = /(?<![a-zà-ÿ])(?:för|under)\s+(?:helåret\s+|år\s+|hela\s+)?(?<year>(?:19|20)\d\d)\s+(?:blev|landade\s+på|slutade\s+på)\s+(?:cirka\s+|ca\s+|drygt\s+|knappt\s+)?\d/iu;
/** "Prognos för 2010", "ska presenteras i slutet av 2010": the year is not over. */
const notOver = (year: string): RegExp => new RegExp(String.raw`(?<![a-zà-ÿ])(?:prognos(?:en|er)?\s+för\s+(?:helåret\s+|år\s+)?${year}|(?:ska|skall|kommer\s+att|planeras)\s[^.;]{0,80}?(?:i\s+slutet\s+av|under\s+hösten|senare\s+under|i\s+(?:november|december))\s+${year})(?!\d)`, "iu");
const [JUST, SAME] = [1, 40];

/** A plan that tells what the year before it came to, and elsewhere tells of that year as one that is not over. `written` is the plan's year. */
export function yearNotOverFindings(sentences: readonly CheckedSentence[], written: number | null, kind: string): Finding[] {
  if (written === null || !/plan|budget/.test(kind)) return [];
  const year = String(written - JUST);
  const pattern = notOver(year);
  const going = sentences.find(({ inCell, text }) => !inCell && pattern.test(text));
  const seen = new Set<string>();
  return !going ? [] : sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : CAME_TO.exec(sentence.text);
    const told = match ? sentence.text.slice(match.index, match.index + SAME) : "";
    if (match?.groups!["year"] !== year || seen.has(told)) return [];
    seen.add(told);
    return [{ code: "statements-differ", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: "prognos", message: `Texten berättar vad ${year} blev, men på rad ${going.line} är året inte slut: är det en prognos?`, evidence: [{ line: going.line, quote: going.text }] }];
  });
}
