import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { PostgresHost } from "../test/kill/postgres-host.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { MIGRATIONS } from "../src/root.ts";
import { makeMunicipality, type Municipality, type Wanted } from "./municipality/municipality.ts";

const SEED = 1;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-bench-"));
let host: PostgresHost | null = null;

/** A server of the run's own, as it is set up by Debian but for its memory. */
async function server(): Promise<PostgresHost> {
  if (host) return host;
  const made = new PostgresHost("bench");
  await made.lead();
  await made.sql("alter system set shared_buffers = '1GB'");
  await made.sql("alter system set max_wal_size = '4GB'");
  await made.restart();
  return (host = made);
}
export async function newDatabase(engine: "server" | "embedded", name: string): Promise<string> {
  if (engine === "embedded") return `pglite://${path.join(folder, name)}`;
  const own = await server();
  await own.sql(`create database ${name}`);
  return `postgres://rodtrad@127.0.0.1:${own.port}/${name}`;
}
export const temporary = (name: string): string => path.join(folder, name);

export async function opened(url: string): Promise<Database> {
  const database = await openDatabase(url);
  await migrate(database, MIGRATIONS);
  return database;
}

export interface Made extends Municipality { readonly url: string; readonly size: number }
const made = new Map<string, Promise<Made>>();
/** A municipality of a size on an engine, made once for the run, without what is not asked for. */
export function municipality(engine: "server" | "embedded", size: number, without: Wanted["without"] = ["ledger", "documents"]): Promise<Made> {
  const key = `m_${engine}_${String(size).replace(".", "_")}_${without.join("_")}`;
  const known = made.get(key);
  if (known) return known;
  const making = (async () => {
    process.stderr.write(`Gör en kommun av storlek ${size} (${engine}) …\n`);
    const url = await newDatabase(engine, key);
    const database = await opened(url);
    const own = await makeMunicipality(database, { seed: SEED, size, without });
    await sql`select 1`.execute(database.db);
    await database.close();
    return { ...own, url, size };
  })();
  made.set(key, making);
  return making;
}

export async function clear(): Promise<void> {
  await host?.remove();
  fs.rmSync(folder, { recursive: true, force: true });
}
