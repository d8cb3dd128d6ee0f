// Runs in a worker thread: the only place that touches the embedded engine.
import fs from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite, parse, protocol, type PGliteOptions } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { copyFromFile, isCopyIn } from "./copy-statement.ts";
import { makeDataFolder } from "./new-data-folder.ts";

/** The engine's own file system never syncs to disk; a municipality's figures must survive a power cut. */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS["init"]>) {
    const result = await super.init(...args);
    // oxlint-disable-next-line typescript/no-explicit-any
    const options = result.emscriptenOpts as any;
    // oxlint-disable-next-line typescript/no-explicit-any
    options.preRun.push((module: any) => {
      module.NODEFS.stream_ops.fsync = (stream: { nfd: number }) => {
        fs.fsyncSync(stream.nfd);
        return 0;
      };
    });
    return result;
  }
}

const asText = (value: string): string => value;
const base: PGliteOptions = {
  extensions: { btree_gist, pg_trgm },
  parsers: { 20: asText, 1082: asText, 1184: asText, 1700: asText },
};
/** A folder on disk, or null for memory; in memory, the file of a database to begin as a copy of. */
const { copyOf, folder } = workerData as { folder: string | null; copyOf: string | null };
const durable = (where: string): PGliteOptions => ({
  fs: new DurableNodeFS(where),
  startParams: [
    ...PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
    ...["wal_sync_method=fsync", "max_wal_size=128MB", "min_wal_size=32MB", "wal_recycle=off"].flatMap((setting) => ["-c", setting]),
  ],
});
if (folder) await makeDataFolder(folder, async (where) => (await PGlite.create({ ...base, ...durable(where) })).close());
const engine = await PGlite.create({ ...base, ...(folder ? durable(folder) : copyOf ? { loadDataDir: new Blob([fs.readFileSync(copyOf)]) } : {}) });

const ERROR_FIELDS = ["message", "severity", "code", "detail", "hint", "position", "schema", "table", "column", "constraint", "where", "routine"];

const { bind, close, describe, execute, parse: prepare, sync } = protocol.serialize;
type Prepared = { name: string; types: number[] };
const MOST_PREPARED = 500;
/** Statements that the engine has read, by their text and the schemas that they were read with; the one used longest ago first. */
const prepared = new Map<string, Prepared>();
let lastPrepared = 0;

const send = async (...messages: Uint8Array[]) => (await engine.execProtocol(Buffer.concat(messages))).messages;

async function statementOf(key: string, text: string): Promise<Prepared> {
  const known = prepared.get(key);
  if (known) {
    prepared.delete(key);
    prepared.set(key, known);
    return known;
  }
  const [oldest] = prepared;
  if (oldest && prepared.size >= MOST_PREPARED) {
    prepared.delete(oldest[0]);
    await send(close({ type: "S", name: oldest[1].name }), sync());
  }
  const name = `s${++lastPrepared}`;
  const made = { name, types: parse.parseDescribeStatementResults(await send(prepare({ text, name }), describe({ type: "S", name }), sync())) };
  prepared.set(key, made);
  return made;
}

/** Bytes are what they stand for in the engine's own form, of whatever type. */
const asSent = (value: unknown, type: number): string | Uint8Array | null => (value === null || value === undefined ? null : value instanceof Uint8Array ? value : (engine.serializers[type]?.(value) ?? String(value)));

/** Asks in one exchange, by a statement that is read and planned once: reading it anew costs ten times the asking. */
async function ask(text: string, values: unknown[], schemas: string, again = true) {
  const key = `${schemas}\n${text}`;
  const { name, types } = await statementOf(key, text);
  try {
    return parse.parseResults(await send(bind({ statement: name, values: values.map((value, index) => asSent(value, types[index]!)) }), describe({ type: "P" }), execute({}), sync()), engine.parsers)[0]!;
  } catch (error) {
    // What the statement answers has changed since it was read, by a migration.
    if (!again || (error as { code?: string }).code !== "0A000") throw error;
    prepared.delete(key);
    await send(close({ type: "S", name }), sync());
    if (engine.isInTransaction()) throw error;
    return ask(text, values, schemas, false);
  }
}

async function query(text: string, values: unknown[] = [], schemas = "") {
  if (isCopyIn(text)) return (await engine.exec(copyFromFile(text, "/dev/blob"), { blob: new Blob([values[0] as Uint8Array<ArrayBuffer>]) })).at(-1)!;
  if (values.length) return ask(text, values, schemas);
  return (await engine.exec(text)).at(-1) ?? { rows: [], fields: [] };
}

type Message = { id: number } & ({ operation: "query"; argument: [text: string, values?: unknown[], schemas?: string] } | { operation: "listen"; argument: [channel: string] } | { operation: "close" });

const listenedTo = new Set<string>();
async function listen(channel: string): Promise<void> {
  if (listenedTo.has(channel)) return;
  listenedTo.add(channel);
  await engine.listen(channel, () => parentPort!.postMessage({ notified: channel }));
}

async function answered(message: Message): Promise<object> {
  try {
    if (message.operation === "close") await engine.close();
    else if (message.operation === "listen") await listen(message.argument[0]);
    else {
      const { rows, affectedRows, fields } = await query(...message.argument);
      return { result: { rows, affectedRows, fields } };
    }
    return {};
  } catch (cause) {
    const error: Record<string, unknown> = { message: String(cause) };
    for (const field of ERROR_FIELDS) {
      const value = (cause as Record<string, unknown>)[field];
      if (value !== undefined) error[field] = value;
    }
    return { error };
  }
}

// One after the other: an exchange with the engine is not to be broken into.
let last: Promise<void> = Promise.resolve();
parentPort!.on("message", (message: Message) => {
  last = last.then(async () => parentPort!.postMessage({ id: message.id, ...(await answered(message)) }));
});
parentPort!.postMessage({ ready: true });
