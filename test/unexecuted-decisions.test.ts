import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadHistory } from "../src/audit/audit-reads.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { addUnexecutedDecision, changeUnexecutedDecision, removeUnexecutedDecision } from "../src/quality/unexecuted-decision-commands.ts";
import { listUnexecutedDecisions } from "../src/quality/unexecuted-decision-reads.ts";
import { quarterReport } from "../src/quality/unexecuted-decision.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("decisions that are not executed, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let reporter: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    reporter = await personWith(database, "reporter", town.committeeId);
  });
  afterAll(() => database.close());
  const add = (fields: Record<string, string>) => addUnexecutedDecision(reporter.context, { committeeId: town.committeeId, year: null, fields: { act: "sol", sex: "boy", assistance: "Kontaktfamilj", ...fields } });
  const all = () => listUnexecutedDecisions(reporter.context.db, town.committeeId);

  test("a decision waits, is reported, executed and reported back; the quarter that was keeps what it told", async () => {
    const { id } = await valueOf(add({ decided_on: `${YEAR}-03-04`, unit_id: String(town.unitId) }));
    expect((await all())[0]).toMatchObject({ id, unitId: town.unitId, decidedOn: `${YEAR}-03-04`, executedOn: null, version: 1 });
    const fresh = async (quarter: 1 | 2 | 3 | 4) => quarterReport(await all(), { year: YEAR, quarter });
    expect([(await fresh(1)).fresh.length, (await fresh(2)).fresh.length, (await fresh(3)).followed.length]).toEqual([0, 1, 1]);
    await valueOf(changeUnexecutedDecision(reporter.context, { id, version: 1, fields: { executed_on: `${YEAR}-10-05` } }));
    expect([(await fresh(2)).fresh.length, (await fresh(4)).followed.length]).toEqual([1, 1]);
    expect(quarterReport(await all(), { year: YEAR + 1, quarter: 1 }).followed).toEqual([]);
    await valueOf(removeUnexecutedDecision(reporter.context, { id, version: 2, reason: "Hör till en annan nämnd" }));
    expect(await all()).toEqual([]);
    expect((await loadHistory(reporter.context.db, `unexecuted_decision:${id}`)).length).toBe(3);
  });
  test("what cannot be is refused whole, with the field", async () => {
    expect(await add({ decided_on: `${YEAR}-02-30` })).toMatchObject({ ok: false, failure: { field: "decided_on" } });
    expect(await add({ decided_on: `${YEAR}-03-04`, executed_on: `${YEAR}-03-03` })).toMatchObject({ ok: false, failure: { field: "executed_on" } });
    expect(await add({ decided_on: `${YEAR}-03-04`, closed_on: `${YEAR}-04-03` })).toMatchObject({ ok: false, failure: { field: "closed_how" } });
    expect(await add({ decided_on: `${YEAR}-03-04`, unit_id: String(town.otherId) })).toMatchObject({ ok: false, failure: { field: "unit_id" } });
    expect(await all()).toEqual([]);
  });
  test("who has no role in the committee neither sees nor keeps it", async () => {
    const { id } = await valueOf(add({ decided_on: `${YEAR}-05-10` }));
    const other = await personWith(database, "reporter", town.otherId);
    expect(await listUnexecutedDecisions(other.context.db, town.committeeId)).toEqual([]);
    expect(await changeUnexecutedDecision(other.context, { id, version: 1, fields: { reason: "Nej" } })).toMatchObject({ ok: false, failure: { code: "no-unexecuted-decision" } });
    const reader = await personWith(database, "elected-member", town.committeeId);
    expect(await removeUnexecutedDecision(reader.context, { id, version: 1, reason: "Nej" })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });
});
