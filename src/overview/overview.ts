import type { Assessment, Level } from "../assessment/assessment.ts";
import { amountAt, changeFromLastYear, columnOf, netLine, type Amount, type Statement, type StatementLine } from "../finance/statement.ts";
import { monthsOf, yearsOf, type Indicator } from "../indicators/indicator.ts";
import { mean, percentChange, type Decimal } from "../platform/decimal.ts";

export interface LevelCount {
  readonly level: Level;
  readonly count: number;
}

/** How many of the assessed stand at each level, best first. */
export function countLevels(assessments: readonly Assessment[]): LevelCount[] {
  const byLevel = Map.groupBy(assessments, ({ level }) => level.id);
  return [...byLevel.values()].map((own) => ({ level: own[0]!.level, count: own.length })).sort((a, b) => a.level.rank - b.level.rank);
}

export interface Balance {
  readonly statement: Statement;
  readonly line: StatementLine;
  readonly net: Amount;
  readonly variance: Amount | null;
  readonly change: { readonly difference: Decimal; readonly percent: Decimal | null } | null;
}

/** Is the money in balance? The year's net cost and its budget variance, or a plan's budget; null where nothing is stated. */
export function balanceOf(statements: readonly Statement[]): Balance | null {
  const order = ["income", "activities", "budget"];
  for (const statement of [...statements].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))) {
    const line = netLine(statement);
    const net = amountAt(line, columnOf(statement, "actual", statement.year)) ?? amountAt(line, columnOf(statement, "budget", statement.year));
    if (!line || !net || statement.kind === "investments") continue;
    return { statement, line, net, variance: amountAt(line, columnOf(statement, "budget-variance", statement.year)), change: changeFromLastYear(statement, line) };
  }
  return null;
}

export interface Movement {
  readonly indicator: Indicator;
  /** Mean of the known months. */
  readonly from: Decimal;
  readonly to: Decimal;
  readonly percent: Decimal;
}

/** What stands out: the largest changes of a year's monthly mean, among series with enough months to compare. */
export function largestMovements(indicators: readonly Indicator[], year: number, count: number): Movement[] {
  const moved = indicators.flatMap((indicator): Movement[] => {
    if (indicator.frequency !== "month" || !yearsOf(indicator).includes(year)) return [];
    const known = (of: number) => monthsOf(indicator, of).flatMap((value) => value?.value ?? []);
    const [before, after] = [known(year - 1), known(year)];
    if (before.length < 12 || after.length < 12) return [];
    const [from, to] = [mean(before)!, mean(after)!];
    // Small counts swing wildly in per cent without meaning anything.
    const percent = Number(from) >= 5 || Number(to) >= 5 ? percentChange(from, to) : null;
    return percent === null ? [] : [{ indicator, from, to, percent }];
  });
  return moved.sort((a, b) => Math.abs(Number(b.percent)) - Math.abs(Number(a.percent))).slice(0, count);
}
