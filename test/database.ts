import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { migrate } from "../src/platform/db/migrate.ts";

export const MIGRATIONS = path.resolve(import.meta.dirname, "../migrations");

/** The engines that database tests run on: the embedded one always, the server when the test runner started one. */
export const ENGINES = ["embedded", ...(process.env["TEST_POSTGRES_URL"] ? (["server"] as const) : [])] as const;
export type Engine = (typeof ENGINES)[number];

let count = 0;

/** A new, empty, migrated database on the engine; dropped by `close`. */
export async function freshDatabase(engine: Engine): Promise<Database> {
  if (engine === "embedded") {
    const database = await openDatabase("pglite://memory");
    await migrate(database, MIGRATIONS);
    return database;
  }
  const server = process.env["TEST_POSTGRES_URL"]!;
  const name = `rodtrad_test_${process.pid}_${++count}`;
  const admin = await openDatabase(server);
  const { sql } = await import("kysely");
  await sql.raw(`create database ${name}`).execute(admin.owner);
  const database = await openDatabase(server.replace(/\/[^/]*$/, `/${name}`));
  await migrate(database, MIGRATIONS);
  return {
    ...database,
    close: async () => {
      await database.close();
      await sql.raw(`drop database ${name} with (force)`).execute(admin.owner);
      await admin.close();
    },
  };
}

/** A folder of its own for a test, removed afterwards. */
export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-"));
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
