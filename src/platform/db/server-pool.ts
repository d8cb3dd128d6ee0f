import pg from "pg";
import { isRead } from "./answers.ts";
import { isCopyIn } from "./copy-statement.ts";
import { databaseTrouble, readOtherwise } from "./failure.ts";

const MOST_PREPARED = 500;
const MOST_SEEN = 5_000;
/** A statement with more values than this is written anew each time, with as many rows as there are: it is not asked again. */
const MOST_VALUES = 40;

/** Names for the statements that are asked more than once, by the schemas they are asked in and their text. */
class StatementNames {
  readonly #seen = new Set<string>();
  readonly #names = new Map<string, string>();

  nameOf(text: string, schemas: string): string | null {
    const key = `${schemas}\n${text}`;
    const name = this.#names.get(key);
    if (name !== undefined) return name;
    if (this.#seen.has(key) && this.#names.size < MOST_PREPARED) {
      this.#names.set(key, `rodtrad_${this.#names.size}`);
      return this.#names.get(key)!;
    }
    if (this.#seen.size >= MOST_SEEN) this.#seen.clear();
    this.#seen.add(key);
    return null;
  }
}

interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(rows: Uint8Array): void;
  endCopyFrom(): void;
}
/** The statement with all its rows behind it: a server that refuses the one passes by the others. */
class CopyQuery extends pg.Query {
  readonly #text: string;
  readonly #rows: Uint8Array;

  constructor(text: string, rows: Uint8Array, done: (error: Error | undefined, results: unknown) => void) {
    super(text, [], done);
    this.#text = text;
    this.#rows = rows;
  }
  override submit = (connection: unknown): void => {
    const to = connection as CopyConnection;
    to.query(this.#text);
    to.sendCopyFromChunk(this.#rows);
    to.endCopyFrom();
  };
  handleCopyInResponse(): void {
    // They are on their way.
  }
}

/** A server's connection, which reads and plans a statement once: with row security that costs more than most answers. */
export class ServerConnection {
  readonly #client: pg.PoolClient;
  readonly #names: StatementNames;
  /** Begun anew each time that what was read holds no longer. */
  #generation = 0;

  constructor(client: pg.PoolClient, names: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  async query(text: string, values: unknown[] = [], schemas = ""): Promise<unknown> {
    if (isCopyIn(text)) return new Promise((resolve, reject) => void this.#client.query(new CopyQuery(text, values[0] as Uint8Array, (error, results) => (error ? reject(error) : resolve((results as unknown[]).at(-1))))));
    const name = (values.length || (isRead(text) && !text.includes(";"))) && values.length <= MOST_VALUES ? this.#names.nameOf(text, schemas) : null;
    if (name === null) return this.#client.query(text, values);
    try {
      return await this.#client.query({ text, values, name: `${name}_${this.#generation}` });
    } catch (error) {
      if (!readOtherwise(error)) throw error;
      this.#generation++;
      if (this.#client.getTransactionStatus() !== "I") throw error;
      return this.#client.query(text, values);
    }
  }

  /** @param broken true where it is not to be used again. */
  release(broken = false): void {
    this.#client.release(broken);
  }
}

/** The part of pg.Pool that Kysely uses, with statements that are prepared. */
export class ServerPool {
  readonly #pool: pg.Pool;
  readonly #names = new StatementNames();
  readonly #connections = new WeakMap<pg.PoolClient, ServerConnection>();

  /** How many hosts there are to ask. */
  readonly #hosts: number;

  constructor(config: pg.PoolConfig, hosts: number) {
    this.#hosts = hosts;
    this.#pool = new pg.Pool(config);
    this.#pool.on("error", () => undefined);
    // A connection that is lost while it is in use fails its query; it must not end the process too.
    this.#pool.on("connect", (client) => void client.on("error", () => undefined));
  }

  async connect(): Promise<ServerConnection> {
    const client = await this.#connect();
    const known = this.#connections.get(client);
    if (known) return known;
    const made = new ServerConnection(client, this.#names);
    this.#connections.set(client, made);
    return made;
  }

  /** Each host is asked once; where all connections are in use, none is asked again. */
  async #connect(): Promise<pg.PoolClient> {
    for (let left = this.#hosts - 1; ; left--) {
      try {
        return await this.#pool.connect();
      } catch (error) {
        if (left === 0 || !databaseTrouble(error) || /timeout exceeded/.test((error as Error).message)) throw error;
      }
    }
  }

  /** Connections that are open, that nobody uses, and who waits for one. */
  counts(): Readonly<Record<string, () => number>> {
    return { open: () => this.#pool.totalCount, idle: () => this.#pool.idleCount, waiting: () => this.#pool.waitingCount };
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}
