import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineAt, type CheckedSentence } from "./checked-sentences.ts";
import type { Finding } from "./finding.ts";
import { dayOf, daysInMonth, monthNumber } from "./written-days.ts";

const MONTHS = MONTH_NAMES.join("|");
const ISO = String.raw`(?:19|20)\d\d-\d\d-\d\d`;
/** "från 2021-05-01 till 2021-03-01", "2021-05-01 – 2021-03-01". */
const SPAN = new RegExp(String.raw`(?<![\d-])(?<from>${ISO})\s*(?:–|−|-|till och med|t\.?o\.?m\.?|till|och)\s*(?<to>${ISO})(?![\d-])`, "giu");
const SINGLE = new RegExp(String.raw`(?<![\d-])(?<iso>${ISO})(?![\d-])|(?<!\d)(?<day>\d{1,2})\s+(?<month>${MONTHS})(?:\s+(?<year>(?:19|20)\d\d))?`, "giu");
/** "perioden 2024–2021", "åren 2023-2020". */
const YEARS = /(?<![\d-])(?<from>(?:19|20)\d\d)\s*[–−-]\s*(?<to>(?:19|20)\d\d)(?![\d-])/gu;

function isImpossible(groups: Readonly<Record<string, string | undefined>>): boolean {
  const iso = groups["iso"];
  if (iso) {
    const [year, month, day] = iso.split("-").map(Number) as [number, number, number];
    return month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month);
  }
  const month = monthNumber(groups["month"]!);
  // Without a year, the 29th of February may be.
  return Number(groups["day"]) > daysInMonth(Number(groups["year"] ?? 2024), month) || Number(groups["day"]) < 1;
}

/** "Från och med den 1 oktober 2024 till och med den 30 september 2025". */
const WORDED = new RegExp(String.raw`(?<!\d)(?<fromDay>\d{1,2})\s+(?<fromMonth>${MONTHS})(?:\s+(?<fromYear>(?:19|20)\d\d))?\s*(?:[–-]|till(?:\s+och\s+med)?|t\.?o\.?m\.?)\s*(?:den\s+)?(?<toDay>\d{1,2})\s+(?<toMonth>${MONTHS})\s+(?<toYear>(?:19|20)\d\d)`, "giu");
const WEEKDAYS = ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"];
const WEEKDAY = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ])(?<weekday>${WEEKDAYS.join("|")})(?:en)?\s+(?:den\s+)?(?<day>\d{1,2})\s+(?<month>${MONTHS})(?:\s+(?<year>(?:19|20)\d\d))?`, "giu");

/** Days that no calendar has, and spans that end before they begin. `written` is the document's year, null where it is not surely known. */
export function dateFindings(sentences: readonly CheckedSentence[], written: number | null): Finding[] {
  return sentences.flatMap((sentence): Finding[] => {
    const { text } = sentence;
    return [
    ...[...text.matchAll(WORDED)].flatMap((match): Finding[] => {
      const { fromDay, fromMonth, fromYear, toDay, toMonth, toYear } = match.groups!;
      const [from, to] = [dayOf({ year: fromYear ?? toYear, month: fromMonth, day: fromDay }), dayOf({ year: toYear, month: toMonth, day: toDay })];
      return from <= to || (!fromYear && toMonth !== fromMonth) ? [] : [{ code: "dates-turned", severity: "error", line: lineAt(sentence, match.index), quote: text, expected: null, message: `»${match[0]}« slutar innan det börjar.`, evidence: [] }];
    }),
    ...[...text.matchAll(WEEKDAY)].flatMap((match): Finding[] => {
      const { day, month, weekday, year } = match.groups!;
      // A day without its year is of the document's own year, or of the one that is planned for.
      const years = year ? [year] : written === null || /(?:19|20)\d\d/.test(text) ? [] : [String(written), String(written + 1)];
      const days = years.map((one) => WEEKDAYS[new Date(`${dayOf({ year: one, month, day })}T00:00:00Z`).getUTCDay()]);
      const [is] = days;
      return is === undefined || days.includes(weekday!.toLowerCase()) ? [] : [{ code: "date-impossible", severity: "warning", line: lineAt(sentence, match.index), quote: text, expected: `${is}en`, message: `Den ${day} ${month} ${years[0]} är en ${is}.`, evidence: [] }];
    }),
    ...[...text.matchAll(SINGLE)].flatMap((match): Finding[] => (isImpossible(match.groups!) ? [{ code: "date-impossible", severity: "error", line: lineAt(sentence, match.index), quote: text, expected: null, message: `»${match[0]}« är ingen dag i kalendern.`, evidence: [] }] : [])),
    ...[...text.matchAll(SPAN), ...text.matchAll(YEARS)].flatMap((match): Finding[] => {
      const { from, to } = match.groups!;
      if (from! <= to! || (/\soch\s/iu.test(match[0]) && !/mellan\s*$/iu.test(text.slice(0, match.index)))) return [];
      return [{ code: "dates-turned", severity: "error", line: lineAt(sentence, match.index), quote: text, expected: `${to} – ${from}`, message: `»${match[0]}« slutar innan det börjar.`, evidence: [] }];
    }),
    ];
  });
}
