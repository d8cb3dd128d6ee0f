import { sql } from "kysely";
import type { Db } from "../db/database.ts";

/** A change of something that steers, as it is told to who has it open. */
export interface Change {
  /** The number of its event. */
  readonly id: number;
  /** "goal:12" */
  readonly subject: string;
  /** Null for what is everybody's. */
  readonly committeeId: number | null;
  readonly actor: string;
  /** ISO time. */
  readonly at: string;
}

const MOST = 2000;

export async function lastEvent(db: Db): Promise<number> {
  const row = await db.selectFrom("audit_event").select((take) => take.fn.max("id").as("last")).executeTakeFirst();
  return Number(row?.["last"] ?? 0);
}

/** Whether somebody has changed anything in the last seconds, through whichever process. */
export async function changedLately(db: Db, actor: string, seconds: number): Promise<boolean> {
  const { rows } = await sql<{ lately: boolean }>`select at > clock_timestamp() - make_interval(secs => ${seconds}) as lately from audit_event where actor = ${actor} order by id desc limit 1`.execute(db);
  return rows[0]?.lately ?? false;
}

/** What was changed by events after the one named, the latest {@link MOST} rows of it, oldest first. */
export async function changesSince(db: Db, event: number): Promise<Change[]> {
  const { rows } = await sql<{ id: string; subject: string; committee_id: number | null; actor: string; at: string }>`
    select distinct event.id, kept.subject, kept.committee_id, event.actor, event.at
    from audit_event event join row_version kept on kept.change = event.change
    where event.id > ${event} and kept.table_name not in (select kind from confidential_kind) order by event.id desc limit ${sql.lit(MOST)}`.execute(db);
  return rows.map(({ actor, at, committee_id, id, subject }) => ({ id: Number(id), subject, committeeId: committee_id, actor, at })).toReversed();
}
