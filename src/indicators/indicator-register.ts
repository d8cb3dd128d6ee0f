import { dueOn, latestEnded, periodsOf } from "./indicator-period.ts";
import type { Indicator, IndicatorValue } from "./indicator.ts";

/** A measure as the register shows it on a day. */
export interface RegisterIndicator {
  readonly indicator: Indicator;
  /** The latest value there is up to the year that is looked at. */
  readonly last: IndicatorValue | null;
  /** Periods that have ended since, without a value or a reason. */
  readonly behind: number;
  /** ISO date that the first of them was or is due; null where no day is stated. */
  readonly dueOn: string | null;
  readonly late: boolean;
}

const MOST_BEHIND = 24;

/** How a measure stands: its last value, and how many periods have ended since. Only what has had a value is counted from. */
export function registerOf(indicator: Indicator, last: IndicatorValue | null, year: number, day: string): RegisterIndicator {
  const { dueDays, frequency } = indicator;
  const until = [latestEnded(frequency, day), `${year}-12-31`].toSorted()[0]!;
  const from = last ? Number(last.period.slice(0, 4)) : year;
  const open = Array.from({ length: Math.max(0, year - from + 1) }, (_, index) => from + index)
    .flatMap((own) => periodsOf(frequency, own))
    .filter((period) => period <= until && (last === null || period > last.period));
  const due = dueDays === null || !open[0] ? null : dueOn(frequency, open[0], dueDays);
  return { indicator, last, behind: Math.min(open.length, MOST_BEHIND), dueOn: due, late: due !== null && due < day };
}
