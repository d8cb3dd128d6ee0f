import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { sql } from "kysely";
import { MIGRATIONS } from "./database.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { migrate } from "../src/platform/db/migrate.ts";

const MAIN = path.resolve(import.meta.dirname, "../dist/main.js");

export interface RunningServer {
  readonly origin: string;
  readonly child: ChildProcess;
  readonly exited: Promise<void>;
}

/** Starts the program as it is shipped, on a port of its own, by another user where RUN_AS names one; null where it ended before it was ready. */
export async function startServer(databaseUrl: string, environment: Record<string, string> = {}, onSpawn: (child: ChildProcess) => void = () => undefined, main = MAIN): Promise<RunningServer | null> {
  const { RUN_AS: user, ...own } = environment;
  const child = spawn(process.execPath, [main], { ...(user ? { uid: Number(user) } : {}), env: { ...process.env, PORT: "0", LOG_LEVEL: "error", DATABASE_URL: databaseUrl, ...own }, stdio: ["ignore", "pipe", "pipe"] });
  onSpawn(child);
  const exited = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  let told = "";
  child.stderr!.on("data", (chunk: Buffer) => (told += chunk.toString()));
  const origin = await new Promise<string | null>((resolve) => {
    let said = "";
    child.stdout!.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const found = /igång: (http:\S+?)\/\s/.exec(said)?.[1];
      if (found) resolve(found);
    });
    void exited.then(() => resolve(null));
  });
  if (origin === null && child.signalCode === null) throw new Error(`The server ended by itself: ${told}`);
  return origin === null ? null : { origin, child, exited };
}

/** A new, empty database on the engine, by its address; `remove` takes it away. */
export async function databaseAddress(engine: "embedded" | "server", folder: string, name: string): Promise<string> {
  if (engine === "embedded") return `pglite://${path.join(folder, name)}`;
  const server = process.env["TEST_POSTGRES_URL"]!;
  const admin = await openDatabase(server);
  await sql.raw(`create database ${name}_${process.pid}`).execute(admin.owner);
  await admin.close();
  return server.replace(/\/[^/]*$/, `/${name}_${process.pid}`);
}

/** Works with a database that no server has open, brought up to date. */
export async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(url);
  try {
    await migrate(database, MIGRATIONS);
    return await work(database);
  } finally {
    await database.close();
  }
}
