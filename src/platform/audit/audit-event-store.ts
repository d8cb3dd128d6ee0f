import { sql } from "kysely";
import type { Db } from "../db/database.ts";
import { atCommit } from "../db/transaction.ts";
import { CHANNEL } from "../live/live.ts";
import { differences, type RowChange } from "./row-change.ts";

export interface NewEvent {
  readonly actor: string;
  readonly role: string;
  readonly unitId: number | null;
  readonly door: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: Record<string, unknown>;
  readonly reason?: string | undefined;
}

const EVENTS_A_STATEMENT = 500;

/**
 * Has an event written with the running transaction, with what its rows were before and after. Events are written last
 * of all, because only one transaction at a time may add to the chain.
 */
export const keepEvent = (event: NewEvent): void => atCommit(writeEvents, event);

async function writeEvents(db: Db, events: readonly NewEvent[]): Promise<void> {
  const { number, changes } = await changesOf(db);
  const left = new Map(changes);
  const rows = events.map((event, index) => {
    const own = left.get(event.subject) ?? [];
    left.delete(event.subject);
    // What no event names goes with the last, so that no change is untold.
    const rest = index === events.length - 1 ? [...left.values()].flat() : [];
    const told = [...own, ...rest];
    return { event, details: { ...event.details, ...(told.length ? { changes: told } : {}) } };
  });
  for (let start = 0; start < rows.length; start += EVENTS_A_STATEMENT) {
    await db
      .insertInto("audit_event")
      .values(rows.slice(start, start + EVENTS_A_STATEMENT).map(({ event, details }) => ({
        id: 0, hash: "", actor: event.actor, role: event.role, unit_id: event.unitId, door: event.door, action: event.action, subject: event.subject,
        reason: event.reason ?? null, change: number, details: sql`${JSON.stringify(details)}::jsonb`,
      })))
      .execute();
  }
  await sql`select note_change(${number}), pg_notify(${CHANNEL}, '')`.execute(db);
}

/** What the running transaction did to rows, by what they are parts of. */
async function changesOf(db: Db): Promise<{ number: string; changes: Map<string, RowChange[]> }> {
  const { rows } = await sql<{ number: string; subject: string | null; table: string; key: string; after: Record<string, string | null> | null; before: Record<string, string | null> | null }>`
    select current.number, kept.subject, kept.table_name as table, kept.key, kept.content as after, earlier.content as before
    from (select current_change() as number) current
    left join row_version kept on kept.change = current.number
    left join lateral (
      select content from row_version was where was.table_name = kept.table_name and was.key = kept.key and was.id < kept.id order by was.id desc limit 1
    ) earlier on true
    order by kept.id`.execute(db);
  const changes = new Map<string, RowChange[]>();
  for (const { subject, table, key, after, before } of rows) {
    if (subject === null) continue;
    const change = differences(table, key, before, after);
    if (change) changes.set(subject, [...(changes.get(subject) ?? []), change]);
  }
  return { number: rows[0]!.number, changes };
}
