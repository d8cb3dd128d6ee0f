import { MONTH_NAMES } from "../platform/swedish.ts";
import { countByMonth, shareInTime, TIMED_KINDS, totalOf, type TimedCase, type TimedCaseKind } from "./timed-case.ts";

const MEASURES = { done: "antal klara", inTime: "antal klara i tid", share: "andel klara i tid, procent" } as const;
/** A count of cases with a time in the law, as a document tells it: of a year up to a month. */
export interface TimedCaseTotal {
  readonly kind: TimedCaseKind;
  readonly year: number;
  readonly month: number;
  readonly measure: keyof typeof MEASURES;
}
/** The count as a figure's source names it. */
export const timedKey = (committeeId: number, { kind, measure, month, year }: TimedCaseTotal): string => [committeeId, year, month, kind, measure].join("/");
export function readTimedKey(key: string): (TimedCaseTotal & { readonly committeeId: number }) | null {
  const [, committee = "", year = "", month = "", kind = "", measure = ""] = /^(\d{1,9})\/(\d{4})\/(\d{1,2})\/([a-z-]+)\/([A-Za-z]+)$/.exec(key) ?? [];
  return Object.hasOwn(TIMED_KINDS, kind) && Object.hasOwn(MEASURES, measure) && Number(month) >= 1 && Number(month) <= 12 ? { committeeId: Number(committee), year: Number(year), month: Number(month), kind: kind as TimedCaseKind, measure: measure as keyof typeof MEASURES } : null;
}
export const timedWords = ({ kind, measure, month, year }: TimedCaseTotal): string => `${TIMED_KINDS[kind].replace(/^./, (letter) => letter.toUpperCase())} ${year}${month < 12 ? ` till och med ${MONTH_NAMES[month - 1]}` : ""}, ${MEASURES[measure]}`;
/** The count itself, exact; a share with one decimal, null where nothing is done. */
export function timedTotal(cases: readonly TimedCase[], { kind, measure, month, year }: TimedCaseTotal): string | null {
  const total = totalOf(countByMonth(cases, kind, year).slice(0, month));
  return measure === "share" ? shareInTime(total) : String(total[measure]);
}
