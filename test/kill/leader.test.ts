import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { verifyChain } from "../../src/platform/audit/verify-chain.ts";
import { makeApiKey } from "../../src/sign-in/sign-in-commands.ts";
import { ENGINES } from "../database.ts";
import { startServer, withDatabase } from "../server.ts";
import { addMeasures, foundTown, personWith, YEAR } from "../town.ts";
import { PostgresHost } from "./postgres-host.ts";

const WRITERS = 3;
/** When it is given up that writes are taken again. */
const BACK_MS = 90_000;
const TIMEOUT_MS = 5 * 60_000;
const counts = (statuses: ReadonlyMap<number, number>): string => [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.runIf(ENGINES.includes("server" as never))("a database of two hosts, of which one leads", () => {
  const hosts = [new PostgresHost("a"), new PostgresHost("b")] as const;
  afterAll(() => Promise.all(hosts.map((host) => host.remove())));

  test("the leader dies, then its follower is cut off: writes go to whoever leads, nothing acknowledged is lost, nothing is done twice", { timeout: TIMEOUT_MS }, async () => {
    const [a, b] = hosts;
    await a.lead();
    await a.sql("create database rodtrad");
    await b.follow(a);
    await a.waitFor(b);
    // The standby stands first: who leads is asked, not taken from the order.
    const url = `postgres://rodtrad@127.0.0.1:${b.port},127.0.0.1:${a.port}/rodtrad`;
    const { apiKey, cookie, indicatorIds } = await withDatabase(url, async (database) => {
      const town = await foundTown(database);
      const indicatorIds = await addMeasures(database, town, WRITERS);
      const anna = await personWith(database, "controller", town.committeeId);
      const made = await makeApiKey(anna.context, { name: "prov" });
      if (!made.ok) throw new Error(made.failure.message);
      return { apiKey: made.value, cookie: anna.cookie, indicatorIds };
    });
    const server = (await startServer(url))!;

    const load = { stopped: false };
    const acknowledged: { value: number; at: number }[] = [];
    const statuses = new Map<number, number>();
    const messages = new Set<string>();
    let number = 0;
    const writer = async (id: number): Promise<void> => {
      for (let version = 0; !load.stopped; version++) {
        const [key, value] = [randomUUID(), ++number];
        // What was not taken is sent again, with its key, until it is.
        for (let taken = false; !taken;) {
          const answer = await fetch(`${server.origin}/api/v1/indicators/${id}/values`, {
            method: "PUT", headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", "idempotency-key": key },
            body: JSON.stringify({ cells: [{ period: `${YEAR}-01-01`, text: String(value), version }] }), signal: AbortSignal.timeout(60_000),
          });
          const body = (await answer.json()) as { message?: string };
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
          if (answer.status === 200) {
            taken = true;
            acknowledged.push({ value, at: Date.now() });
          } else if (answer.status === 503) {
            messages.add(body.message ?? "");
            if (load.stopped) return;
            await wait(100);
          } else throw new Error(`${answer.status}: ${body.message}`);
        }
      }
    };
    const read = new Map<number, number>();
    const reader = async (): Promise<void> => {
      while (!load.stopped) {
        const answer = await fetch(`${server.origin}/kulturnamnden/${YEAR}/matt`, { headers: { cookie }, redirect: "manual", signal: AbortSignal.timeout(60_000) });
        await answer.text();
        read.set(answer.status, (read.get(answer.status) ?? 0) + 1);
        await wait(50);
      }
    };
    const writing = Promise.all([...indicatorIds.map((id) => writer(id)), reader()]);
    /** Waits until writes are taken again; answers how long none was. */
    const back = async (since: number): Promise<number> => {
      await wait(500);
      for (;;) {
        const times = [since, ...acknowledged.map(({ at }) => at).filter((at) => at > since)].toSorted((x, y) => x - y);
        const gaps = times.slice(1).map((at, index) => at - times[index]!);
        if (times.length > 20) return Math.max(...gaps);
        if (Date.now() - since > BACK_MS) throw new Error("No write was taken again");
        await wait(50);
      }
    };
    try {
      await wait(2000);
      expect(acknowledged.length).toBeGreaterThan(10);
      let since = Date.now();
      await a.die();
      await b.takeOver();
      const afterDeath = await back(since);

      await a.follow(b);
      await b.waitFor(a);
      await wait(1000);
      since = Date.now();
      b.freeze();
      await a.takeOver();
      const afterCut = await back(since);
      // It comes back believing that it leads, with nobody on it; the cluster takes it down.
      b.thaw();
      await b.die();
      await wait(1000);
      load.stopped = true;
      await writing;
      console.log(`two hosts: no write was taken for ${afterDeath} ms when the leader died, for ${afterCut} ms when it was cut off; ${acknowledged.length} acknowledged, answers ${counts(statuses)}, pages ${counts(read)}`);
      expect([...read.keys()].filter((status) => ![200, 503].includes(status))).toEqual([]);
      expect([...messages].filter((message) => !/^Databasen (svarar inte|tar bara emot läsning) just nu/.test(message))).toEqual([]);
    } finally {
      load.stopped = true;
      server.child.kill("SIGTERM");
      await server.exited;
    }
    await withDatabase(url, async (database) => {
      const { rows } = await sql<{ value: string }>`select content ->> 'value' as value from row_version where table_name = 'indicator_value' and subject = any(${indicatorIds.map((id) => `indicator:${id}`)}::text[])`.execute(database.db);
      const times = Map.groupBy(rows, ({ value }) => value);
      expect(acknowledged.filter(({ value }) => !times.has(String(value)))).toEqual([]);
      expect([...times].filter(([, own]) => own.length > 1).map(([value]) => value)).toEqual([]);
      expect((await verifyChain(database.db)).brokenAt).toBeNull();
    });
  });
});
