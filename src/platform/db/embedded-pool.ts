import { Worker } from "node:worker_threads";
import { roomIn, type Room } from "./room.ts";

interface Answer {
  rows: unknown[];
  affectedRows?: number;
  fields: unknown[];
}
interface QueryResult {
  rows: unknown[];
  rowCount: number;
  command: string;
  fields: unknown[];
}
type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

const HOST = import.meta.url.endsWith(".ts") ? "./embedded-host.ts" : "./embedded-host.js";

const ROOM_CHECK_MS = 250;
const REOPEN_MS = 1000;
const NO_ROOM_CODES = { full: "ENOSPC", "read-only": "EROFS" } as const;
/** The engine cannot go on after these; what was not committed is gone, as when a server is restarted. */
const ENDS_ENGINE = /^(PANIC|FATAL)$/;
const ABORTED = /RuntimeError|Aborted\(|unreachable|memory access out of bounds/;

const openWorker = async (folder: string | null, copyOf: string | null): Promise<Worker> => {
  const worker = new Worker(new URL(HOST, import.meta.url), { workerData: { folder, copyOf } });
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", () => resolve());
  });
  return worker;
};

/**
 * The part of pg.Pool that Kysely uses, over the one connection of the embedded engine, first come first served. While
 * there is no room to write, it only reads; an engine that stopped is opened again.
 */
export class EmbeddedPool {
  readonly #folder: string | null;
  readonly #copyOf: string | null;
  readonly #roomNow: () => Room;
  #worker!: Worker;
  #alive = false;
  #closed = false;
  #openedAt = 0;
  #room: Room = "room";
  #roomAt = 0;
  #waiting = new Map<number, Waiting>();
  #lastCall = 0;
  #tail: Promise<void> = Promise.resolve();
  #session: object = {};
  readonly #listeners = new Map<string, () => void>();

  private constructor(folder: string | null, roomNow: () => Room, copyOf: string | null) {
    this.#folder = folder;
    this.#copyOf = copyOf;
    this.#roomNow = roomNow;
  }

  /** @param copyOf in memory, the file of a dumped database to begin as a copy of. */
  static async open(folder: string | null, roomNow: () => Room = () => (folder ? roomIn(folder) : "room"), copyOf: string | null = null): Promise<EmbeddedPool> {
    const pool = new EmbeddedPool(folder, roomNow, copyOf);
    await pool.#start();
    return pool;
  }

  /** The engine's one session: another object when the engine was opened again, which then remembers no settings. */
  get session(): object {
    return this.#session;
  }

  /** Whether what is written is kept now. */
  get room(): Room {
    return this.#room;
  }

  async #start(): Promise<void> {
    this.#openedAt = performance.now();
    const worker = await openWorker(this.#folder, this.#copyOf);
    const waiting = new Map<number, Waiting>();
    worker.on("message", (message: { id: number; error?: { message: string }; result?: unknown; notified?: string }) => {
      if (message.notified) this.#listeners.get(message.notified)?.();
      const one = waiting.get(message.id);
      if (!one) return;
      waiting.delete(message.id);
      if (message.error) one.reject(Object.assign(new Error(message.error.message), message.error));
      else one.resolve(message.result);
    });
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      if (this.#worker === worker) this.#alive = false;
      for (const { reject } of waiting.values()) reject(new Error("The embedded database stopped"));
      waiting.clear();
    });
    this.#waiting = waiting;
    this.#worker = worker;
    this.#alive = true;
    this.#room = "room";
    this.#session = {};
    for (const channel of this.#listeners.keys()) await this.#call("listen", [channel]);
  }

  /** Has somebody told when a channel is notified, also by an engine that was opened again. */
  listen(channel: string, listener: () => void): () => void {
    this.#listeners.set(channel, listener);
    void this.#call("listen", [channel]).catch(() => undefined);
    return () => void this.#listeners.delete(channel);
  }

  async #reopen(): Promise<void> {
    if (this.#closed || performance.now() - this.#openedAt < REOPEN_MS) throw new Error("The embedded database stopped");
    try {
      await this.#start();
    } catch (error) {
      const room = this.#roomNow();
      throw Object.assign(new Error("The embedded database stopped and cannot be opened again"), { cause: error, ...(room === "room" ? {} : { code: NO_ROOM_CODES[room] }) });
    }
  }

  #call(operation: "query" | "listen" | "close", argument?: unknown): Promise<unknown> {
    if (!this.#alive) return Promise.reject(new Error("The embedded database stopped"));
    return new Promise((resolve, reject) => {
      const id = ++this.#lastCall;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, operation, argument });
    });
  }

  async #query(text: string, values?: unknown[], schemas?: string): Promise<QueryResult> {
    let answer: Answer;
    try {
      answer = (await this.#call("query", [text, values, schemas])) as Answer;
    } catch (error) {
      const { message, severity = "" } = error as { severity?: string; message: string };
      if (this.#alive && (ENDS_ENGINE.test(severity) || ABORTED.test(message))) {
        this.#alive = false;
        await this.#worker.terminate();
      }
      throw this.#room !== "room" && (error as { code?: string }).code === "25006" ? Object.assign(error as Error, { code: NO_ROOM_CODES[this.#room] }) : error;
    }
    const command = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "";
    return { rows: answer.rows, rowCount: answer.affectedRows || answer.rows.length, command, fields: answer.fields };
  }

  /** Makes the engine read only while there is no room, and write again when there is. */
  async #minds(): Promise<void> {
    if (performance.now() - this.#roomAt < ROOM_CHECK_MS) return;
    this.#roomAt = performance.now();
    const room = this.#roomNow();
    if (room === this.#room) return;
    await this.#query(`set default_transaction_read_only = ${room === "room" ? "off" : "on"}`);
    this.#room = room;
  }

  async connect() {
    let free!: () => void;
    const previous = this.#tail;
    this.#tail = new Promise((resolve) => (free = resolve));
    await previous;
    try {
      if (!this.#alive) await this.#reopen();
      await this.#minds();
    } catch (error) {
      free();
      throw error;
    }
    let open = true;
    let transaction = false;
    return {
      query: async (text: string, values?: unknown[], schemas?: string): Promise<QueryResult> => {
        if (/^\s*(begin|start\s)/i.test(text)) transaction = true;
        const result = await this.#query(text, values, schemas);
        if (/^\s*(commit|rollback)\s*;?\s*$/i.test(text)) transaction = false;
        return result;
      },
      release: () => {
        if (!open) return;
        open = false;
        // Never hand an open transaction to the next user.
        if (transaction && this.#alive) void this.#call("query", ["rollback"]).catch(() => undefined).finally(free);
        else free();
      },
    };
  }

  async end(): Promise<void> {
    await this.connect().catch(() => undefined);
    this.#closed = true;
    if (!this.#alive) return;
    await this.#call("close").catch(() => undefined);
    await this.#worker.terminate();
  }
}
