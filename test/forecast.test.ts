import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBudget, setUnitBudget } from "../src/finance/budget-commands.ts";
import { makeForecasts, type ForecastInput } from "../src/finance/forecast-commands.ts";
import { loadEconomy } from "../src/finance/economy-reads.ts";
import { forecastGrounds } from "../src/finance/economy.ts";
import { listForecasts } from "../src/finance/forecast-reads.ts";
import { latestForecasts, proposeForecasts } from "../src/finance/forecast.ts";
import { evenly } from "../src/finance/spreading.ts";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

/** A ledger of months: staff in the year and the one before, and income in the one before only. */
const ledger = (year: number, months: readonly number[]): string => `#FLAGGA 0\n#SIETYP 2\n#RAR 0 ${year}0101 ${year}1231\n${months.map((amount, index) => `#PSALDO 0 ${year}${String(index + 1).padStart(2, "0")} 5010 {} ${amount}\n`).join("")}`;

describe.each(ENGINES)("forecasts, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
    for (const [year, months] of [[YEAR - 1, [50, 50, 50, 50, ...Array<number>(8).fill(100)]], [YEAR, [100, 100, 110, 90]]] as const) await valueOf(importLedger(officer.context, { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: [Buffer.from(ledger(year, months))], seenHash: null }));
    const { id } = await valueOf(addBudget(officer.context, { committeeId: town.committeeId, year: YEAR, name: "Budget", basedOn: null }));
    await valueOf(setUnitBudget(officer.context, { budgetId: id, unitId: town.unitId, activity: null, rows: [{ unitId: town.unitId, activity: null, line: "staff", months: evenly("-1440") }], seen: "" }));
  });
  afterAll(() => database.close());
  const make = (month: number, ...forecasts: Partial<ForecastInput>[]) => makeForecasts(officer.context, { committeeId: town.committeeId, year: YEAR, month, forecasts: forecasts.map((one) => ({ line: "staff", amount: "-1300", method: "own", proposed: null, reason: "Vakanser", ...one })) });
  const all = () => listForecasts(officer.context.db, town.committeeId, YEAR);

  test("are proposed from the ledger, the budget and the year before", async () => {
    const committee = (await listCommittees(officer.context.db, YEAR)).find(({ id }) => id === town.committeeId)!;
    const { budgetName, whole } = await loadEconomy(officer.context.db, committee, YEAR);
    const grounds = forecastGrounds(whole, 4);
    expect([budgetName, [...grounds.keys()], proposeForecasts(grounds.get("staff")!).map(({ amount, method }) => `${method} ${Number(amount)}`)]).toEqual(["Budget", ["staff"], ["budget -1360", "shape -2000", "rate -1200"]]);
  });
  test("are kept for ever: a later one takes the earlier's place, and the same again is none", async () => {
    expect(await make(4, { reason: " " })).toMatchObject({ ok: false, failure: { field: "skal-staff", message: "Personalkostnader: skriv varför du bedömer något annat än metoderna." } });
    expect(await make(4, {})).toMatchObject({ ok: true, value: { made: 1 } });
    expect(await make(4, {})).toMatchObject({ ok: true, value: { made: 0 } });
    await valueOf(make(4, { amount: "-1250", reason: "Färre vikarier" }));
    expect(await make(8, {})).toMatchObject({ ok: false, failure: { code: "early-month", message: "Utfallet är inläst till och med april; gör prognosen efter den månaden, eller läs in utfallet först." } });
    await valueOf(make(3, { method: "rate", amount: "-1290", proposed: "-1290", reason: null }));
    expect((await all()).map(({ amount, month }) => `${month} ${amount}`)).toEqual(["4 -1300", "4 -1250", "3 -1290"]);
    expect(latestForecasts(await all(), 4).get("staff")).toMatchObject({ amount: "-1250", reason: "Färre vikarier" });
    await expect(sql`update forecast set amount = 0`.execute(database.owner)).rejects.toThrow();
    await expect(sql`delete from forecast`.execute(database.owner)).rejects.toThrow();
  });
  test("are made by who may", async () => {
    const reader = await personWith(database, "reader", town.committeeId);
    expect(await makeForecasts(reader.context, { committeeId: town.committeeId, year: YEAR, month: 4, forecasts: [] })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });
});
