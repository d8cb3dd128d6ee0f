import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { piecesOf, writePieces } from "../platform/db/pieces.ts";
import type { LedgerPeriod } from "./ledger-import.ts";
import type { LedgerPreview } from "./ledger-preview.ts";
import type { LedgerDecimals, LedgerMapping } from "./ledger-table.ts";
import type { AccountAmount } from "./ledger-statement.ts";

export interface StoredLedgerUpload {
  readonly id: number;
  readonly committeeId: number;
  readonly source: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly preview: LedgerPreview;
  readonly uploadedBy: string;
  /** Null for a file that says itself what it holds. */
  readonly table: UploadedTable | null;
}
/** A table that is looked through: what its columns are, and its first rows. */
export interface UploadedTable {
  readonly mapping: LedgerMapping;
  readonly head: readonly (readonly string[])[];
  /** How each column writes amounts. */
  readonly decimals?: readonly LedgerDecimals[];
}
/** Keeps a file to be looked through. Those that nobody has looked through in two days are taken away. */
export async function insertUpload(db: Db, upload: Omit<StoredLedgerUpload, "id">, bytes: Uint8Array): Promise<number> {
  const old: Row[] = await db.selectFrom("ledger_upload").select("id").where("uploaded_at", "<", sql<string>`now() - interval '2 days'`).execute();
  for (const row of old) await deleteUpload(db, row["id"]);
  const row = await db.insertInto("ledger_upload").values({ committee_id: upload.committeeId, source: upload.source, file_name: upload.fileName, file_hash: upload.fileHash, preview: JSON.stringify(upload.preview), uploaded_by: upload.uploadedBy, mapping: upload.table && JSON.stringify(upload.table) }).returning("id").executeTakeFirstOrThrow();
  const id = row["id"] as number;
  await writePieces(db, "ledger_upload_piece", { upload_id: id }, bytes);
  return id;
}
export async function findUpload(db: Db, id: number): Promise<StoredLedgerUpload | null> {
  const row: Row | undefined = await db.selectFrom("ledger_upload").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? { id, committeeId: row["committee_id"], source: row["source"], fileName: row["file_name"], fileHash: row["file_hash"], preview: row["preview"], uploadedBy: row["uploaded_by"], table: row["mapping"] } : null;
}
export const uploadBytes = (db: Db, id: number): AsyncGenerator<Uint8Array> => piecesOf(db, "ledger_upload_piece", { upload_id: id });
export async function deleteUpload(db: Db, id: number): Promise<void> {
  await db.deleteFrom("ledger_upload_piece").where("upload_id", "=", id).execute();
  await db.deleteFrom("ledger_upload").where("id", "=", id).execute();
}

export async function changeUpload(db: Db, id: number, table: UploadedTable, preview: LedgerPreview): Promise<void> {
  await db.updateTable("ledger_upload").set({ mapping: JSON.stringify(table), preview: JSON.stringify(preview) }).where("id", "=", id).execute();
}
const headerOf = (head: readonly string[]): string => head.join(" | ").slice(0, 2000);
/** How a table with these headings was read the last time; null where none was. */
export async function rememberedMapping(db: Db, committeeId: number, head: readonly string[]): Promise<LedgerMapping | null> {
  const row: Row | undefined = await db.selectFrom("ledger_mapping").select("mapping").where("committee_id", "=", committeeId).where("header", "=", headerOf(head)).executeTakeFirst();
  return row?.["mapping"] ?? null;
}
export async function rememberMapping(db: Db, committeeId: number, head: readonly string[], mapping: LedgerMapping): Promise<void> {
  await db.insertInto("ledger_mapping").values({ committee_id: committeeId, header: headerOf(head), mapping: JSON.stringify(mapping) }).onConflict((conflict) => conflict.columns(["committee_id", "header"]).doUpdateSet({ mapping: JSON.stringify(mapping) })).execute();
}

/** What a source's accounts changed by in some periods, as the register has it. */
export async function loadSourceAmounts(db: Db, committeeId: number, source: string, periods: readonly LedgerPeriod[]): Promise<AccountAmount[]> {
  if (!periods.length) return [];
  const within = sql.join(periods.map(({ from, to }) => sql`month between ${`${from}-01`}::date and ${`${to}-01`}::date`), sql` or `);
  const { rows } = await sql<Row>`select account, sum(amount) as amount from ledger_account_month join ledger_import on ledger_import.id = import_id
    where ledger_account_month.committee_id = ${committeeId} and source = ${source} and measure = 'actual' and (${within}) group by 1`.execute(db);
  return rows.map((row) => ({ account: row["account"], amount: row["amount"] }));
}
