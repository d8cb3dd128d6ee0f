import { monthsOf, type Indicator } from "../indicators/indicator.ts";
import type { SourceRow } from "../platform/figure.ts";

/** The rows that a year's mean was computed from. */
export const valueSources = (indicator: Indicator, year: number): SourceRow[] =>
  monthsOf(indicator, year).flatMap((value) => (value ? [{ table: "indicator_value", key: `${indicator.id}/${value.period}`, origin: value.origin }] : []));
