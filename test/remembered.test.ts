import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { keepEvent } from "../src/platform/audit/audit-event-store.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { inTransaction } from "../src/platform/db/transaction.ts";
import { latestChanges } from "../src/platform/live/changes-store.ts";
import { createLog } from "../src/platform/log.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("what is remembered between requests, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let web: Hono;
  let cookie: string;
  let controller: Awaited<ReturnType<typeof personWith>>;
  const webOver = (own: Database) => createWeb(appOver(own), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    web = webOver(database);
    controller = await personWith(database, "controller", town.committeeId);
    ({ cookie } = controller);
  });
  afterAll(() => database.close());

  const shown = async (path: string, as = cookie, own = web): Promise<string> => (await own.request(`http://127.0.0.1/kulturnamnden/${YEAR}${path}`, { headers: { cookie: as } })).text();
  const enter = (text: string, version: number) => enterValues(controller.context, { indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-01-01`, text, version }], reason: "Räknat om" });

  test("is never older than a change that was acknowledged, while others read all the time", async () => {
    const stop = new AbortController();
    const readers = Array.from({ length: 3 }, async () => {
      while (!stop.signal.aborted) await shown("/matt");
    });
    for (let version = 1; version <= 30; version++) {
      const value = String(1000 + version * 7);
      await enter(value, version);
      const page = await shown("/matt");
      expect(page.replaceAll("\u00a0", "")).toContain(`>${value}<`);
    }
    stop.abort();
    await Promise.all(readers);
  });

  test("is not shown to who may not read it, as of another day, or in today's organisation", async () => {
    await shown("/matt");
    const other = await personWith(database, "controller", town.otherId);
    expect(await shown("/matt", other.cookie)).not.toContain("Antal besök");
    expect(await shown("/matt?den=2020-01-01")).not.toContain("Antal besök");
    expect(await shown("/matt?organisation=idag")).toContain("Antal besök");
  });

  test("what goes to another committee has changed for both, and what does not change has not", async () => {
    const lastOf = async (committeeId: number) => {
      const { last, of } = await latestChanges(database.db, [committeeId]);
      return { indicator: of.get("indicator") ?? 0, goal: of.get("goal") ?? 0, last };
    };
    const before = await lastOf(town.committeeId);
    const move = (to: number) => inTransaction(database.db, async (db) => {
      await sql`update indicator set committee_id = ${to} where id = ${town.indicatorId}`.execute(db);
      keepEvent({ actor: "program", role: "program", unitId: null, door: "start", action: "indicator.define", subject: `indicator:${town.indicatorId}` });
    });
    await move(town.otherId);
    const [left, entered] = [await lastOf(town.committeeId), await lastOf(town.otherId)];
    expect([left.indicator, entered.indicator]).toEqual([left.last, left.last]);
    expect(left.last).toBeGreaterThan(before.last);
    expect(left.goal).toBe(before.goal);
    expect(await shown("/matt")).not.toContain("Antal besök");
    await move(town.committeeId);
    expect(await shown("/matt")).toContain("Antal besök");
  });

  test.skipIf(engine !== "server")("what another process wrote is seen at once", async () => {
    const name = (await database.db.selectNoFrom((take) => take.fn<string>("current_database", []).as("name")).executeTakeFirstOrThrow()).name;
    const second = await openDatabase(process.env["TEST_POSTGRES_URL"]!.replace(/\/[^/]*$/, `/${name}`));
    const elsewhere = webOver(second);
    expect(await shown("/matt", cookie, elsewhere)).toContain("Antal besök");
    await enter("4321", 31);
    const page = await shown("/matt", cookie, elsewhere);
    expect(page.replaceAll("\u00a0", "")).toContain(">4321<");
    await second.close();
  });
});
