import { lineLabel, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import type { LedgerLineMonths } from "../ledger/ledger-statement.ts";
import { isZero, subtract, sum, type Decimal } from "../platform/decimal.ts";
import type { BudgetRow } from "./budget.ts";
import { latestForecasts, type Forecast, type ForecastGround } from "./forecast.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

/** Twelve months by line of a committee or a unit, in kronor: income plus, cost minus. Null where there are none. */
export interface EconomyMonths {
  readonly actual: LedgerLineMonths | null;
  readonly budget: LedgerLineMonths | null;
  readonly lastYear: LedgerLineMonths | null;
}
export interface CommitteeEconomy {
  /** Null where nothing is budgeted. */
  readonly budgetName: string | null;
  readonly whole: EconomyMonths;
  /** By unit; the committee's own id is what it has in common, null what the ledger ties to no unit. */
  readonly units: ReadonlyMap<number | null, EconomyMonths>;
  /** Whether the ledger's objects are tied to units in the year. */
  readonly byUnit: boolean;
}

export interface EconomyRow {
  readonly key: StatementLineKey | "unmapped" | "income" | "costs" | "net";
  readonly label: string;
  readonly total: boolean;
  /** Of the months so far. */
  readonly actual: Decimal | null;
  readonly budget: Decimal | null;
  readonly lastYear: Decimal | null;
  /** Of the whole year. */
  readonly yearBudget: Decimal | null;
  readonly yearLast: Decimal | null;
  /** Null where the line, or one that a total is made of, has none. */
  readonly forecast: Decimal | null;
}
/** Actual less budget, or forecast less budget: plus is better. Null where either is not told. */
export const varianceOf = (first: Decimal | null, second: Decimal | null): Decimal | null => (first === null || second === null ? null : subtract(first, second));

const NO_MONTHS: readonly Decimal[] = Array.from({ length: MONTHS_A_YEAR }, () => "0");
const keysOf = ({ actual, budget, lastYear }: EconomyMonths): (StatementLineKey | "unmapped")[] => ([...STATEMENT_LINES.map(({ key }) => key), "unmapped"] as const).filter((key) => [actual, budget, lastYear].some((months) => months?.get(key)?.some((amount) => !isZero(amount))));

/** A budget's rows as months of each line. */
export const budgetMonths = (rows: readonly BudgetRow[]): LedgerLineMonths => new Map([...Map.groupBy(rows, ({ line }) => line)].map(([line, own]) => [line, NO_MONTHS.map((_, at) => sum(own.map(({ months }) => months[at]!)))]));

/** What a line is forecast from; lines without anything are left out, and what belongs to no line is no line. */
export const forecastGrounds = (months: EconomyMonths, month: number): Map<StatementLineKey, ForecastGround> => new Map(keysOf(months).flatMap((key) => key === "unmapped" ? [] : [[key, { month, actual: months.actual?.get(key) ?? NO_MONTHS, budget: months.budget && (months.budget.get(key) ?? NO_MONTHS), lastYear: months.lastYear && (months.lastYear.get(key) ?? NO_MONTHS) }] as const]));

/** The months that the whole is forecast after, the latest first: a forecast of some of the lines is none of the whole. */
export function wholeForecastMonths(forecasts: readonly Forecast[], months: EconomyMonths): number[] {
  const lines = [...forecastGrounds(months, MONTHS_A_YEAR).keys()];
  const whole = (month: number): boolean => { const latest = latestForecasts(forecasts, month); return lines.length > 0 && lines.every((line) => latest.has(line)); };
  return [...new Set(forecasts.map(({ month }) => month))].filter(whole).sort((a, b) => b - a);
}

/** A year so far, and as it is forecast to end after the same month or another, line by line with income, costs and net. */
export function economyRows(months: EconomyMonths, month: number, forecasts: readonly Forecast[], unitId: number | null = null, forecastMonth = month): EconomyRow[] {
  const latest = latestForecasts(forecasts, forecastMonth, unitId);
  const until = (own: LedgerLineMonths | null, key: StatementLineKey | "unmapped", last: number): Decimal | null => own && sum((own.get(key) ?? NO_MONTHS).slice(0, last));
  const lines = keysOf(months).map((key): EconomyRow => ({
    key, label: key === "unmapped" ? "Konton utan rad" : lineLabel(key), total: false,
    actual: until(months.actual, key, month), budget: until(months.budget, key, month), lastYear: until(months.lastYear, key, month), yearBudget: until(months.budget, key, MONTHS_A_YEAR), yearLast: until(months.lastYear, key, MONTHS_A_YEAR),
    // What has no line is forecast by nobody: it is taken as it has been so far.
    forecast: key === "unmapped" ? (latest.size ? (until(months.actual, key, month) ?? "0") : null) : (latest.get(key)?.amount ?? null),
  }));
  const side = (which: "income" | "cost"): EconomyRow[] => lines.filter(({ key }) => STATEMENT_LINES.find((line) => line.key === key)?.side === which);
  const total = (key: EconomyRow["key"], label: string, parts: readonly EconomyRow[]): EconomyRow => {
    const of = (value: (row: EconomyRow) => Decimal | null): Decimal | null => (parts.some((row) => value(row) === null) ? null : sum(parts.map((row) => value(row)!)));
    // A sum of no lines is nothing, where the measure is known at all.
    const known = { actual: months.actual, budget: months.budget, lastYear: months.lastYear };
    return {
      key, label, total: true, actual: known.actual && of((row) => row.actual), budget: known.budget && of((row) => row.budget), lastYear: known.lastYear && of((row) => row.lastYear),
      yearBudget: known.budget && of((row) => row.yearBudget), yearLast: known.lastYear && of((row) => row.yearLast), forecast: latest.size ? of((row) => row.forecast) : null,
    };
  };
  const [income, costs] = [side("income"), side("cost")];
  const stray = lines.filter(({ key }) => key === "unmapped");
  return lines.length ? [...income, total("income", "Summa intäkter", income), ...costs, total("costs", "Summa kostnader", costs), ...stray, total("net", "Verksamhetens nettokostnader", [...income, ...costs, ...stray])] : [];
}

/** The net of each month: what came in less what it cost. Null where there are no months. */
export const netMonths = (months: LedgerLineMonths | null): Decimal[] | null => months && NO_MONTHS.map((_, at) => sum([...months.values()].map((own) => own[at]!)));
