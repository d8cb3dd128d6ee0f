import type { Amount, Statement } from "../finance/statement.ts";
import { divide, multiply } from "../platform/decimal.ts";
import { isMoneyColumn, type MoneyUnit, type Template } from "./template.ts";

/** Thousands in each unit that money is told in; "mnkr" is another name of "mkr". */
const THOUSANDS: Readonly<Record<string, number>> = { kr: 0, tkr: 1, mkr: 2, mnkr: 2 };
const STEP = "1000";

/** How many decimals amounts are shown with in a unit that they were not stated in. */
const DECIMALS: Readonly<Record<MoneyUnit, number>> = { kr: 0, tkr: 0, mkr: 1 };

/** A statement as a document shows it. */
export interface ShownStatement extends Statement {
  /** How many decimals its amounts are shown with; as many as they were stated with where null. */
  readonly decimals: number | null;
}

/** Statements in the unit, and with the columns, that a template has chosen. Amounts are exact; they are rounded when shown. */
export function inMoneyForm(statements: readonly Statement[], { moneyColumns, moneyUnit }: Pick<Template, "moneyColumns" | "moneyUnit">): ShownStatement[] {
  return statements.map((statement) => inUnit(withColumns(statement, moneyColumns), moneyUnit));
}

/** Leaves out columns whose meaning is known and not chosen; where none would be left, all stay. */
function withColumns(statement: Statement, chosen: Template["moneyColumns"]): Statement {
  if (!chosen.length) return statement;
  const kept = statement.columns.flatMap(({ measure }, index) => (!isMoneyColumn(measure) || chosen.includes(measure) ? [index] : []));
  if (!kept.length || kept.length === statement.columns.length) return statement;
  return { ...statement, columns: kept.map((index) => statement.columns[index]!), lines: statement.lines.map((line) => ({ ...line, amounts: kept.map((index) => line.amounts[index] ?? null) })) };
}

function inUnit(statement: Statement, unit: MoneyUnit | null): ShownStatement {
  const from = statement.unit === null ? undefined : THOUSANDS[statement.unit];
  const steps = unit === null || from === undefined ? 0 : from - THOUSANDS[unit]!;
  if (unit === null || from === undefined || steps === 0) return { ...statement, decimals: statement.made?.decimals ?? null };
  const converted = (amount: Amount | null): Amount | null => {
    if (amount === null) return null;
    let exact = amount.amount;
    for (let step = 0; step < Math.abs(steps); step++) exact = steps > 0 ? multiply(exact, STEP) : divide(exact, STEP);
    return { ...amount, amount: exact };
  };
  return { ...statement, unit, decimals: DECIMALS[unit], lines: statement.lines.map((line) => ({ ...line, amounts: line.amounts.map((amount, index) => (statement.columns[index]?.measure === "change-percent" ? amount : converted(amount))) })) };
}
