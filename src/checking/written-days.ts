import { MONTH_NAMES } from "../platform/swedish.ts";

/** 1 for "januari", 12 for "december". */
export const monthNumber = (name: string): number => MONTH_NAMES.findIndex((known) => known === name.toLowerCase()) + 1;
/** @param month 1 to 12. */
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
/** The day that is written as `iso`, or as `day`, `month` in words and `year`: "2024-03-08". */
export const dayOf = ({ day, iso, month, year }: Readonly<Record<string, string | undefined>>): string => iso ?? `${year}-${String(monthNumber(month!)).padStart(2, "0")}-${day!.padStart(2, "0")}`;
/** "2024-03-08" or "den 8 mars 2024", as a part of a pattern; its groups are those of `dayOf`. */
export const WRITTEN_DAY = String.raw`(?:den\s+)?(?:(?<iso>(?:19|20)\d\d-\d\d-\d\d)|(?<day>\d{1,2})\s+(?<month>${MONTH_NAMES.join("|")})\s+(?<year>(?:19|20)\d\d))`;
/** A day written as numbers: "2024-03-08". */
export const ISO_DAY = /^(?:19|20)\d\d-\d\d-\d\d$/;
