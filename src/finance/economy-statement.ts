import { divide, multiply, absolute, isZero, round, subtract, type Decimal } from "../platform/decimal.ts";
import type { SourceRow } from "../platform/figure.ts";
import { MONTHS } from "../platform/swedish.ts";
import { varianceOf, type EconomyRow } from "./economy.ts";
import type { Amount, Column, Statement, StatementKind, StatementLine } from "./statement.ts";

/** What of a year's economy an amount is: the row that it is traced by. */
export type EconomyPart = "actual" | "last" | "budget" | "year-budget" | "forecast";
/** Whose economy a statement is made of. */
export interface EconomyPlace {
  readonly committeeId: number;
  readonly year: number;
  /** The last month that is told of, and the one that the forecast is made after. */
  readonly month: number;
  readonly forecastMonth: number;
}
export const ECONOMY_TABLE = "economy";
/** "12/2021/8/staff/actual": as a figure names it; its address tells it in words. */
export const economyRow = ({ committeeId, forecastMonth, month, year }: EconomyPlace, line: string, part: EconomyPart): SourceRow => ({ table: ECONOMY_TABLE, key: `${committeeId}/${year}/${part === "forecast" ? forecastMonth : month}/${line}/${part}`, origin: 0 });

const MILLION = "1000000";
const DECIMALS = 1;
interface Cell {
  readonly value: Decimal | null;
  readonly parts: readonly (EconomyPart | "last-budget")[];
  /** Whether it is a share, which is in no unit of money. */
  readonly percent?: boolean;
}
interface MadeColumn extends Column {
  cell(row: EconomyRow): Cell;
}
/** How much larger an amount has become, in per cent of what it was. */
function growth(now: Decimal | null, before: Decimal | null): Decimal | null {
  if (now === null || before === null || isZero(before) || now.startsWith("-") !== before.startsWith("-")) return null;
  return divide(multiply(subtract(absolute(now), absolute(before)), "100"), absolute(before));
}

/** The columns of a year that has ended, as annual reports have them; or of the months up to a follow-up, with the year as it is forecast. */
function columnsOf(rows: readonly EconomyRow[], { month, year }: EconomyPlace): MadeColumn[] {
  const has = (of: (row: EconomyRow) => Decimal | null): boolean => rows.some((row) => of(row) !== null);
  const ended = month === 12;
  const until = ended ? "" : `jan–${MONTHS[month - 1]} `;
  const last: MadeColumn[] = has((row) => row.lastYear) ? [
    { label: `${until}${year - 1}`, measure: "actual", year: year - 1, cell: (row) => ({ value: row.lastYear, parts: ["last"] }) },
    { label: `% ${String(year).slice(2)}/${String(year - 1).slice(2)}`, measure: "change-percent", year, cell: (row) => ({ value: growth(row.actual, row.lastYear), parts: ["actual", "last"], percent: true }) },
  ] : [];
  const budget = has((row) => row.yearBudget);
  const forecast = has((row) => row.forecast);
  return [
    { label: `${until}${year}`, measure: "actual", year, cell: (row) => ({ value: row.actual, parts: ["actual"] }) },
    ...last,
    ...(budget ? [{ label: ended ? "Budgetavvikelse" : `Budgetavvikelse jan–${MONTHS[month - 1]}`, measure: "budget-variance", year, cell: (row) => ({ value: varianceOf(row.actual, row.budget), parts: ["actual", "budget"] }) } satisfies MadeColumn] : []),
    ...(budget ? [{ label: ended ? "Budget" : "Budget helår", measure: "budget", year, cell: (row) => ({ value: ended ? row.budget : row.yearBudget, parts: [ended ? "budget" : "year-budget"] }) } satisfies MadeColumn] : []),
    ...(forecast ? [{ label: ended ? "Prognos" : "Prognos helår", measure: "forecast", year, cell: (row) => ({ value: row.forecast, parts: ["forecast"] }) } satisfies MadeColumn] : []),
    ...(forecast && ended ? [{ label: "Utfall mot prognos", measure: "forecast-variance", year, cell: (row) => ({ value: varianceOf(row.actual, row.forecast), parts: ["actual", "forecast"] }) } satisfies MadeColumn] : []),
    ...(forecast && budget && !ended ? [{ label: "Prognos mot budget", measure: "forecast-variance", year, cell: (row) => ({ value: varianceOf(row.forecast, row.yearBudget), parts: ["forecast", "year-budget"] }) } satisfies MadeColumn] : []),
  ];
}

/** Lines with what their figures are traced by: a line's key, "net", or "unit-7-net" and "activity-110-net" where a row is somebody's net. */
export interface MadeEconomyLine {
  readonly trace: string;
  readonly row: EconomyRow;
}
/** A statement of lines, in mkr, exact; each amount with the rows that it is reckoned from. */
function made(place: EconomyPlace, kind: StatementKind, title: string, lines: readonly MadeEconomyLine[], id: number, columns: readonly MadeColumn[]): Statement {
  return {
    id, committeeId: place.committeeId, year: place.year, reportKind: "ledger", kind, title, unit: "mkr", origin: 0, made: { until: place.month, decimals: DECIMALS },
    columns: columns.map(({ label, measure, year }) => ({ label, measure, year })),
    lines: lines.map(({ row, trace }, at): StatementLine => ({
      id: id * 1000 - at, label: row.label, total: row.total, origin: 0,
      amounts: columns.map((column, index): Amount | null => {
        const { parts, percent = false, value } = column.cell(row);
        return value === null ? null : { lineId: id * 1000 - at, column: index, amount: percent ? round(value, DECIMALS) : divide(value, MILLION), origin: 0, rows: parts.map((part) => (part === "last-budget" ? economyRow({ ...place, year: place.year - 1 }, trace, "year-budget") : economyRow(place, trace, part))) };
      }),
    })),
  };
}
/** A statement made of a year's economy up to a month. */
export const economyStatement = (place: EconomyPlace, kind: StatementKind, title: string, lines: readonly MadeEconomyLine[], id: number): Statement => made(place, kind, title, lines, id, columnsOf(lines.map(({ row }) => row), place));

/** A year's budget beside last year's, which rows carry as their last year. */
export function budgetStatement(place: EconomyPlace, title: string, lines: readonly MadeEconomyLine[], id: number): Statement {
  const { year } = place;
  const before: MadeColumn[] = lines.some(({ row }) => row.yearLast !== null) ? [
    { label: `Budget ${year - 1}`, measure: "budget", year: year - 1, cell: (row) => ({ value: row.yearLast, parts: ["last-budget"] }) },
    { label: "Förändring", measure: "change", year, cell: (row) => ({ value: varianceOf(row.yearBudget, row.yearLast), parts: ["year-budget", "last-budget"] }) },
  ] : [];
  return made(place, "budget", title, lines, id, [{ label: `Budget ${year}`, measure: "budget", year, cell: (row) => ({ value: row.yearBudget, parts: ["year-budget"] }) }, ...before]);
}
