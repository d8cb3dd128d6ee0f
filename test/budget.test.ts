import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBudget, setBudgetDecision, setUnitBudget } from "../src/finance/budget-commands.ts";
import { listBudgetRows, listBudgets } from "../src/finance/budget-reads.ts";
import { budgetDifferences, budgetTotals, seenBudget, type BudgetRow } from "../src/finance/budget.ts";
import { evenly } from "../src/finance/spreading.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("budgets, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
  });
  afterAll(() => database.close());
  const row = (line: BudgetRow["line"], amount: string, unitId = town.unitId): BudgetRow => ({ unitId, line, months: evenly(amount) });
  const make = (name: string, basedOn: number | null = null) => addBudget(officer.context, { committeeId: town.committeeId, year: YEAR, name, basedOn });
  const enter = (budgetId: number, rows: readonly BudgetRow[], seen = "", unitId = town.unitId) => setUnitBudget(officer.context, { budgetId, unitId, rows, seen });

  test("are kept exactly, line by line and month by month, and a line without an amount is none", async () => {
    const { id } = await valueOf(make("Utkast"));
    await valueOf(enter(id, [row("staff", "-1000"), row("grants", "300.01")]));
    await valueOf(enter(id, [row("staff", "-50", town.committeeId)], "", town.committeeId));
    const own = (await listBudgetRows(officer.context.db, id)).filter(({ unitId }) => unitId === town.unitId);
    expect(budgetTotals(await listBudgetRows(officer.context.db, id)).net).toBe("-749.99");
    expect(own.find(({ line }) => line === "staff")?.months.slice(0, 2)).toEqual(["-83.33", "-83.34"]);
    await valueOf(enter(id, [row("staff", "-1000")], seenBudget(own)));
    expect((await listBudgetRows(officer.context.db, id)).map(({ line }) => line)).not.toContain("grants");
  });
  test("are changed from what was seen", async () => {
    const [draft] = await listBudgets(officer.context.db, town.committeeId, YEAR);
    expect(await enter(draft!.id, [row("staff", "-2000")], "")).toMatchObject({ ok: false, failure: { code: "changed" } });
  });
  test("that are decided stand: the next is made of them, and every difference is told", async () => {
    const [draft] = await listBudgets(officer.context.db, town.committeeId, YEAR);
    expect(await setBudgetDecision(officer.context, { budgetId: draft!.id, version: draft!.version, decision: " " })).toMatchObject({ ok: false, failure: { field: "decision" } });
    await valueOf(setBudgetDecision(officer.context, { budgetId: draft!.id, version: draft!.version, decision: "KN 2025-12-10, § 90" }));
    const decided = await listBudgetRows(officer.context.db, draft!.id);
    expect(await enter(draft!.id, [row("staff", "-1")], seenBudget(decided.filter(({ unitId }) => unitId === town.unitId)))).toMatchObject({ ok: false, failure: { code: "decided-budget" } });
    const { id } = await valueOf(make("Reviderad", draft!.id));
    const copied = await listBudgetRows(officer.context.db, id);
    expect(budgetDifferences(decided, copied)).toEqual([]);
    await valueOf(enter(id, [row("staff", "-1200"), row("fees", "10")], seenBudget(copied.filter(({ unitId }) => unitId === town.unitId))));
    expect(budgetDifferences(decided, await listBudgetRows(officer.context.db, id)).map(({ after, before, change, line }) => `${line} ${before} ${after} ${change}`)).toEqual(["staff -1000 -1200 -200", "fees 0 10 10"]);
    expect(await make("Reviderad")).toMatchObject({ ok: false, failure: { field: "name" } });
  });
  test("are of the committee's own units, by who may", async () => {
    const budgets = await listBudgets(officer.context.db, town.committeeId, YEAR);
    expect(await enter(budgets.at(-1)!.id, [], "", town.otherId)).toMatchObject({ ok: false, failure: { code: "no-unit" } });
    const editor = await personWith(database, "editor", town.committeeId);
    expect(await addBudget(editor.context, { committeeId: town.committeeId, year: YEAR, name: "Egen", basedOn: null })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });
});
