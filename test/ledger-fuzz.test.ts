import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { EXAMPLE } from "../src/example.ts";
import { readLedgerFile } from "../src/ledger/ledger-file-adapter.ts";
import { ledgerJson } from "../src/ledger/ledger-json.ts";
import { guessLedgerMapping, readLedgerTable } from "../src/ledger/ledger-table.ts";
import { readTableFile } from "../src/platform/table/table-file.ts";
import { Refused } from "../src/platform/outcome.ts";
import { numbers } from "./random.ts";

const TRIES = 150;
const SAMPLES = path.resolve(import.meta.dirname, "../../shared/samples/sie");
const files = [...fs.readdirSync(EXAMPLE).filter((name) => name.endsWith(".se")).map((name) => path.join(EXAMPLE, name)), ...(fs.existsSync(SAMPLES) ? fs.readdirSync(SAMPLES).map((name) => path.join(SAMPLES, name)) : [])].map((file) => fs.readFileSync(file).subarray(0, 20_000));
const SIE5 = Buffer.from(`<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"><FileInfo><FiscalYears><FiscalYear start="2026-01" end="2026-12" primary="true"/></FiscalYears></FileInfo><Accounts><Account id="5010" name="a" type="cost"/></Accounts><Journal id="A" name="A"><JournalEntry id="1" journalDate="2026-01-01"><LedgerEntry accountId="5010" amount="1"/><LedgerEntry accountId="1930" amount="-1"/></JournalEntry></Journal></Sie>`);
const random = numbers(4);
const pick = (count: number): number => Math.floor(random() * count);
const HOSTILE = ["\u0000", "{", "}", '"', "\\", "#VER", "#TRANS", "\n#KSUMMA\n", "9".repeat(400), "-", ",", "\r", "{".repeat(300), "#RAR 0 00000000 99999999", "#TRANS 1 {} 1e9", "<", "&x;", "\u00ff\u00fe"];

/** A file that has been cut, changed, doubled or had something strange put into it. */
function spoiled(file: Buffer): Buffer {
  const bytes = Buffer.from(file);
  const at = pick(bytes.length);
  switch (pick(5)) {
    case 0: return bytes.subarray(0, at);
    case 1:
      for (let time = 0; time < 1 + pick(20); time++) bytes[pick(bytes.length)] = pick(256);
      return bytes;
    case 2: return Buffer.concat([bytes.subarray(0, at), Buffer.from(HOSTILE[pick(HOSTILE.length)]!, "latin1"), bytes.subarray(at)]);
    case 3: return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
    default: return Buffer.concat([bytes, bytes.subarray(at)]);
  }
}
async function outcome(bytes: Buffer): Promise<string> {
  const pieces = [bytes.subarray(0, pick(bytes.length + 1))];
  pieces.push(bytes.subarray(pieces[0]!.length));
  try {
    const reading = readLedgerFile("fel.se", pieces);
    let next = await reading.next();
    while (!next.done) next = await reading.next();
    JSON.stringify(ledgerJson(next.value));
    return "läst";
  } catch (error) {
    if (error instanceof Refused) return /^.{5,300}[.!]$/s.test(error.message) ? "nekad" : `utan mening: ${error.message}`;
    return String(error);
  }
}

describe("a spoiled table of postings is read row by row or refused in words", () => {
  const table = Buffer.from(`Konto;Datum;Ansvar;Belopp;Text\n${Array.from({ length: 60 }, (_, index) => `${5010 + index};2026-01-${String(1 + (index % 28)).padStart(2, "0")};100 Staben;-1 234,5${index % 10};rad`).join("\n")}\n`);
  test.each([";", "\t", ","])("with columns parted by %j", async (mark) => {
    const outcomes = new Set<string>();
    for (let time = 0; time < TRIES; time++) {
      const read = await readTableFile("fel.csv", spoiled(Buffer.from(table.toString("latin1").replaceAll(";", mark), "latin1")));
      if (!read.ok) outcomes.add(/^.{5,300}[.!]$/s.test(read.failure.message) ? "nekad" : read.failure.message);
      else {
        const mapping = guessLedgerMapping(read.value);
        const { report, rows } = readLedgerTable(read.value, mapping);
        outcomes.add(rows.filter(({ kind }) => kind === "posting").length === report.transactions ? "läst" : "rader saknas");
      }
    }
    expect([...outcomes].filter((one) => one !== "läst" && one !== "nekad")).toEqual([]);
  });
});

describe("a spoiled ledger file is read with remarks or refused in words, and never anything else", () => {
  test.each([...files, SIE5].map((file, index) => [index, file] as const))("file %s", async (_, file) => {
    const outcomes = new Set<string>();
    for (let time = 0; time < TRIES; time++) outcomes.add(await outcome(spoiled(file)));
    expect([...outcomes].filter((one) => one !== "läst" && one !== "nekad")).toEqual([]);
  });
});
