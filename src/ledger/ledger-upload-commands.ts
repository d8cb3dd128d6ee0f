import { createHash } from "node:crypto";
import { outcomeCommand } from "../platform/command.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { readLedgerFile } from "./ledger-file-adapter.ts";
import { importLedger, type ImportedLedger } from "./ledger-import-commands.ts";
import { LedgerMonths, sourceName } from "./ledger-import.ts";
import { LedgerGathering } from "./ledger-preview.ts";
import { deleteUpload, findUpload, insertUpload, uploadBytes, type StoredLedgerUpload } from "./ledger-upload-store.ts";

export interface LedgerUploadInput {
  readonly committeeId: number;
  readonly source: string;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
/** Reads a ledger file through, and keeps it to be looked through; nothing of it counts yet. */
export const proposeLedger = outcomeCommand("ledger.import", async (context, { bytes, committeeId, fileName, source }: LedgerUploadInput): Promise<{ id: number }> => {
  context.permit(committeeId);
  const months = new LedgerMonths();
  const gathering = new LedgerGathering();
  const reading = readLedgerFile(fileName, [bytes]);
  let next = await reading.next();
  for (; !next.done; next = await reading.next()) {
    for (const row of next.value) {
      months.see(row);
      gathering.see(row);
    }
  }
  const preview = gathering.preview(next.value, months.periods(next.value));
  const id = await insertUpload(context.db, { committeeId, source: sourceName(source), fileName, fileHash: createHash("sha256").update(bytes).digest("hex"), preview, uploadedBy: context.actor.key }, bytes);
  context.record({ action: "ledger.proposed", subject: `ledger:${committeeId}`, details: { file: fileName } });
  return { id };
});

async function own(context: Parameters<Parameters<typeof outcomeCommand>[1]>[0], uploadId: number): Promise<StoredLedgerUpload> {
  const upload = await findUpload(context.db, uploadId);
  if (!upload) throw new Refused({ code: "no-upload", message: "Filen är redan inläst eller borttagen." });
  context.permit(upload.committeeId);
  return upload;
}
/** Reads in a file that has been looked through. */
export const acceptLedger = outcomeCommand("ledger.import", async (context, { uploadId }: { readonly uploadId: number }): Promise<ImportedLedger> => {
  const { committeeId, fileHash, fileName, source } = await own(context, uploadId);
  const imported = await valueOf(importLedger(context, { committeeId, source, fileName, bytes: uploadBytes(context.db, uploadId), seenHash: fileHash }));
  await deleteUpload(context.db, uploadId);
  return imported;
});
/** Takes away a file that was looked through and is not to be read in. */
export const dropLedger = outcomeCommand("ledger.import", async (context, { uploadId }: { readonly uploadId: number }): Promise<null> => {
  const { committeeId, fileName } = await own(context, uploadId);
  await deleteUpload(context.db, uploadId);
  context.record({ action: "ledger.discarded", subject: `ledger:${committeeId}`, details: { file: fileName } });
  return null;
});
