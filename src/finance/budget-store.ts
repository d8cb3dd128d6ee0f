import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { isStatementLine } from "../ledger/account-map.ts";
import { budgetKey, type BudgetIndexing, type BudgetPlace, type BudgetRow, type BudgetTransfer, type BudgetVersion } from "./budget.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";

/** So many rows are written at a time. */
const BATCH = 2_000;
const versionOf = (row: Row): BudgetVersion => ({ id: row["id"], committeeId: row["committee_id"], year: row["year"], name: row["name"], basedOn: row["based_on"], basedOnTransfer: row["based_on_transfer"] ?? null, indexing: row["indexing"] ?? {}, decision: row["decision"], version: row["version"] });
/** A committee's budgets of a year, in the order that they were made. */
export async function loadBudgets(db: Db, committeeId: number, year: number): Promise<BudgetVersion[]> {
  const rows: Row[] = await db.selectFrom("budget_version").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("id").execute();
  return rows.map(versionOf);
}
export async function findBudget(db: Db, id: number): Promise<BudgetVersion | null> {
  const row: Row | undefined = await db.selectFrom("budget_version").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? versionOf(row) : null;
}
/** A budget's rows as they were put in it. */
export async function loadBudgetRows(db: Db, budgetId: number): Promise<BudgetRow[]> {
  const rows: Row[] = await db.selectFrom("budget_amount").select(["unit_id", "line", "activity", "month", "amount"]).where("budget_id", "=", budgetId).orderBy("unit_id").orderBy("line").orderBy("activity").orderBy("month").execute();
  return [...Map.groupBy(rows, (row) => budgetKey({ unitId: row["unit_id"], line: row["line"], activity: row["activity"] ?? null })).values()].flatMap((own): BudgetRow[] => {
    const line = own[0]!["line"] as string;
    return isStatementLine(line) ? [{ unitId: own[0]!["unit_id"], line, activity: own[0]!["activity"] ?? null, months: Array.from({ length: MONTHS_A_YEAR }, (_, month) => own.find((row) => row["month"] === month + 1)?.["amount"] ?? "0") }] : [];
  });
}
export async function insertBudget(db: Db, { basedOn, basedOnTransfer, committeeId, name, year }: Pick<BudgetVersion, "committeeId" | "year" | "name" | "basedOn" | "basedOnTransfer">): Promise<number> {
  const row = await db.insertInto("budget_version").values({ committee_id: committeeId, year, name, based_on: basedOn, based_on_transfer: basedOnTransfer }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
/** Writes rows in a budget that has none of them. */
export async function insertBudgetRows(db: Db, budgetId: number, rows: readonly BudgetRow[]): Promise<void> {
  const all = rows.flatMap(({ activity, line, months, unitId }) => months.map((amount, at) => ({ budget_id: budgetId, unit_id: unitId, line, activity, month: at + 1, amount })));
  for (let from = 0; from < all.length; from += BATCH) await db.insertInto("budget_amount").values(all.slice(from, from + BATCH)).execute();
}
/** Makes rows what they are to be: a row that is no longer among them is taken away, and only months that differ are written. */
export async function writeBudgetRows(db: Db, budgetId: number, before: readonly BudgetRow[], after: readonly BudgetRow[]): Promise<void> {
  const known = new Map(before.map((row) => [budgetKey(row), row]));
  const wanted = new Set(after.map(budgetKey));
  for (const { activity, line, unitId } of before.filter((row) => !wanted.has(budgetKey(row)))) await db.deleteFrom("budget_amount").where("budget_id", "=", budgetId).where("unit_id", "=", unitId).where("line", "=", line).where(sql`activity`, "is not distinct from", activity).execute();
  const changed = after.flatMap((row) => { const was = known.get(budgetKey(row))?.months; return row.months.flatMap((amount, at) => (was?.[at] === amount ? [] : [{ budget_id: budgetId, unit_id: row.unitId, line: row.line, activity: row.activity, month: at + 1, amount }])); });
  for (let from = 0; from < changed.length; from += BATCH) {
    await db.insertInto("budget_amount").values(changed.slice(from, from + BATCH)).onConflict((conflict) => conflict.columns(["budget_id", "unit_id", "line", "activity", "month"]).doUpdateSet({ amount: sql`excluded.amount` })).execute();
  }
}
export async function decideBudget(db: Db, id: number, decision: string): Promise<void> {
  await db.updateTable("budget_version").set({ decision }).where("id", "=", id).execute();
}
export async function writeIndexing(db: Db, id: number, indexing: BudgetIndexing): Promise<void> {
  await db.updateTable("budget_version").set({ indexing: JSON.stringify(indexing) }).where("id", "=", id).execute();
}

/** Why lines of a budget are otherwise than in what it is made of, by budgetKey(). */
export async function loadBudgetNotes(db: Db, budgetId: number): Promise<Map<string, string>> {
  const rows: Row[] = await db.selectFrom("budget_note").selectAll().where("budget_id", "=", budgetId).execute();
  return new Map(rows.map((row) => [budgetKey({ unitId: row["unit_id"], line: row["line"], activity: row["activity"] || null }), row["note"]]));
}
export async function writeBudgetNote(db: Db, budgetId: number, { activity, line, unitId }: BudgetPlace, note: string | null): Promise<void> {
  const key = { budget_id: budgetId, unit_id: unitId, line, activity: activity ?? "" };
  if (note === null) await db.deleteFrom("budget_note").where((where) => where.and(key)).execute();
  else await db.insertInto("budget_note").values({ ...key, note }).onConflict((conflict) => conflict.columns(["budget_id", "unit_id", "line", "activity"]).doUpdateSet({ note })).execute();
}

/** What has been moved within a budget, in order. */
export async function loadTransfers(db: Db, budgetId: number): Promise<BudgetTransfer[]> {
  const rows: Row[] = await db.selectFrom("budget_transfer").selectAll().where("budget_id", "=", budgetId).orderBy("id").execute();
  return rows.map((row) => ({ id: row["id"], budgetId, from: { unitId: row["from_unit_id"], line: row["from_line"], activity: row["from_activity"] }, to: { unitId: row["to_unit_id"], line: row["to_line"], activity: row["to_activity"] }, amount: row["amount"], fromMonth: row["from_month"], decision: row["decision"], madeBy: row["made_by"], madeAt: row["made_at"] }));
}
export async function insertTransfer(db: Db, { amount, budgetId, decision, from, fromMonth, madeBy, to }: Omit<BudgetTransfer, "id" | "madeAt">): Promise<void> {
  await db.insertInto("budget_transfer").values({ budget_id: budgetId, from_unit_id: from.unitId, from_line: from.line, from_activity: from.activity, to_unit_id: to.unitId, to_line: to.line, to_activity: to.activity, amount, from_month: fromMonth, decision, made_by: madeBy }).execute();
}
