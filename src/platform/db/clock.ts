import { sql } from "kysely";
import type { Db } from "./database.ts";

/** What the database's clock shows beside the latest event's time: an event in the future means that a clock is wrong. */
export async function databaseClock(db: Db): Promise<{ readonly now: string; readonly secondsBehind: number }> {
  const { rows } = await sql<{ now: string; behind: string | null }>`
    select clock_timestamp() as now, extract(epoch from (select at from audit_event order by id desc limit 1) - clock_timestamp())::text as behind`.execute(db);
  return { now: rows[0]!.now, secondsBehind: Math.max(0, Number(rows[0]!.behind ?? 0)) };
}
