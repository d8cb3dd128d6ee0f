import fs from "node:fs";
import path from "node:path";
import type { Context } from "./platform/command.ts";
import { Refused, valueOf } from "./platform/outcome.ts";
import { inTransaction } from "./platform/db/transaction.ts";
import { counted } from "./platform/swedish.ts";
import { importLedger } from "./ledger/ledger-import-commands.ts";
import { acceptLedger, proposeLedger } from "./ledger/ledger-upload-commands.ts";
import { maybeTable } from "./ledger/not-ledger.ts";
import { periodText } from "./ledger/ledger-import.ts";
import { bytesOfFile, readLedgerFile } from "./ledger/ledger-file-adapter.ts";
import { ledgerJson } from "./ledger/ledger-json.ts";
import type { LedgerReport } from "./ledger/ledger.ts";

const refuse = (message: string): Refused => new Refused({ code: "bad-arguments", message });
function existing(file: string): string {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw refuse(`Filen »${file}« finns inte eller är ingen fil.`);
  return file;
}

/** What a ledger file says of itself, in words or as JSON. Nothing is stored. */
export async function readLedger(file: string, json: boolean): Promise<string> {
  const reading = readLedgerFile(path.basename(file), bytesOfFile(existing(file)));
  let next = await reading.next();
  while (!next.done) next = await reading.next();
  return json ? JSON.stringify(ledgerJson(next.value), null, 2) : wordsOf(next.value);
}
function wordsOf(report: LedgerReport): string {
  const { accounts, checksum, company, encoding, errorCount, errors, objects, program, totals, transactions, type, vouchers, warningCount, warnings, years } = ledgerJson(report);
  const remark = ({ line, message }: { line: number; message: string }): string => `  ${line ? `rad ${line}: ` : ""}${message}`;
  return [
    `SIE ${type}${company ? ` från ${company}` : ""}${program ? `, gjord av ${program}` : ""}, skriven i ${encoding}`,
    ...years.filter(({ from }) => from !== null).map(({ from, index, to }) => `År ${index}: ${from}–${to}`),
    `${counted(accounts, "konto", "konton")}, ${counted(objects, "objekt", "objekt")}, ${counted(vouchers, "verifikation", "verifikationer")}, ${counted(transactions, "rad", "rader")}`,
    `Ingående ${totals.opening}, utgående ${totals.closing}, resultat ${totals.result}, verifikationer ${totals.vouchers}`,
    ...(checksum ? [`Kontrollsumman ${checksum.ok ? "stämmer" : "stämmer inte"}`] : []),
    ...(errorCount ? [`${counted(errorCount, "fel", "fel")}:`, ...errors.map(remark)] : []),
    ...(warningCount ? [`${counted(warningCount, "anmärkning", "anmärkningar")}:`, ...warnings.map(remark)] : []),
  ].join("\n");
}

const HEAD_BYTES = 8_192;
/** Reads a table in, with its columns as they were read the last time, or as its headings tell: all of it or nothing. */
const enterTable = (context: Context, { committeeId, file, json, source }: LedgerArguments): Promise<string> => inTransaction(context.db, async (db) => {
  const own = { ...context, db };
  const { id } = await valueOf(proposeLedger(own, { committeeId, source, fileName: path.basename(file), bytes: fs.readFileSync(file) }));
  const accepted = await acceptLedger(own, { uploadId: id });
  if (!accepted.ok && accepted.failure.code === "bad-mapping") throw refuse(`Kolumnerna i »${path.basename(file)}« går inte att förstå av rubrikerna: ${accepted.failure.message} Läs in filen på sidan en gång, så är kolumnerna ihågkomna nästa gång.`);
  const { periods, report } = await valueOf(Promise.resolve(accepted));
  return json ? JSON.stringify({ periods, ...ledgerJson(report) }, null, 2) : `${counted(report.transactions, "rad", "rader")}\nInläst: ${periods.map(periodText).join(", ")}.`;
});

export interface LedgerArguments {
  readonly file: string;
  readonly committeeId: number;
  readonly source: string;
  readonly json: boolean;
}
/** Reads a ledger file into the register, all of it or nothing, and tells what it was. */
export async function enterLedger(context: Context, { committeeId, file, json, source }: LedgerArguments): Promise<string> {
  const head = Buffer.alloc(HEAD_BYTES);
  const handle = fs.openSync(existing(file), "r");
  const length = fs.readSync(handle, head, 0, HEAD_BYTES, 0);
  fs.closeSync(handle);
  if (maybeTable(head.subarray(0, length))) return enterTable(context, { committeeId, file, json, source });
  const { periods, report } = await valueOf(importLedger(context, { committeeId, source, fileName: path.basename(file), bytes: bytesOfFile(existing(file)), seenHash: null }));
  return json ? JSON.stringify({ periods, ...ledgerJson(report) }, null, 2) : `${wordsOf(report)}\nInläst: ${periods.map(periodText).join(", ")}.`;
}
