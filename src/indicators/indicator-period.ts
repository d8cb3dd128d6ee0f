import { MONTH_NAMES } from "../platform/swedish.ts";

/** How often a measure is measured. */
export type Frequency = "month" | "quarter" | "tertial" | "half-year" | "year";
export const FREQUENCY_WORDS: Readonly<Record<Frequency, string>> = { month: "månad", quarter: "kvartal", tertial: "tertial", "half-year": "halvår", year: "år" };
export const FREQUENCY_PLURALS: Readonly<Record<Frequency, string>> = { month: "månader", quarter: "kvartal", tertial: "tertial", "half-year": "halvår", year: "år" };

/** How many months a period has. */
export const MONTHS_IN: Readonly<Record<Frequency, number>> = { month: 1, quarter: 3, tertial: 4, "half-year": 6, year: 12 };

const two = (number: number): string => String(number).padStart(2, "0");
const monthOf = (period: string): number => Number(period.slice(5, 7));

/** The first days of a year's periods, ISO. */
export const periodsOf = (frequency: Frequency, year: number): string[] => Array.from({ length: 12 / MONTHS_IN[frequency] }, (_, index) => `${year}-${two(index * MONTHS_IN[frequency] + 1)}-01`);
export const isPeriod = (frequency: Frequency, period: string): boolean => /^(19|20)\d\d-(0[1-9]|1[0-2])-01$/.test(period) && (monthOf(period) - 1) % MONTHS_IN[frequency] === 0;

/** The number of the period's last month, 1–12. */
export const lastMonthOf = (frequency: Frequency, period: string): number => monthOf(period) + MONTHS_IN[frequency] - 1;

/** A time as somebody named it: its first day (of the month, where a day was named), how many months it has where that was said, and the day. */
export interface IndicatorPeriod {
  readonly start: string;
  readonly months: number | null;
  readonly day?: number;
}
/** The period of a measure that a time means; null for one of another length. A day names the month that it is in, or a longer period that begins or ends with it. */
export function periodNamed(frequency: Frequency, { day = 1, months, start }: IndicatorPeriod): string | null {
  const own = MONTHS_IN[frequency];
  if (months !== null) return months === own && isPeriod(frequency, start) ? start : null;
  if (frequency === "month") return start;
  if (day === 1) return isPeriod(frequency, start) ? start : null;
  const last = new Date(Date.UTC(Number(start.slice(0, 4)), monthOf(start), 0)).getUTCDate();
  return day === last && monthOf(start) % own === 0 ? `${start.slice(0, 5)}${two(monthOf(start) - own + 1)}-01` : null;
}

/** "mars 2026", "kvartal 1 2026", "tertial 2 2026", "första halvåret 2026", "2026". */
export function periodName(frequency: Frequency, period: string): string {
  const year = period.slice(0, 4);
  const name = shortPeriodName(frequency, period);
  return frequency === "year" ? year : `${name} ${year}`;
}
/** The same without its year: "mars", "kvartal 1"; a year by its number. */
export function shortPeriodName(frequency: Frequency, period: string): string {
  const number = (monthOf(period) - 1) / MONTHS_IN[frequency] + 1;
  switch (frequency) {
    case "month":
      return MONTH_NAMES[number - 1]!;
    case "half-year":
      return number === 1 ? "första halvåret" : "andra halvåret";
    case "year":
      return period.slice(0, 4);
    default:
      return `${FREQUENCY_WORDS[frequency]} ${number}`;
  }
}

/** The first day of the same period a year before. */
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

/** The day that a period's value is due, ISO: so many days after its last. */
export function dueOn(frequency: Frequency, period: string, dueDays: number): string {
  const end = Date.UTC(Number(period.slice(0, 4)), lastMonthOf(frequency, period), 0);
  return new Date(end + dueDays * 86_400_000).toISOString().slice(0, 10);
}

/** The latest period that had ended before a day (ISO). */
export function latestEnded(frequency: Frequency, day: string): string {
  const year = Number(day.slice(0, 4));
  const ended = Math.floor((monthOf(day) - 1) / MONTHS_IN[frequency]);
  return (ended ? periodsOf(frequency, year) : periodsOf(frequency, year - 1)).at(ended - 1)!;
}
