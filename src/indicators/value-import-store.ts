import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import type { ImportMapping } from "./value-import.ts";

/** A file of values that somebody looks through. */
export interface StoredImport {
  readonly id: number;
  readonly committeeId: number;
  readonly fileName: string;
  readonly fileHash: string;
  readonly rows: readonly (readonly string[])[];
  readonly mapping: ImportMapping;
  readonly readBy: string;
  readonly readAt: string;
  readonly acceptedAt: string | null;
  readonly version: number;
}

const importOf = (row: Row): StoredImport => ({
  id: row["id"], committeeId: row["committee_id"], fileName: row["file_name"], fileHash: row["file_hash"], rows: row["rows"], mapping: row["mapping"], readBy: row["read_by"], readAt: row["read_at"], acceptedAt: row["accepted_at"], version: row["version"],
});
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

export async function keepImport(db: Db, found: Pick<StoredImport, "committeeId" | "fileHash" | "fileName" | "mapping" | "readBy" | "rows">): Promise<number> {
  const row = await db.insertInto("value_import").values({ committee_id: found.committeeId, file_name: found.fileName, file_hash: found.fileHash, rows: json(found.rows), mapping: json(found.mapping), read_by: found.readBy }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}

export async function loadImport(db: Db, id: number): Promise<StoredImport | null> {
  const row = await db.selectFrom("value_import").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? importOf(row as Row) : null;
}
/** The same, held until the transaction ends. */
export async function holdImport(db: Db, id: number): Promise<StoredImport | null> {
  const row = await db.selectFrom("value_import").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ? importOf(row as Row) : null;
}

export const changeMapping = async (db: Db, id: number, mapping: ImportMapping): Promise<void> => void (await db.updateTable("value_import").set({ mapping: json(mapping) }).where("id", "=", id).execute());
export const markImported = async (db: Db, id: number): Promise<void> => void (await db.updateTable("value_import").set({ accepted_at: sql`now()` }).where("id", "=", id).execute());

/** How a source's columns were read the last time; null for a source that is new. */
export async function knownMapping(db: Db, committeeId: number, header: string): Promise<ImportMapping | null> {
  const row = await db.selectFrom("import_mapping").select("mapping").where("committee_id", "=", committeeId).where("header", "=", header).executeTakeFirst();
  return (row?.["mapping"] as ImportMapping | undefined) ?? null;
}
export async function rememberMapping(db: Db, committeeId: number, header: string, mapping: ImportMapping): Promise<void> {
  const columns = { mapping: json(mapping) };
  await db.insertInto("import_mapping").values({ committee_id: committeeId, header, ...columns }).onConflict((conflict) => conflict.columns(["committee_id", "header"]).doUpdateSet(columns)).execute();
}
