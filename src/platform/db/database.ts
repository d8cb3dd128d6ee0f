import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { Answers, isRead, type Now } from "./answers.ts";
import { noteAsked } from "./asked.ts";
import { EmbeddedPool } from "./embedded-pool.ts";
import { lockDataFolder } from "./data-folder-lock.ts";
import type { Room } from "./room.ts";
import { ReadCopies, type CopyConnection } from "./read-copies.ts";
import { CONNECTION, hostAddresses, ServerHosts } from "./server-hosts.ts";
import { presentOf } from "./remembered.ts";
import { ServerPool } from "./server-pool.ts";
import { isTracing, noteQuestion } from "../tracing.ts";
import { insideTransaction } from "./transaction.ts";
import { OWN_WORK, OWNER_SQL, READER_SQL, READER_SETTINGS, sameButReader, VIEW_SQL, viewSettings, type View } from "./view.ts";

/** Every store narrows this with `withTables` to the tables it owns. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Db = Kysely<any>;
/** A row as the engine gives it, before its store makes it the slice's own type. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Row = Record<string, any>;

export interface Database {
  readonly kind: "embedded" | "server";
  /** Everything, for the program's own work; it may do what the program may, not what the owner of the tables may. */
  readonly db: Db;
  /** The owner of the tables: migrations, backup and restore. */
  readonly owner: Db;
  /** A handle that shows what one person may see, now or as it was. Cheap: it shares the connections. */
  as(view: View): Db;
  /** One moment of the database, from one that follows the leader and is hardly behind; null where none is known to be, or there is none. Who takes it gives it back. */
  copy(age?: "of any age"): Promise<Copy | null>;
  /** What has been changed by now, for {@link tellPresent}. */
  now(): Promise<Now>;
  /** Whether what is written can be kept; a server says so itself, at each write. */
  readonly room: () => Room;
  /** Tells that a channel was notified, by whichever process; a hint, which may be lost. Answers how to stop. */
  listen(channel: string, listener: () => void): () => void;
  /** How many connections there are of each kind, and what waits for one: read when it is asked for. */
  connections(): Readonly<Record<string, () => number>>;
  /** Vacuum and checkpoint; a no-op on a server, which does it itself. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

/** What is only read, all of it as it was at one moment. */
export interface Copy {
  as(view: View): Db;
  release(): Promise<void>;
}

const MAINTENANCE_INTERVAL_MS = 60_000;
const CONNECTIONS = 10;
const OWN_CONNECTIONS = 4;
const RECONNECT_MS = 1_000;

const asText = (value: string): string => value;
/** int8, date, timestamptz and numeric come as text on both engines: exact, and without time zones. */
export const TEXT_TYPES = [20, 1082, 1184, 1700] as const;

interface Connection {
  /** @param schemas where names are looked up: a statement that was prepared with others is another. */
  query(text: string, values?: unknown[], schemas?: string): Promise<unknown>;
  release(): void;
}
interface Pool {
  connect(): Promise<Connection>;
  end(): Promise<void>;
}

/**
 * Opens the embedded engine (`pglite://FOLDER`, `pglite://memory`, `pglite://memory?copy=DUMPED FILE`) or a server (`postgres://…`).
 * Both answer the same SQL with the same types.
 * @param readUrl where a server's copies are read; the hosts of the address itself where it names several.
 * @throws DataFolderInUse when another process holds the folder.
 */
export async function openDatabase(url: string, readUrl: string | null = null): Promise<Database> {
  return /^postgres(ql)?:/.test(url) ? openServer(url, readUrl) : openEmbedded(url);
}

/**
 * Handles over a pool: each makes its connection show its own view before it is used, and says so only when it has to. The
 * program's own work may have connections of its own, so that a person's are not turned back and forth for it.
 */
function handles(people: Pool, sessionOf: (connection: Connection) => object, program: Pool = people) {
  const answers = new Answers();
  const shown = new WeakMap<object, readonly string[]>();
  const handle = (view: View | "owner"): Db => {
    const settings = view === "owner" ? null : viewSettings(view);
    const pool = view === "owner" || view === OWN_WORK ? program : people;
    const wanted = settings ?? [];
    const schemas = settings?.at(-1) ?? "owner";
    const shownBy = new WeakMap<Connection, Connection>();
    const connect = async (): Promise<Connection> => {
      const connection = await pool.connect();
      const session = sessionOf(connection);
      const before = shown.get(session) ?? [];
      if (before.length !== wanted.length || before.some((setting, index) => setting !== wanted[index])) {
        try {
          await (!settings ? connection.query(OWNER_SQL) : before.length && sameButReader(before, settings) ? connection.query(READER_SQL, settings.slice(0, READER_SETTINGS)) : connection.query(VIEW_SQL, settings));
          shown.set(session, wanted);
        } catch (error) {
          connection.release();
          throw error;
        }
      }
      const known = shownBy.get(connection);
      if (known) return known;
      const showing: Connection = { query: (text, values) => connection.query(text, values, schemas), release: () => connection.release() };
      shownBy.set(connection, showing);
      return showing;
    };
    const isSomebodys = settings !== null && view !== OWN_WORK;
    const remembering = async (): Promise<Connection> => rememberingConnection(answers, presentOf(db)?.now ?? null, wanted, connect);
    const db: Db = new Kysely({ dialect: new PostgresDialect({ pool: { connect: isSomebodys ? remembering : connect, end: async () => undefined } as unknown as pg.Pool }), ...(isTracing() ? { log: noteQuestion } : {}) });
    return db;
  };
  const db = handle(OWN_WORK);
  return { owner: handle("owner"), db, as: handle, now: () => answers.now(db) };
}

