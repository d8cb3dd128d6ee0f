/**
 * A ledger read in: parsing against splitting the same lines bare, and the whole import on each engine against bare COPY of the same postings into a table
 * without an index; time and the most memory, and how both grow. ROWS says how many rows the largest has; a million where nothing is said.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createInterface } from "node:readline";
import path from "node:path";
import { build } from "esbuild";
import { bytesOfFile, readLedgerFile } from "../../src/ledger/ledger-file-adapter.ts";
import { withDatabase } from "../../test/server.ts";
import { foundTown } from "../../test/town.ts";
import { writeLedger } from "../municipality/ledger-file.ts";
import { newDatabase, temporary } from "../places.ts";
import { growth, result, timed, type Bench } from "../result.ts";

const MOST = Number(process.env["ROWS"] ?? 1_000_000);
const UNITS = 200;
const BUILT = path.resolve(import.meta.dirname, "../../dist/bench-import.js");
interface Imported { readonly seconds: number; readonly resting: number; readonly most: number }

/** In a process of its own, built as the product is. */
function importApart(url: string, file: string): Imported {
  const child = spawnSync(process.execPath, [BUILT, url, file], { encoding: "utf8" });
  if (child.status !== 0) throw new Error(child.stderr);
  return JSON.parse(child.stdout) as Imported;
}
/** The postings as COPY takes them: what a program would send that knew the answer beforehand, accounts with their objects told by a number as ours are. */
async function writeCopy(file: string, to: string): Promise<void> {
  const out = fs.openSync(to, "w");
  const combinations = new Map<string, number>();
  let [text, voucher, line, day] = ["", 0, 0, ""];
  for await (const row of createInterface({ input: fs.createReadStream(file, "latin1") })) {
    line++;
    const opened = /^#VER A (\d+) (\d+)/.exec(row);
    if (opened) [voucher, day] = [Number(opened[1]), opened[2]!];
    const posting = /^#TRANS (\d+ \{[^}]*\}) (-?[\d.]+)(?: \d+)?(?: "([^"]*)")?/.exec(row);
    if (posting) {
      const combination = combinations.get(posting[1]!) ?? combinations.size + 1;
      combinations.set(posting[1]!, combination);
      text += `1\t${voucher}\t${line}\t${day}\t${combination}\t${posting[2]}\t${posting[3] ?? ""}\n`;
    }
    if (text.length > 1_000_000) {
      fs.writeSync(out, text);
      text = "";
    }
  }
  fs.writeSync(out, text);
  fs.closeSync(out);
}
const psql = (url: string, command: string): void => {
  const { status, stderr } = spawnSync("psql", [url, "-qc", command], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
};

export default async function* ledger(): Bench {
  await build({ entryPoints: { "bench-import": path.resolve(import.meta.dirname, "../import-ledger.ts"), "embedded-host": path.resolve(import.meta.dirname, "../../src/platform/db/embedded-host.ts") }, outdir: path.dirname(BUILT), bundle: true, splitting: true, platform: "node", format: "esm", target: "node24", packages: "external", logLevel: "error" });
  const sizes = [MOST / 100, MOST / 10, MOST];
  const parsing: number[] = [];
  const times: Record<"server" | "embedded", number[]> = { server: [], embedded: [] };
  for (const rows of sizes) {
    const size = `${rows.toLocaleString("sv-SE")} rader`;
    const file = temporary(`${rows}.se`);
    const bytes = writeLedger({ file, rows, seed: rows, units: UNITS, year: 2026 });
    const parse = await timed(async () => {
      const reading = readLedgerFile("bench.se", bytesOfFile(file));
      let next = await reading.next();
      while (!next.done) next = await reading.next();
    });
    let words = 0;
    const split = await timed(async () => {
      for await (const line of createInterface({ input: fs.createReadStream(file, "latin1") })) words += line.split(" ").length;
    });
    if (!words) throw new Error("Nothing was read");
    parsing.push(parse);
    yield result("tolka SIE 4", size, "MB/s", bytes / 1000 / parse, "raderna delade, inget mer", bytes / 1000 / split);
    const copied = temporary(`${rows}.tsv`);
    await writeCopy(file, copied);
    const bareUrl = await newDatabase("server", `bare_${rows}`);
    psql(bareUrl, "create table posting (import_id int, voucher int, line int, on_date date, combination int, amount numeric, description text)");
    const bare = await timed(() => psql(bareUrl, `\\copy posting from '${copied}'`));
    psql(bareUrl, "create table indexed (import_id int, voucher int, line int, on_date date, combination int, amount numeric, description text); create index on indexed (combination, on_date); create index on indexed using brin (import_id, voucher) with (pages_per_range = 32)");
    const indexed = await timed(() => psql(bareUrl, `\\copy indexed from '${copied}'`));
    for (const engine of ["server", "embedded"] as const) {
      const url = await newDatabase(engine, `ledger_${rows}`);
      await withDatabase(url, async (database) => void (await foundTown(database)));
      const { most, resting, seconds } = importApart(url, file);
      times[engine].push(seconds * 1000);
      const ours = rows / seconds;
      yield result(`läs in SIE 4, ${engine === "server" ? "PostgreSQL" : "inbyggd"}`, size, "rader/s", ours, "naken COPY utan index", (rows / bare) * 1000);
      yield result(`läs in SIE 4, ${engine === "server" ? "PostgreSQL" : "inbyggd"}`, size, "rader/s", ours, "COPY med samma index", (rows / indexed) * 1000);
      yield result(`minne vid inläsning, ${engine === "server" ? "PostgreSQL" : "inbyggd"}`, size, "MB", most, "före", resting);
    }
  }
  for (const one of [...growth("tolka SIE 4", sizes, parsing), ...growth("läs in, PostgreSQL", sizes, times.server), ...growth("läs in, inbyggd", sizes, times.embedded)]) yield one;
}
