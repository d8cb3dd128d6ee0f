import type { Db, Row } from "../platform/db/database.ts";
import type { FollowUpStep } from "./follow-up-task.ts";

export interface FollowUpPlace {
  readonly committeeId: number;
  readonly pointId: number;
}

export async function loadSteps(db: Db, { committeeId, pointId }: FollowUpPlace): Promise<FollowUpStep[]> {
  const rows: Row[] = await db.selectFrom("follow_up_step").selectAll().where("committee_id", "=", committeeId).where("follow_up_point_id", "=", pointId).orderBy("id").execute();
  return rows.map((row) => ({ kind: row["kind"], reason: row["reason"], actor: row["actor"], at: row["taken_at"] }));
}
/** Held by its point, so that two who open or close it come one after the other. */
export async function stepsForUpdate(db: Db, place: FollowUpPlace): Promise<FollowUpStep[]> {
  await db.selectFrom("follow_up_point").select("id").where("id", "=", place.pointId).forUpdate().execute();
  return loadSteps(db, place);
}
export async function addStep(db: Db, { committeeId, pointId }: FollowUpPlace, step: Omit<FollowUpStep, "at">): Promise<void> {
  await db.insertInto("follow_up_step").values({ committee_id: committeeId, follow_up_point_id: pointId, kind: step.kind, reason: step.reason, actor: step.actor }).execute();
}

export async function loadDelegations(db: Db, { committeeId, pointId }: FollowUpPlace): Promise<Map<string, number>> {
  const rows: Row[] = await db.selectFrom("follow_up_delegation").select(["task", "user_id"]).where("committee_id", "=", committeeId).where("follow_up_point_id", "=", pointId).execute();
  return new Map(rows.map((row) => [row["task"] as string, row["user_id"] as number]));
}
export async function delegate(db: Db, { committeeId, pointId }: FollowUpPlace, task: string, userId: number | null): Promise<void> {
  const key = { committee_id: committeeId, follow_up_point_id: pointId, task };
  if (userId === null) await db.deleteFrom("follow_up_delegation").where((where) => where.and(key)).execute();
  else await db.insertInto("follow_up_delegation").values({ ...key, user_id: userId }).onConflict((conflict) => conflict.columns(["committee_id", "follow_up_point_id", "task"]).doUpdateSet({ user_id: userId })).execute();
}
/** The municipality and year of a point; null where there is none. */
export async function pointOf(db: Db, pointId: number): Promise<{ municipalityId: number; year: number } | null> {
  const row = await db.selectFrom("follow_up_point").select(["municipality_id", "year"]).where("id", "=", pointId).executeTakeFirst();
  return row ? { municipalityId: row["municipality_id"] as number, year: row["year"] as number } : null;
}
