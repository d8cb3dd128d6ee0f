import fs from "node:fs";
import path from "node:path";
import { Migrator, sql, type Kysely, type Migration } from "kysely";
import type { Database, Db } from "./database.ts";

/** The migrations that this program knows, in order. */
export const knownMigrations = (folder: string): string[] => fs.readdirSync(folder).filter((name) => name.endsWith(".sql")).sort().map((name) => name.replace(/\.sql$/, ""));

/** One that takes away what an older program needs, by its name: 0061-contract-old-columns. All others leave it able to work. */
export const takesAway = (name: string): boolean => /^\d{4}-contract-/.test(name);

/** A process that has not been heard of for so long is gone. */
const GONE_SECONDS = 60;
/** Nobody waits longer behind a change of a table that waits for its turn; it is tried again instead. */
const LOCK_TIMEOUT = "5s";
const TRIES = 12;
const AGAIN_MS = 1_000;
const isTurnLost = (error: unknown): boolean => (error as { code?: string }).code === "55P03";

/** The database has lost what this program needs: it was brought up to date by a later one. */
export class NewerDatabase extends Error {
  readonly migration: string;
  constructor(migration: string) {
    super(`The database has seen ${migration}, which this program does not know`);
    this.migration = migration;
  }
}

async function done(owner: Db): Promise<readonly string[]> {
  const { rows } = await sql<{ there: string | null }>`select to_regclass('public.kysely_migration')::text as there`.execute(owner);
  if (!rows[0]?.there) return [];
  return (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(owner)).rows.map(({ name }) => name);
}

/** The oldest of what the running processes know; null where none is known to run. */
async function oldestKnown(owner: Db): Promise<string | null> {
  const { rows } = await sql<{ there: string | null }>`select to_regclass('public.program_process')::text as there`.execute(owner);
  if (!rows[0]?.there) return null;
  return (await sql<{ oldest: string | null }>`select min(migration) as oldest from program_process where seen_at > clock_timestamp() - make_interval(secs => ${GONE_SECONDS})`.execute(owner)).rows[0]?.oldest ?? null;
}

/** What takes something away waits for as long as a program runs that does not know of it. */
export const waits = (name: string, oldest: string | null): boolean => takesAway(name) && oldest !== null && oldest < name;

/**
 * Runs every migration that this database has not seen, in one transaction under the engine's advisory lock:
 * two processes that start at once do the work once, and a failing migration leaves nothing behind. Programs of two versions
 * may work with the database at once: one that knows less than the database goes on, where nothing it needs is gone.
 * @param only the migrations to run, of those known; all where it is left out.
 * @returns what was run.
 * @throws NewerDatabase where a later program has taken away what this one needs.
 */
export async function migrate({ owner }: Pick<Database, "owner">, folder: string, only?: readonly string[]): Promise<string[]> {
  const known = knownMigrations(folder);
  for (let tries = 1; ; tries++) {
    const seen = await done(owner);
    const later = seen.filter((name) => !known.includes(name));
    const gone = later.find(takesAway);
    if (gone) throw new NewerDatabase(gone);
    const oldest = await oldestKnown(owner);
    const wanted = known.filter((name) => seen.includes(name) || (only ? only.includes(name) : !waits(name, oldest)));
    // Most often there is nothing to do, and nobody is made to wait for a lock.
    if (wanted.length && wanted.every((name) => seen.includes(name))) return [];
    const up = (name: string) => async (transaction: Kysely<unknown>): Promise<void> => {
      await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`.execute(transaction);
      await sql.raw(fs.readFileSync(path.join(folder, `${name}.sql`), "utf8")).execute(transaction);
    };
    const migrations: Record<string, Migration> = Object.fromEntries([...later.map((name) => [name, { up: async () => undefined }] as const), ...wanted.map((name) => [name, { up: up(name) }] as const)]);
    const migrator = new Migrator({ db: owner, provider: { getMigrations: async () => migrations }, allowUnorderedMigrations: true });
    const { error, results } = await migrator.migrateToLatest();
    if (!error) return (results ?? []).filter(({ status }) => status === "Success").map(({ migrationName }) => migrationName);
    if (tries === TRIES || !isTurnLost(error)) throw error;
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}
