import net from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listGoals } from "../src/goals/goal-reads.ts";
import { saveIndicators } from "../src/indicators/indicator-commands.ts";
import { listIndicators, listIndicatorsToday } from "../src/indicators/indicator-reads.ts";
import { addUnit, endUnit, mergeUnits, moveUnit, renameUnit, splitUnit } from "../src/organisation/unit-commands.ts";
import { listUnits } from "../src/organisation/unit-reads.ts";
import { changesSince, spellOn } from "../src/organisation/unit.ts";
import { today } from "../src/platform/clock.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { createLog } from "../src/platform/log.ts";
import { makeApiKey } from "../src/sign-in/sign-in-commands.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("the organisation, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let start: Context;
  const inTodays = () => database.as({ reads: "all", actor: "", todaysOrganisation: true });
  const change = { title: "Bokbussen", from: `${YEAR}-02-01` };
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    start = { db: database.db, actor: program("start") };
  });
  afterAll(() => database.close());

  test("a unit is moved with what is its own: in today's organisation it is the new committee's, and what was stays", async () => {
    const busId = await valueOf(addUnit(start, { kind: "unit", name: change.title, parentId: town.committeeId, from: "2020-01-01" }));
    const { ids } = await saveIndicators(start, { committeeId: town.committeeId, indicators: [{ group: null, name: "Antal turer", unit: null, frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [], values: [{ period: "2025-01-01", value: "5", originId: town.originId }] }] });
    await start.db.updateTable("indicator").set({ unit_id: busId }).where("id", "=", ids[0]!).execute();
    await valueOf(moveUnit(start, { unitId: busId, parentId: town.otherId, from: change.from }));
    expect((await listIndicators(start.db, town.committeeId)).map(({ name }) => name)).toContain("Antal turer");
    expect((await listIndicators(inTodays(), town.committeeId)).map(({ name }) => name)).not.toContain("Antal turer");
    expect((await listIndicators(inTodays(), town.otherId)).map(({ name, unitId }) => [name, unitId])).toContainEqual(["Antal turer", busId]);
    expect((await listIndicatorsToday(start.db, town.otherId)).map(({ indicator }) => indicator.name)).toContain("Antal turer");
    const units = await listUnits(start.db);
    expect(changesSince(units, town.otherId, "2025-12-31", today())).toEqual(["Bokbussen ligger nu under Idrottsnämnden"]);
  });

  test("a unit cannot be moved under itself, to where it is, or before it was last changed", async () => {
    const units = await listUnits(start.db);
    const bus = units.find((unit) => spellOn(unit, today())?.name === change.title)!;
    const refused = async (parentId: number, from: string) => {
      const moved = await moveUnit(start, { unitId: bus.id, parentId, from });
      return moved.ok ? "moved" : moved.failure.message;
    };
    expect(await refused(town.otherId, `${YEAR}-05-01`)).toBe("Bokbussen ligger redan där.");
    expect(await refused(town.municipalityId, `${YEAR}-05-01`)).toBe("En enhet kan inte ligga under en kommun.");
    expect(await refused(town.committeeId, "2020-05-01")).toContain("välj en senare dag");
    const part = await valueOf(addUnit(start, { kind: "unit", name: "Hållplatsen", parentId: bus.id, from: `${YEAR}-02-02` }));
    expect(await refused(part, `${YEAR}-05-01`)).toBe("En enhet kan inte flyttas in under sig själv.");
    await valueOf(endUnit(start, { unitId: part, from: `${YEAR}-02-03` }));
  });

  test("a unit that is divided ends or goes on; the new ones remember it, and their series begin there", async () => {
    const units = await listUnits(start.db);
    const bus = units.find((unit) => spellOn(unit, today())?.name === change.title)!;
    const refused = await splitUnit(start, { unitId: bus.id, names: ["Norra bussen"], from: `${YEAR}-04-01`, goesOn: false });
    expect(refused.ok ? "" : refused.failure.message).toBe("En enhet som upphör delas i minst två; skriv deras namn.");
    const [north, south] = await valueOf(splitUnit(start, { unitId: bus.id, names: ["Norra bussen", "Södra bussen"], from: `${YEAR}-04-01`, goesOn: false }));
    const { ids } = await saveIndicators(start, { committeeId: town.otherId, indicators: [{ group: null, name: "Antal turer", unit: null, frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [], values: [{ period: `${YEAR}-05-01`, value: "3", originId: town.originId }] }] });
    await start.db.updateTable("indicator").set({ unit_id: north! }).where("id", "=", ids[0]!).execute();
    const told = (await listIndicatorsToday(start.db, town.otherId)).find(({ indicator }) => indicator.id === ids[0])!;
    expect(told.words).toBe(`Till och med dagen före ${YEAR}-04-01 ingick Norra bussen i Bokbussen, vars värden inte går att dela; serien börjar där.`);
    expect(changesSince(await listUnits(start.db), town.otherId, "2025-12-31", today())).toEqual([`Bokbussen upphörde ${YEAR}-04-01`, `Norra bussen bildades ur Bokbussen ${YEAR}-04-01`, `Södra bussen bildades ur Bokbussen ${YEAR}-04-01`]);
    expect(south).toBeGreaterThan(north!);
  });

  test("committees that merge are one in today's organisation: goals, measures and what is summed; as it was, each has its own", async () => {
    await saveIndicators(start, { committeeId: town.otherId, indicators: [{ group: null, name: "Antal besök", unit: "besök", frequency: "month", aggregation: "sum", decimals: 0, source: null, note: null, originId: town.originId, baseline: null, targets: [], values: [{ period: `${YEAR}-01-01`, value: "30", originId: town.originId }] }] });
    await start.db.updateTable("indicator").set({ unit_aggregation: "sum" }).where("name", "=", "Antal besök").execute();
    await valueOf(mergeUnits(start, { unitIds: [town.committeeId], intoId: town.otherId, from: `${YEAR}-06-01` }));
    await valueOf(renameUnit(start, { unitId: town.otherId, name: "Fritidsnämnden", from: `${YEAR}-06-02` }));
    expect(await listGoals(start.db, town.otherId, YEAR)).toEqual([]);
    expect((await listGoals(inTodays(), town.otherId, YEAR)).map(({ id }) => id)).toEqual([town.goalId]);
    expect(await listGoals(inTodays(), town.committeeId, YEAR)).toEqual([]);
    expect((await listGoals(start.db, town.committeeId, YEAR)).map(({ id }) => id)).toEqual([town.goalId]);
    const visits = (await listIndicatorsToday(start.db, town.otherId)).filter(({ indicator }) => indicator.name === "Antal besök");
    expect(visits.map(({ indicator, parts, words }) => [indicator.values.map(({ period, value }) => `${period} ${value}`), parts, words])).toEqual([
      [[`${YEAR}-01-01 37`], [town.indicatorId], `Värden före ${YEAR}-06-01 är summan av Kulturnämnden och enhetens egna; en period som någon av dem inte känner är inte känd.`],
    ]);
    expect(changesSince(await listUnits(start.db), town.otherId, "2025-12-31", today())).toEqual(expect.arrayContaining([`Kulturnämnden uppgick i Idrottsnämnden ${YEAR}-06-01`, "Idrottsnämnden heter nu Fritidsnämnden"]));
  });

  test("who may read only one of the committees sees only that one's rows in today's organisation too", async () => {
    const own = database.as({ reads: [town.otherId], actor: "", todaysOrganisation: true });
    expect(await listGoals(own, town.otherId, YEAR)).toEqual([]);
    const both = database.as({ reads: [town.otherId, town.committeeId], actor: "", todaysOrganisation: true });
    expect((await listGoals(both, town.otherId, YEAR)).length).toBe(1);
  });

  test("a program changes the organisation by the same rules, once for each key, and only where its user may", async () => {
    const web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    const keyOf = async (role: "administrator" | "controller") => valueOf(makeApiKey((await personWith(database, role, town.municipalityId)).context, { name: "prov" }));
    const [able, unable] = [await keyOf("administrator"), await keyOf("controller")];
    const ask = async (path: string, key: string, body?: object, once?: string) => {
      const answer = await web.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...(once ? { "idempotency-key": once } : {}) }, ...(body ? { method: "POST", body: JSON.stringify(body) } : {}) });
      return { status: answer.status, body: (await answer.json()) as { added: number[]; message: string } & { id: number; spells: { name: string }[] }[] };
    };
    const changes = `/units/${town.otherId}/changes`;
    const sent = { change: "add", kind: "unit", name: "Simhallen", from: `${YEAR}-07-01` };
    expect((await ask(changes, unable, sent)).status).toBe(403);
    const [first, again] = [await ask(changes, able, sent, "simhallen-1"), await ask(changes, able, sent, "simhallen-1")];
    expect([first.status, again.body.added]).toEqual([200, first.body.added]);
    const [hallId] = first.body.added;
    const halves = await ask(`/units/${hallId}/changes`, able, { change: "split", names: ["Bassängen"], goesOn: true, from: `${YEAR}-08-01` });
    expect(halves.body.added).toHaveLength(1);
    expect(await ask(`/units/${halves.body.added[0]}/changes`, able, { change: "rename", name: "Simhallen", from: `${YEAR}-09-01` })).toMatchObject({ status: 422, body: { message: expect.stringContaining("Simhallen") as string } });
    expect((await ask(`/units/${halves.body.added[0]}/changes`, able, { change: "merge", intoId: hallId, from: `${YEAR}-09-01` })).status).toBe(200);
    expect((await ask("/units/999999/changes", able, { change: "end", from: `${YEAR}-09-01` })).status).toBe(404);
    expect((await ask("/units", able)).body.find(({ id }) => id === halves.body.added[0])).toMatchObject({ mergedInto: hallId, splitFrom: hallId, spells: [{ name: "Bassängen", from: `${YEAR}-08-01`, to: `${YEAR}-09-01` }] });
  });
});
