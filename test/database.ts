import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { sql } from "kysely";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { migrate } from "../src/platform/db/migrate.ts";

export const MIGRATIONS = path.resolve(import.meta.dirname, "../migrations");

/** The engines that database tests run on: the embedded one always, the server when the test runner started one. */
export const ENGINES = ["embedded", ...(process.env["TEST_POSTGRES_URL"] ? (["server"] as const) : [])] as const;
export type Engine = (typeof ENGINES)[number];

let count = 0;

/** What the migrations are; a database made by others is another one. */
const MIGRATED = createHash("sha256").update(fs.readdirSync(MIGRATIONS).toSorted().map((name) => `${name}\n${fs.readFileSync(path.join(MIGRATIONS, name), "utf8")}`).join("\n")).digest("hex").slice(0, 16);
const COPIES = path.resolve(import.meta.dirname, "../test-results");

/** The file of an empty, migrated database of the embedded engine: made once, for making it anew for each test takes seconds. */
async function embeddedCopy(): Promise<string> {
  const file = path.join(COPIES, `migrated-${MIGRATED}.tar`);
  if (fs.existsSync(file)) return file;
  const { folder, remove } = temporaryFolder();
  const whole = path.join(folder, "data");
  const database = await openDatabase(`pglite://${whole}`);
  await migrate(database, MIGRATIONS);
  await database.close();
  const engine = await PGlite.create({ dataDir: whole, extensions: { btree_gist, pg_trgm } });
  const dumped = path.join(folder, "dumped.tar");
  fs.writeFileSync(dumped, Buffer.from(await (await engine.dumpDataDir("none")).arrayBuffer()));
  await engine.close();
  fs.mkdirSync(COPIES, { recursive: true });
  // Two test files may make it at once: the name is taken when it is whole.
  const own = `${file}.${process.pid}`;
  fs.copyFileSync(dumped, own);
  fs.renameSync(own, file);
  remove();
  return file;
}

/** The name of an empty, migrated database on the server to make others of; whoever comes first makes it. */
async function serverTemplate(admin: Database, server: string): Promise<string> {
  const name = `rodtrad_migrated_${MIGRATED}`;
  await admin.owner.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(7236900)`.execute(connection);
    try {
      const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(connection);
      if (rows.length) return;
      const making = `${name}_making`;
      await sql.raw(`drop database if exists ${making} with (force)`).execute(connection);
      await sql.raw(`create database ${making}`).execute(connection);
      const database = await openDatabase(server.replace(/\/[^/]*$/, `/${making}`));
      await migrate(database, MIGRATIONS);
      await database.close();
      await sql.raw(`alter database ${making} rename to ${name}`).execute(connection);
    } finally {
      await sql`select pg_advisory_unlock(7236900)`.execute(connection);
    }
  });
  return name;
}

/** A new, empty, migrated database on the engine; dropped by `close`. */
export async function freshDatabase(engine: Engine): Promise<Database> {
  if (engine === "embedded") return openDatabase(`pglite://memory?copy=${await embeddedCopy()}`);
  const server = process.env["TEST_POSTGRES_URL"]!;
  const name = `rodtrad_test_${process.pid}_${++count}`;
  const admin = await openDatabase(server);
  await sql.raw(`create database ${name} template ${await serverTemplate(admin, server)}`).execute(admin.owner);
  const database = await openDatabase(server.replace(/\/[^/]*$/, `/${name}`));
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