/**
 * Somebody's connection, taken when something has to be asked that is not remembered. What is asked in a transaction is asked, and so is what is asked after
 * a change; changes are told of, as whoever makes them is to see them.
 * @param now null where nothing is remembered.
 */
function rememberingConnection(answers: Answers, now: Now | null, settings: readonly string[], connect: () => Promise<Connection>): Connection {
  let taken: Promise<Connection> | null = null;
  let asks = false;
  const ask = async (text: string, values?: unknown[]): Promise<unknown> => (await (taken ??= connect())).query(text, values);
  return {
    query: (text, values = []) => {
      if (now && !asks && isRead(text)) return answers.answer(now, settings, text, values, () => ask(text, values));
      noteAsked(null);
      if (!isRead(text)) {
        asks = true;
        answers.changes++;
      }
      return ask(text, values);
    },
    release: () => taken?.then((connection) => connection.release(), () => undefined),
  };
}

function openServer(url: string, readUrl: string | null): Database {
  const types = new pg.TypeOverrides();
  for (const oid of TEXT_TYPES) types.setTypeParser(oid, asText);
  const hosts = new ServerHosts(url);
  const { Client } = hosts;
  const poolOf = (max: number): ServerPool => new ServerPool({ ...CONNECTION, connectionString: url, Client, max, types }, hosts.count);
  const people = poolOf(CONNECTIONS);
  const program = poolOf(OWN_CONNECTIONS);
  const copies = readUrl !== null || hostAddresses(url).length > 1 ? new ReadCopies(readUrl ?? url, program, types) : null;
  const counted = { people, program, ...(copies && { copies }) };
  return {
    kind: "server", ...handles(people, (connection) => connection, program), room: () => "room", listen: (channel, listener) => listenToServer(url, hosts, channel, listener), maintain: async () => undefined,
    copy: async (age) => {
      const taken = (await copies?.take(age === "of any age")) ?? null;
      return taken && copyOf(taken);
    },
    connections: () => Object.fromEntries(Object.entries(counted).flatMap(([name, pool]) => Object.entries(pool.counts()).map(([what, read]) => [`${name}_${what}`, read]))),
    close: async () => {
      hosts.close();
      await Promise.all([people.end(), program.end(), copies?.end()]);
    },
  };
}

/** Handles over one connection, which is asked one thing at a time. */
function copyOf({ connection, release }: CopyConnection): Copy {
  let whole = true;
  let last: Promise<void> = Promise.resolve();
  const one: Connection = {
    query: async (text, values, schemas) => {
      try {
        return await connection.query(text, values, schemas);
      } catch (error) {
        whole = false;
        throw error;
      }
    },
    release: () => undefined,
  };
  const connect = async (): Promise<Connection> => {
    const before = last;
    let done = (): void => undefined;
    last = new Promise((resolve) => (done = resolve));
    await before;
    return { query: one.query, release: done };
  };
  const { as } = handles({ connect, end: async () => undefined }, () => one);
  return { as, release: () => last.then(() => release(whole)) };
}

/** A connection of its own, made anew when it is lost; what was notified meanwhile is hinted at once it is back. */
function listenToServer(url: string, { Client }: ServerHosts, channel: string, listener: () => void): () => void {
  let stopped = false;
  let current: pg.Client | null = null;
  const connect = async (): Promise<void> => {
    const client = new Client({ ...CONNECTION, connectionString: url });
    current = client;
    let lost = false;
    const again = () => {
      if (lost) return;
      lost = true;
      void client.end().catch(() => undefined);
      if (!stopped) setTimeout(() => void connect(), RECONNECT_MS).unref();
    };
    client.on("error", again);
    client.on("end", again);
    client.on("notification", listener);
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(channel)}`);
      listener();
    } catch {
      again();
    }
  };
  void connect();
  return () => {
    stopped = true;
    void current?.end().catch(() => undefined);
  };
}

async function openEmbedded(url: string): Promise<Database> {
  const [folder, copyOf = null] = url.replace(/^pglite:\/\//, "").split("?copy=") as [string, string?];
  const release = folder === "memory" ? () => undefined : lockDataFolder(folder);
  let pool: EmbeddedPool;
  try {
    pool = folder === "memory" ? await EmbeddedPool.open(null, undefined, copyOf) : await EmbeddedPool.open(folder);
  } catch (error) {
    release();
    throw error;
  }
  const guarded: Pool = {
    // One connection: asking for a second one inside a transaction would wait for ever.
    connect: () => {
      if (insideTransaction()) throw new Error("The outer database handle was used inside a transaction");
      return pool.connect();
    },
    end: () => pool.end(),
  };
  const own = handles(guarded, () => pool.session);
  const maintain = () => own.owner.connection().execute(async (connection) => {
    if (pool.room !== "room") return;
    await sql`vacuum (analyze)`.execute(connection);
    await sql`checkpoint`.execute(connection);
  });
  const timer = setInterval(() => void maintain().catch(() => undefined), MAINTENANCE_INTERVAL_MS).unref();
  return {
    kind: "embedded",
    ...own,
    copy: async () => null,
    room: () => pool.room,
    connections: () => ({}),
    listen: (channel, listener) => pool.listen(channel, listener),
    maintain,
    close: async () => {
      clearInterval(timer);
      await pool.end();
      release();
    },
  };
}
