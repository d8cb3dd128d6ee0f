import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellEconomy } from "../src/cli-economy.ts";
import { enterLedger } from "../src/cli-ledger.ts";
import { changeUnitMap } from "../src/ledger/unit-map-commands.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import { addUnit } from "../src/organisation/unit-commands.ts";
import { program } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { makeApiKey } from "../src/sign-in/sign-in-commands.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase, temporaryFolder } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

const TABLE = `Konto;Datum;Ansvar;Belopp\n5010;${YEAR}-01-15;410;1 200,50\n5010;${YEAR}-02-15;410;1 300,00\n3510;${YEAR}-02-20;410;-500,00\n6010;${YEAR}-02-28;;800,00\n`;

describe.each(ENGINES)("money through the API and the command line, on the %s engine", (engine) => {
  const { folder, remove } = temporaryFolder();
  let database: Database;
  let town: Town;
  let web: Hono;
  let bearer: Record<string, string>;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.municipalityId);
    web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
    bearer = { authorization: `Bearer ${await valueOf(makeApiKey(officer.context, { name: "ekonomisystemet" }))}` };
  });
  afterAll(async () => { await database.close(); remove(); });
  const ask = async (method: string, where: string, body?: unknown) => {
    const answer = await web.request(`http://127.0.0.1/api/v1${where}`, { method, headers: { ...bearer, ...(body === undefined ? {} : { "content-type": "application/json" }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as never };
  };
  const good = async <Answer>(method: string, where: string, body?: unknown): Promise<Answer> => { const answer = await ask(method, where, body); expect([where, answer.status, answer.status === 200 ? null : answer.body]).toEqual([where, 200, null]); return answer.body; };
  const place = `/committees/kulturnamnden/${YEAR}`;
  const file = (name: string, content: string): string => { const own = path.join(folder, name); fs.writeFileSync(own, content); return own; };

  test("a table of postings is read in by its headings; one that cannot be understood leaves nothing behind", async () => {
    const context = { db: database.db, actor: program("start") };
    await expect(enterLedger(context, { committeeId: town.committeeId, source: "Huvudbok", file: file("oklar.csv", "A;B\n1;2\n"), json: false })).rejects.toThrow(/Kolumnerna i »oklar.csv« går inte att förstå|varken|ingen/);
    expect(await enterLedger(context, { committeeId: town.committeeId, source: "Huvudbok", file: file("utfall.csv", TABLE), json: false })).toBe(`4 rader\nInläst: ${YEAR}-01–${YEAR}-02.`);
    await valueOf(changeUnitMap(context, { committeeId: town.committeeId, fromYear: YEAR, dimension: "1", rows: [{ code: "410", unitId: town.unitId }], seen: "" }));
    const committee = (await listCommittees(database.db, YEAR)).find(({ id }) => id === town.committeeId)!;
    const told = (await tellEconomy(database.db, { committee, year: YEAR, to: null, json: false })).replaceAll("\u00a0", " ");
    expect(told).toContain(`Kulturnämnden ${YEAR}, jan–feb, kr`);
    expect(told).toContain("Verksamhetens nettokostnader\t−2 801");
    expect(JSON.parse(await tellEconomy(database.db, { committee, year: YEAR, to: 1, json: true })).rows.find((row: { key: string }) => row.key === "net").actual).toBe("-1200.5");
  });
  test("a budget is made, written, explained, decided and moved within, and the economy follows it", async () => {
    const { id } = await good<{ id: number }>("POST", `${place}/budgets`, { name: "Budget" });
    await good("PUT", `/budgets/${id}/units/${town.unitId}`, { rows: [{ line: "staff", year: "-12000" }, { line: "grants", months: Array(12).fill("50") }] });
    expect((await ask("PUT", `/budgets/${id}/units/${town.unitId}`, { rows: [{ line: "staff", year: "mycket" }] })).body).toMatchObject({ message: "Personalkostnader: »mycket« är inget belopp; skriv det som 1200.50." });
    expect((await ask("PUT", `/budgets/${id}/units/${town.unitId}`, { rows: [{ line: "staff" }] })).status).toBe(422);
    expect((await ask("PUT", `/budgets/${id}/units/${town.otherId}`, { rows: [] })).body).toMatchObject({ code: "no-unit" });
    await good("POST", `/budgets/${id}/decision`, { version: 1, decision: "KN 2025-12-10, § 90" });
    await good("POST", `/budgets/${id}/transfers`, { from: { unitId: town.unitId, line: "staff" }, to: { unitId: town.committeeId, line: "other-costs" }, amount: "600", fromMonth: 7, decision: "Delegation" });
    const budget = await good<{ rows: { line: string }[]; inForce: { line: string; unitId: number; months: string[] }[]; transfers: unknown[] }>("GET", `/budgets/${id}`);
    expect([budget.rows.length, budget.inForce.length, budget.transfers.length, budget.inForce.find(({ line }) => line === "other-costs")!.months[11]]).toEqual([2, 3, 1, "-100"]);
    const economy = await good<{ to: number; budgetName: string; rows: { key: string; actual: string; budget: string; yearBudget: string }[] }>("GET", `${place}/economy`);
    expect([economy.to, economy.budgetName, economy.rows.map(({ actual, budget, key, yearBudget }) => `${key} ${Number(actual)} ${Number(budget)} ${Number(yearBudget)}`)]).toEqual([2, "Budget", ["grants 500 100 600", "income 500 100 600", "staff -2500.5 -2000 -11400", "premises -800 0 0", "other-costs 0 0 -600", "costs -3300.5 -2000 -12000", "net -2800.5 -1900 -11400"]]);
    const unit = await good<{ rows: { key: string; actual: string }[] }>("GET", `${place}/economy?unitId=${town.unitId}`);
    expect(unit.rows.at(-1)).toMatchObject({ key: "net", actual: "-2000.5" });
    const next = await good<{ id: number }>("POST", `/committees/kulturnamnden/${YEAR + 1}/budgets`, { name: "Nästa", basedOn: id });
    await good("PUT", `/budgets/${next.id}/indexing`, { version: 1, indexing: { staff: "2.5" } });
    await good("PUT", `/budgets/${next.id}/notes`, { notes: [{ unitId: town.unitId, line: "staff", note: "Uppräkning" }] });
    expect((await good<{ name: string; indexing: object }[]>("GET", `/committees/kulturnamnden/${YEAR + 1}/budgets`))[0]).toMatchObject({ name: "Nästa", indexing: { staff: "2.5" } });
  });
  test("forecasts are proposed, made and explained; what there is nothing to explain of is refused", async () => {
    const { proposals } = await good<{ proposals: { line: string; proposals: { method: string; amount: string }[] }[] }>("GET", `${place}/forecasts?after=2`);
    const staff = proposals.find(({ line }) => line === "staff")!.proposals.find(({ method }) => method === "budget")!;
    await good("POST", `${place}/forecasts`, { month: 2, forecasts: [{ line: "staff", amount: staff.amount, method: "budget" }] });
    expect((await ask("POST", `${place}/forecasts`, { month: 2, forecasts: [{ line: "staff", amount: "-1", method: "own" }] })).body).toMatchObject({ code: "no-reason" });
    expect((await ask("POST", `${place}/variances`, { month: 2, line: "grants", explanation: "Inget" })).body).toMatchObject({ code: "no-variance" });
    expect(await good("POST", `${place}/variances`, { month: 2, line: "staff", explanation: "Sjukdom", major: true })).toEqual({ told: 0 });
    expect((await good<{ variance: string }[]>("GET", `${place}/variances`)).map(({ variance }) => Number(variance))).toEqual([-500.5]);
  });
  test("frames are proposed and decided", async () => {
    const { id } = await good<{ id: number }>("POST", `${place}/frames`, { name: "Förslag", opening: "200000000", steps: [{ kind: "index", label: "Uppräkning", values: ["2", "1", null] }] });
    await good("PUT", `/frames/${id}`, { version: 1, name: "Förslag", opening: "200000000", steps: [{ kind: "index", label: "Uppräkning", values: ["1.5", "1", null] }] });
    await good("POST", `/frames/${id}/decision`, { version: 2, decision: "KF 2025-11-24, § 142" });
    expect((await good<{ years: { closing: string }[] }[]>("GET", `${place}/frames`))[0]!.years.map(({ closing }) => Number(closing))).toEqual([203_000_000, 205_030_000, 205_030_000]);
    expect((await ask("PUT", `/frames/${id}`, { version: 3, name: "Annan", opening: "1", steps: [] })).body).toMatchObject({ code: "decided-frame" });
  });
  test("the registers are listed, added to, changed and taken from; an answer to a conflict says what differs", async () => {
    const { id } = await good<{ id: number }>("POST", `${place}/grants`, { name: "Personliga ombud", kind: "grant", scope: "earmarked", inBudget: "true", status: "expected", amountLow: "1600000" });
    expect((await good<{ id: number; fields: Record<string, string> }[]>("GET", `${place}/grants`))[0]).toMatchObject({ id, version: 1, fields: { name: "Personliga ombud", inBudget: "true", amountLow: "1600000", received: null } });
    await good("PATCH", `/grants/${id}`, { version: 1, fields: { status: "paid", received: "1500000" } });
    expect(await ask("PATCH", `/grants/${id}`, { version: 1, fields: { status: "refused" } })).toMatchObject({ status: 409, body: { fields: [{ field: "status", base: "expected", theirs: "paid", mine: "refused" }] } });
    expect((await ask("PATCH", `/grants/${id}`, { version: 2, fields: { amountLow: "x" } })).body).toMatchObject({ message: "Väntat belopp, kr: »x« är inget tal." });
    await good("DELETE", `/grants/${id}`, { version: 2, reason: "Fel" });
    expect(await good("GET", `${place}/grants`)).toEqual([]);
    const investment = await good<{ id: number }>("POST", `${place}/investments`, { name: "Hyllor", kind: "new", status: "planned" });
    await good("PUT", `${place}/investment-amounts`, { amounts: [{ id: investment.id, budget: "240000", actual: null, forecast: null }] });
    expect(await good("GET", `${place}/investment-amounts`)).toEqual([{ id: investment.id, budget: "240000", actual: null, forecast: null }]);
    await good("POST", `${place}/fee-rates`, { name: "Tillsyn", basis: "percent", value: "2.15", validFrom: "2026-01-01" });
  });
  test("objects are tied to units, and all committees and companies are told beside each other", async () => {
    expect(await good("GET", `${place}/ledger-units`)).toEqual({ fromYear: YEAR, dimension: "1", rows: [{ code: "410", unitId: town.unitId }] });
    expect((await ask("PUT", `${place}/ledger-units`, { dimension: "1", rows: [{ code: "410", unitId: town.unitId }, { code: "410", unitId: town.committeeId }] })).body).toMatchObject({ code: "same-object" });
    await good("PUT", `${place}/ledger-units`, { dimension: "1", rows: [{ code: "410", unitId: town.committeeId }] });
    await valueOf(addUnit({ db: database.db, actor: program("start") }, { kind: "company", name: "Ekby bostäder AB", parentId: town.municipalityId, from: "2020-01-01" }));
    const rows = await good<{ name: string; kind: string; to: number | null; actual: string | null; feared: number }[]>("GET", `${place}/consolidated-economy`);
    expect(rows.map(({ actual, feared, kind, name, to }) => `${name} ${kind} ${to} ${actual} ${feared}`).sort()).toEqual(["Ekby bostäder AB company null null 0", "Idrottsnämnden committee null null 0", "Kulturnämnden committee 2 -2800.5 1"]);
    const company = await web.request(`http://127.0.0.1/ekby-bostader-ab/${YEAR}/ekonomi`, { headers: { cookie: officer.cookie } });
    expect(company.status).toBe(200);
  });
});
