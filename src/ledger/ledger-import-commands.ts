import { holdUnit } from "../organisation/unit-reads.ts";
import { createHash } from "node:crypto";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import type { LedgerBytes } from "./ledger-file-adapter.ts";
import { readLedgerFile } from "./ledger-file-adapter.ts";
import { LedgerMonths, sourceName, type LedgerPeriod } from "./ledger-import.ts";
import { finishImport, insertImport, keepNames, LedgerWriter, replacePeriods } from "./ledger-import-store.ts";
import type { LedgerMapping } from "./ledger-table.ts";
import { ledgerJson } from "./ledger-json.ts";
import type { LedgerReport } from "./ledger.ts";

export interface LedgerImportInput {
  readonly committeeId: number;
  /** What ledger it comes from: rows of one source take the place of rows of the same. */
  readonly source: string;
  readonly fileName: string;
  /** The file, which is read once. */
  readonly bytes: LedgerBytes;
  /** The fingerprint of what was looked through, where it was; null where it was not. */
  readonly seenHash: string | null;
  /** What the columns of a table are; null for a file that says so itself. */
  readonly mapping?: LedgerMapping | null;
}
export interface ImportedLedger {
  readonly importId: number;
  readonly report: LedgerReport;
  readonly periods: readonly LedgerPeriod[];
}

/** The bytes as they go by, with their fingerprint reckoned. */
async function* fingerprinted(bytes: LedgerBytes, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

/** Reads a ledger file into the register: all of it, or nothing where anything in it is wrong. Months that it tells of take the place of what the same source told of them before. */
export const importLedger = outcomeCommand("ledger.import", async (context, { bytes, committeeId, fileName, mapping = null, seenHash, source }: LedgerImportInput): Promise<ImportedLedger> => {
  context.permit(committeeId);
  const { db } = context;
  const own = sourceName(source);
  await holdUnit(db, committeeId);
  const hash = createHash("sha256");
  const importId = await insertImport(db, { committeeId, source: own, fileName, importedBy: context.actor.key });
  const writer = new LedgerWriter(db, committeeId, importId);
  await writer.begin();
  const months = new LedgerMonths();
  const reading = readLedgerFile(fileName, fingerprinted(bytes, hash), mapping);
  const readAll = async (): Promise<LedgerReport> => {
    for (;;) {
      const next = await reading.next();
      if (next.done) return next.value;
      for (const row of next.value) {
        months.see(row);
        if (row.kind === "posting") writer.posting(row);
        else if (row.kind === "voucher") writer.voucher(row);
        else writer.month(row);
        if (writer.isFull) await writer.flush();
      }
    }
  };
  // Whatever ends the reading, what is being written is waited for before the transaction ends.
  const report = await readAll().finally(() => writer.settled());
  if (report.errorCount) {
    const first = report.errors[0]!;
    throw new Refused({ code: "bad-ledger", field: "file", line: first.line, message: `»${fileName}« har ${counted(report.errorCount, "fel", "fel")} och är inte inläst. Det första, på rad ${first.line}: ${first.message}` });
  }
  const periods = months.periods(report);
  if (!periods.length) throw new Refused({ code: "empty-ledger", field: "file", message: `»${fileName}« har varken verifikationer, månader eller resultat; ta ut en fil med utfall.` });
  const fileHash = hash.digest("hex");
  if (seenHash !== null && seenHash !== fileHash) throw new Refused({ code: "changed", message: "Filen är en annan än den som granskades; granska den igen." });
  await writer.finish().finally(() => writer.settled());
  // Before the sums of this one are there to be looked through.
  await replacePeriods(db, { committeeId, importId, source: own }, periods, [...months.measures]);
  await writer.finishSums().finally(() => writer.settled());
  await keepNames(db, committeeId, report);
  await finishImport(db, importId, { fileHash, periods, report: ledgerJson(report) });
  context.record({ action: "ledger.imported", subject: `ledger:${committeeId}`, details: { file: fileName, hash: fileHash, source: own, periods: periods.map(({ from, to }) => `${from}/${to}`) } });
  return { importId, report, periods };
});
