import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine } from "../reading/table-cells.ts";
import { isSameWord } from "./telling-words.ts";
import { dayOf } from "./written-days.ts";

const DAY = new RegExp(String.raw`(?<!\d)(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>(?:19|20)\d\d)(?!\d)|(?<![\d-])(?<iso>(?:19|20)\d\d-\d\d-\d\d)(?![\d-])`, "giu");
/** What has happened on a day: a decision, an agreement. */
const DECIDED = /beslut[a-zà-ÿ]*|fastställ[a-zà-ÿ]*|antog[a-zà-ÿ]*|antag[a-zà-ÿ]*|godkän[a-zà-ÿ]*|avtal[a-zà-ÿ]*/iu;

interface WrittenDay { readonly day: string; readonly year: string; readonly written: string; readonly at: number }
const daysIn = (text: string): WrittenDay[] => [...text.matchAll(DAY)].map((match) => {
  const day = dayOf(match.groups!);
  return { day: day.slice(5), year: day.slice(0, 4), written: match[0], at: match.index };
});

/** A decision of the 24th of November 2026, where the document elsewhere has one of that day the year before. */
export function yearSlipFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  const cells = blocks.filter(isTable).flatMap(({ rows }) => rows.flatMap(({ cells: own, line }) => daysIn(own.map(oneLine).join(" | ")).map((day) => ({ ...day, line, text: own.map(oneLine).join(" | ") }))));
  const told = sentences.filter(({ inCell }) => !inCell).flatMap((sentence) => daysIn(sentence.text).map((day) => ({ ...day, line: lineAt(sentence, day.at), text: sentence.text })));
  const all = [...told, ...cells];
  return told.flatMap((one): Finding[] => {
    const near = one.text.slice(Math.max(0, one.at - NEAR), one.at + NEAR);
    // The ends of years and half-years are told of in every year; and many days in a sentence are a table that has lost its lines.
    if (ENDS.has(one.day) || (one.day.endsWith("-01") && VALID.test(near)) || daysIn(one.text).length > MOST_DAYS || !DECIDED.test(near) || EXTENDED.test(near) || all.some((other) => other !== one && other.day === one.day && other.year === one.year)) return [];
    const others = all.filter((other) => other.day === one.day && Math.abs(Number(other.year) - Number(one.year)) === 1);
    const [other] = others;
    // Boards meet on the same day in many years: only where the same kind of decision is told.
    if (!other || new Set(others.map(({ year }) => year)).size > 1 || !alike(one.text, other.text)) return [];
    // Of two that stand once each, the later in time is the slip in what has already been decided.
    if (others.length === 1 && told.includes(other as (typeof told)[number]) && Number(one.year) < Number(other.year)) return [];
    return [{ code: "other-period", severity: "warning", line: one.line, quote: one.text, expected: other.year, message: `Här står ${one.written}, men ${other.written} på ett annat ställe: är det samma beslut?`, evidence: [{ line: other.line, quote: other.text }] }];
  });
}
/** An agreement that is gone on with ends on the same day of a later year. */
const EXTENDED = /(?:utnyttja|använda?)[a-zà-ÿ]*\s[^.;]{0,40}option|(?<!(?:inte|ej)\s)förläng/iu;
/** What is valid from the first of a month, is so of many years. */
const VALID = /(?<![a-zà-ÿ])(?:gäll[a-zà-ÿ]*|från\s+och\s+med|fr\.?\s?o\.?\s?m|sedan\s+den)/iu;
const NEAR = 90;
const MOST_DAYS = 3;
const ENDS = new Set(["01-01", "06-30", "07-01", "12-31"]);
const STEM = 5;
const COMMON = /^(?:kommu|namnd|beslu|antog|antag|fasts|godka|styre|fullm|under|enlig|efter|januari|febru|augus|septe|oktob|novem|decem)/u;
const words = (text: string): string[] => [...new Set(fold(text).split(" ").filter((word) => word.length >= STEM && /^[a-zà-ÿ]+$/.test(word) && !COMMON.test(word)))];
const alike = (a: string, b: string): boolean => { const other = words(b); return words(a).some((word) => other.some((one) => isSameWord(word, one))); };
