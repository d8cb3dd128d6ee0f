import { STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { isZero, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

/** A line of a unit's budget, month by month, in kronor: income plus, cost minus. */
export interface BudgetRow {
  readonly unitId: number;
  readonly line: StatementLineKey;
  readonly months: readonly Decimal[];
}
export interface BudgetVersion {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  readonly name: string;
  readonly basedOn: number | null;
  /** The day and the paragraph of the decision; null for a draft. */
  readonly decision: string | null;
  readonly version: number;
}

export const yearOfRow = ({ months }: Pick<BudgetRow, "months">): Decimal => sum(months);
/** Income, costs and net of some rows. */
export function budgetTotals(rows: readonly BudgetRow[]): { readonly income: Decimal; readonly costs: Decimal; readonly net: Decimal } {
  const of = (side: "income" | "cost") => sum(rows.filter(({ line }) => STATEMENT_LINES.find(({ key }) => key === line)!.side === side).map(yearOfRow));
  const [income, costs] = [of("income"), of("cost")];
  return { income, costs, net: sum([income, costs]) };
}
/** What is left of a frame when a budget is taken from it: a frame is what may be cost net, and a net cost is minus. */
export const leftOfFrame = (frame: Decimal, rows: readonly BudgetRow[]): Decimal => sum([frame, budgetTotals(rows).net]);

export interface BudgetDifference {
  readonly unitId: number;
  readonly line: StatementLineKey;
  readonly before: Decimal;
  readonly after: Decimal;
  readonly change: Decimal;
}
/** What two versions have otherwise, line by line of each unit, over the year; also where only the months differ the line is told, with no change. */
export function budgetDifferences(before: readonly BudgetRow[], after: readonly BudgetRow[]): BudgetDifference[] {
  const key = ({ line, unitId }: BudgetRow): string => `${unitId}/${line}`;
  const was = new Map(before.map((row) => [key(row), row]));
  const now = new Map(after.map((row) => [key(row), row]));
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((place): BudgetDifference[] => {
    const [a, b] = [was.get(place), now.get(place)];
    const [from, to] = [a ? yearOfRow(a) : "0", b ? yearOfRow(b) : "0"];
    const same = Array.from({ length: MONTHS_A_YEAR }, (_, month) => subtract(b?.months[month] ?? "0", a?.months[month] ?? "0")).every(isZero);
    return same ? [] : [{ unitId: (a ?? b)!.unitId, line: (a ?? b)!.line, before: from, after: to, change: subtract(to, from) }];
  });
}

/** A unit's rows in one line: what was seen is held against what is. */
export const seenBudget = (rows: readonly BudgetRow[]): string => rows.map(({ line, months }) => `${line}=${months.join(",")}`).sort().join(" ");
