import { MONTH_NAMES } from "../platform/swedish.ts";
import type { Layout } from "../reading/layout.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { dayOf } from "./written-days.ts";

const DAY = String.raw`(?<iso>(?:19|20)\d\d-\d\d-\d\d)|(?:den\s+)?(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>(?:19|20)\d\d)`;
const MEETING = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])sammanträdes(?:datum|dag)\s*(?::\s*)?(?:${DAY})(?!\d)`, "iu");
const BEFORE = new RegExp(String.raw`(?:${DAY})(?![\d-])[^.;]{0,40}(?<![a-zà-ÿ])(?:före|inför|innan)\s+(?:nämndens|styrelsens|fullmäktiges|utskottets|dagens|detta)\s+(?:behandling|beslut|sammanträde|möte)`, "iu");
/** A line that tells when a meeting is, is no longer than this. */
const LONGEST = 500;

/** "Förhandlingen hölls den 18 december, före nämndens behandling", in the minutes of the 11th. */
export function beforeMeetingFindings({ lines }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const meetings = lines.flatMap((text, at) => { const match = text.length > LONGEST ? null : MEETING.exec(text); return match ? [{ day: dayOf(match.groups!), line: at + 1, quote: text.trim() }] : []; });
  const [meeting] = meetings;
  if (!meeting || new Set(meetings.map(({ day }) => day)).size > 1) return [];
  return sentences.flatMap((sentence): Finding[] => {
    const match = sentence.inCell ? null : BEFORE.exec(sentence.text);
    if (!match || dayOf(match.groups!) <= meeting.day) return [];
    return [{ code: "dates-turned", severity: "warning", line: lineAt(sentence, match.index), quote: sentence.text, expected: null, message: `Det som ska ha skett före sammanträdet är daterat ${dayOf(match.groups!)}, men sammanträdet är den ${meeting.day}.`, evidence: [{ line: meeting.line, quote: meeting.quote }] }];
  });
}
