import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFrame, changeFrame, removeFrame, setFrameDecision } from "../src/finance/frame-commands.ts";
import { listFrames } from "../src/finance/frame-reads.ts";
import { frameYears, type FrameInput } from "../src/finance/frame.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("frames, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
  });
  afterAll(() => database.close());
  const input = (name: string, percent: string): FrameInput => ({ name, opening: "226200000.50", population: ["80000", "81000", null, null], steps: [{ kind: "index", label: "Uppräkning", values: [percent, "1", "1"], note: "KF § 1" }] });
  const frames = () => listFrames(officer.context.db, town.committeeId, YEAR);
  const add = (name: string, percent: string) => addFrame(officer.context, { committeeId: town.committeeId, year: YEAR, input: input(name, percent) });

  test("stand beside each other, and are kept as they were written, exactly", async () => {
    await valueOf(add("Två procent", "2"));
    await valueOf(add("En och en halv", "1.5"));
    expect((await frames()).map((frame) => `${frame.name} ${frameYears(frame, YEAR)[0]!.closing}`)).toEqual(["Två procent 230724000.51", "En och en halv 229593000.51"]);
    expect((await frames())[0]).toMatchObject(input("Två procent", "2"));
    expect(await add("Två procent", "3")).toMatchObject({ ok: false, failure: { field: "name", message: "Det finns redan en ram som heter »Två procent«; välj ett annat namn." } });
  });
  test("are changed from the version that was seen, until one is decided: it stands, and no other is", async () => {
    const [two, half] = await frames();
    await valueOf(changeFrame(officer.context, { frameId: half!.id, version: half!.version, input: input("En och en halv", "1.6") }));
    expect(await changeFrame(officer.context, { frameId: half!.id, version: half!.version, input: input("En och en halv", "1.7") })).toMatchObject({ ok: false, failure: { code: "changed" } });
    await valueOf(setFrameDecision(officer.context, { frameId: two!.id, version: two!.version, decision: "KF 2025-11-24, § 142" }));
    const [decided, other] = await frames();
    expect([decided!.name, decided!.decision]).toEqual(["Två procent", "KF 2025-11-24, § 142"]);
    for (const refused of [await changeFrame(officer.context, { frameId: decided!.id, version: decided!.version, input: input("Två procent", "9") }), await removeFrame(officer.context, { frameId: decided!.id, version: decided!.version })]) expect(refused).toMatchObject({ ok: false, failure: { code: "decided-frame" } });
    expect(await setFrameDecision(officer.context, { frameId: other!.id, version: other!.version, decision: "KF igen" })).toMatchObject({ ok: false, failure: { message: "»Två procent« är redan beslutad (KF 2025-11-24, § 142). Ta bort det beslutet först, om det är fel." } });
    await valueOf(removeFrame(officer.context, { frameId: other!.id, version: other!.version }));
    expect(await frames()).toHaveLength(1);
  });
  test("are made by who may", async () => {
    const reader = await personWith(database, "reader", town.committeeId);
    expect(await addFrame(reader.context, { committeeId: town.committeeId, year: YEAR, input: input("Egen", "2") })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });
});
