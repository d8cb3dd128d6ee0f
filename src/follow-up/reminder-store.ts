import type { Db, Row } from "../platform/db/database.ts";
import type { FollowUpPlace } from "./follow-up-store.ts";

/** A reminder that somebody was to have. */
export interface FollowUpReminder {
  readonly id: number;
  readonly committeeId: number;
  readonly pointId: number;
  readonly userId: number;
  /** ISO date. */
  readonly onDay: string;
  readonly sentAt: string | null;
  readonly failure: string | null;
}
const reminderOf = (row: Row): FollowUpReminder => ({ id: row["id"], committeeId: row["committee_id"], pointId: row["follow_up_point_id"], userId: row["user_id"], onDay: row["on_day"], sentAt: row["sent_at"], failure: row["failure"] });

export async function loadReminders(db: Db, { committeeId, pointId }: FollowUpPlace): Promise<FollowUpReminder[]> {
  const rows = await db.selectFrom("follow_up_reminder").selectAll().where("committee_id", "=", committeeId).where("follow_up_point_id", "=", pointId).orderBy("id").execute();
  return rows.map((row) => reminderOf(row));
}
export async function findReminder(db: Db, id: number): Promise<FollowUpReminder | null> {
  const row = await db.selectFrom("follow_up_reminder").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? reminderOf(row) : null;
}
/** Adds a reminder for the day; null where the person has one of it already. */
export async function addReminder(db: Db, { committeeId, pointId }: FollowUpPlace, userId: number, onDay: string, askedBy: string): Promise<number | null> {
  const row = await db.insertInto("follow_up_reminder").values({ committee_id: committeeId, follow_up_point_id: pointId, user_id: userId, on_day: onDay, asked_by: askedBy }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}
export async function noteReminder(db: Db, id: number, outcome: { readonly sentAt: string } | { readonly failure: string }): Promise<void> {
  await db.updateTable("follow_up_reminder").set("sentAt" in outcome ? { sent_at: outcome.sentAt, failure: null } : { failure: outcome.failure }).where("id", "=", id).execute();
}

/** The follow-ups that are open, of all committees. */
export async function openFollowUps(db: Db): Promise<FollowUpPlace[]> {
  const rows: Row[] = await db
    .selectFrom("follow_up_step")
    .distinctOn(["committee_id", "follow_up_point_id"])
    .select(["committee_id", "follow_up_point_id", "kind"])
    .orderBy("committee_id").orderBy("follow_up_point_id").orderBy("id", "desc")
    .execute();
  return rows.filter((row) => row["kind"] !== "closed").map((row) => ({ committeeId: row["committee_id"], pointId: row["follow_up_point_id"] }));
}
