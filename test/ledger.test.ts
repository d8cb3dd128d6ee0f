import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { countPostings, findVoucher, lastLedgerMonth, listLedgerImports, listMonthAmounts, listObjectAmounts, listPostings, yearsWithLedger } from "../src/ledger/ledger-reads.ts";
import { findLedgerUpload } from "../src/ledger/ledger-upload-reads.ts";
import { acceptLedger, mapLedger, proposeLedger } from "../src/ledger/ledger-upload-commands.ts";
import { valueOf } from "../src/platform/outcome.ts";
import type { Database } from "../src/platform/db/database.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, type Town } from "./town.ts";

const HEAD = `#FLAGGA 0\n#PROGRAM "Ekonomi" 7.1\n#FORMAT PC8\n#SIETYP 4\n#RAR 0 20260101 20261231\n#KONTO 1930 "Bank"\n#KONTO 5010 "Loner"\n#KONTO 3110 "Avgifter"\n#DIM 1 "Ansvar"\n#OBJEKT 1 100 "Biblioteket"\n`;
/** Vouchers as they are written in a line each: "20260115 5010{1 100}:100 1930:-100". */
const vouchers = (...lines: string[]): string => lines.map((line, index) => { const [day, ...rows] = line.split(/ (?![^{]*\})/); return `#VER A ${index + 1} ${day} "Ver ${index + 1}"\n{\n${rows.map((row) => { const [account, amount] = row.split(":"); return `#TRANS ${account!.includes("{") ? account!.replace("{", " {") : `${account} {}`} ${amount}\n`; }).join("")}}\n`; }).join("");

describe.each(ENGINES)("a ledger that is read in, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let officer: Awaited<ReturnType<typeof personWith>>;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    officer = await personWith(database, "finance-officer", town.committeeId);
  });
  afterAll(() => database.close());
  const enter = async (text: string, source = "huvudbok") => {
    const entered = await importLedger(officer.context, { committeeId: town.committeeId, source, fileName: "utfall.se", bytes: [Buffer.from(text)], seenHash: null });
    return entered.ok ? entered.value.periods.map(({ from, to }) => `${from}–${to}`).join(", ") : entered.failure.message;
  };
  const months = async () => (await listMonthAmounts(officer.context.db, town.committeeId, "2026-01", "2026-12")).map(({ account, amount, month }) => `${month} ${account} ${amount}`);
  const rows = async () => Number((await sql<{ count: string }>`select count(*) as count from ledger_posting`.execute(database.db)).rows[0]!.count);

  test("gives each account its months, exactly, with every row kept", async () => {
    expect(await enter(HEAD + vouchers("20260115 5010{1 100}:100.10 1930:-100.10", "20260131 5010:0.20 1930:-0.20", "20260210 3110{1 100}:-40 1930:40"))).toBe("2026-01–2026-02");
    expect(await months()).toEqual(["2026-01 1930 -100.30", "2026-02 1930 40.00", "2026-02 3110 -40.00", "2026-01 5010 100.30"].sort((a, b) => a.split(" ")[1]!.localeCompare(b.split(" ")[1]!) || a.localeCompare(b)));
    expect(await rows()).toBe(6);
    expect([await yearsWithLedger(database.db, town.committeeId), await lastLedgerMonth(database.db, town.committeeId, 2026)]).toEqual([[2026], "2026-02"]);
  });
  test("is told by its objects, and what has none is told too", async () => {
    expect((await listObjectAmounts(officer.context.db, town.committeeId, "1", "2026-01", "2026-02")).filter(({ account }) => account !== "1930").map(({ account, amount, code }) => `${account} ${code} ${amount}`)).toEqual(["3110 100 -40.00", "5010 100 100.10", "5010 null 0.20"]);
  });
  test("is followed down to the voucher and its line in the file", async () => {
    const time = { account: "5010", from: "2026-01", to: "2026-12" };
    const postings = await listPostings(officer.context.db, town.committeeId, time, 10, 0);
    expect([await countPostings(officer.context.db, town.committeeId, time), postings.map(({ amount, line, number, onDate, text }) => `${onDate} ${number} ${amount} ${text} rad ${line}`)]).toEqual([2, ["2026-01-31 2 0.20 Ver 2 rad 18", "2026-01-15 1 100.10 Ver 1 rad 13"]]);
    const voucher = await findVoucher(officer.context.db, town.committeeId, postings[0]!.importId, postings[0]!.voucher);
    expect(voucher?.postings.map(({ account, amount }) => `${account} ${amount}`)).toEqual(["5010 0.20", "1930 -0.20"]);
  });
  test("is all there or not at all: a voucher that does not sum to zero keeps nothing", async () => {
    expect(await enter(HEAD + vouchers("20260301 5010:100 1930:-100", "20260302 5010:7 1930:-6"))).toBe("»utfall.se« har 1 fel och är inte inläst. Det första, på rad 16: Verifikation A 2 summerar till 1.00 i stället för noll.");
    expect([await rows(), (await listLedgerImports(database.db, town.committeeId)).length]).toEqual([6, 1]);
  });
  test("takes the place of its own months and no others when it is read in again", async () => {
    expect(await enter(HEAD.replace("20260101", "20260201") + vouchers("20260210 3110:-55 1930:55"))).toBe("2026-02–2026-02");
    expect(await months()).toEqual(["2026-01 1930 -100.30", "2026-02 1930 55.00", "2026-02 3110 -55.00", "2026-01 5010 100.30"].sort((a, b) => a.split(" ")[1]!.localeCompare(b.split(" ")[1]!) || a.localeCompare(b)));
    expect(await enter(HEAD + vouchers("20260110 5010:80 1930:-80", "20260210 3110:-55 1930:55"))).toBe("2026-01–2026-02");
    expect(await months()).toContain("2026-01 5010 80.00");
    expect(await rows()).toBe(4);
    expect((await listLedgerImports(database.db, town.committeeId)).map(({ counts }) => counts)).toEqual([true, false, false]);
  });
  test("stands beside another source", async () => {
    await enter(HEAD + vouchers("20260115 5010:1 1930:-1"), "lönesystemet");
    expect(await months()).toContain("2026-01 5010 81.00");
    await enter(HEAD + vouchers("20260115 5010:2 1930:-2"), "lönesystemet");
    expect(await months()).toContain("2026-01 5010 82.00");
  });
  test("of sums has months, and objects as parts of them", async () => {
    const sums = HEAD.replace("SIETYP 4", "SIETYP 3").replace(/2026/g, "2027") + `#PSALDO 0 202701 5010 {} 300\n#PSALDO 0 202701 5010 {1 100} 200\n#PBUDGET 0 202701 5010 {} 280\n`;
    expect(await enter(sums)).toBe("2027-01–2027-01");
    expect((await listMonthAmounts(officer.context.db, town.committeeId, "2027-01", "2027-12")).map(({ account, amount }) => `${account} ${amount}`)).toEqual(["5010 300.00"]);
    expect((await listMonthAmounts(officer.context.db, town.committeeId, "2027-01", "2027-12", "budget")).map(({ account, amount }) => `${account} ${amount}`)).toEqual(["5010 280.00"]);
    expect((await listObjectAmounts(officer.context.db, town.committeeId, "1", "2027-01", "2027-12")).map(({ amount, code }) => `${code} ${amount}`)).toEqual(["100 200.00", "null 100.00"]);
  });
  test("that is a table is looked through first, and its columns are remembered by their headings", async () => {
    const bytes = Buffer.from("Konto;Bokf;Kronor\n5010;2028-01-31;-1 000,50\n3110;2028-01-31;400\n");
    const propose = async () => (await valueOf(proposeLedger(officer.context, { committeeId: town.committeeId, source: "Tabell", fileName: "utfall.csv", bytes }))).id;
    const first = await propose();
    expect(await acceptLedger(officer.context, { uploadId: first })).toMatchObject({ ok: false, failure: { message: "Välj vilken kolumn som är belopp, eller en för debet och en för kredit." } });
    await valueOf(mapLedger(officer.context, { uploadId: first, mapping: { headerRow: 0, columns: ["account", "date", "amount"], sign: "statement" } }));
    await valueOf(acceptLedger(officer.context, { uploadId: first }));
    const told = async () => (await listMonthAmounts(officer.context.db, town.committeeId, "2028-01", "2028-12")).map(({ account, amount }) => `${account} ${amount}`);
    expect(await told()).toEqual(["3110 -400.00", "5010 1000.50"]);
    const second = await propose();
    expect((await findLedgerUpload(officer.context.db, second))?.table?.mapping).toEqual({ headerRow: 0, columns: ["account", "date", "amount"], sign: "statement" });
    await valueOf(acceptLedger(officer.context, { uploadId: second }));
    expect([await told(), (await sql`select 1 from ledger_upload`.execute(database.db)).rows]).toEqual([["3110 -400.00", "5010 1000.50"], []]);
  });
  test("is read in by who may, and seen by who reads the committee", async () => {
    const editor = await personWith(database, "editor", town.committeeId);
    await expect(importLedger(editor.context, { committeeId: town.committeeId, source: "huvudbok", fileName: "u.se", bytes: [Buffer.from(HEAD)], seenHash: null })).resolves.toMatchObject({ ok: false, failure: { code: "forbidden" } });
    const stranger = await personWith(database, "reader", town.otherId);
    expect([await listMonthAmounts(stranger.context.db, town.committeeId, "2026-01", "2026-12"), (await sql`select 1 from ledger_posting`.execute(stranger.context.db)).rows]).toEqual([[], []]);
  });
});
