import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { sql } from "kysely";
import { PostgresHost } from "../test/kill/postgres-host.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { migrate } from "../src/platform/db/migrate.ts";
import { MIGRATIONS } from "../src/root.ts";
import { loadActor } from "../src/people/user-reads.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import { findMunicipality, LOOKED_AT, makeMunicipality, type Municipality } from "./municipality/municipality.ts";

const SEED = 1;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-bench-"));
/** A server to use instead of the run's own, without a database: "postgres://rodtrad@127.0.0.1:5432". */
const SERVER = process.env["BENCH_SERVER"];
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
/** A database that an earlier run left on the server that was named. */
async function existing(name: string): Promise<string | null> {
  if (!SERVER) return null;
  const admin = await openDatabase(`${SERVER}/postgres`);
  const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(admin.owner);
  await admin.close();
  return rows.length ? `${SERVER}/${name}` : null;
}
export async function newDatabase(engine: "server" | "embedded", name: string): Promise<string> {
  if (engine === "embedded") return `pglite://${path.join(folder, name)}`;
  if (SERVER) {
    const admin = await openDatabase(`${SERVER}/postgres`);
    if (!name.startsWith("municipality_")) await sql.raw(`drop database if exists ${name}`).execute(admin.owner);
    await sql.raw(`create database ${name}`).execute(admin.owner);
    await admin.close();
    return `${SERVER}/${name}`;
  }
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
const made = new Map<number, Promise<Made>>();
/** The municipality of a size, on a server: made once for the run, and where BENCH_SERVER names a server kept there for the next. */
export function municipality(size: number): Promise<Made> {
  const known = made.get(size);
  if (known) return known;
  const making = (async () => {
    const name = `municipality_${String(size).replace(".", "_")}`;
    const url = (await existing(name)) ?? (await newDatabase("server", name));
    const database = await opened(url);
    const there = (await listCommittees(database.db)).length > 0;
    if (!there) process.stderr.write(`Gör en kommun av storlek ${size} …\n`);
    const own = there ? await findMunicipality(database) : await makeMunicipality(database, { seed: SEED, size });
    await database.close();
    return { ...own, url, size };
  })();
  made.set(size, making);
  return making;
}

/** A made municipality, opened: as its controller, who looks at one committee, and bare. */
export async function entered(size: number) {
  const own = await municipality(size);
  const database = await opened(own.url);
  const client = new pg.Client(own.url);
  await client.connect();
  const actor = await loadActor(database.db, { id: own.controllerId, name: "Kim" }, "web");
  return {
    own, database, client, actor, committeeId: own.committeeIds[LOOKED_AT.index]!,
    /** A handle of its own each time, as a request has. */
    handle: () => database.as({ reads: actor.reads, confides: actor.confides, actor: actor.key }),
    close: async () => {
      await client.end();
      await database.close();
    },
  };
}

export async function clear(): Promise<void> {
  await host?.remove();
  fs.rmSync(folder, { recursive: true, force: true });
}
