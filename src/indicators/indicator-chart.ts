import type { ChartInput } from "../platform/chart/line-chart.ts";
import { monthlyTarget, outlookOf } from "./indicator-outlook.ts";
import { monthsOf, shownYears, type Indicator } from "./indicator.ts";

/** A measure's year by month with the two before, what it aims at and what it would come to; null where no month is known. */
export function yearChart(indicator: Indicator, year: number): ChartInput | null {
  const series = shownYears(indicator, year).map((own) => ({ name: String(own), values: monthsOf(indicator, own).map((value) => value?.value ?? null) }));
  if (!series.length) return null;
  const target = monthlyTarget(indicator, year);
  const outlook = series.at(-1)!.name === String(year) ? outlookOf(indicator, year) : null;
  return { title: indicator.name, series, decimals: indicator.decimals, ...(target === null ? {} : { target: Array.from({ length: 12 }, () => target) }), ...(outlook ? { expected: { values: outlook.months, name: "i samma takt" } } : {}) };
}
