import { Worker } from "node:worker_threads";

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

/** The part of pg.Pool that Kysely uses, over the one connection of the embedded engine, first come first served. */
export class EmbeddedPool {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastCall = 0;
  #tail: Promise<void> = Promise.resolve();

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (message: { id: number; error?: { message: string }; result?: unknown }) => {
      const waiting = this.#waiting.get(message.id);
      if (!waiting) return;
      this.#waiting.delete(message.id);
      if (message.error) waiting.reject(Object.assign(new Error(message.error.message), message.error));
      else waiting.resolve(message.result);
    });
    worker.on("exit", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("The embedded database stopped"));
      this.#waiting.clear();
    });
  }

  static async open(folder: string | null): Promise<EmbeddedPool> {
    const worker = new Worker(new URL(HOST, import.meta.url), { workerData: { folder } });
    await new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("message", () => resolve());
    });
    return new EmbeddedPool(worker);
  }

  #call(operation: "query" | "close", argument?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastCall;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, operation, argument });
    });
  }

  async #query(text: string, values?: unknown[]): Promise<QueryResult> {
    const answer = (await this.#call("query", [text, values])) as Answer;
    const command = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? "";
    return { rows: answer.rows, rowCount: answer.affectedRows || answer.rows.length, command, fields: answer.fields };
  }

  async connect() {
    let free!: () => void;
    const previous = this.#tail;
    this.#tail = new Promise((resolve) => (free = resolve));
    await previous;
    let open = true;
    let transaction = false;
    return {
      query: async (query: string | { text: string; values?: unknown[] }, values?: unknown[]): Promise<QueryResult> => {
        const text = typeof query === "string" ? query : query.text;
        if (/^\s*(begin|start\s)/i.test(text)) transaction = true;
        const result = await this.#query(text, typeof query === "string" ? values : query.values);
        if (/^\s*(commit|rollback)\s*;?\s*$/i.test(text)) transaction = false;
        return result;
      },
      release: () => {
        if (!open) return;
        open = false;
        // Never hand an open transaction to the next user.
        if (transaction) void this.#call("query", ["rollback"]).finally(free);
        else free();
      },
    };
  }

  async end(): Promise<void> {
    await this.connect();
    await this.#call("close");
    await this.#worker.terminate();
  }
}
