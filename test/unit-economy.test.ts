import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addBudget, setUnitBudget } from "../src/finance/budget-commands.ts";
import { loadConsolidated } from "../src/finance/consolidated-reads.ts";
import { loadEconomy, listMonthsByUnit } from "../src/finance/economy-reads.ts";
import { economyRows, forecastGrounds } from "../src/finance/economy.ts";
import { makeForecasts, type ForecastInput } from "../src/finance/forecast-commands.ts";
import { listForecasts, yearsWithForecasts } from "../src/finance/forecast-reads.ts";
import { latestForecasts, unitsProposal } from "../src/finance/forecast.ts";
import { evenly } from "../src/finance/spreading.ts";
import { explainVariance, seeVariance, setVarianceThreshold, type ExplanationInput } from "../src/finance/variance-commands.ts";
import { findVarianceLetter, listExplanations, listFearedVariances, listNotices, varianceThreshold } from "../src/finance/variance-reads.ts";
import { isToBeExplained, latestExplanations } from "../src/finance/variance.ts";
import { addVolumePrice, changeVolumePrice } from "../src/finance/volume-price-commands.ts";
import { loadPricedVolumes } from "../src/finance/volume-price-reads.ts";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { listObjectAmounts } from "../src/ledger/ledger-reads.ts";
import { changeUnitMap } from "../src/ledger/unit-map-commands.ts";
import { listUnitMaps } from "../src/ledger/ledger-reads.ts";
import { seenUnits } from "../src/ledger/unit-map.ts";
import type { Committee } from "../src/organisation/committee.ts";
import { addUnit, endUnit } from "../src/organisation/unit-commands.ts";
import { listCommittees, unitsDuring } from "../src/organisation/unit-reads.ts";
import { program } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { compare, sum } from "../src/platform/decimal.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

/** Four months: staff on two cost centres, purchases on one of them, and premises on none. */
const ledger = (year: number): string => `#FLAGGA 0\n#SIETYP 4\n#RAR 0 ${year}0101 ${year}1231\n#DIM 1 "Kostnadsställe"\n#OBJEKT 1 "410" "Biblioteket"\n#OBJEKT 1 "420" "Annat"\n${[1, 2, 3, 4].map((month) => `#VER A ${month} ${year}${String(month).padStart(2, "0")}15 "Månad"\n{\n#TRANS 5010 {1 "410"} 100\n#TRANS 5010 {1 "420"} 50\n#TRANS 4600 {1 "410"} 30\n#TRANS 6010 {} 20\n#TRANS 1930 {} -200\n}\n`).join("")}`;

