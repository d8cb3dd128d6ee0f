import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBudget, explainBudget, indexBudget, setBudgetDecision, setUnitBudget, transferBudget, type TransferInput } from "../src/finance/budget-commands.ts";
import { findBudget, listBudgetNotes, listBaseRows, listBudgetRows, listBudgets, listRowsInForce } from "../src/finance/budget-reads.ts";
import { budgetDifferences, budgetTotals, seenBudget, type BudgetRow } from "../src/finance/budget.ts";
import { evenly } from "../src/finance/spreading.ts";
import type { Database } from "../src/platform/db/database.ts";
import { subtract } from "../src/platform/decimal.ts";
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
  const row = (line: BudgetRow["line"], amount: string, unitId = town.unitId): BudgetRow => ({ unitId, line, activity: null, months: evenly(amount) });
  const make = (name: string, basedOn: number | null = null) => addBudget(officer.context, { committeeId: town.committeeId, year: YEAR, name, basedOn });
  const enter = (budgetId: number, rows: readonly BudgetRow[], seen = "", unitId = town.unitId, activity: string | null = null) => setUnitBudget(officer.context, { budgetId, unitId, activity, rows, seen });

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
  test("are in whole öre, twelve months to a line", async () => {
    const [draft] = await listBudgets(officer.context.db, town.committeeId, YEAR);
    const seen = seenBudget((await listBudgetRows(officer.context.db, draft!.id)).filter(({ unitId }) => unitId === town.unitId));
    for (const months of [["-1"], evenly("-1").map(() => "mycket"), evenly("-1").map(() => "-0.001")]) expect(await enter(draft!.id, [{ ...row("staff", "0"), months }], seen)).toMatchObject({ ok: false, failure: { code: "bad-number" } });
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
  test("that are made of others are decided when every change but indexing is explained", async () => {
    const budgets = await listBudgets(officer.context.db, town.committeeId, YEAR);
    const revised = budgets.at(-1)!;
    const decide = async () => setBudgetDecision(officer.context, { budgetId: revised.id, version: (await findBudget(officer.context.db, revised.id))!.version, decision: "§ 1" });
    expect(await decide()).toMatchObject({ ok: false, failure: { code: "unexplained", message: "2 ändringar mot Utkast har ingen förklaring; skriv varför i tabellen över ändringarna." } });
    await valueOf(explainBudget(officer.context, { budgetId: revised.id, notes: [{ unitId: town.unitId, line: "staff", activity: null, note: "Två tjänster till" }] }));
    expect(await decide()).toMatchObject({ ok: false, failure: { code: "unexplained" } });
    await valueOf(explainBudget(officer.context, { budgetId: revised.id, notes: [{ unitId: town.unitId, line: "fees", activity: null, note: "Ny taxa" }] }));
    expect([...(await listBudgetNotes(officer.context.db, revised.id)).values()].sort()).toEqual(["Ny taxa", "Två tjänster till"]);
    // Who sends back what was empty when the page was opened takes nothing away; who changes what another has changed is told.
    const staff = { unitId: town.unitId, line: "staff", activity: null } as const;
    await valueOf(explainBudget(officer.context, { budgetId: revised.id, notes: [{ ...staff, note: null, seen: null }] }));
    expect(await explainBudget(officer.context, { budgetId: revised.id, notes: [{ ...staff, note: "Annat", seen: null }] })).toMatchObject({ ok: false, failure: { code: "changed" } });
    expect(await explainBudget(officer.context, { budgetId: revised.id, notes: [{ ...staff, unitId: town.otherId, note: "Annat" }] })).toMatchObject({ ok: false, failure: { code: "no-unit" } });
    expect((await listBudgetNotes(officer.context.db, revised.id)).size).toBe(2);
    await valueOf(decide());
    expect(await explainBudget(officer.context, { budgetId: revised.id, notes: [] })).toMatchObject({ ok: false, failure: { code: "decided-budget" } });
  });
  test("may tell activities apart: each is entered by itself, and all are the unit's", async () => {
    const { id } = await valueOf(make("Per verksamhet"));
    await valueOf(enter(id, [{ ...row("staff", "-1200"), activity: "110" }], "", town.unitId, "110"));
    await valueOf(enter(id, [row("staff", "-120")]));
    await valueOf(enter(id, [{ ...row("staff", "-1300"), activity: "110" }], seenBudget([{ ...row("staff", "-1200"), activity: "110" }]), town.unitId, "110"));
    expect((await listBudgetRows(officer.context.db, id)).map(({ activity, months }) => `${activity} ${Number(months[0])}`)).toEqual(["110 -108.33", "null -10"]);
    // An empty code is no activity in particular, and a code is text that there can be.
    await valueOf(enter(id, [row("staff", "-120")], seenBudget([row("staff", "-120")]), town.unitId, " "));
    expect((await listBudgetRows(officer.context.db, id)).length).toBe(2);
    expect(await enter(id, [], "", town.unitId, "a\u0000b")).toMatchObject({ ok: false, failure: { code: "no-activity" } });
    await valueOf(enter(id, [], seenBudget([row("staff", "-120")])));
    expect((await listBudgetRows(officer.context.db, id)).map(({ activity }) => activity)).toEqual(["110"]);
  });
  test("of the next year are made of this one's, indexed line by line, and what is changed beside stays", async () => {
    const [decided] = await listBudgets(officer.context.db, town.committeeId, YEAR);
    const { id } = await valueOf(addBudget(officer.context, { committeeId: town.committeeId, year: YEAR + 1, name: "Nästa", basedOn: decided!.id }));
    const index = async (staff: string) => indexBudget(officer.context, { budgetId: id, version: (await findBudget(officer.context.db, id))!.version, indexing: { staff } });
    const net = async () => Number(budgetTotals(await listBudgetRows(officer.context.db, id)).net);
    expect(await index("tre")).toMatchObject({ ok: false, failure: { field: "index-staff" } });
    expect(await net()).toBe(-1050);
    await valueOf(index("3"));
    await valueOf(index("3"));
    expect(await net()).toBe(-1081.5);
    const own = (await listBudgetRows(officer.context.db, id)).filter(({ unitId }) => unitId === town.unitId);
    await valueOf(enter(id, own.map((one) => ({ ...one, months: one.months.map((amount, at) => (at === 0 ? subtract(amount, "100") : amount)) })), seenBudget(own)));
    await valueOf(index("2"));
    expect(await net()).toBe(-1171);
    const differences = budgetDifferences(await listRowsInForce(officer.context.db, decided!.id), await listBudgetRows(officer.context.db, id), { staff: "2" });
    expect(differences.map(({ activityChange, indexing, unitId }) => `${unitId === town.unitId ? "unit" : "common"} ${Number(indexing)} ${Number(activityChange)}`).sort()).toEqual(["common -1 0", "unit -20 -100"]);
  });
  test("that are decided have money moved within them by a decision, the committee's every month as it was", async () => {
    const all = await listBudgets(officer.context.db, town.committeeId, YEAR);
    const decided = all.findLast(({ decision }) => decision !== null);
    const move = (given: Partial<TransferInput> = {}) => transferBudget(officer.context, { budgetId: decided!.id, from: { unitId: town.unitId, line: "staff", activity: null }, to: { unitId: town.committeeId, line: "other-costs", activity: null }, amount: "90", fromMonth: 10, decision: "Delegation, 2026-09-20", ...given });
    const before = budgetTotals(await listRowsInForce(officer.context.db, decided!.id)).net;
    expect(await move({ budgetId: all[0]!.id })).toMatchObject({ ok: false, failure: { code: "superseded" } });
    for (const [given, field] of [[{ amount: "0" }, "amount"], [{ amount: "300.01" }, "amount"], [{ to: { unitId: town.unitId, line: "staff", activity: null } }, "toUnit"], [{ decision: " " }, "decision"], [{ to: { unitId: town.otherId, line: "staff", activity: null } }, "toUnit"]] as const) expect(await move(given)).toMatchObject({ ok: false, failure: { field } });
    await valueOf(move());
    const rows = await listRowsInForce(officer.context.db, decided!.id);
    expect(budgetTotals(rows).net).toBe(before);
    const of = (unitId: number, line: string) => rows.find((one) => one.unitId === unitId && one.line === line)!.months.map(Number);
    expect([of(town.unitId, "staff").slice(8), of(town.committeeId, "other-costs").slice(8)]).toEqual([[-100, -70, -70, -70], [0, -30, -30, -30]]);
    expect(budgetTotals(await listBudgetRows(officer.context.db, decided!.id)).net).toBe(before);
    const { id } = await valueOf(make("Efter omfördelning", decided!.id));
    expect(budgetDifferences(rows, await listBudgetRows(officer.context.db, id))).toEqual([]);
    // What is moved after a draft was made of it is not in the draft, and indexing it again leaves nothing behind.
    const index = async (staff: string) => indexBudget(officer.context, { budgetId: id, version: (await findBudget(officer.context.db, id))!.version, indexing: { staff } });
    const draft = async () => budgetTotals(await listBudgetRows(officer.context.db, id)).net;
    const began = await draft();
    await valueOf(index("10"));
    await valueOf(move({ amount: "60", fromMonth: 11 }));
    await valueOf(index("0"));
    expect(await draft()).toBe(began);
    expect(budgetDifferences(await listBaseRows(officer.context.db, (await findBudget(officer.context.db, id))!), await listBudgetRows(officer.context.db, id))).toEqual([]);
    await expect(sql`delete from budget_transfer`.execute(database.owner)).rejects.toThrow();
  });
  test("are of the committee's own units, by who may", async () => {
    const budgets = await listBudgets(officer.context.db, town.committeeId, YEAR);
    expect(await enter(budgets.at(-1)!.id, [], "", town.otherId)).toMatchObject({ ok: false, failure: { code: "no-unit" } });
    const editor = await personWith(database, "editor", town.committeeId);
    expect(await addBudget(editor.context, { committeeId: town.committeeId, year: YEAR, name: "Egen", basedOn: null })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });
});
