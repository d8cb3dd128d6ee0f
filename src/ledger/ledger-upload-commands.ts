import { createHash } from "node:crypto";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { readTableFile } from "../platform/table/table-file.ts";
import { readLedgerFile, type LedgerBytes } from "./ledger-file-adapter.ts";
import { importLedger, type ImportedLedger } from "./ledger-import-commands.ts";
import { LedgerMonths, sourceName } from "./ledger-import.ts";
import { LedgerGathering, type LedgerPreview } from "./ledger-preview.ts";
import { columnDecimals, guessLedgerMapping, ledgerMappingFault, type LedgerMapping } from "./ledger-table.ts";
import { changeUpload, deleteUpload, findUpload, insertUpload, rememberedMapping, rememberMapping, uploadBytes, type StoredLedgerUpload, type UploadedTable } from "./ledger-upload-store.ts";
import { maybeTable } from "./not-ledger.ts";

export interface LedgerUploadInput {
  readonly committeeId: number;
  readonly source: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** What a file would be, read whole and kept nowhere. */
async function previewOf(fileName: string, bytes: LedgerBytes, mapping: LedgerMapping | null): Promise<LedgerPreview> {
  const months = new LedgerMonths();
  const gathering = new LedgerGathering();
  const reading = readLedgerFile(fileName, bytes, mapping);
  let next = await reading.next();
  for (; !next.done; next = await reading.next()) {
    for (const row of next.value) {
      months.see(row);
      gathering.see(row);
    }
  }
  return gathering.preview(next.value, months.periods(next.value));
}

const SHOWN_ROWS = 6;
/** A table's columns as they were read the last time with the same headings, else as its headings tell. */
async function tableOf(context: CommandContext, { bytes, committeeId, fileName }: LedgerUploadInput): Promise<UploadedTable> {
  const rows = await valueOf(readTableFile(fileName, bytes));
  const guess = guessLedgerMapping(rows);
  const remembered = await rememberedMapping(context.db, committeeId, rows[guess.headerRow] ?? []);
  return { mapping: remembered ? { ...remembered, headerRow: guess.headerRow } : guess, head: rows.slice(guess.headerRow, guess.headerRow + SHOWN_ROWS), decimals: columnDecimals(rows, guess.headerRow) };
}

/** Reads a ledger file or a table through, and keeps it to be looked through; nothing of it counts yet. */
export const proposeLedger = outcomeCommand("ledger.import", async (context, input: LedgerUploadInput): Promise<{ id: number }> => {
  const { bytes, committeeId, fileName, source } = input;
  context.permit(committeeId);
  const own = sourceName(source);
  const table = maybeTable(bytes.subarray(0, 8192)) ? await tableOf(context, input) : null;
  const preview = await previewOf(fileName, [bytes], table?.mapping ?? null);
  const id = await insertUpload(context.db, { committeeId, source: own, fileName, fileHash: createHash("sha256").update(bytes).digest("hex"), preview, uploadedBy: context.actor.key, table }, bytes);
  context.record({ action: "ledger.proposed", subject: `ledger:${committeeId}`, details: { file: fileName } });
  return { id };
});

async function ownUpload(context: CommandContext, uploadId: number): Promise<StoredLedgerUpload> {
  const upload = await findUpload(context.db, uploadId);
  if (!upload) throw new Refused({ code: "no-upload", message: "Filen är redan inläst eller borttagen." });
  context.permit(upload.committeeId);
  return upload;
}

/** Says what the columns of a table are, and reads it through anew. */
export const mapLedger = outcomeCommand("ledger.import", async (context, { mapping, uploadId }: { readonly uploadId: number; readonly mapping: LedgerMapping }): Promise<null> => {
  const { committeeId, fileName, table } = await ownUpload(context, uploadId);
  if (!table) throw new Refused({ code: "no-table", message: "Filen säger själv vad den innehåller." });
  const fault = mapping.columns.length === table.mapping.columns.length && mapping.headerRow === table.mapping.headerRow ? ledgerMappingFault(mapping) : "Filen har andra kolumner; granska den igen.";
  if (fault) throw new Refused({ code: "bad-mapping", message: fault });
  await changeUpload(context.db, uploadId, { ...table, mapping }, await previewOf(fileName, uploadBytes(context.db, uploadId), mapping));
  context.record({ action: "ledger.proposed", subject: `ledger:${committeeId}`, details: { file: fileName } });
  return null;
});

/** Reads in a file that has been looked through; how a table's columns were read is remembered. */
export const acceptLedger = outcomeCommand("ledger.import", async (context, { uploadId }: { readonly uploadId: number }): Promise<ImportedLedger> => {
  const { committeeId, fileHash, fileName, source, table } = await ownUpload(context, uploadId);
  const fault = table && ledgerMappingFault(table.mapping);
  if (fault) throw new Refused({ code: "bad-mapping", message: fault });
  const imported = await valueOf(importLedger(context, { committeeId, source, fileName, bytes: uploadBytes(context.db, uploadId), seenHash: fileHash, mapping: table?.mapping ?? null }));
  if (table) await rememberMapping(context.db, committeeId, table.head[0] ?? [], table.mapping);
  await deleteUpload(context.db, uploadId);
  return imported;
});

/** Takes away a file that was looked through and is not to be read in. */
export const dropLedger = outcomeCommand("ledger.import", async (context, { uploadId }: { readonly uploadId: number }): Promise<null> => {
  const { committeeId, fileName } = await ownUpload(context, uploadId);
  await deleteUpload(context.db, uploadId);
  context.record({ action: "ledger.discarded", subject: `ledger:${committeeId}`, details: { file: fileName } });
  return null;
});
