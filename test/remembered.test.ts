import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { assess } from "../src/assessment/assessment-commands.ts";
import { makeForecasts } from "../src/finance/forecast-commands.ts";
import { noteLetter } from "../src/follow-up/reminder-commands.ts";
import { saveGoals } from "../src/goals/goal-commands.ts";
import { setTargets } from "../src/indicators/indicator-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { addRisk } from "../src/internal-control/control-plan-edit-commands.ts";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { addUnit } from "../src/organisation/unit-commands.ts";
import { endRole, giveRole } from "../src/people/user-commands.ts";
import { keepEvent } from "../src/platform/audit/audit-event-store.ts";
import { program } from "../src/platform/command.ts";
import { openDatabase, type Database } from "../src/platform/db/database.ts";
import { inTransaction } from "../src/platform/db/transaction.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { createLog } from "../src/platform/log.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { addMeasures, appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

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

  const shown = async (path: string, as = cookie, own = web, committee = "kulturnamnden"): Promise<string> => (await own.request(`http://127.0.0.1/${committee}/${YEAR}${path}`, { headers: { cookie: as } })).text();
  const enter = (text: string, version: number) => enterValues(controller.context, { indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-01-01`, text, version }], reason: "Räknat om" });

  test("is never older than a change that was acknowledged, while others read all the time", async () => {
    const stop = new AbortController();
    const readers = Array.from({ length: 3 }, async () => {
      while (!stop.signal.aborted) await shown("/matt");
    });
    try {
      for (let version = 1; version <= 30; version++) {
        const value = String(1000 + version * 7);
        await enter(value, version);
        const page = await shown("/matt");
        expect(page.replaceAll("\u00a0", "")).toContain(`>${value}<`);
      }
    } finally {
      stop.abort();
      await Promise.all(readers);
    }
  });

  test("is what would have been read, on every page, whatever was changed", { timeout: 120_000 }, async () => {
    // Nothing holds for it, so nothing is remembered.
    const forgetful = webOver({ ...database, now: async () => ({ ...(await database.now()), holds: () => false }) });
    const head = await personWith(database, "reporter", town.unitId);
    const office = await personWith(database, "executive-office", town.municipalityId);
    const [measureId] = await addMeasures(database, town, 25);
    const goalOfOther = (text: string) => saveGoals({ db: database.db, actor: program("start") }, { municipalityId: town.municipalityId, committeeId: town.otherId, year: YEAR, goals: [{ text, level: "Nämndmål", parentText: null, activities: [], indicatorIds: [], originId: town.originId }] });
    await goalOfOther("Fler rör på sig");
    // A council's goal that another committee, which not all who read it may read, has a goal under.
    const [councilGoalId] = (await saveGoals({ db: database.db, actor: program("start") }, { municipalityId: town.municipalityId, committeeId: town.municipalityId, year: YEAR, goals: [{ text: "Alla är med", level: "Fullmäktigemål", parentText: null, activities: [], indicatorIds: [], originId: town.originId }] })).ids;
    const below = (await saveGoals({ db: database.db, actor: program("start") }, { municipalityId: town.municipalityId, committeeId: town.otherId, year: YEAR, goals: [{ text: "Hallarna är öppna för alla", level: "Nämndmål", parentText: null, activities: [], indicatorIds: [], originId: town.originId }] })).ids[0]!;
    await sql`update goal set parent_id = ${councilGoalId} where id = ${below}`.execute(database.owner);
    const { id: reminderId } = (await sql<{ id: number }>`insert into follow_up_reminder (committee_id, follow_up_point_id, user_id, on_day, asked_by) values (${town.committeeId}, ${town.pointId}, ${head.id}, current_date, 'program') returning id`.execute(database.owner)).rows[0]!;
    const pages = ["/oversikt", "/mal", `/mal/${town.goalId}`, `/mal/${councilGoalId}`, "/matt", `/matt/${town.indicatorId}`, "/matt/inmatning?manad=1", "/uppfoljning", "/intern-kontroll", `/intern-kontroll/kontroller/${town.checkId}`, "/ekonomi", "/arenden", "/dokument", "/matt/smadiagram", "/matt/aret", "/oversikt/uppsikt", "/ekonomi/samlat", `/uppfoljning?tillfalle=${town.pointId}`];
    const readers = [[cookie, "kulturnamnden"], [head.cookie, "kulturnamnden"], [office.cookie, "kulturnamnden"], [office.cookie, "idrottsnamnden"]] as const;
    const { db, actor } = { db: database.db, actor: program("start") };
    const sie = (amount: string) => new TextEncoder().encode(`#FLAGGA 0\n#SIETYP 4\n#RAR 0 ${YEAR}0101 ${YEAR}1231\n#KONTO 5010 "Lokalhyra"\n#VER A 1 ${YEAR}0115\n{\n#TRANS 5010 {} ${amount}\n#TRANS 1910 {} -${amount}\n}\n`);
    const read = (amount: string) => importLedger({ db, actor }, { committeeId: town.committeeId, source: "ekonomi", fileName: "januari.se", seenHash: null, bytes: [sie(amount)] });
    const changes: readonly [name: string, change: () => Promise<unknown>][] = [
      ["nothing", async () => undefined],
      ["the ledger", () => valueOf(read("1200.50"))],
      ["the ledger, again", () => valueOf(read("300"))],
      ["a forecast", () => valueOf(makeForecasts({ db, actor }, { committeeId: town.committeeId, unitId: null, year: YEAR, month: 1, forecasts: [{ line: "premises", amount: "-9000", proposed: null, method: "own", reason: "Ny hyra" }] }))],
      ["a goal's assessment", () => assess({ db, actor }, { committeeId: town.committeeId, subjectKind: "goal", subjectId: town.goalId, followUpPointId: town.pointId, label: "Målet uppfylls inte i år", reasoning: "För få", originId: town.originId })],
      ["a unit", () => valueOf(addUnit({ db, actor }, { kind: "unit", name: "Arkivet", parentId: town.committeeId, from: "2020-01-01" }))],
      ["a role", async () => giveRole({ db, actor }, { userId: head.id, role: "editor", unitId: town.committeeId, from: "2020-01-01", to: null })],
      ["a user's name", async () => sql`update user_account set name = 'Åsa' where id = ${head.id}`.execute(database.owner)],
      ["a target", () => valueOf(setTargets({ db, actor }, { indicatorId: measureId!, targets: [{ year: YEAR, text: "minst 40", version: 0 }] }))],
      ["another committee's goal", () => goalOfOther("Fler simmar")],
      ["another committee's assessment", () => assess({ db, actor }, { committeeId: town.otherId, subjectKind: "goal", subjectId: below, followUpPointId: town.pointId, label: "Målet uppfylls inte i år", reasoning: "Stängt", originId: town.originId })],
      ["a letter that did not arrive", () => noteLetter({ db, actor }, { reminderId, failure: "Adressen finns inte" })],
      ["a control", () => addRisk({ db, actor }, { committeeId: town.committeeId, year: YEAR, fields: { process: "Inköp", description: "Fel pris" } })],
    ];
    for (const [name, change] of changes) {
      await change();
      for (const [as, committee] of readers) for (const path of pages) {
        const own = await shown(path, as, web, committee);
        expect([name, committee, path, own]).toEqual([name, committee, path, await shown(path, as, forgetful, committee)]);
        expect([name, committee, path, await shown(path, as, web, committee)]).toEqual([name, committee, path, own]);
      }
    }
    const seen = async (as: string) => (await shown(`/mal/${councilGoalId}`, as)).includes("Hallarna är öppna för alla");
    expect([await seen(office.cookie), await seen(cookie)]).toEqual([true, false]);
  });

  test("a role that is taken away lets nobody in any longer", async () => {
    const gone = await personWith(database, "controller", town.committeeId);
    expect(await shown("/matt", gone.cookie)).toContain("Antal besök");
    const { id } = (await database.db.selectFrom("user_role").select("id").where("user_id", "=", gone.id).executeTakeFirstOrThrow()) as { id: number };
    await endRole({ db: database.db, actor: program("start") }, { roleId: id });
    expect(await shown("/matt", gone.cookie)).not.toContain("Antal besök");
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
      const { last, stateOf } = await database.now();
      const numberOf = (table: string) => Number(stateOf(table, [0, committeeId]).split(" ").at(-1));
      return { indicator: numberOf("indicator"), goal: numberOf("goal"), last };
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
