import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enterGrid, type GridCell } from "../src/indicators/value-grid-commands.ts";
import type { Database } from "../src/platform/db/database.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { addMeasures, foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("cells of many measures, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let ids: readonly number[];
  let anna: Awaited<ReturnType<typeof personWith>>;
  let eva: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    ids = await addMeasures(database, town, 3);
    [anna, eva] = [await personWith(database, "controller", town.committeeId), await personWith(database, "controller", town.committeeId)];
  });
  afterAll(() => database.close());

  const cell = (indicatorId: number, text: string, version: number, month = "01"): GridCell => ({ indicatorId, period: `${YEAR}-${month}-01`, text, version });
  const told = (answers: Awaited<ReturnType<typeof enterGrid>>) => answers.map(({ indicatorId, period, state, version }) => `${ids.indexOf(indicatorId)} ${period.slice(5, 7)} ${state} ${version}`).toSorted();
  const stored = async () => (await sql<{ told: string }>`select indicator_id || '=' || value as told from indicator_value where indicator_id in (${sql.join(ids)}) order by indicator_id, period`.execute(database.owner)).rows.map(({ told: one }) => { const [id, value] = one.split("="); return `${ids.indexOf(Number(id))}=${value}`; });
  const events = async () => Number((await sql<{ count: string }>`select count(*) from audit_event where action = 'indicator.changed'`.execute(database.owner)).rows[0]!.count);

  test("are kept together, each measure with an event of its own", async () => {
    const before = await events();
    expect(told(await enterGrid(anna.context, { reason: null, cells: [cell(ids[2]!, "3", 0), cell(ids[0]!, "1", 0), cell(ids[0]!, "11", 0, "02"), cell(ids[1]!, "2", 0)] }))).toEqual(["0 01 saved 1", "0 02 saved 1", "1 01 saved 1", "2 01 saved 1"]);
    expect(await stored()).toEqual(["0=1", "0=11", "1=2", "2=3"]);
    expect((await events()) - before).toBe(3);
    const { rows } = await sql<{ changes: string }>`select count(distinct change) as changes from audit_event where action = 'indicator.changed' and id > (select max(id) - 3 from audit_event)`.execute(database.owner);
    expect(rows[0]!.changes).toBe("1");
  });

  test("are kept or refused each for itself where one is wrong, and where one has been changed by somebody else", async () => {
    const before = await events();
    expect(told(await enterGrid(anna.context, { reason: null, cells: [cell(ids[0]!, "fel", 1), cell(ids[0]!, "12", 1, "02"), cell(ids[1]!, "2", 1), cell(ids[2]!, "4", 1)] }))).toEqual(["0 01 refused 1", "0 02 saved 2", "1 01 unchanged 1", "2 01 saved 2"]);
    expect(await stored()).toEqual(["0=1", "0=12", "1=2", "2=4"]);
    expect((await events()) - before).toBe(2);
    const answers = await enterGrid(eva.context, { reason: null, cells: [cell(ids[1]!, "9", 1), cell(ids[2]!, "8", 1)] });
    expect(told(answers)).toEqual(["1 01 saved 2", "2 01 conflict 2"]);
    expect(answers.find(({ state }) => state === "conflict")?.message).toBe("Någon annan har skrivit 4 under tiden. Spara igen om ditt ska gälla.");
    expect(await stored()).toEqual(["0=1", "0=12", "1=9", "2=4"]);
  });

  test("that two enter at the same time, in different order, are all answered", async () => {
    const [first, second] = await Promise.all([
      enterGrid(anna.context, { reason: null, cells: [cell(ids[0]!, "21", 0, "05"), cell(ids[1]!, "22", 0, "05"), cell(ids[2]!, "23", 0, "05")] }),
      enterGrid(eva.context, { reason: null, cells: [cell(ids[2]!, "23", 0, "05"), cell(ids[1]!, "22", 0, "05"), cell(ids[0]!, "31", 0, "05")] }),
    ]);
    const states = [...first, ...second].map(({ state }) => state).toSorted();
    // One of the two comes first with the measure that they do not agree on; what they agree on is nobody's conflict.
    expect(states.filter((state) => state === "conflict")).toHaveLength(1);
    expect(states.filter((state) => state === "saved")).toHaveLength(3);
  });

  test("are written without reading all history: a row's is looked up by its index, which knows the table's name as text", async () => {
    const { rows } = await sql<{ name: string }>`select proname as name from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ '[^:]= *tg_table_name( |$|;)'`.execute(database.owner);
    expect(rows).toEqual([]);
  });
});
