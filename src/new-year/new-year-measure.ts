import { outcomeUpTo } from "../indicators/target-rule.ts";
import { baselineOf, statedText, totalDecimals, type Baseline, type Indicator, type Target } from "../indicators/indicator.ts";
import type { Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";

/** A measure on its way into the next year: what it came to, and what is proposed to begin from and to aim at. */
export interface NewYearMeasure {
  readonly indicator: Indicator;
  /** What the year came to so far; null where nothing is known or the values must not be put together. */
  readonly outcome: Decimal | null;
  /** Whether every period of the year is known. */
  readonly complete: boolean;
  /** The next year's own, where it has one. */
  readonly baseline: Baseline | null;
  readonly target: Target | null;
  /** What is proposed where the next year has none: "" for nothing. */
  readonly proposedBaseline: string;
  readonly proposedTarget: string;
}

/**
 * What a measure begins the next year with. A year that is not whole yet proposes no baseline: half a year is no outcome. Nor
 * does one whose values must not be put together. A target moves on as it was stated.
 */
export function measureInNewYear(indicator: Indicator, year: number): NewYearMeasure {
  const { missing, outcome: told } = outcomeUpTo(indicator, year, 12);
  const outcome = indicator.aggregation === "none" && indicator.frequency !== "year" ? null : told;
  const complete = outcome !== null && missing.length === 0;
  const baseline = indicator.baselines.find((one) => one.year === year + 1) ?? null;
  const target = indicator.targets.find((one) => one.year === year + 1) ?? null;
  const current = indicator.targets.find((one) => one.year === year) ?? null;
  return {
    indicator, outcome, complete, baseline, target,
    proposedBaseline: baseline === null && complete ? formatNumber(outcome, indicator.frequency === "year" ? indicator.decimals : totalDecimals(indicator)) : "",
    proposedTarget: target === null && current !== null ? statedText(current) : "",
  };
}

/** The measures that a plan asks about: those of its goals, and those that have a target or a baseline of the year or the next. */
export function measuresOfPlan(indicators: readonly Indicator[], linked: ReadonlySet<number>, year: number): NewYearMeasure[] {
  return indicators
    .filter((indicator) => linked.has(indicator.id) || indicator.targets.some((one) => one.year === year || one.year === year + 1) || baselineOf(indicator, year + 1) !== null)
    .map((indicator) => measureInNewYear(indicator, year));
}
