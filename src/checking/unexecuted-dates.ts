import { MONTH_NAMES } from "../platform/swedish.ts";
import { fold, isTable, type Layout } from "../reading/layout.ts";
import { oneLine, quoteOfCells } from "../reading/table-cells.ts";
import type { CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { dayOf, daysInMonth, ISO_DAY } from "./written-days.ts";

const THREE_MONTHS = /inte\s+(?:har\s+)?(?:kunnat\s+)?verkställ[a-zà-ÿ]*\s+inom\s+tre\s+månader/iu;
const AS_OF = new RegExp(String.raw`(?:läget|per|avser)\s+(?:den\s+)?(?:(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>(?:19|20)\d\d)|(?<iso>(?:19|20)\d\d-\d\d-\d\d))`, "iu");
/** "Rapport kvartal 3, inlämnad till IVO 2022-10-11", right over the table: as of the day that the quarter ended. */
const QUARTER = /(?<![a-zà-ÿ])kvartal\s+(?<quarter>[1-4])(?:\s+(?<year>(?:19|20)\d\d)|[^.]{0,60}?(?<reported>(?:19|20)\d\d)-(?<month>\d\d)-\d\d)/iu;
const OVER = 4;
function endOfQuarter({ month, quarter, reported, year }: Readonly<Record<string, string | undefined>>): string {
  // What is reported in January is of the year before.
  const of = year ?? String(Number(reported) - (quarter === "4" && Number(month) < 4 ? 1 : 0));
  return `${of}-${["03-31", "06-30", "09-30", "12-31"][Number(quarter) - 1]!}`;
}
const BROKEN_OFF = /avbr/;
/** So many lines before a table may say as of when it is. */
const BACK = 40;
/** The day three months before one, of the months that both have. */
function threeMonthsBefore(day: string): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const back = new Date(Date.UTC(year, month - 1 - 3, 1));
  const last = daysInMonth(back.getUTCFullYear(), back.getUTCMonth() + 1);
  return `${back.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, "0")}`;
}

/** Decisions that are reported as not carried out within three months, made less than three months before the day that the report is of (16 kap. 6 f § socialtjänstlagen). */
export function unexecutedDateFindings({ blocks }: Layout, sentences: readonly CheckedSentence[]): Finding[] {
  return blocks.filter(isTable).flatMap(({ line: table, rows: [head, ...rows] }): Finding[] => {
    const heads = head!.cells.map((cell) => fold(oneLine(cell)));
    const decided = heads.findIndex((one) => /^(?:besluts ?datum|datum for (?:beslut|gynnande beslut)|beslut)/.test(one) && !BROKEN_OFF.test(one));
    const broken = heads.findIndex((one) => BROKEN_OFF.test(one));
    if (decided < 0) return [];
    const near = sentences.filter(({ inCell, line }) => !inCell && line < table && table - line <= BACK);
    const told = near.findLast(({ line, text }) => AS_OF.test(text) || (table - line <= OVER && QUARTER.test(text)));
    if (!told || !near.some(({ text }) => THREE_MONTHS.test(text))) return [];
    const asOf = AS_OF.test(told.text) ? dayOf(AS_OF.exec(told.text)!.groups!) : endOfQuarter(QUARTER.exec(told.text)!.groups!);
    const limit = threeMonthsBefore(asOf);
    return rows.flatMap(({ cells, line }): Finding[] => {
      const day = oneLine(cells[decided]);
      const since = broken < 0 ? "" : oneLine(cells[broken]);
      if (!ISO_DAY.test(day) || (since && ISO_DAY.test(since)) || day <= limit || day > asOf) return [];
      return [{ code: "dates-turned", severity: "warning", line, quote: quoteOfCells(cells), expected: `senast ${limit}`, message: `Beslutet är från ${day}, mindre än tre månader före ${asOf}: det har inte varit ej verkställt i tre månader.`, evidence: [{ line: told.line, quote: told.text }] }];
    });
  });
}
