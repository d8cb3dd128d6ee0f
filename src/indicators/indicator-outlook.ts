import { divide, multiply, percentChange, round, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { monthsOf, valueAt, type Indicator } from "./indicator.ts";
import { lastMonthOf, periodsOf, yearBefore } from "./indicator-period.ts";
import { aimOf } from "./target-rule.ts";

type Measure = Pick<Indicator, "aggregation" | "better" | "decimals" | "frequency" | "targets" | "values">;

/** A year's months added up, one on the other; null from the first month that is not known. Null where months must not be added. */
export function cumulative(measure: Pick<Indicator, "aggregation" | "values">, year: number): (Decimal | null)[] | null {
  if (measure.aggregation !== "sum") return null;
  let total: Decimal | null = "0";
  return monthsOf(measure, year).map((value) => {
    total = total === null || (value?.value ?? null) === null ? null : sum([total, value!.value!]);
    return total;
  });
}

/** The number that a year aims at, by month as it is held against a single month's value; null where it aims at none in particular. */
export function monthlyTarget(measure: Measure, year: number): Decimal | null {
  const stated = measure.targets.find((target) => target.year === year)?.stated;
  const aim = stated === undefined ? null : aimOf(stated, measure.better ?? "equal");
  if (!aim || !("amount" in aim)) return null;
  return measure.aggregation === "sum" ? divide(aim.amount, "12") : aim.amount;
}

/** How the months that are left would be, and what the year would come to. A line on, not a promise: it says how it is reckoned. */
export interface IndicatorOutlook {
  /** Twelve places: the last known month, and those after it. */
  readonly months: readonly (Decimal | null)[];
  /** What the year comes to then; null where its months must not be put together. */
  readonly total: Decimal | null;
  readonly words: string;
}

/**
 * Carries a running year on by its last year: each month that is left as the same month last year, times what this year's
 * known months are of the same ones then. Null where not all of that is known, where the year is whole, and for other
 * frequencies than months.
 */
export function outlookOf(measure: Measure, year: number): IndicatorOutlook | null {
  if (measure.frequency !== "month" || measure.aggregation === "none" || measure.aggregation === "last") return null;
  const [own, before] = [monthsOf(measure, year), monthsOf(measure, year - 1)].map((months) => months.map((value) => value?.value ?? null)) as [(Decimal | null)[], (Decimal | null)[]];
  const known = own.findIndex((value) => value === null);
  if (known < 3 || own.slice(known).some((value) => value !== null) || before.some((value) => value === null)) return null;
  const [now, base] = [sum(own.slice(0, known) as Decimal[]), sum(before.slice(0, known) as Decimal[])];
  if (Number(base) <= 0) return null;
  const share = divide(now, base);
  const ahead = before.slice(known).map((value) => multiply(value!, share));
  const whole = sum([...(own.slice(0, known) as Decimal[]), ...ahead]);
  return {
    months: own.map((_, index) => (index === known - 1 ? own[index]! : index < known - 1 ? null : ahead[index - known]!)),
    total: measure.aggregation === "sum" ? whole : divide(whole, "12"),
    words: `De månader som återstår är räknade som samma månader ${year - 1} gånger ${round(share, 2).replace(".", ",")}, vilket är vad årets kända månader är av samma månader då.`,
  };
}

/** The year so far against the same periods of the year before: only those that both know. */
export interface IndicatorComparison {
  readonly now: Decimal;
  readonly before: Decimal;
  readonly difference: Decimal;
  /** Per cent of last year's; null where that is zero. */
  readonly percent: Decimal | null;
  readonly periods: number;
  /** The number of the last month that is in it, 1–12. */
  readonly upTo: number;
}
export function comparedWithLastYear(measure: Pick<Indicator, "aggregation" | "frequency" | "values">, year: number): IndicatorComparison | null {
  if (measure.aggregation === "none" || measure.aggregation === "last") return null;
  const pairs = periodsOf(measure.frequency, year).flatMap((period) => {
    const [now, before] = [valueAt(measure, period)?.value ?? null, valueAt(measure, yearBefore(period))?.value ?? null];
    return now === null || before === null ? [] : [{ now, before, upTo: lastMonthOf(measure.frequency, period) }];
  });
  if (!pairs.length) return null;
  const of = (which: "now" | "before"): Decimal => {
    const total = sum(pairs.map((pair) => pair[which]));
    return measure.aggregation === "mean" ? divide(total, String(pairs.length)) : total;
  };
  const [now, before] = [of("now"), of("before")];
  return { now, before, difference: subtract(now, before), percent: percentChange(before, now), periods: pairs.length, upTo: pairs.at(-1)!.upTo };
}
