/**
 * What a ledger costs to read in: bare parsing in MB/s, and a million rows of vouchers into each engine, with time, the most memory
 * and how both grow from a tenth of it. Each import is a process of its own. Run: `node_modules/.bin/tsx bench/ledger.ts`; with
 * TEST_POSTGRES_URL also on PostgreSQL.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { bytesOfFile, readLedgerFile } from "../src/ledger/ledger-file-adapter.ts";
import { countPostings, listMonthAmounts, listObjectAmounts, listPostings } from "../src/ledger/ledger-reads.ts";
import { openDatabase } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { databaseAddress, withDatabase } from "../test/server.ts";
import { temporaryFolder } from "../test/database.ts";
import { numbers } from "../test/random.ts";
import { foundTown, personWith } from "../test/town.ts";

const print = (text: string): void => void process.stdout.write(`${text}\n`);
/** Each unit has a few activities and posts on some of the accounts: some 24,000 combinations of them. */
const UNITS = 200;
const ACTIVITIES_A_UNIT = 3;
const ACCOUNTS_A_UNIT = 40;
const ACCOUNTS = 300;
const ROWS_A_VOUCHER = 4;

/** A municipality's year of vouchers: four rows each, on some hundred accounts, units and activities. */
function writeLedger(file: string, rows: number): number {
  const random = numbers(rows);
  const pick = (count: number): number => Math.floor(random() * count);
  const out = fs.openSync(file, "w");
  let text = `#FLAGGA 0\n#PROGRAM "Bench" 1\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Ekby kommun"\n#RAR 0 20260101 20261231\n#DIM 1 "Ansvar"\n#DIM 20 "Verksamhet"\n`;
  for (let index = 0; index < ACCOUNTS; index++) text += `#KONTO ${3000 + index * 16} "Konto ${index}"\n`;
  for (let voucher = 1; voucher * ROWS_A_VOUCHER <= rows; voucher++) {
    const day = `2026${String(1 + pick(12)).padStart(2, "0")}${String(1 + pick(28)).padStart(2, "0")}`;
    text += `#VER A ${voucher} ${day} "Leverant\u0094rsfaktura ${voucher}"\n{\n`;
    let left = 0;
    for (let row = 1; row < ROWS_A_VOUCHER; row++) {
      const ore = pick(900_000) + 100;
      left += ore;
      const unit = pick(UNITS);
      text += `#TRANS ${3000 + ((unit * 7 + pick(ACCOUNTS_A_UNIT)) % ACCOUNTS) * 16} {1 "${1000 + unit}" 20 "${100 + unit + pick(ACTIVITIES_A_UNIT)}"} ${(ore / 100).toFixed(2)} ${day} "Rad ${row}"\n`;
    }
    text += `#TRANS 2440 {} -${(left / 100).toFixed(2)} ${day}\n}\n`;
    if (text.length > 1_000_000) {
      fs.writeSync(out, Buffer.from(text, "latin1"));
      text = "";
    }
  }
  fs.writeSync(out, Buffer.from(text, "latin1"));
  fs.closeSync(out);
  return fs.statSync(file).size;
}

