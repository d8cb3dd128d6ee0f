import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { READY_ACCOUNT_MAP } from "../src/ledger/account-map.ts";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { listMonthAmounts, listObjectAmounts } from "../src/ledger/ledger-reads.ts";
import { ledgerStatement } from "../src/ledger/ledger-statement.ts";
import type { Database } from "../src/platform/db/database.ts";
import { absolute, compare, divide, round, subtract, sum, type Decimal } from "../src/platform/decimal.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { EXAMPLE } from "../src/example.ts";
import { readFile } from "../src/reading/file-adapter.ts";
import { freshDatabase } from "./database.ts";
import { corpusFile, HAS_CORPUS, SKIPPED } from "./corpus.ts";
import { ACCOUNT_OF, matrixOf, publishedLedger, type PublishedYear } from "./published-ledger.ts";
import { foundTown, personWith, type Town } from "./town.ts";

type Statements = Awaited<ReturnType<typeof statementsOf>>;
async function statementsOf(name: string, bytes: Buffer) {
  return (await valueOf(readFile(name, bytes))).reading.statements;
}
const accountOf = (label: string): string => ACCOUNT_OF[label.replace(/ \(kto \d+\)$/, "")] ?? (/^intäkter$/i.test(label) ? "3800" : /^kostnader$/i.test(label) ? "6800" : "");

/** A column of a published statement, with its activities, as a year. */
function yearOf([lines, activities]: Statements, column: string, columnOfActivities = column): PublishedYear {
  const at = lines!.columns.indexOf(column);
  const other = activities!.columns.indexOf(columnOfActivities);
  const rows = lines!.rows.map(({ cells, label }) => ({ label: label.replace(/ \(kto \d+\)$/, ""), account: accountOf(label), amount: cells[at] ?? "0" }));
  const of = (pattern: RegExp): Decimal => rows.find(({ label }) => pattern.test(label))!.amount;
  return {
    income: rows.filter(({ account }) => account.startsWith("3")), costs: rows.filter(({ account }) => /^[4-7]/.test(account)),
    totals: { income: of(/^(summa )?intäkter$/i), costs: of(/^(summa )?kostnader$/i), net: of(/nettokostnader$/i) },
    activities: activities!.rows.filter(({ label }) => !/^(summa|verksamhetens netto)/i.test(label)).map(({ cells, label }, index) => ({ code: String(100 + index * 10), name: label, amount: cells[other] ?? "0" })),
  };
}
const mkr = (amount: Decimal): Decimal => round(divide(amount, "1000000"), 1);
const oneDecimal = (amount: Decimal): Decimal => round(amount, 1);

describe("unrounded amounts that a published statement was rounded from", () => {
  const year: PublishedYear = {
    income: [{ label: "Bidrag", account: "3510", amount: "1.2" }, { label: "Taxor och avgifter", account: "3110", amount: "0.3" }],
    costs: [{ label: "Personalkostnader", account: "5010", amount: "-5.1" }, { label: "Lokalkostnader", account: "6011", amount: "-1.1" }, { label: "Övriga kostnader", account: "6800", amount: "-1.1" }],
    totals: { income: "1.5", costs: "-7.2", net: "-5.6" },
    activities: [{ code: "1", name: "Barn", amount: "-3.8" }, { code: "2", name: "Vuxna", amount: "-1.8" }],
  };
  test("round to each line, and add up to the totals and the activities", () => {
    const rows = matrixOf(year);
    const lines = rows.map(({ shares }) => String(shares.reduce((a, b) => a + b, 0)));
    expect(lines.map((ore) => mkr(divide(ore, "100")))).toEqual(["1.2", "0.3", "-5.1", "-1.1", "-1.1"]);
    expect(mkr(divide(sum(lines.slice(2)), "100"))).toBe("-7.2");
    expect([0, 1].map((at) => mkr(divide(sum(rows.map(({ shares }) => String(shares[at]))), "100")))).toEqual(["-3.8", "-1.8"]);
    expect(mkr(divide(sum(lines), "100"))).toBe("-5.6");
  });
});