describe.each(ENGINES)("a unit's economy, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  let committee: Committee;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
    committee = (await listCommittees(officer.context.db, YEAR)).find(({ id }) => id === town.committeeId)!;
    await valueOf(importLedger(officer.context, { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: [Buffer.from(ledger(YEAR))], seenHash: null }));
    const { id } = await valueOf(addBudget(officer.context, { committeeId: town.committeeId, year: YEAR, name: "Budget", basedOn: null }));
    await valueOf(setUnitBudget(officer.context, { budgetId: id, unitId: town.unitId, activity: null, rows: [{ unitId: town.unitId, activity: null, line: "staff", months: evenly("-1200") }, { unitId: town.unitId, activity: null, line: "purchases", months: evenly("-240") }], seen: "" }));
    await valueOf(setUnitBudget(officer.context, { budgetId: id, unitId: town.committeeId, activity: null, rows: [{ unitId: town.committeeId, activity: null, line: "staff", months: evenly("-480") }], seen: "" }));
  });
  afterAll(() => database.close());
  const tie = (rows: readonly { code: string; unitId: number }[], fromYear = YEAR, seen = "") => changeUnitMap(officer.context, { committeeId: town.committeeId, fromYear, dimension: "1", rows, seen });
  const forecast = (unitId: number | null, month: number, ...rows: [ForecastInput["line"], string][]) => makeForecasts(officer.context, { committeeId: town.committeeId, unitId, year: YEAR, month, forecasts: rows.map(([line, amount]) => ({ line, amount, method: "own", proposed: null, reason: "Egen" })) });

  test("is what its objects in the ledger have, from the year that they are tied to it", async () => {
    expect(await listMonthsByUnit(officer.context.db, committee, YEAR)).toBeNull();
    expect(await tie([{ code: "410", unitId: town.otherId }])).toMatchObject({ ok: false, failure: { code: "no-unit" } });
    await valueOf(tie([{ code: "410", unitId: town.unitId }, { code: "420", unitId: town.committeeId }]));
    const months = (await listMonthsByUnit(officer.context.db, committee, YEAR))!;
    const told = (unitId: number | null) => [...months.get(unitId)!].flatMap(([line, own]) => (compare(sum([...own]), "0") === 0 ? [] : [`${line} ${Number(sum([...own]))}`]));
    expect([told(town.unitId), told(town.committeeId), told(null)]).toEqual([["staff -400", "purchases -120"], ["staff -200"], ["premises -80"]]);
    expect(await listMonthsByUnit(officer.context.db, committee, YEAR - 1)).toBeNull();
    expect(await tie([], YEAR, "")).toMatchObject({ ok: false, failure: { code: "changed" } });
    const [map] = await listUnitMaps(officer.context.db, town.committeeId);
    expect(await tie(map!.rows, YEAR, seenUnits(map!))).toMatchObject({ ok: true });
  });
  test("and what is tied to no unit are together the committee's, of every line", async () => {
    const { units, whole } = await loadEconomy(officer.context.db, committee, YEAR);
    const net = (rows: ReturnType<typeof economyRows>, key: string) => rows.find((row) => row.key === key)?.actual ?? "0";
    const parts = [...units].map(([unitId, months]) => economyRows(months, 4, [], unitId));
    for (const row of economyRows(whole, 4, [])) expect(compare(sum(parts.map((own) => net(own, row.key))), row.actual!), row.key).toBe(0);
    expect(economyRows(whole, 4, []).map(({ actual, budget, key, yearBudget }) => `${key} ${Number(actual)} ${Number(budget)} ${Number(yearBudget)}`)).toEqual(["income 0 0 0", "staff -600 -560 -1680", "purchases -120 -80 -240", "premises -80 0 0", "costs -800 -640 -1920", "net -800 -640 -1920"]);
  });
  test("a file read in again takes its own months' objects with it, and no others", async () => {
    const before = await listObjectAmounts(officer.context.db, town.committeeId, "1", `${YEAR}-01`, `${YEAR}-12`);
    await valueOf(importLedger(officer.context, { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: [Buffer.from(ledger(YEAR))], seenHash: null }));
    expect(await listObjectAmounts(officer.context.db, town.committeeId, "1", `${YEAR}-01`, `${YEAR}-12`)).toEqual(before);
    expect(before.map(({ account, amount, code }) => `${account} ${code} ${Number(amount)}`)).toEqual(["1930 null -800", "4600 410 120", "5010 410 400", "5010 420 200", "6010 null 80"]);
  });
  test("is forecast by the unit's own people, and the committee's line can be the units' together", async () => {
    const head = await personWith(database, "reporter", town.unitId);
    expect(await makeForecasts(head.context, { committeeId: town.committeeId, unitId: town.unitId, year: YEAR, month: 4, forecasts: [{ line: "staff", amount: "-1500", method: "own", proposed: null, reason: "Sjukdom" }] })).toMatchObject({ ok: true, value: { made: 1 } });
    expect(await makeForecasts(head.context, { committeeId: town.committeeId, year: YEAR, month: 4, forecasts: [] })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    expect(await forecast(town.otherId, 4, ["staff", "-1"])).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    const all = await listForecasts(officer.context.db, town.committeeId, YEAR);
    expect([latestForecasts(all, 4).size, latestForecasts(all, 4, town.unitId).get("staff")?.amount]).toEqual([0, "-1500"]);
    const { units } = await loadEconomy(officer.context.db, committee, YEAR);
    const proposal = unitsProposal([...units].map(([unitId, months]) => ({ forecast: unitId === null ? null : (latestForecasts(all, 4, unitId).get("staff")?.amount ?? null), ground: forecastGrounds(months, 4).get("staff") ?? null })))!;
    // What the committee has in common: 200 so far, and 320 of the budget left.
    expect(Number(proposal.amount)).toBe(-2020);
    expect(await yearsWithForecasts(officer.context.db, town.committeeId)).toEqual([YEAR]);
  });
  describe("a large deviation", () => {
    const explain = (given: Partial<ExplanationInput> = {}) => explainVariance(officer.context, { committeeId: town.committeeId, unitId: null, year: YEAR, month: 4, line: "staff", variance: "-700000", explanation: "Sjukdom", action: null, responsible: null, dueOn: null, major: false, send: null, ...given });
    test("is one by the committee's own limits", async () => {
      expect(await setVarianceThreshold(officer.context, { committeeId: town.committeeId, amount: "-1", percent: "1" })).toMatchObject({ ok: false, failure: { field: "amount" } });
      await valueOf(setVarianceThreshold(officer.context, { committeeId: town.committeeId, amount: "100", percent: "5" }));
      expect(isToBeExplained("-1800", "-1680", await varianceThreshold(officer.context.db, town.committeeId))).toBe(true);
    });
    test("is explained for ever, and one that is not minor is told to the executive committee's office at once, and to nobody twice", async () => {
      const office = await personWith(database, "executive-office", town.municipalityId);
      const sent: number[] = [];
      const send: ExplanationInput["send"] = (id) => { sent.push(id); return Promise.resolve(); };
      expect(await explain({ explanation: " " })).toMatchObject({ ok: false, failure: { field: "explanation" } });
      expect(await explain({ dueOn: "i höst" })).toMatchObject({ ok: false, failure: { field: "dueOn" } });
      expect(await explain()).toMatchObject({ ok: true, value: { told: 0 } });
      expect(await explain({ major: true, action: "Anställningsstopp", send })).toMatchObject({ ok: true, value: { told: 1 } });
      expect(await explain({ major: true, action: "Anställningsstopp, övertid bara efter beslut", send })).toMatchObject({ ok: true, value: { told: 0 } });
      expect(await explain({ major: true, variance: "-900000", action: "Anställningsstopp", send })).toMatchObject({ ok: true, value: { told: 1 } });
      expect((await listExplanations(officer.context.db, town.committeeId, YEAR)).length).toBe(4);
      expect(latestExplanations(await listExplanations(officer.context.db, town.committeeId, YEAR), 4).get("0-staff")?.variance).toBe("-900000");
      expect(sent.length).toBe(2);
      const letter = (await findVarianceLetter(database.db, sent[1]!, "https://ekby.example"))!;
      expect(letter.subject).toBe(`Befarad avvikelse ${YEAR}: Kulturnämnden`);
      expect(letter.text).toContain(`https://ekby.example/kulturnamnden/${YEAR}/ekonomi/avvikelser?efter=4#avvikelse-0-staff`);
      const feared = await listFearedVariances(office.context.db, office.id, 5);
      expect(feared.map(({ where }) => where)).toEqual(["Kulturnämnden", "Kulturnämnden"]);
      expect(await seeVariance(officer.context, { noticeId: feared[0]!.notice.id, userId: officer.id })).toMatchObject({ ok: false, failure: { code: "no-notice" } });
      for (const { notice } of feared) await valueOf(seeVariance(office.context, { noticeId: notice.id, userId: office.id }));
      expect(await listFearedVariances(office.context.db, office.id, 5)).toEqual([]);
      expect((await listNotices(officer.context.db, town.committeeId, YEAR)).every(({ seenAt }) => seenAt !== null)).toBe(true);
    });
    test("that is told when somebody has got the role since is told then, when it is saved again", async () => {
      const late = await personWith(database, "executive-office", town.committeeId);
      const again = () => explain({ major: true, variance: "-900000", action: "Anställningsstopp" });
      expect(await again()).toMatchObject({ ok: true, value: { told: 1 } });
      expect(await again()).toMatchObject({ ok: true, value: { told: 0 } });
      expect((await listFearedVariances(late.context.db, late.id, 5)).length).toBe(1);
      expect(await explain({ explanation: "Annat", seen: 0 })).toMatchObject({ ok: false, failure: { code: "changed" } });
    });
    test("stays before the executive committee until it is said to be none, whatever else is explained later", async () => {
      await valueOf(explain({ line: "purchases", month: 3, variance: "-5" }));
      await valueOf(explain({ line: "purchases", variance: "-5" }));
      const { feared } = await loadConsolidated(officer.context.db, town.municipalityId, YEAR, 12);
      expect(feared.map(({ explanation }) => explanation.line)).toEqual(["staff"]);
      expect((await loadConsolidated(officer.context.db, town.municipalityId, YEAR, 3)).feared).toEqual([]);
    });
    test("of a unit is explained by its own people, and by none of another committee", async () => {
      const head = await personWith(database, "reporter", town.unitId);
      const stranger = await personWith(database, "finance-officer", town.otherId);
      const input: ExplanationInput = { committeeId: town.committeeId, unitId: town.unitId, year: YEAR, month: 4, line: "staff", variance: "-300", explanation: "Sjukdom", action: null, responsible: null, dueOn: null, major: false, send: null };
      expect(await explainVariance(head.context, input)).toMatchObject({ ok: true });
      expect(await explainVariance(head.context, { ...input, unitId: null })).toMatchObject({ ok: false, failure: { code: "forbidden" } });
      expect(await explainVariance(stranger.context, input)).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    });
  });
  test("is still seen when the unit has ended within the year, and what is tied to it may stay so", async () => {
    const id = await valueOf(addUnit({ db: database.db, actor: program("start") }, { kind: "unit", name: "Bokbussen", parentId: town.committeeId, from: "2020-01-01" }));
    await valueOf(endUnit({ db: database.db, actor: program("start") }, { unitId: id, from: `${YEAR}-04-01` }));
    expect((await unitsDuring(officer.context.db, town.committeeId, YEAR)).map(({ name }) => name)).toContain("Bokbussen");
    const [map] = await listUnitMaps(officer.context.db, town.committeeId);
    await valueOf(tie([...map!.rows, { code: "430", unitId: id }], YEAR, seenUnits(map!)));
    expect((await unitsDuring(officer.context.db, town.committeeId, YEAR + 1)).map(({ name }) => name)).not.toContain("Bokbussen");
    expect(await tie([], YEAR + 5)).toMatchObject({ ok: false, failure: { code: "empty-map" } });
    await valueOf(tie([{ code: "430", unitId: id }], YEAR + 1));
  });
  test("a cost may be a measure's volume times a price; a month without a value is missing", async () => {
    const input = { name: "Besök", line: "purchases", indicatorId: town.indicatorId, budgetVolume: "100", budgetPrice: "2", price: "3", method: "rate", ownVolume: null, note: null } as const;
    const { id } = await valueOf(addVolumePrice(officer.context, { committeeId: town.committeeId, year: YEAR, input }));
    expect(await addVolumePrice(officer.context, { committeeId: town.committeeId, year: YEAR, input })).toMatchObject({ ok: false, failure: { field: "name" } });
    expect(await addVolumePrice(officer.context, { committeeId: town.committeeId, year: YEAR, input: { ...input, name: "Annat", indicatorId: 999_999 } })).toMatchObject({ ok: false, failure: { code: "no-indicator" } });
    const [january] = (await loadPricedVolumes(officer.context.db, town.committeeId, YEAR, 1)).rows;
    expect([Number(january!.volume), Number(january!.split!.variance), Number(january!.split!.volumePart), Number(january!.split!.pricePart)]).toEqual([84, -52, 32, -84]);
    expect((await loadPricedVolumes(officer.context.db, town.committeeId, YEAR, 2)).rows[0]!.told.formula).toBe("värden saknas för feb");
    await valueOf(changeVolumePrice(officer.context, { id, version: 1, input: { ...input, method: "own", ownVolume: "90" } }));
    expect((await loadPricedVolumes(officer.context.db, town.committeeId, YEAR, 2)).rows[0]!.volume).toBe("90");
    expect(await changeVolumePrice(officer.context, { id, version: 1, input })).toMatchObject({ ok: false, failure: { code: "changed" } });
  });
});
