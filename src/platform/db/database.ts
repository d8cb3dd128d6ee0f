import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { EmbeddedPool } from "./embedded-pool.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import { insideTransaction } from "./transaction.ts";

/** Every store narrows this with `withTables` to the tables it owns. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Db = Kysely<any>;

export interface Database {
  readonly kind: "embedded" | "server";
  readonly db: Db;
  /** Vacuum and checkpoint; a no-op on a server, which does it itself. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

const MAINTENANCE_INTERVAL_MS = 60_000;

const asText = (value: string): string => value;
/** int8, date, timestamptz and numeric come as text on both engines: exact, and without time zones. */
export const TEXT_TYPES = [20, 1082, 1184, 1700] as const;

/**
 * Opens the embedded engine (`pglite://FOLDER`, `pglite://memory`) or a server (`postgres://…`).
 * Both answer the same SQL with the same types.
 * @throws DataFolderInUse when another process holds the folder.
 */
export async function openDatabase(url: string): Promise<Database> {
  return /^postgres(ql)?:/.test(url) ? openServer(url) : openEmbedded(url);
}

function openServer(url: string): Database {
  const types = new pg.TypeOverrides();
  for (const oid of TEXT_TYPES) types.setTypeParser(oid, asText);
  const pool = new pg.Pool({ connectionString: url, max: 10, types });
  pool.on("error", () => undefined);
  return {
    kind: "server",
    db: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    maintain: async () => undefined,
    close: () => pool.end(),
  };
}

async function openEmbedded(url: string): Promise<Database> {
  const folder = url.replace(/^pglite:\/\//, "");
  const release = folder === "memory" ? () => undefined : lockDataFolder(folder);
  let pool: EmbeddedPool;
  try {
    pool = await EmbeddedPool.open(folder === "memory" ? null : folder);
  } catch (error) {
    release();
    throw error;
  }
  const timer = setInterval(() => void pool.maintain().catch(() => undefined), MAINTENANCE_INTERVAL_MS).unref();
  const guarded = {
    // One connection: asking for a second one inside a transaction would wait for ever.
    connect: () => {
      if (insideTransaction()) throw new Error("The outer database handle was used inside a transaction");
      return pool.connect();
    },
    end: () => pool.end(),
  };
  return {
    kind: "embedded",
    db: new Kysely({ dialect: new PostgresDialect({ pool: guarded as unknown as pg.Pool }) }),
    maintain: () => pool.maintain(),
    close: async () => {
      clearInterval(timer);
      await pool.end();
      release();
    },
  };
}
