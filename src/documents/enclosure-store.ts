import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { piecesOf, writePieces } from "../platform/db/pieces.ts";
import type { SectionPlace } from "./section-text.ts";

export interface StoredEnclosure extends SectionPlace {
  readonly id: number;
  readonly title: string;
  readonly fileName: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly byteCount: number;
  readonly pageCount: number;
  /** What a machine finds against its accessibility, a sentence each. */
  readonly findings: readonly string[];
  readonly position: number;
  readonly version: number;
}
const enclosureOf = (row: Row): StoredEnclosure => ({
  id: row["id"], committeeId: row["committee_id"], year: row["year"], documentKind: row["document_kind"], title: row["title"], fileName: row["file_name"], hash: row["hash"],
  byteCount: row["byte_count"], pageCount: row["page_count"], findings: (row["findings"] as string).split("\n").filter(Boolean), position: row["position"], version: row["version"],
});
const WITH_FILE = sql`select enclosure.*, file.byte_count, file.page_count, file.findings from enclosure join enclosure_file file on file.committee_id = enclosure.committee_id and file.hash = enclosure.hash`;

/** What lies with a document, in its order. */
export async function loadEnclosures(db: Db, { committeeId, documentKind, year }: SectionPlace): Promise<StoredEnclosure[]> {
  const { rows } = await sql<Row>`${WITH_FILE} where enclosure.committee_id = ${committeeId} and year = ${year} and document_kind = ${documentKind} order by position, id`.execute(db);
  return rows.map(enclosureOf);
}
export async function findEnclosure(db: Db, id: number): Promise<StoredEnclosure | null> {
  const { rows } = await sql<Row>`${WITH_FILE} where enclosure.id = ${id}`.execute(db);
  return rows[0] ? enclosureOf(rows[0]) : null;
}
export async function insertEnclosure(db: Db, { committeeId, documentKind, fileName, hash, position, title, year }: Pick<StoredEnclosure, "committeeId" | "year" | "documentKind" | "title" | "fileName" | "hash" | "position">): Promise<number> {
  const row = await db.insertInto("enclosure").values({ committee_id: committeeId, year, document_kind: documentKind, title, file_name: fileName, hash, position }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function placeEnclosure(db: Db, id: number, position: number): Promise<void> {
  await db.updateTable("enclosure").set({ position }).where("id", "=", id).where("position", "!=", position).execute();
}
export async function deleteEnclosure(db: Db, id: number): Promise<void> {
  await db.deleteFrom("enclosure").where("id", "=", id).execute();
}

export interface KeptFile {
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  readonly findings: readonly string[];
}
/** Keeps a file; the same once more is kept once. */
export async function keepFile(db: Db, committeeId: number, { bytes, findings, hash, pageCount }: KeptFile): Promise<void> {
  const added = await db.insertInto("enclosure_file").values({ committee_id: committeeId, hash, byte_count: bytes.length, page_count: pageCount, findings: findings.join("\n") }).onConflict((conflict) => conflict.doNothing()).returning("hash").executeTakeFirst();
  if (!added) return;
  await writePieces(db, "enclosure_piece", { committee_id: committeeId, hash }, bytes);
}
/** A file's bytes; null where it is not kept. */
export async function loadFile(db: Db, committeeId: number, hash: string): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for await (const piece of piecesOf(db, "enclosure_piece", { committee_id: committeeId, hash })) pieces.push(piece);
  return pieces.length ? Buffer.concat(pieces) : null;
}
/** Forgets a file that nothing speaks of any more: no document that is being worked on, and none that was approved or decided. */
export async function forgetFile(db: Db, committeeId: number, hash: string): Promise<void> {
  const { rows } = await sql`
    select 1 from enclosure where committee_id = ${committeeId} and hash = ${hash}
    union all select 1 from frozen_document where committee_id = ${committeeId} and position(${hash} in model) > 0 limit 1`.execute(db);
  if (rows.length) return;
  await db.deleteFrom("enclosure_piece").where("committee_id", "=", committeeId).where("hash", "=", hash).execute();
  await db.deleteFrom("enclosure_file").where("committee_id", "=", committeeId).where("hash", "=", hash).execute();
}
