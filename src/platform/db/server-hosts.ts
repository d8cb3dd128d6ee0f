import type { Socket } from "node:net";
import { callbackify } from "node:util";
import pg from "pg";

const CONNECT_TIMEOUT_MS = 5_000;
/** How often it is asked whether the host that writes go to still leads, and how long it may take to say so. */
const WATCH_MS = 3_000;
const ANSWER_MS = 3_000;
/** A host that does not answer has left when it has not answered so many times in a row; one that says that it only reads has left at once. */
const SILENT_TIMES = 2;
const MULTIPLE = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/;

/** An address with several hosts, `postgres://anna:x@a:5432,b/rodtrad`, as one address a host. As libpq reads it; each host has its own port. */
export function hostAddresses(url: string): readonly string[] {
  const [, start = "", hosts = "", rest = ""] = MULTIPLE.exec(url) ?? [];
  return hosts.includes(",") ? hosts.split(",").map((host) => `${start}${host.trim()}${rest}`) : [url];
}

type Connected = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

/** A host that answers, and does not take writes: it follows another one, or waits to. */
class OnlyReads extends Error {
  /** As the server calls a write where only reading is. */
  readonly code = "25006";
  constructor() {
    super("The database host is a standby");
  }
}

/** Whether the host of a client follows another one. As text: the pools' clients read types their own way. */
async function onlyReads(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ standby: string }>("select pg_is_in_recovery()::text as standby");
  return rows[0]?.standby === "true";
}

/** The hosts of one database, of which one leads, and the connections to it. Who leads is the cluster's matter: here it is asked. */
export class ServerHosts {
  readonly #addresses: readonly string[];
  readonly #open = new Map<pg.Client, string>();
  readonly #timer: NodeJS.Timeout | null;
  /** How often in a row a host has not answered. */
  readonly #silent = new Map<string, number>();
  #leading = 0;
  #watching = false;

  constructor(url: string) {
    this.#addresses = hostAddresses(url);
    this.#timer = this.count > 1 ? setInterval(() => void this.#watch(), WATCH_MS).unref() : null;
  }

  get count(): number {
    return this.#addresses.length;
  }

  /** A client for pools and listeners. Of several hosts it connects to the one that was last seen to lead; a failure is passed on to the next. */
  get Client(): typeof pg.Client {
    // oxlint-disable-next-line typescript/no-this-alias -- the class below has a this of its own
    const hosts = this;
    if (hosts.count === 1) return pg.Client;
    return class extends pg.Client {
      readonly #at: string;
      constructor(config: pg.ClientConfig = {}) {
        const address = hosts.#address;
        super({ ...config, connectionString: address });
        this.#at = address;
        // Nobody else listens yet while it is asked whether its host leads; a connection lost then must not end the process.
        this.on("error", () => undefined);
      }

      override connect(): Promise<pg.Client>;
      override connect(callback: Connected): void;
      override connect(callback?: Connected): Promise<pg.Client> | void {
        if (!callback) return this.#connectToLeader();
        callbackify(() => this.#connectToLeader())(callback as (error: Error | null, client: pg.Client) => void);
      }

      async #connectToLeader(): Promise<pg.Client> {
        try {
          await super.connect();
          hosts.#open.set(this, this.#at);
          this.once("end", () => hosts.#open.delete(this));
          if (await onlyReads(this)) throw new OnlyReads();
          return this;
        } catch (error) {
          hosts.#passOn(this.#at);
          hosts.#drop(this);
          throw error;
        }
      }
    };
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  get #address(): string {
    return this.#addresses[this.#leading]!;
  }

  /** To the next host, unless somebody has gone there already. */
  #passOn(from: string): void {
    if (from === this.#address) this.#leading = (this.#leading + 1) % this.count;
  }

  /** Cut, not ended politely: the other side may be gone without a word, and what waits for it would wait for a quarter of an hour. */
  #drop(client: pg.Client): void {
    (client as unknown as { readonly connection: { readonly stream: Socket } }).connection.stream.destroy();
  }

  /** Asks the host that writes go to, and each that somebody still waits for: a new connection may have passed on from one where others hang. */
  async #watch(): Promise<void> {
    if (this.#watching) return;
    this.#watching = true;
    await Promise.all([...new Set([this.#address, ...this.#open.values()])].map((address) => this.#ask(address)));
    this.#watching = false;
  }

  async #ask(address: string): Promise<void> {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS });
    client.on("error", () => undefined);
    try {
      await client.connect();
      const hasLeft = await onlyReads(client);
      this.#silent.delete(address);
      if (hasLeft) this.#leave(address);
    } catch (error) {
      // A host that has no more room for connections, or does not know us, is there.
      const there = /^(53|28|3D)/.test((error as { code?: string }).code ?? "");
      const times = there ? 0 : (this.#silent.get(address) ?? 0) + 1;
      this.#silent.set(address, times);
      if (times >= SILENT_TIMES) this.#leave(address);
    } finally {
      this.#drop(client);
    }
  }

  /** What is under way there fails, so that it can be asked again where it works. */
  #leave(address: string): void {
    this.#passOn(address);
    for (const [client, at] of this.#open) if (at === address) this.#drop(client);
  }
}

/** What is the same for all connections to a server. */
export const CONNECTION = { connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true };
