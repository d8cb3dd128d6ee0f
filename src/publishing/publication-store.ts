import type { Db, Row } from "../platform/db/database.ts";
import type { SectionPlace } from "../documents/section-text.ts";
import type { WithheldDocument } from "./published-document.ts";

export interface StoredWithheld extends SectionPlace, WithheldDocument {
  readonly edition: number;
}
/** All that is withheld, of all documents or of those that are asked for. */
export async function loadWithheld(db: Db, of: Readonly<Record<string, unknown>> = {}): Promise<StoredWithheld[]> {
  const rows: Row[] = await db.selectFrom("publication_withheld").selectAll().where((where) => where.and(of)).orderBy("section").execute();
  return rows.map((row) => ({ committeeId: row["committee_id"], year: row["year"], documentKind: row["document_kind"], edition: row["edition"], section: row["section"], ground: row["ground"] }));
}
/** What has been said of one document's editions. */
export const loadWithheldOf = (db: Db, { committeeId, documentKind, year }: SectionPlace): Promise<StoredWithheld[]> =>
  loadWithheld(db, { committee_id: committeeId, year, document_kind: documentKind });

/** Withholds a section, or all where it is "", by a ground; null lets it be told again. */
export async function writeWithheld(db: Db, { committeeId, documentKind, edition, section, year }: Omit<StoredWithheld, "ground">, ground: string | null): Promise<void> {
  const key = { committee_id: committeeId, year, document_kind: documentKind, edition, section };
  if (ground === null) await db.deleteFrom("publication_withheld").where((where) => where.and(key)).execute();
  else await db.insertInto("publication_withheld").values({ ...key, ground }).onConflict((conflict) => conflict.columns(["committee_id", "year", "document_kind", "edition", "section"]).doUpdateSet({ ground })).execute();
}
