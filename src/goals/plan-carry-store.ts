import type { Db, Row } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import type { PlanTable } from "./goal-plan-store.ts";

/** What of a year's plan is not taken along to the next. */
export interface PlanDropped {
  readonly kind: "goal" | "assignment";
  readonly id: number;
  readonly reason: string;
  readonly actor: string;
}

/** The rows of the next year that were something in this one, by what they were; those that the asker may read. */
export async function successors(db: Db, table: PlanTable, ids: readonly number[]): Promise<Map<number, number>> {
  if (!ids.length) return new Map();
  const rows: Row[] = await db.selectFrom(table).select(["id", "previous_id"]).where(isAny("previous_id", ids)).orderBy("id").execute();
  return new Map(rows.map((row) => [row["previous_id"] as number, row["id"] as number]));
}

/** Says that a row that is there already is what another was the year before; where nobody has said otherwise. */
export async function markPrevious(db: Db, table: PlanTable, id: number, previousId: number): Promise<void> {
  await db.updateTable(table).set({ previous_id: previousId }).where("id", "=", id).where("previous_id", "is", null).execute();
}

/** The row that says the same among its siblings; null where none does. */
export async function sameRow(db: Db, table: PlanTable, siblings: Row, column: "text" | "title", text: string): Promise<number | null> {
  const row = await db.selectFrom(table).select("id").where((where) => where.and(siblings)).where(column, "=", text).executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}

/** Hangs goals of a year that stand loose, and whose goal of the year before stood under one, under what that one has become. */
export async function hangLoose(db: Db, oldParentId: number, newParentId: number, year: number): Promise<number> {
  const result = await db
    .updateTable("goal")
    .set({ parent_id: newParentId })
    .where("year", "=", year)
    .where("parent_id", "is", null)
    .where("id", "!=", newParentId)
    .where("previous_id", "in", (select: Db) => select.selectFrom("goal as before").select("before.id").where("before.parent_id", "=", oldParentId))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

export async function loadDropped(db: Db, kind: PlanDropped["kind"], ids: readonly number[]): Promise<PlanDropped[]> {
  if (!ids.length) return [];
  const rows: Row[] = await db.selectFrom("plan_dropped").selectAll().where("subject_kind", "=", kind).where(isAny("subject_id", ids)).execute();
  return rows.map((row) => ({ kind, id: row["subject_id"], reason: row["reason"], actor: row["actor"] }));
}
export async function saveDropped(db: Db, { actor, id, kind, reason }: PlanDropped): Promise<void> {
  await db.insertInto("plan_dropped").values({ subject_kind: kind, subject_id: id, reason, actor }).onConflict((conflict) => conflict.columns(["subject_kind", "subject_id"]).doUpdateSet({ reason, actor })).execute();
}
export async function removeDropped(db: Db, kind: PlanDropped["kind"], id: number): Promise<void> {
  await db.deleteFrom("plan_dropped").where("subject_kind", "=", kind).where("subject_id", "=", id).execute();
}