async function importOnce(url: string, file: string): Promise<void> {
  const database = await openDatabase(url);
  const town = await database.db.selectFrom("unit").select("id").where("kind", "=", "committee").orderBy("id").executeTakeFirstOrThrow();
  const officer = await personWith(database, "finance-officer", town["id"] as number);
  const resting = Math.round(process.memoryUsage.rss() / 1048576);
  // The most that was held is reckoned anew from here.
  fs.writeFileSync("/proc/self/clear_refs", "5");
  const started = performance.now();
  const { report } = await valueOf(importLedger(officer.context, { committeeId: town["id"] as number, source: "huvudbok", fileName: path.basename(file), bytes: bytesOfFile(file), seenHash: null }));
  const seconds = (performance.now() - started) / 1000;
  const most = Math.round(Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))![1]) / 1024);
  // What the pages of the year ask, the middle of five.
  const committee = town["id"] as number;
  const asked = {
    statement: () => listMonthAmounts(officer.context.db, committee, "2026-01", "2026-12"),
    units: () => listObjectAmounts(officer.context.db, committee, "1", "2026-01", "2026-12"),
    count: () => countPostings(officer.context.db, committee, { account: "2440", from: "2026-01", to: "2026-12" }),
    account: () => listPostings(officer.context.db, committee, { account: "2440", from: "2026-12", to: "2026-12" }, 200, 0),
  };
  const reads: Record<string, number> = {};
  for (const [name, read] of Object.entries(asked)) {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const begun = performance.now();
      await read();
      times.push(performance.now() - begun);
    }
    reads[name] = Math.round(times.sort((a, b) => a - b)[2]!);
  }
  await database.close();
  print(JSON.stringify({ seconds, rows: report.transactions, resting, most, reads }));
}

/** Memory in MiB, before an import begins and at the most; what pages ask after it, in milliseconds. */
interface Imported {
  readonly seconds: number;
  readonly resting: number;
  readonly most: number;
  readonly reads: Readonly<Record<string, number>>;
}
/** The same in a process of its own, built as the product is. */
function importApart(url: string, file: string): Imported {
  const child = spawnSync(process.execPath, [BUILT, "import", url, file], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Imported;
}
const BUILT = fileURLToPath(new URL("../dist/bench-ledger.js", import.meta.url));

async function main(): Promise<void> {
  const { folder, remove } = temporaryFolder();
  const most = Number(process.env["ROWS"] ?? 1_000_000);
  const sizes = [most / 10, most];
  const files = sizes.map((rows) => ({ rows, file: path.join(folder, `${rows}.se`), bytes: writeLedger(path.join(folder, `${rows}.se`), rows) }));
  for (const { bytes, file, rows } of files) {
    const started = performance.now();
    const reading = readLedgerFile("bench.se", bytesOfFile(file));
    let next = await reading.next();
    while (!next.done) next = await reading.next();
    const seconds = (performance.now() - started) / 1000;
    print(`parse     ${String(rows).padStart(9)} rows  ${(bytes / 1e6).toFixed(0).padStart(5)} MB  ${seconds.toFixed(2).padStart(7)} s  ${(bytes / 1e6 / seconds).toFixed(0).padStart(5)} MB/s`);
  }
  for (const engine of process.env["TEST_POSTGRES_URL"] ? (["server", "embedded"] as const) : (["embedded"] as const)) {
    const times: number[] = [];
    for (const { file, rows } of files) {
      const url = await databaseAddress(engine, folder, `bench_ledger_${rows}`);
      await withDatabase(url, async (database) => void (await foundTown(database)));
      const { most: peak, reads, resting, seconds } = importApart(url, file);
      times.push(seconds);
      print(`${engine.padEnd(9)} ${String(rows).padStart(9)} rows  ${seconds.toFixed(1).padStart(7)} s  ${Math.round(rows / seconds).toLocaleString("sv-SE").padStart(8)} rows/s  ${String(peak).padStart(5)} MB at most, ${resting} before; ${Object.entries(reads).map(([name, ms]) => `${name} ${ms} ms`).join(", ")}`);
    }
    print(`${engine.padEnd(9)} ten times the rows cost ${(times[1]! / times[0]!).toFixed(1)} times the time`);
  }
  remove();
}
if (process.argv[2] !== "import") await build({ entryPoints: { "bench-ledger": fileURLToPath(import.meta.url), "embedded-host": fileURLToPath(new URL("../src/platform/db/embedded-host.ts", import.meta.url)) }, outdir: path.dirname(BUILT), bundle: true, splitting: true, platform: "node", format: "esm", target: "node24", packages: "external", logLevel: "error" });
if (process.argv[2] === "import") await importOnce(process.argv[3]!, process.argv[4]!);
else await main();
