import { sum, type Decimal } from "../platform/decimal.ts";
import type { UnitKind } from "../organisation/unit.ts";
import { varianceOf, type EconomyRow } from "./economy.ts";

/** One committee's or company's year, as the executive committee sees it beside the others. */
export interface PrincipalEconomy {
  readonly id: number;
  readonly name: string;
  readonly kind: UnitKind;
  /** The last month that its ledger tells, 1–12; null where it tells none. */
  readonly month: number | null;
  /** What comes in less what it costs, of the months up to that one. */
  readonly net: EconomyRow | null;
  /** The month that the forecast is made after; null where there is none of the whole. */
  readonly forecastMonth: number | null;
  /** Deviations that are not minor. */
  readonly feared: number;
}
export interface ConsolidatedTotals {
  readonly actual: Decimal | null;
  readonly budget: Decimal | null;
  readonly variance: Decimal | null;
  readonly yearBudget: Decimal | null;
  readonly forecast: Decimal | null;
  readonly forecastVariance: Decimal | null;
}
/**
 * Committees together: a sum is told only where each of them that has any economy in the year tells its part, and
 * amounts so far only where all are told to the same month. Companies are not among them: what they make is a result of their own, and group
 * accounts take away what is between them (LKBR 2018:597, 12).
 */
export function consolidatedTotals(rows: readonly PrincipalEconomy[]): ConsolidatedTotals {
  const own = rows.filter(({ net }) => net !== null);
  const sameMonth = new Set(own.map(({ month }) => month)).size <= 1;
  const of = (value: (row: EconomyRow) => Decimal | null): Decimal | null => (own.length === 0 || own.some(({ net }) => value(net!) === null) ? null : sum(own.map(({ net }) => value(net!)!)));
  return {
    actual: sameMonth ? of((row) => row.actual) : null, budget: sameMonth ? of((row) => row.budget) : null, variance: sameMonth ? of((row) => varianceOf(row.actual, row.budget)) : null,
    yearBudget: of((row) => row.yearBudget), forecast: of((row) => row.forecast), forecastVariance: of((row) => varianceOf(row.forecast, row.yearBudget)),
  };
}
