import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { bytesOfFile, readLedgerFile } from "../src/ledger/ledger-file-adapter.ts";
import { ledgerJson } from "../src/ledger/ledger-json.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../shared/samples/sie");
const HAS_SAMPLES = fs.existsSync(FOLDER);

async function read(name: string) {
  const reading = readLedgerFile(name, bytesOfFile(path.join(FOLDER, name)));
  for (let next = await reading.next(); ; next = await reading.next()) if (next.done) return ledgerJson(next.value);
}
/**
 * What each file says of itself, and whether that holds together: opening, closing and result as its own balances are, and the
 * vouchers' sum. Where two programs' own figures differ, the sentence says so.
 */
const GOLDEN: readonly (readonly [file: string, type: string, counts: string, totals: string, contradictions: number])[] = [
  ["BL0001_typ1.SE", "1", "117 konton, 0 objekt, 0 ver, 0 rader", "0.00 212583.47 -212583.47 0.00", 0],
  ["BL0001_typ2.SE", "2", "117 konton, 0 objekt, 0 ver, 0 rader", "0.00 212583.47 -212583.47 0.00", 0],
  ["BL0001_typ3.SE", "3", "117 konton, 23 objekt, 0 ver, 0 rader", "0.00 212583.47 -212583.47 0.00", 0],
  ["BL0001_typ4I.SI", "4I", "0 konton, 0 objekt, 1 ver, 10 rader", "0.00 0.00 0.00 0.00", 0],
  ["Bokslut_Norstedts_SIE_4E.se", "4E", "351 konton, 0 objekt, 177 ver, 678 rader", "0.00 1094488.11 -1094488.11 0.00", 0],
  ["MAMUT_SIE4_EXPORT.SE", "4E", "412 konton, 33 objekt, 168 ver, 458 rader", "0.00 10219647.90 -10219647.90 0.00", 0],
  ["Sie1.se", "1", "301 konton, 0 objekt, 0 ver, 0 rader", "0.00 65207.50 -65207.50 0.00", 0],
  // The program's own demonstration: its balances do not sum to zero.
  ["Sie2.se", "2", "290 konton, 0 objekt, 0 ver, 0 rader", "0.00 1553165.56 -1586291.28 0.00", 1],
  ["Sie3.se", "3", "290 konton, 41 objekt, 0 ver, 0 rader", "0.00 1553165.56 -1586291.28 0.00", 1],
  ["Sie4.se", "4E", "291 konton, 41 objekt, 70 ver, 260 rader", "0.00 1553165.56 -1586291.28 0.00", 5],
  // Class 9, internal accounting, stands outside the balances.
  ["Sie_3_+_4.se", "4E", "868 konton, 2 objekt, 2 ver, 4 rader", "0.00 -500.00 0.00 0.00", 1],
  ["Test3.SE", "3", "117 konton, 17 objekt, 0 ver, 0 rader", "0.00 578315.11 -578215.11 0.00", 1],
];

describe.skipIf(!HAS_SAMPLES)(`real SIE files have the totals that they state${HAS_SAMPLES ? "" : " (skipped: the folder of samples is not here)"}`, () => {
  test.each(GOLDEN)("%s", async (file, type, counts, totals, contradictions) => {
    const { accounts, errors, objects, totals: own, transactions, vouchers, warnings, ...rest } = await read(file);
    expect([rest.type, `${accounts} konton, ${objects} objekt, ${vouchers} ver, ${transactions} rader`, `${own.opening} ${own.closing} ${own.result} ${own.vouchers}`, errors]).toEqual([type, counts, totals, []]);
    expect(warnings.filter(({ code }) => ["balance", "opening", "closing"].includes(code))).toHaveLength(contradictions);
    expect(rest.checksum?.ok ?? true).toBe(true);
  });
  test.each(["HAS1_1412.se", "TRANSAK.SE"])("%s is a page from the web, and is refused as that", async (file) => {
    await expect(read(file)).rejects.toThrow(`»${file}« är en webbsida med rubriken »404 Not Found«, ingen SIE-fil; hämta själva filen igen.`);
  });
});
