import type { DescribedRow } from "../platform/origin/origin.ts";
import { sql, type SelectQueryBuilder } from "kysely";
import { today } from "../platform/clock.ts";
import type { Db, Row } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import { together } from "../platform/db/together.ts";
import { isChange, upsertRow, type Saved } from "../platform/db/upsert.ts";
import { dayInYear, holdsOn, levelRank, type Activity, type Assignment, type AssignmentInput, type Goal, type GoalInput, type Retired } from "./goal.ts";

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

const retiredOf = (row: Row): Retired | null => (row["retired_on"] ? { on: row["retired_on"], reason: row["retired_reason"] ?? "" } : null);
/** What ended after its year did not end in it: the year's own plan stays as it was. */
const stillHolds = (table: string) => sql<boolean>`(${sql.ref(`${table}.retired_on`)} is null or ${sql.ref(`${table}.retired_on`)} > least(${today()}::date, make_date(${sql.ref(`${table}.year`)}, 12, 31)))`;
const activityOf = (row: Row): Activity => ({
  id: row["id"], title: row["title"], description: row["description"], unitId: row["unit_id"], responsible: row["responsible"], startsOn: row["starts_on"], endsOn: row["ends_on"],
  retired: retiredOf(row), previousId: row["previous_id"] ?? null, origin: row["origin_id"], version: row["version"],
});

/** What goals are linked to: the table, the column of what is linked, and the one that orders it. */
const LINKS = [["goal_indicator", "indicator_id", "position"], ["goal_agenda", "number", "number"], ["goal_document", "document_id", "document_id"], ["goal_point", "follow_up_point_id", "follow_up_point_id"]] as const;
type LinkTable = (typeof LINKS)[number][0];

/** Goals with their parts, in the order of the year's steering model, or where there is none, of their levels' own. */
async function goalsBy(db: Db, which: (query: SelectQueryBuilder<Row, string, Row>) => SelectQueryBuilder<Row, string, Row>): Promise<Goal[]> {
  const rows: Row[] = await which(
    db
      .selectFrom("goal")
      .innerJoin("goal_level", "goal_level.id", "goal.level_id")
      .leftJoin("steering_level", (join) => join.onRef("steering_level.level_id", "=", "goal.level_id").onRef("steering_level.year", "=", "goal.year").onRef("steering_level.municipality_id", "=", "goal_level.municipality_id"))
      .selectAll("goal")
      .select(["goal_level.name as level", sql<number>`coalesce(steering_level.rank, goal_level.rank)`.as("level_rank")]) as unknown as SelectQueryBuilder<Row, string, Row>,
  )
    .orderBy(sql`coalesce(steering_level.rank, goal_level.rank)`)
    .orderBy("goal.position")
    .orderBy("goal.id")
    .execute();
  if (!rows.length) return [];
  const ids = rows.map((row) => row["id"] as number);
  const [activityRows, linked] = await together(db, [
    () => db.selectFrom("activity").selectAll().where(isAny("goal_id", ids)).orderBy("position").execute() as Promise<Row[]>,
    () => LINKS.map(([table, column, place]) => db.selectFrom(table).where(isAny("goal_id", ids)).select(["goal_id", sql<string>`${table}`.as("table"), `${column} as id`, `${place} as place`])).reduce((all, one) => all.unionAll(one)).execute() as Promise<Row[]>,
  ]);
  const activities = Map.groupBy(activityRows, (row) => row["goal_id"] as number);
  const links = Map.groupBy(linked, (row) => `${row["table"]}/${row["goal_id"]}`);
  const idsOf = (table: LinkTable, goalId: number): number[] => (links.get(`${table}/${goalId}`) ?? []).toSorted((a, b) => a["place"] - b["place"]).map((row) => row["id"] as number);
  return rows.map((row) => ({
    id: row["id"], committeeId: row["committee_id"], unitId: row["unit_id"], levelId: row["level_id"], level: row["level"], levelRank: row["level_rank"], parentId: row["parent_id"], year: row["year"], text: row["text"],
    description: row["description"], responsible: row["responsible"], method: row["method"], weight: row["weight"] ?? "1", greenShare: row["green_share"], retired: retiredOf(row), previousId: row["previous_id"] ?? null, origin: row["origin_id"], version: row["version"],
    activities: (activities.get(row["id"]) ?? []).map(activityOf).filter((activity) => holdsOn(activity, dayInYear(row["year"], today()))),
    indicatorIds: idsOf("goal_indicator", row["id"]), agenda: idsOf("goal_agenda", row["id"]), documentIds: idsOf("goal_document", row["id"]), pointIds: idsOf("goal_point", row["id"]),
  }));
}

/** A year's goals of a committee, or of the municipality's council, that still hold. */
export const loadGoals = (db: Db, ownerId: number, year: number): Promise<Goal[]> => goalsBy(db, (goals) => goals.where("goal.committee_id", "=", ownerId).where("goal.year", "=", year).where(stillHolds("goal")));

/** A year's goals of several owners, those that no longer hold too. */
export const loadGoalsOf = async (db: Db, ownerIds: readonly number[], year: number): Promise<Goal[]> => (ownerIds.length ? goalsBy(db, (goals) => goals.where(isAny("goal.committee_id", ownerIds)).where("goal.year", "=", year)) : []);

/** A goal by its words and its level alone: as a choice among many. */
export interface GoalTitle {
  readonly id: number;
  readonly committeeId: number;
  readonly level: string;
  readonly text: string;
}
/** The goals of several owners that hold, by their words alone, in the order of their levels. */
export async function loadGoalTitles(db: Db, ownerIds: readonly number[], year: number): Promise<GoalTitle[]> {
  const rows: Row[] = await db.selectFrom("goal").innerJoin("goal_level", "goal_level.id", "goal.level_id").select(["goal.id", "goal.committee_id", "goal_level.name", "goal.text"])
    .where(isAny("goal.committee_id", ownerIds)).where("goal.year", "=", year).where("goal.retired_on", "is", null).orderBy("goal_level.rank").orderBy("goal.position").orderBy("goal.id").execute();
  return rows.map((row) => ({ id: row["id"], committeeId: row["committee_id"], level: row["name"], text: row["text"] }));
}

export const findGoals = async (db: Db, ids: readonly number[]): Promise<Goal[]> => (ids.length ? goalsBy(db, (goals) => goals.where(isAny("goal.id", ids))) : []);

/** The goals right below some, whoever's they are. */
export const goalsBelow = async (db: Db, parentIds: readonly number[]): Promise<Goal[]> => (parentIds.length ? goalsBy(db, (goals) => goals.where(isAny("goal.parent_id", parentIds)).where(stillHolds("goal"))) : []);

export async function loadAssignments(db: Db, committeeId: number, year: number): Promise<Assignment[]> {
  const rows: Row[] = await db.selectFrom("assignment").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).where(stillHolds("assignment")).orderBy("position").orderBy("id").execute();
  const points: Row[] = rows.length ? await db.selectFrom("assignment_point").selectAll().where(isAny("assignment_id", rows.map((row) => row["id"] as number))).orderBy("follow_up_point_id").execute() : [];
  return rows.map((row) => ({
    id: row["id"], kind: row["kind"] ?? "assignment", year: row["year"], text: row["text"], description: row["description"], decided: row["decided"], responsible: row["responsible"], dueOn: row["due_on"], retired: retiredOf(row),
    pointIds: points.filter((point) => point["assignment_id"] === row["id"]).map((point) => point["follow_up_point_id"] as number), previousId: row["previous_id"] ?? null, origin: row["origin_id"], version: row["version"],
  }));
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
