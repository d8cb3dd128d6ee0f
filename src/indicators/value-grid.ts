import { dueOn, latestEnded, periodsOf, yearBefore, type Frequency } from "./indicator-period.ts";
import { valueAt, type Indicator, type IndicatorValue } from "./indicator.ts";

/** A measure's place in the grid of what is to be entered. */
export interface GridIndicator {
  readonly indicator: Indicator;
  /** The period that is entered. */
  readonly period: string;
  readonly value: IndicatorValue | null;
  /** The same period a year before. */
  readonly before: IndicatorValue | null;
  /** ISO date; null where none is stated. */
  readonly dueOn: string | null;
  /** Whether the period has a value, or somebody has said why it has none. */
  readonly done: boolean;
  readonly late: boolean;
}

/** What became of a row that was sent, as the page and its script are told it. */
export interface GridAnswer {
  readonly indicatorId: number;
  readonly period: string;
  readonly state: "saved" | "unchanged" | "refused" | "conflict";
  /** The version to write over next. */
  readonly version: number;
  /** Why it was refused, or what the other one wrote. */
  readonly message: string | null;
  /** What the value makes one ask, where nobody has answered. */
  readonly question?: string;
}

/** The months that a grid can be for: those of the year that have begun to be due. */
export const GRID_FREQUENCIES: readonly Frequency[] = ["month", "quarter", "tertial", "half-year", "year"];

/** The period of each frequency that ends with a month; null where none does. */
export function periodEnding(frequency: Frequency, year: number, month: number): string | null {
  const periods = periodsOf(frequency, year);
  const months = 12 / periods.length;
  return month % months === 0 ? (periods[month / months - 1] ?? null) : null;
}

/** The month that most likely is to be entered on a day: the latest of the year that has ended, or its first. */
export function monthToEnter(year: number, day: string): number {
  const latest = latestEnded("month", day);
  if (Number(latest.slice(0, 4)) > year) return 12;
  return Number(latest.slice(0, 4)) < year ? 1 : Number(latest.slice(5, 7));
}

/** What is to be entered for a month: every measure with a period that ends with it, and what is known beside. */
export function gridOf(indicators: readonly Indicator[], year: number, month: number, day: string): GridIndicator[] {
  // What is measured more seldom comes last, so that a column of months is pasted into months.
  const inOrder = indicators.toSorted((a, b) => GRID_FREQUENCIES.indexOf(a.frequency) - GRID_FREQUENCIES.indexOf(b.frequency));
  const ending = new Map(GRID_FREQUENCIES.map((frequency) => [frequency, periodEnding(frequency, year, month)]));
  return inOrder.flatMap((indicator): GridIndicator[] => {
    const period = ending.get(indicator.frequency);
    if (!period) return [];
    const value = valueAt(indicator, period);
    const due = indicator.dueDays === null ? null : dueOn(indicator.frequency, period, indicator.dueDays);
    return [{ indicator, period, value, before: valueAt(indicator, yearBefore(period)), dueOn: due, done: value !== null, late: value === null && due !== null && due < day }];
  });
}
