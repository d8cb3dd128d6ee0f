import { randomUUID } from "node:crypto";
import os from "node:os";
import { sql } from "kysely";
import type { Log } from "../log.ts";
import type { Database } from "./database.ts";
import { knownMigrations, migrate } from "./migrate.ts";

/** How often a process says that it is there. */
const SAY_MS = 10_000;

/**
 * Tells the others on the same server that this process is there, and how far its program knows the database. What waited for the last
 * older process to end is done by whichever process sees first that it has.
 * @returns how to end it.
 */
export async function joinProcesses(database: Database, { folder, log, version }: { folder: string; log: Log; version: string }): Promise<() => Promise<void>> {
  if (database.kind === "embedded") return async () => undefined;
  const { owner } = database;
  const id = randomUUID();
  const migration = knownMigrations(folder).at(-1)!;
  const say = async (): Promise<void> => {
    await sql`insert into program_process (id, version, migration, host) values (${id}, ${version}, ${migration}, ${os.hostname()}) on conflict (id) do update set seen_at = clock_timestamp()`.execute(owner);
  };
  await sql`delete from program_process where seen_at < clock_timestamp() - interval '1 day'`.execute(owner);
  await say();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    void (async () => {
      await say();
      const made = await migrate(database, folder);
      if (made.length) log.info({ made }, "migrated");
    })().catch((error: Error) => log.warn({ error: error.message }, "processes")).finally(() => (busy = false));
  }, SAY_MS).unref();
  return async () => {
    clearInterval(timer);
    await sql`delete from program_process where id = ${id}`.execute(owner).catch(() => undefined);
  };
}
