import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addFeeRate, changeFeeRate, setPriceBaseAmount } from "../src/finance/fee-rate-commands.ts";
import { listFeeRates, priceBaseAmount } from "../src/finance/fee-rate-reads.ts";
import { addGrant, changeGrant, removeGrant } from "../src/finance/grant-commands.ts";
import { listGrants } from "../src/finance/grant-reads.ts";
import { addInvestment, changeInvestment, removeInvestment, setInvestmentAmounts } from "../src/finance/investment-commands.ts";
import { listInvestments } from "../src/finance/investment-reads.ts";
import { seenInvestments } from "../src/finance/investment.ts";
import { endUnit } from "../src/organisation/unit-commands.ts";
import { program } from "../src/platform/command.ts";
import { loadHistory } from "../src/audit/audit-reads.ts";
import type { Database } from "../src/platform/db/database.ts";
import { Conflicted } from "../src/platform/edit/conflict.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

describe.each(ENGINES)("the registers of money, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
  });
  afterAll(() => database.close());
  const GRANT = { name: "Personliga ombud", kind: "grant", scope: "earmarked", amount_low: "1 600 000", in_budget: "true", status: "expected" };

  test("a grant is added, changed from what was read, and taken away with a reason; its history keeps it", async () => {
    const { id } = await valueOf(addGrant(officer.context, { committeeId: town.committeeId, year: YEAR, fields: { ...GRANT, goal_id: String(town.goalId) } }));
    const [grant] = await listGrants(officer.context.db, town.committeeId, YEAR);
    expect(grant).toMatchObject({ id, amountLow: "1600000", inBudget: true, goalId: town.goalId, received: null, version: 1 });
    await valueOf(changeGrant(officer.context, { id, version: 1, fields: { status: "paid", received: "1 500 000" } }));
    await expect(changeGrant(officer.context, { id, version: 1, fields: { status: "refused" } })).rejects.toThrow(Conflicted);
    // What only one of two touched is no conflict.
    await valueOf(changeGrant(officer.context, { id, version: 1, fields: { note: "Lägre än väntat" } }));
    expect((await listGrants(officer.context.db, town.committeeId, YEAR))[0]).toMatchObject({ status: "paid", received: "1500000", note: "Lägre än väntat", version: 3 });
    expect(await removeGrant(officer.context, { id, version: 3, reason: " " })).toMatchObject({ ok: false, failure: { field: "reason" } });
    await valueOf(removeGrant(officer.context, { id, version: 3, reason: "Fel år" }));
    expect(await listGrants(officer.context.db, town.committeeId, YEAR)).toEqual([]);
    expect((await loadHistory(officer.context.db, `grant:${id}`)).length).toBe(4);
  });
  test("a row names only what is the committee's to name, and is refused whole", async () => {
    const { id: other } = { id: town.otherId };
    expect(await addInvestment(officer.context, { committeeId: town.committeeId, year: null, fields: { name: "Hylla", kind: "new", status: "planned", unit_id: String(other) } })).toMatchObject({ ok: false, failure: { field: "unit_id" } });
    expect(await addGrant(officer.context, { committeeId: town.committeeId, year: YEAR, fields: { ...GRANT, goal_id: "999999" } })).toMatchObject({ ok: false, failure: { field: "goal_id" } });
    expect(await addGrant(officer.context, { committeeId: town.committeeId, year: YEAR, fields: { ...GRANT, amount_high: "1" } })).toMatchObject({ ok: false, failure: { field: "amount_high" } });
    expect(await addGrant(officer.context, { committeeId: town.committeeId, year: YEAR, fields: { ...GRANT, scope: "båda" } })).toMatchObject({ ok: false, failure: { field: "scope" } });
    expect([await listInvestments(officer.context.db, town.committeeId), await listGrants(officer.context.db, town.committeeId, YEAR)]).toEqual([[], []]);
  });
  test("an investment has its amounts year by year, all or nothing, from what was seen", async () => {
    const { id } = await valueOf(addInvestment(officer.context, { committeeId: town.committeeId, year: null, fields: { name: "Inventarier", kind: "renewal", status: "ongoing", unit_id: String(town.unitId) } }));
    const all = () => listInvestments(officer.context.db, town.committeeId);
    const set = async (budget: string | null, actual: string | null, seen?: string) => setInvestmentAmounts(officer.context, { committeeId: town.committeeId, year: YEAR, rows: [{ investmentId: id, budget, actual, forecast: null }], seen: seen ?? seenInvestments(await all(), YEAR) });
    await valueOf(set("240000", null));
    expect((await all())[0]!.years).toEqual([{ year: YEAR, budget: "240000", actual: null, forecast: null }]);
    expect(await set("1", null, "")).toMatchObject({ ok: false, failure: { code: "changed" } });
    expect(await set("-1", null)).toMatchObject({ ok: false, failure: { field: `budget-${id}` } });
    expect(await set("240000", null)).toMatchObject({ ok: true, value: { changed: 0 } });
    await valueOf(set(null, "-100.50"));
    expect((await all())[0]!.years).toEqual([{ year: YEAR, budget: null, actual: "-100.50", forecast: null }]);
    await valueOf(set(null, null));
    expect((await all())[0]!.years).toEqual([]);
    await valueOf(set("1", null));
    // What it names already it may go on naming, also where that could not be named anew.
    await valueOf(endUnit({ db: database.db, actor: program("start") }, { unitId: town.unitId, from: "2020-06-01" }));
    await valueOf(changeInvestment(officer.context, { id, version: 1, fields: { unit_id: String(town.unitId), status: "finished" } }));
    await valueOf(removeInvestment(officer.context, { id, version: 2, reason: "Flyttad till kommunstyrelsen" }));
    expect(await all()).toEqual([]);
  });
  test("a fee is a share of a price base amount that the program knows, or that the municipality tells", async () => {
    const { id } = await valueOf(addFeeRate(officer.context, { committeeId: town.committeeId, year: null, fields: { name: "Tillsyn", basis: "percent", value: "2,15", valid_from: "2023-01-01" } }));
    expect((await listFeeRates(officer.context.db, town.committeeId))[0]).toMatchObject({ value: "2.15", validFrom: "2023-01-01", reduction: null });
    expect(await changeFeeRate(officer.context, { id, version: 1, fields: { reduction: "25" } })).toMatchObject({ ok: false, failure: { field: "reduced_when" } });
    expect(await addFeeRate(officer.context, { committeeId: town.committeeId, year: null, fields: { name: "Tillsyn", basis: "kronor", value: "500", valid_from: "2023-01-01" } })).toMatchObject({ ok: false, failure: { code: "same-row", field: "name" } });
    const whole = await personWith(database, "finance-officer", town.municipalityId);
    const tell = (year: number, amount: string) => setPriceBaseAmount(whole.context, { municipalityId: town.municipalityId, year, amount });
    expect(await tell(2023, "1")).toMatchObject({ ok: false, failure: { code: "known-amount" } });
    expect(await tell(2039, "602")).toMatchObject({ ok: false, failure: { code: "bad-number" } });
    await valueOf(tell(2039, "80000"));
    expect([await priceBaseAmount(whole.context.db, town.municipalityId, 2023), await priceBaseAmount(whole.context.db, town.municipalityId, 2039), await priceBaseAmount(whole.context.db, town.municipalityId, 2040)]).toEqual(["52500", "80000", null]);
    expect(await setPriceBaseAmount(officer.context, { municipalityId: town.municipalityId, year: 2040, amount: "80000" })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });
});
