import pg from "pg";
import { CONNECTION, hostAddresses } from "./server-hosts.ts";
import { ServerPool, type ServerConnection } from "./server-pool.ts";

/** How far behind the leader a copy may be that somebody is shown; ms. */
export const BOUND_MS = 5_000;
/** How often the leader is asked how far it has come, while copies are read. */
const SAMPLE_MS = 1_000;
/** A copy that does not answer is as one that is gone: what was asked is asked of the leader. */
const ANSWER_MS = 15_000;
const MOST_CONNECTIONS = 10;
/** A connection is not kept for good: a host that has come back is read from again. */
const LIFE_SECONDS = 60;
/** How long the leader answers for itself after no copy was found fit. */
const REST_MS = 2_000;

/** How far a log has come: bytes since it began. `16/B374D848` as PostgreSQL writes it. */
export function logPosition(text: string): bigint {
  const [high = "0", low = "0"] = text.split("/");
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** How far the leader had come at a time: what was kept before `at` is no further on. */
export interface Sample { readonly at: number; readonly position: bigint }

/** Until when a copy that has come so far is fresh enough to show; null where it is not now. */
export function freshUntil(samples: readonly Sample[], replayed: bigint, now: number): number | null {
  const until = Math.max(...samples.filter(({ position }) => position <= replayed).map(({ at }) => at + BOUND_MS), -Infinity);
  return until > now ? until : null;
}

/** One connection to a copy, which shows one moment until it is given back. */
export interface CopyConnection {
  readonly connection: ServerConnection;
  /** @param whole false where something failed on it: its settings are then those of nobody knows when. */
  release(whole: boolean): Promise<void>;
}

/** Connections to what follows the leader, handed out only where it is known that they show what was kept {@link BOUND_MS} ago. */
export class ReadCopies {
  readonly #leader: ServerPool;
  readonly #pool: ServerPool;
  readonly #fresh = new WeakMap<ServerConnection, number>();
  readonly #hosts: number;
  #samples: readonly Sample[] = [];
  #restUntil = 0;
  #sampling = false;

  /** @param url one or several hosts, or a proxy that leads to one of those that follow. */
  constructor(url: string, leader: ServerPool, types: pg.CustomTypesConfig) {
    this.#leader = leader;
    const addresses = hostAddresses(url);
    this.#hosts = addresses.length;
    let turn = 0;
    class Client extends pg.Client {
      constructor(config: pg.ClientConfig = {}) {
        super({ ...config, connectionString: addresses[turn++ % addresses.length] });
        this.on("error", () => undefined);
      }
    }
    this.#pool = new ServerPool({ ...CONNECTION, connectionString: url, query_timeout: ANSWER_MS, maxLifetimeSeconds: LIFE_SECONDS, max: MOST_CONNECTIONS, types, Client }, addresses.length);
  }

  /** A copy that is fresh enough, or where its age is all the same any that answers; null where none is known to be, and the leader is to be asked. */
  async take(ofAnyAge = false): Promise<CopyConnection | null> {
    const now = Date.now();
    this.#samples = this.#samples.filter(({ at }) => at + BOUND_MS > now);
    if (now - (this.#samples.at(-1)?.at ?? 0) >= SAMPLE_MS) void this.#sample();
    if (!ofAnyAge && (!this.#samples.length || now < this.#restUntil)) return null;
    for (let left = this.#hosts; left > 0; left--) {
      const connection = await this.#pool.connect().catch(() => null);
      if (!connection) break;
      const begun = await this.#isFit(connection, ofAnyAge).then(async (fit) => fit && Boolean(await connection.query("begin transaction isolation level repeatable read read only"))).catch(() => false);
      if (begun) return { connection, release: (whole) => this.#release(connection, whole) };
      connection.release(true);
    }
    this.#restUntil = now + REST_MS;
    return null;
  }

  counts(): Readonly<Record<string, () => number>> {
    return this.#pool.counts();
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  async #release(connection: ServerConnection, whole: boolean): Promise<void> {
    const ended = whole && (await connection.query("commit").then(() => true, () => false));
    connection.release(!ended);
  }

  /** Whether it shows what may be shown. The leader itself is no copy where others are named: it has enough to do. */
  async #isFit(connection: ServerConnection, ofAnyAge: boolean): Promise<boolean> {
    if ((this.#fresh.get(connection) ?? 0) > Date.now()) return true;
    const { rows } = (await connection.query("select pg_is_in_recovery()::text as follows, case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end::text as position")) as { rows: readonly { follows: string; position: string | null }[] };
    const [{ follows, position } = { follows: "", position: null }] = rows;
    if (follows !== "true" && this.#hosts > 1) return false;
    const until = freshUntil(this.#samples, logPosition(position ?? "0/0"), Date.now());
    if (until !== null) this.#fresh.set(connection, until);
    return until !== null || ofAnyAge;
  }

  /** Before the leader is asked is when it was: what it has kept by then is in the answer. */
  async #sample(): Promise<void> {
    if (this.#sampling) return;
    this.#sampling = true;
    const at = Date.now();
    try {
      const connection = await this.#leader.connect();
      try {
        const { rows } = (await connection.query("select pg_current_wal_lsn()::text as position")) as { rows: readonly { position: string }[] };
        this.#samples = [...this.#samples, { at, position: logPosition(rows[0]!.position) }];
      } finally {
        connection.release();
      }
    } catch {
      // Without the leader's word nothing is known to be fresh.
    } finally {
      this.#sampling = false;
    }
  }
}
