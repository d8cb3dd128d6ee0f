import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { saveIndicators } from "../../src/indicators/indicator-commands.ts";
import { verifyChain } from "../../src/platform/audit/verify-chain.ts";
import { program } from "../../src/platform/command.ts";
import { addRole } from "../../src/people/user-store.ts";
import { makeApiKey } from "../../src/sign-in/sign-in-commands.ts";
import { ENGINES, temporaryFolder } from "../database.ts";
import { databaseAddress, startServer, withDatabase } from "../server.ts";
import { foundTown, personWith, YEAR } from "../town.ts";

/** All of them by `npm run test:kill`; fewer among the other tests, which are to be done in half an hour. */
const KILLS = process.env["ALL_KILLS"] ? 50 : 12;
const WRITERS = 4;
const CELLS = 3;
/** As many as the API lists. */
const MOST_CHECKS = 40;
/** Part of the kills come while the program is starting, the others while it is being written to. */
const EARLY = 0.15;
const TIMEOUT_MS = 15 * 60_000;
const { folder, remove } = temporaryFolder();
afterAll(remove);

interface Write {
  readonly key: string;
  readonly numbers: readonly number[];
  acknowledged: boolean;
}

describe.each(ENGINES)("the machine dies, on the %s engine", (engine) => {
  test(`${KILLS} kills at random moments under writing load: nothing acknowledged is lost, nothing is half done or done twice`, { timeout: TIMEOUT_MS }, async () => {
    const url = await databaseAddress(engine, folder, `rodtrad_kill_${engine}`);
    const { apiKey, indicatorIds } = await withDatabase(url, async (database) => {
      const town = await foundTown(database);
      const saved = await saveIndicators({ db: database.db, actor: program("start") }, {
        committeeId: town.committeeId,
        indicators: Array.from({ length: WRITERS }, (_, index) => ({ group: null, name: `Mått ${index}`, unit: null, frequency: "month" as const, aggregation: "sum" as const, decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [], values: [] })),
      });
      const anna = await personWith(database, "controller", town.committeeId);
      await addRole(database.db, { userId: anna.id, role: "auditor", unitId: null, validFrom: "2020-01-01", validTo: null, givenBy: "program" });
      const made = await makeApiKey(anna.context, { name: "prov" });
      if (!made.ok) throw new Error(made.failure.message);
      return { apiKey: made.value, indicatorIds: saved.ids };
    });

    const writes: Write[] = [];
    const checks: { key: string; job: string | null }[] = [];
    const versions = indicatorIds.map(() => 0);
    const open = indicatorIds.map((): Write | null => null);
    let number = 0;
    const load = { stopped: false };
    const send = async (origin: string, method: string, path: string, key: string, body: unknown): Promise<Response> =>
      fetch(`${origin}/api/v1${path}`, { method, headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", "idempotency-key": key }, ...(body === null ? {} : { body: JSON.stringify(body) }), signal: AbortSignal.timeout(20_000) });

    /** Writes until the connection breaks. What was not answered is sent again, with its key, to the next process. */
    const writer = async (origin: string, at: number): Promise<void> => {
      while (!load.stopped) {
        const write = (open[at] ??= { key: randomUUID(), numbers: Array.from({ length: CELLS }, () => ++number), acknowledged: false });
        if (!writes.includes(write)) writes.push(write);
        const cells = write.numbers.map((value, month) => ({ period: `${YEAR}-${String(month + 1).padStart(2, "0")}-01`, text: String(value), version: versions[at]! }));
        const answer = await send(origin, "PUT", `/indicators/${indicatorIds[at]}/values`, write.key, { cells }).catch(() => null);
        const body = answer && (await answer.json().catch(() => null) as { changed?: number; message?: string } | null);
        if (!answer || !body) return;
        if (answer.status === 503) continue;
        if (answer.status !== 200) throw new Error(`${answer.status}: ${body.message}`);
        write.acknowledged = true;
        versions[at]!++;
        open[at] = null;
        if (checks.length < MOST_CHECKS && writes.length % 8 === 0) {
          const check = { key: randomUUID(), job: null as string | null };
          checks.push(check);
          const asked = await send(origin, "POST", "/audit-checks", check.key, null).catch(() => null);
          check.job = asked?.status === 200 ? ((await asked.json().catch(() => null)) as { job: string } | null)?.job ?? null : null;
        }
      }
    };

    let kills = 0;
    let seed = 20261122;
    const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    while (kills < KILLS) {
      load.stopped = false;
      const early = random() < EARLY ? random() * 1500 : null;
      const server = await startServer(url, {}, (child) => {
        if (early !== null) setTimeout(() => child.kill("SIGKILL"), early);
      });
      if (server) {
        const writing = Promise.all(indicatorIds.map((_, at) => writer(server.origin, at)));
        await Promise.race([writing, new Promise((resolve) => setTimeout(resolve, early === null ? 200 + random() * 1000 : 60_000))]);
        load.stopped = true;
        server.child.kill("SIGKILL");
        await server.exited;
        await writing;
      }
      kills++;
    }

    // One more process takes what was left: writes without an answer, and jobs whose process died.
    load.stopped = false;
    const last = (await startServer(url))!;
    const writing = Promise.all(indicatorIds.map((_, at) => writer(last.origin, at)));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    load.stopped = true;
    await writing;
    const jobs = checks.flatMap(({ job }) => job ?? []);
    const done = async () => new Set(((await (await send(last.origin, "GET", "/audit-checks", randomUUID(), null)).json()) as { job: string }[]).map(({ job }) => job));
    // A job whose process died is given up after a while, and then done by another.
    for (let tries = 0; tries < 180; tries++) {
      const known = await done();
      if (jobs.every((job) => known.has(job))) break;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    await new Promise((resolve) => setTimeout(resolve, 3000));
    last.child.kill("SIGTERM");
    await last.exited;

    const found = await withDatabase(url, async (database) => {
      const { rows } = await sql<{ change: string; value: string }>`select change::text as change, content ->> 'value' as value from row_version where table_name = 'indicator_value' and subject = any(${indicatorIds.map((id) => `indicator:${id}`)}::text[])`.execute(database.db);
      const events = await sql<{ change: string; count: string }>`select change::text as change, count(*) as count from audit_event where action = 'indicator.changed' and change is not null group by change`.execute(database.db);
      const kept = await database.db.selectFrom("audit_check").select("job").execute();
      return { rows, events: new Map(events.rows.map(({ change, count }) => [change, Number(count)])), checks: kept.map((row) => row["job"] as string), chain: await verifyChain(database.db) };
    });
    const changesOf = Map.groupBy(found.rows, ({ value }) => value);
    const acknowledged = writes.filter((write) => write.acknowledged);
    const changes = (write: Write) => write.numbers.map((value) => (changesOf.get(String(value)) ?? []).map(({ change }) => change));
    const lost = acknowledged.filter((write) => changes(write).some((own) => own.length === 0));
    const doubled = writes.filter((write) => changes(write).some((own) => own.length > 1));
    const halfDone = writes.filter((write) => new Set(changes(write).flat()).size > 1 || ![0, CELLS].includes(changes(write).filter((own) => own.length > 0).length));
    const untold = acknowledged.filter((write) => changes(write).flat().some((change) => found.events.get(change) !== 1));
    const undone = jobs.filter((job) => found.checks.filter((own) => own === job).length !== 1);
    console.log(`${engine}: ${kills} kills, ${acknowledged.length} acknowledged, ${lost.length} lost, ${halfDone.length} half done, ${doubled.length} done twice, ${untold.length} untold, ${jobs.length} jobs of which ${undone.length} not done exactly once, ${found.chain.events} events in the chain`);
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect({ lost, halfDone, doubled, untold, undone }).toEqual({ lost: [], halfDone: [], doubled: [], untold: [], undone: [] });
    expect(found.chain.brokenAt).toBeNull();
  });
});