describe.skipIf(!HAS_CORPUS)(`published statements come out of a ledger that sums to them, cell by cell${SKIPPED}`, () => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase("embedded");
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
  });
  afterAll(() => database.close());
  const enter = (text: string) => valueOf(importLedger(officer.context, { committeeId: town.committeeId, source: "Huvudbok", fileName: "u.se", bytes: [Buffer.from(text)], seenHash: null }));
  const statement = async (year: number, measure: "actual" | "budget" = "actual") => ledgerStatement(await listMonthAmounts(officer.context.db, town.committeeId, `${year}-01`, `${year}-12`, measure), READY_ACCOUNT_MAP);
  const cells = async (year: number, measure: "actual" | "budget" = "actual") => Object.fromEntries((await statement(year, measure)).map(({ amount, label }) => [label, mkr(amount)]));
  const activities = async (year: number, measure: "actual" | "budget" = "actual") => [...Map.groupBy(await listObjectAmounts(officer.context.db, town.committeeId, "20", `${year}-01`, `${year}-12`, measure), ({ code }) => code)].filter(([code]) => code !== null).sort(([a], [b]) => a!.localeCompare(b!)).map(([, own]) => mkr(ledgerStatement(own, READY_ACCOUNT_MAP).at(-1)!.amount));

  test.each([["2021", 2021], ["2020", 2020]] as const)("the annual report's column %s", async (column, year) => {
    const { bytes, name } = corpusFile("004");
    const read = await statementsOf(name, bytes);
    const published = yearOf(read, column);
    await enter(publishedLedger({ company: "Ekby kommun", year, actual: published, budget: year === 2021 ? yearOf(read, "Budget") : null }));
    const out = await cells(year);
    for (const { amount, label } of [...published.income, ...published.costs]) expect([label, out[label]]).toEqual([label, oneDecimal(amount)]);
    expect([out["Summa intäkter"], out["Summa kostnader"], out["Verksamhetens nettokostnader"]]).toEqual([oneDecimal(published.totals.income), oneDecimal(published.totals.costs), oneDecimal(published.totals.net)]);
    expect(await activities(year)).toEqual(published.activities.map(({ amount }) => oneDecimal(amount)));
  });
  test("its budget, and the deviations from it", async () => {
    const { bytes, name } = corpusFile("004");
    const read = await statementsOf(name, bytes);
    const published = yearOf(read, "Budget");
    const [out, actual] = [await cells(2021, "budget"), await statement(2021)];
    for (const { amount, label } of [...published.income, ...published.costs]) expect([label, out[label]]).toEqual([label, oneDecimal(amount)]);
    expect(await activities(2021, "budget")).toEqual(published.activities.map(({ amount }) => oneDecimal(amount)));
    // A deviation is of unrounded amounts: at most one decimal away from that of the rounded.
    const at = read[0]!.columns.indexOf("Budgetavvikelse");
    const planned = await statement(2021, "budget");
    const away = read[0]!.rows.flatMap(({ cells: row, label }) => {
      const own = actual.find((line) => line.label === label.replace(/ \(kto \d+\)$/, ""));
      const budgeted = planned.find(({ key }) => key === own?.key);
      const apart = own && budgeted && row[at] ? absolute(subtract(mkr(subtract(own.amount, budgeted.amount)), row[at])) : "0";
      return compare(apart, "0.1") > 0 ? [`${label}: ${apart}`] : [];
    });
    expect(away).toEqual([]);
  });
  test.each([["Budget 2023", 2023], ["Budget 2022", 2022]] as const)("the plan's column %s", async (column, year) => {
    const { bytes, name } = corpusFile("000");
    const published = yearOf(await statementsOf(name, bytes), column);
    await enter(publishedLedger({ company: "Ekby kommun", year, actual: null, budget: published }));
    const out = await cells(year, "budget");
    expect([out["Summa intäkter"], out["Summa kostnader"], out["Verksamhetens nettokostnader"]]).toEqual([oneDecimal(published.totals.income), oneDecimal(published.totals.costs), oneDecimal(published.totals.net)]);
    expect(await activities(year, "budget")).toEqual(published.activities.map(({ amount }) => oneDecimal(amount)));
  });
});

describe("the example's ledgers", () => {
  const LEDGERS = [["ifn", 2021, "2021", "Budget"], ["ifn", 2020, "2020", null]] as const;
  test.each(LEDGERS)("of %s %s sum to what its annual report states", async (committee, year, column, budget) => {
    const report = `${committee}-arsredovisning-2021.md`;
    const read = await statementsOf(report, fs.readFileSync(path.join(EXAMPLE, report)));
    const text = publishedLedger({ company: "Ekhamns kommun", year, actual: yearOf(read, column), budget: budget && yearOf(read, budget) });
    const file = path.join(EXAMPLE, `${committee}-huvudbok-${year}.se`);
    const bytes = Buffer.from(text.replace(/[åäöÅÄÖ]/g, (sign) => String.fromCharCode({ å: 0x86, ä: 0x84, ö: 0x94, Å: 0x8f, Ä: 0x8e, Ö: 0x99 }[sign]!)), "latin1");
    if (process.env["WRITE_EXAMPLE"]) fs.writeFileSync(file, bytes);
    expect(fs.readFileSync(file).equals(bytes)).toBe(true);
  });
});
