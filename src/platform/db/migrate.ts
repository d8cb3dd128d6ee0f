import fs from "node:fs";
import path from "node:path";
import { Migrator, sql, type Kysely, type Migration } from "kysely";
import type { Database } from "./database.ts";

/** The migrations that this program knows, in order. */
export const knownMigrations = (folder: string): string[] => fs.readdirSync(folder).filter((name) => name.endsWith(".sql")).sort().map((name) => name.replace(/\.sql$/, ""));

/**
 * Runs every migration that this database has not seen, in one transaction under the engine's advisory lock:
 * two processes that start at once do the work once, and a failing migration leaves nothing behind.
 */
export async function migrate({ owner }: Database, folder: string, until?: string): Promise<string[]> {
  const migrations: Record<string, Migration> = {};
  for (const name of knownMigrations(folder)) {
    const text = fs.readFileSync(path.join(folder, `${name}.sql`), "utf8");
    migrations[name] = {
      up: async (transaction: Kysely<unknown>) => {
        await sql.raw(text).execute(transaction);
      },
    };
  }
  const migrator = new Migrator({ db: owner, provider: { getMigrations: async () => migrations } });
  const { error, results } = await (until ? migrator.migrateTo(until) : migrator.migrateToLatest());
  if (error) throw error;
  return (results ?? []).filter((result) => result.status === "Success").map((result) => result.migrationName);
}
