import fs from "node:fs";
import path from "node:path";
import { bytesOfFile } from "../src/ledger/ledger-file-adapter.ts";
import { importLedger } from "../src/ledger/ledger-import-commands.ts";
import { openDatabase } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { personWith } from "../test/town.ts";

/** One import in a process of its own: `import-ledger URL FILE`. Prints how long it took and what memory it had. */
const [, , url = "", file = ""] = process.argv;
const database = await openDatabase(url);
const { id: town } = (await database.db.selectFrom("unit").select("id").where("kind", "=", "committee").orderBy("id").executeTakeFirstOrThrow()) as { id: number };
const officer = await personWith(database, "finance-officer", town);
const resting = Math.round(process.memoryUsage.rss() / 1048576);
// The most that was held is reckoned anew from here.
fs.writeFileSync("/proc/self/clear_refs", "5");
const started = performance.now();
const { report } = await valueOf(importLedger(officer.context, { committeeId: town, source: "huvudbok", fileName: path.basename(file), bytes: bytesOfFile(file), seenHash: null }));
const seconds = (performance.now() - started) / 1000;
const most = Math.round(Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync("/proc/self/status", "utf8"))![1]) / 1024);
await database.close();
process.stdout.write(JSON.stringify({ seconds, rows: report.transactions, resting, most }));
