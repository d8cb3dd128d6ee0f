import { sql } from "kysely";
import type { Db } from "./db/database.ts";

export type Door = "web" | "api" | "command-line" | "start";

export interface Actor {
  readonly name: string;
  readonly door: Door;
}

/** What every command is given: who asks, and the database or the transaction it is a part of. */
export interface Context {
  readonly db: Db;
  readonly actor: Actor;
}

/** Writes the event of a change, in the same transaction as the change. */
export async function recordEvent({ db, actor }: Context, action: string, subject: string, details: Record<string, unknown> = {}): Promise<void> {
  await db
    .insertInto("audit_event")
    .values({ actor: actor.name, door: actor.door, action, subject, details: sql`${JSON.stringify(details)}::jsonb` })
    .execute();
}
