import type { Register } from "../platform/edit/register.ts";
import { subtract, sum, type Decimal } from "../platform/decimal.ts";

export const INVESTMENT_KINDS = { new: "nyinvestering", renewal: "reinvestering", premises: "lokalinvestering" } as const;
export type InvestmentKind = keyof typeof INVESTMENT_KINDS;
export const INVESTMENT_STATUSES = { planned: "planerad", ongoing: "pågår", finished: "färdig", stopped: "avbruten" } as const;
export type InvestmentStatus = keyof typeof INVESTMENT_STATUSES;

/** A year of a project, kronor as expenditure: more is plus. Null is not told. */
export interface InvestmentYear {
  readonly year: number;
  readonly budget: Decimal | null;
  readonly actual: Decimal | null;
  readonly forecast: Decimal | null;
}
export interface Investment {
  readonly id: number;
  readonly committeeId: number;
  readonly name: string;
  readonly kind: InvestmentKind;
  readonly status: InvestmentStatus;
  readonly unitId: number | null;
  readonly goalId: number | null;
  readonly decision: string | null;
  readonly note: string | null;
  readonly version: number;
  /** Ascending. */
  readonly years: readonly InvestmentYear[];
}
export const INVESTMENT_FIELDS = [
  { name: "name", label: "Projekt", required: true, longest: 150 },
  { name: "kind", label: "Slag", kind: "select", required: true, options: Object.entries(INVESTMENT_KINDS) },
  { name: "status", label: "Status", kind: "select", required: true, options: Object.entries(INVESTMENT_STATUSES) },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "goal_id", label: "Mål", hint: "(som investeringen bidrar till)", kind: "id" },
  { name: "decision", label: "Beslut", hint: "(dag och paragraf)" },
  { name: "note", label: "Anteckning", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];

const yearOf = ({ years }: Investment, year: number): InvestmentYear | undefined => years.find((one) => one.year === year);
export interface InvestmentRow {
  readonly investment: Investment;
  readonly budget: Decimal | null;
  readonly actual: Decimal | null;
  /** Of the year's budget; null where either is not told. */
  readonly remaining: Decimal | null;
  readonly forecast: Decimal | null;
  /** The budget less the forecast: plus is cheaper. */
  readonly variance: Decimal | null;
  /** What the project has cost in this and earlier years; null where nothing is told. */
  readonly spent: Decimal | null;
  /** What is budgeted in all its years. */
  readonly whole: Decimal | null;
}
const known = (values: readonly (Decimal | null | undefined)[]): Decimal | null => { const told = values.filter((value) => value !== null && value !== undefined); return told.length ? sum(told) : null; };
const less = (a: Decimal | null, b: Decimal | null): Decimal | null => (a === null || b === null ? null : subtract(a, b));

/** The projects that have something in a year, or are not finished, with what is told of the year and of the whole. */
export const investmentRows = (investments: readonly Investment[], year: number): InvestmentRow[] => investments.filter((one) => yearOf(one, year) || one.years.length === 0 || one.status === "planned" || one.status === "ongoing").map((investment) => {
  const { actual = null, budget = null, forecast = null } = yearOf(investment, year) ?? {};
  return {
    investment, budget, actual, remaining: less(budget, actual), forecast, variance: less(budget, forecast),
    spent: known(investment.years.filter((one) => one.year <= year).map((one) => one.actual)), whole: known(investment.years.map((one) => one.budget)),
  };
});
export type InvestmentTotals = Omit<InvestmentRow, "investment">;
/** Rows summed. A sum beside the budget is told only where every project that has a budget tells its part: half a sum would be read as the whole. */
export function investmentTotals(rows: readonly InvestmentRow[]): InvestmentTotals {
  const of = (value: (row: InvestmentRow) => Decimal | null): Decimal | null => (rows.some((row) => row.budget !== null && value(row) === null) ? null : known(rows.map(value)));
  const [budget, actual, forecast] = [of((row) => row.budget), of((row) => row.actual), of((row) => row.forecast)];
  return { budget, actual, remaining: less(budget, actual), forecast, variance: less(budget, forecast), spent: of((row) => row.spent), whole: of((row) => row.whole) };
}
/** The amounts of a year in one line: what was seen is held against what is. */
export const seenInvestments = (investments: readonly Investment[], year: number): string => investments.map((one) => { const own = yearOf(one, year); return `${one.id}=${own?.budget ?? ""}/${own?.actual ?? ""}/${own?.forecast ?? ""}`; }).sort().join(" ");
