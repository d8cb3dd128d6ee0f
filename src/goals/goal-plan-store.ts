import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";

/** Whose a row of the plan is, of which year, and whether it still holds; null for one that the asker may not read. */
export interface PlannedRow {
  readonly ownerId: number;
  readonly year: number;
  readonly goalId: number | null;
  readonly retiredOn: string | null;
}
export type PlanTable = "goal" | "activity" | "assignment";

export async function findPlanned(db: Db, table: PlanTable, id: number): Promise<PlannedRow | null> {
  const row = (await (table === "activity"
    ? db.selectFrom("activity").innerJoin("goal", "goal.id", "activity.goal_id").select(["goal.committee_id", "goal.year", "activity.goal_id", "activity.retired_on"]).where("activity.id", "=", id)
    : db.selectFrom(table).select(["committee_id", "year", sql<number | null>`null`.as("goal_id"), "retired_on"]).where("id", "=", id)
  ).executeTakeFirst()) as Row | undefined;
  return row ? { ownerId: row["committee_id"], year: row["year"], goalId: row["goal_id"], retiredOn: row["retired_on"] } : null;
}

/** Adds a row last among its siblings; null where one says the same already. */
export async function addPlanned(db: Db, table: PlanTable, siblings: Row, values: Row): Promise<number | null> {
  const last = await db.selectFrom(table).select((take) => take.fn.max("position").as("last")).where((where) => where.and(siblings)).executeTakeFirst();
  const row = await db.insertInto(table).values({ ...siblings, ...values, position: Number(last?.["last"] ?? -1) + 1 }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}

/** Another row of the same owner that says the same; null where there is none. */
export async function sameText(db: Db, table: PlanTable, siblings: Row, column: "text" | "title", text: string, except: number): Promise<boolean> {
  const row = await db.selectFrom(table).select("id").where((where) => where.and(siblings)).where(column, "=", text).where("id", "!=", except).executeTakeFirst();
  return row !== undefined;
}

export async function setPositions(db: Db, table: PlanTable, ids: readonly number[]): Promise<void> {
  for (const [position, id] of ids.entries()) await db.updateTable(table).set({ position }).where("id", "=", id).where("position", "!=", position).execute();
}

/** Tables of what a goal or an assignment is linked to, and their columns. */
const LINKS = {
  goal_indicator: ["goal_id", "indicator_id"], goal_agenda: ["goal_id", "number"], goal_document: ["goal_id", "document_id"], goal_point: ["goal_id", "follow_up_point_id"], assignment_point: ["assignment_id", "follow_up_point_id"],
} as const;
export type LinkTable = keyof typeof LINKS;

export async function linksOf(db: Db, table: LinkTable, id: number): Promise<number[]> {
  const [own, other] = LINKS[table];
  const rows: Row[] = await db.selectFrom(table).select(other).where(own, "=", id).execute();
  return rows.map((row) => row[other] as number);
}
export async function addLinks(db: Db, table: LinkTable, id: number, others: readonly number[]): Promise<void> {
  const [own, other] = LINKS[table];
  if (!others.length) return;
  const last = table === "goal_indicator" ? Number((await db.selectFrom(table).select((take) => take.fn.max("position").as("last")).where(own, "=", id).executeTakeFirst())?.["last"] ?? -1) : 0;
  await db.insertInto(table).values(others.map((number, index) => ({ [own]: id, [other]: number, ...(table === "goal_indicator" ? { position: last + 1 + index } : {}) }))).onConflict((conflict) => conflict.doNothing()).execute();
}
export async function removeLinks(db: Db, table: LinkTable, id: number, others: readonly number[]): Promise<void> {
  const [own, other] = LINKS[table];
  if (others.length) await db.deleteFrom(table).where(own, "=", id).where(other, "in", [...others]).execute();
}

/** Which of some numbers there are in a table that the asker reads, of one owner where it is named. */
export async function known(db: Db, table: "indicator" | "governing_document" | "follow_up_point", ids: readonly number[], owner: Row): Promise<number[]> {
  if (!ids.length) return [];
  const rows = await db.selectFrom(table).select("id").where("id", "in", [...ids]).where((where) => where.and(owner)).execute();
  return rows.map((row) => row["id"] as number);
}
