import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../db/database.ts";

export interface ChainCheck {
  /** How many events hold together, from the first. */
  readonly events: number;
  /** The hash of the last event that does: noted elsewhere, it proves later that nothing before it was changed or taken away. */
  readonly lastHash: string;
  /** The number of the first event that does not follow from the one before; null where all do. */
  readonly brokenAt: number | null;
  /** The hash of the event that was asked about; null where there is none. */
  readonly hashAt: string | null;
}

const EVENTS_A_PAGE = 2000;

interface ChainRow {
  readonly id: string;
  readonly hash: string;
  readonly content: string;
}

/** Looks the whole chain of events through, each against the one before it. The hashes are computed here, not asked of the database. */
export async function verifyChain(db: Db, asked: number | null = null): Promise<ChainCheck> {
  let events = 0;
  let lastHash = "";
  let hashAt: string | null = null;
  for (;;) {
    const { rows } = await sql<ChainRow>`
      select audit_event.id::text as id, hash, concat_ws(E'\n', audit_event.id::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, coalesce(role, ''), door, action, subject,
        coalesce(unit_id::text, ''), coalesce(reason, ''), coalesce(change::text, ''), details::text) as content
      from audit_event where audit_event.id > ${events} order by audit_event.id limit ${sql.lit(EVENTS_A_PAGE)}`.execute(db);
    for (const row of rows) {
      const wanted = createHash("sha256").update(`${lastHash}\n${row.content}`).digest("hex");
      if (Number(row.id) !== events + 1 || row.hash !== wanted) return { events, lastHash, brokenAt: events + 1, hashAt };
      events++;
      lastHash = row.hash;
      if (events === asked) hashAt = row.hash;
    }
    if (rows.length < EVENTS_A_PAGE) return { events, lastHash, brokenAt: null, hashAt };
  }
}
