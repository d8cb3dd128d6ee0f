import type { DescribedRow } from "../platform/origin/origin.ts";
import type { Db } from "../platform/db/database.ts";
import { isChange, upsertRow, type Saved } from "../platform/db/upsert.ts";
import { levelRank, type Assignment, type AssignmentInput, type Goal, type GoalInput } from "./goal.ts";

export interface GoalPlace {
  readonly municipalityId: number;
  readonly committeeId: number;
  readonly year: number;
}

export async function ensureLevel(db: Db, municipalityId: number, name: string): Promise<number> {
  return (await upsertRow(db, "goal_level", { municipality_id: municipalityId, name }, { rank: levelRank(name) })).id;
}

export async function saveGoal(db: Db, place: GoalPlace, position: number, levelId: number, input: GoalInput): Promise<{ id: number; saved: Saved }> {
  return upsertRow(
    db,
    "goal",
    { committee_id: place.committeeId, year: place.year, level_id: levelId, text: input.text },
    { position, origin_id: input.originId },
  );
}

/** Answers how many activities and links were new or different. */
export async function saveGoalParts(db: Db, goalId: number, input: GoalInput): Promise<number> {
  let changed = 0;
  for (const [position, activity] of input.activities.entries()) {
    const { saved } = await upsertRow(
      db,
      "activity",
      { goal_id: goalId, title: activity.title },
      { description: activity.description, position, origin_id: activity.originId },
    );
    if (isChange(saved)) changed++;
  }
  for (const [position, indicatorId] of input.indicatorIds.entries()) {
    const row = await db
      .insertInto("goal_indicator")
      .values({ goal_id: goalId, indicator_id: indicatorId, position })
      .onConflict((conflict) => conflict.columns(["goal_id", "indicator_id"]).doNothing())
      .returning("goal_id")
      .executeTakeFirst();
    if (row) changed++;
  }
  return changed;
}

/** Hangs a goal under another; answers false where it hung there already. A goal is never its own parent. */
export async function linkParent(db: Db, goalId: number, parentId: number): Promise<boolean> {
  if (goalId === parentId) return false;
  const result = await db
    .updateTable("goal")
    .set({ parent_id: parentId })
    .where("id", "=", goalId)
    .where((where) => where.or([where("parent_id", "is", null), where("parent_id", "!=", parentId)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

export async function saveAssignment(db: Db, place: GoalPlace, position: number, input: AssignmentInput): Promise<{ id: number; saved: Saved }> {
  return upsertRow(db, "assignment", { committee_id: place.committeeId, year: place.year, text: input.text }, { position, origin_id: input.originId });
}

export async function loadGoals(db: Db, committeeId: number, year: number): Promise<Goal[]> {
  const rows = await db
    .selectFrom("goal")
    .innerJoin("goal_level", "goal_level.id", "goal.level_id")
    .select(["goal.id", "goal.parent_id", "goal.year", "goal.text", "goal.origin_id", "goal.version", "goal_level.name as level", "goal_level.rank as level_rank"])
    .where("goal.committee_id", "=", committeeId)
    .where("goal.year", "=", year)
    .orderBy("goal_level.rank")
    .orderBy("goal.position")
    .orderBy("goal.id")
    .execute();
  if (!rows.length) return [];
  const ids = rows.map(({ id }) => id as number);
  const activities = await db.selectFrom("activity").selectAll().where("goal_id", "in", ids).orderBy("position").execute();
  const links = await db.selectFrom("goal_indicator").selectAll().where("goal_id", "in", ids).orderBy("position").execute();
  return rows.map((row) => ({
    id: row.id,
    committeeId,
    level: row.level,
    levelRank: row.level_rank,
    parentId: row.parent_id,
    year: row.year,
    text: row.text,
    origin: row.origin_id,
    version: row.version,
    activities: activities
      .filter((activity) => activity.goal_id === row.id)
      .map((activity) => ({ id: activity.id, title: activity.title, description: activity.description, origin: activity.origin_id })),
    indicatorIds: links.filter((link) => link.goal_id === row.id).map((link) => link.indicator_id as number),
  }));
}

export async function loadAssignments(db: Db, committeeId: number, year: number): Promise<Assignment[]> {
  const rows = await db.selectFrom("assignment").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").execute();
  return rows.map((row) => ({ id: row.id, year: row.year, text: row.text, origin: row.origin_id }));
}

export async function yearsWithGoals(db: Db, committeeId: number): Promise<number[]> {
  const rows = await db.selectFrom("goal").select("year").distinct().where("committee_id", "=", committeeId).orderBy("year").execute();
  return rows.map((row) => row.year as number);
}

/** What a goal or an assignment is, in words. */
export async function describeGoalRow(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  if ((table !== "goal" && table !== "assignment") || !/^\d{1,9}$/.test(key)) return null;
  const row = await db.selectFrom(table).select(["committee_id", "text", "year", "origin_id"]).where("id", "=", Number(key)).executeTakeFirst();
  return row ? { label: row["text"], value: `${table === "goal" ? "Mål" : "Uppdrag"} för ${row["year"]}`, origin: row["origin_id"], committeeId: row["committee_id"], year: row["year"] } : null;
}

/** Whose a goal is; null for one that the asker may not read. */
export async function committeeOfGoal(db: Db, goalId: number): Promise<number | null> {
  const row = await db.selectFrom("goal").select("committee_id").where("id", "=", goalId).executeTakeFirst();
  return (row?.["committee_id"] as number | undefined) ?? null;
}
