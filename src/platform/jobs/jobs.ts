import { CompiledQuery, sql } from "kysely";
import { PgBoss } from "pg-boss";
import type { Database, Db } from "../db/database.ts";
import type { Log } from "../log.ts";
import { inJobSpan } from "../tracing.ts";

/** Work that is done beside the requests, by one of the processes that share the database. */
export interface Jobs {
  /** Has a job done; given a transaction, only if that is kept. Answers the job's own name. */
  send(queue: string, content: Record<string, string>, db?: Db): Promise<string>;
  /** How many jobs of a queue wait or are being done. */
  waiting(queue: string): Promise<number>;
  stop(): Promise<void>;
}

export interface JobKind {
  readonly queue: string;
  /** When it is done by itself, as cron says it, in Swedish time; null for never. */
  readonly cron: string | null;
  /** Whether it waits on somebody else's server: it is then given longer, and tried again for hours. */
  readonly patient?: boolean;
  /** Does the work. It may be asked again for the same job, where a process died: what it keeps must be kept once. */
  work(job: { readonly id: string; readonly content: Record<string, string> }): Promise<void>;
}

const SCHEMA = "pgboss";
const POLL_SECONDS = 2;
/** Those taken together are done again together where one fails; each keeps what it did once. */
const JOBS_A_POLL = 20;
const RETRIES = 5;
/** A job whose process died is done again after this long. */
const GIVEN_UP_AFTER_SECONDS = 30;
const SUPERVISE_SECONDS = 15;
const PATIENT = { retryLimit: 9, retryDelay: 60, retryBackoff: true, expireInSeconds: 900 } as const;
const STOP_TIMEOUT_MS = 5_000;
const START_LOCK = 7_236_003;

const executor = (db: Db) => ({
  executeSql: async (text: string, values?: unknown[]) => {
    const query = CompiledQuery.raw(text, values ?? []);
    if (db.isTransaction) return { rows: (await db.executeQuery(query)).rows };
    return db.connection().execute(async (connection) => {
      try {
        return { rows: (await connection.executeQuery(query)).rows };
      } catch (error) {
        // Some are transactions in one text: none is left open for the connection's next user.
        await sql`rollback`.execute(connection).catch(() => undefined);
        throw error;
      }
    });
  },
});

/** One process at a time makes the queues; another that starts meanwhile finds them made. */
const oneAtATime = (database: Database, work: () => Promise<void>): Promise<void> =>
  database.kind === "embedded"
    ? work()
    : database.owner.connection().execute(async (connection) => {
        await sql`select pg_advisory_lock(${START_LOCK})`.execute(connection);
        try {
          await work();
        } finally {
          await sql`select pg_advisory_unlock(${START_LOCK})`.execute(connection);
        }
      });

/** Starts the queues and their workers. Several processes share the work; each job is done by one of them. */
export async function startJobs(database: Database, kinds: readonly JobKind[], log: Log): Promise<Jobs> {
  const boss = new PgBoss({ db: executor(database.owner), schema: SCHEMA, superviseIntervalSeconds: SUPERVISE_SECONDS, monitorIntervalSeconds: SUPERVISE_SECONDS, ...(database.kind === "embedded" ? { backend: "pglite" as const } : {}) });
  boss.on("error", (error: Error) => log.warn({ error: error.message }, "jobs"));
  await oneAtATime(database, async () => {
    await boss.start();
    for (const { cron, patient, queue, work } of kinds) {
      await boss.createQueue(queue, patient ? PATIENT : { retryLimit: RETRIES, retryDelay: 1, expireInSeconds: GIVEN_UP_AFTER_SECONDS });
      await boss.work(queue, { pollingIntervalSeconds: POLL_SECONDS, batchSize: JOBS_A_POLL }, async (jobs) => {
        for (const job of jobs) await inJobSpan(queue, job.id, () => work({ id: job.id, content: (job.data ?? {}) as Record<string, string> }));
      });
      if (cron) await boss.schedule(queue, cron, {}, { tz: "Europe/Stockholm" });
    }
    // Commands send jobs in their own transactions, as the role that owns nothing.
    const { rows } = await sql<{ name: string }>`select quote_ident(app_role()) as name`.execute(database.owner);
    await sql.raw(`grant usage on schema ${SCHEMA} to ${rows[0]!.name}; grant select, insert, update on all tables in schema ${SCHEMA} to ${rows[0]!.name}`).execute(database.owner);
  });
  return {
    send: async (queue, content, db) => {
      const id = await boss.send(queue, content, db ? { db: executor(db) } : {});
      if (!id) throw new Error(`The job ${queue} was not taken`);
      return id;
    },
    waiting: async (queue) => {
      const { rows } = await sql<{ count: string }>`select count(*) as count from ${sql.table(`${SCHEMA}.job`)} where name = ${queue} and state in ('created', 'retry', 'active')`.execute(database.owner);
      return Number(rows[0]!.count);
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_TIMEOUT_MS }),
  };
}
