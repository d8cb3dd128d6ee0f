import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { isStatementLine } from "../ledger/account-map.ts";
import type { BudgetRow, BudgetVersion } from "./budget.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

const versionOf = (row: Row): BudgetVersion => ({ id: row["id"], committeeId: row["committee_id"], year: row["year"], name: row["name"], basedOn: row["based_on"], decision: row["decision"], version: row["version"] });
/** A committee's budgets of a year, in the order that they were made. */
export async function loadBudgets(db: Db, committeeId: number, year: number): Promise<BudgetVersion[]> {
  const rows: Row[] = await db.selectFrom("budget_version").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("id").execute();
  return rows.map(versionOf);
}
export async function findBudget(db: Db, id: number): Promise<BudgetVersion | null> {
  const row: Row | undefined = await db.selectFrom("budget_version").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? versionOf(row) : null;
}
export async function loadBudgetRows(db: Db, budgetId: number): Promise<BudgetRow[]> {
  const rows: Row[] = await db.selectFrom("budget_amount").select(["unit_id", "line", "month", "amount"]).where("budget_id", "=", budgetId).orderBy("unit_id").orderBy("line").orderBy("month").execute();
  return [...Map.groupBy(rows, (row) => `${row["unit_id"]}/${row["line"]}`).values()].flatMap((own): BudgetRow[] => {
    const line = own[0]!["line"] as string;
    return isStatementLine(line) ? [{ unitId: own[0]!["unit_id"], line, months: Array.from({ length: MONTHS_A_YEAR }, (_, month) => own.find((row) => row["month"] === month + 1)?.["amount"] ?? "0") }] : [];
  });
}
export async function insertBudget(db: Db, { basedOn, committeeId, name, year }: Pick<BudgetVersion, "committeeId" | "year" | "name" | "basedOn">): Promise<number> {
  const row = await db.insertInto("budget_version").values({ committee_id: committeeId, year, name, based_on: basedOn }).returning("id").executeTakeFirstOrThrow();
  const id = row["id"] as number;
  if (basedOn !== null) await sql`insert into budget_amount (budget_id, unit_id, line, month, amount) select ${id}, unit_id, line, month, amount from budget_amount where budget_id = ${basedOn}`.execute(db);
  return id;
}
/** Writes a unit's lines; a line that is no longer among them is taken away. */
export async function writeUnitBudget(db: Db, budgetId: number, unitId: number, rows: readonly BudgetRow[]): Promise<void> {
  const known = (await loadBudgetRows(db, budgetId)).filter((row) => row.unitId === unitId);
  for (const { line } of known) if (!rows.some((row) => row.line === line)) await db.deleteFrom("budget_amount").where((where) => where.and({ budget_id: budgetId, unit_id: unitId, line })).execute();
  for (const { line, months } of rows) {
    const before = known.find((row) => row.line === line)?.months;
    for (const [index, amount] of months.entries()) {
      if (before?.[index] === amount) continue;
      await db.insertInto("budget_amount").values({ budget_id: budgetId, unit_id: unitId, line, month: index + 1, amount }).onConflict((conflict) => conflict.columns(["budget_id", "unit_id", "line", "month"]).doUpdateSet({ amount })).execute();
    }
  }
}
export async function decideBudget(db: Db, id: number, decision: string): Promise<void> {
  await db.updateTable("budget_version").set({ decision }).where("id", "=", id).execute();
}
