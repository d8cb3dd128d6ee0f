import { sql } from "kysely";
import type { Db } from "../platform/db/database.ts";
import type { Reading } from "./reading.ts";
import type { ItemKey } from "./acceptance.ts";

/** A file that was read, what was understood of it, and what was taken into the register. */
export interface ReadDocument {
  readonly id: number;
  readonly fileName: string;
  readonly fileHash: string;
  readonly format: "text" | "pdf" | "docx";
  readonly lines: readonly string[];
  readonly reading: Reading;
  /** Goes up when it is read anew, and when something of it is accepted. */
  readonly version: number;
  readonly readBy: string;
  readonly readAt: string;
  readonly accepted: readonly ItemKey[] | null;
  readonly acceptedAt: string | null;
  /** Where it was accepted to the last time. */
  readonly acceptedPlace: AcceptedPlace | null;
}
export interface AcceptedPlace {
  readonly municipality: string;
  readonly committee: string;
  readonly committeeId: number;
  readonly year: number;
}

/** The new-page mark parts the pages of a PDF, the line feed the lines of a text. */
const PAGE = "\f";

export async function keepReading(db: Db, document: Omit<ReadDocument, "id" | "version" | "readAt" | "accepted" | "acceptedAt" | "acceptedPlace">): Promise<number> {
  const values = {
    file_name: document.fileName,
    format: document.format,
    content: document.lines.join(document.format === "pdf" ? PAGE : "\n").replaceAll("\u0000", "").toWellFormed(),
    reading: sql`${JSON.stringify(document.reading, (_, value: unknown) => (typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value))}::jsonb`,
  };
  const row = await db
    .insertInto("read_document")
    .values({ ...values, file_hash: document.fileHash, read_by: document.readBy })
    .onConflict((conflict) => conflict.columns(["file_hash", "read_by"]).doUpdateSet({
        reading: values.reading,
        content: values.content,
        // What was ticked is told by places in the reading: in another reading of the file they mean other things.
        accepted: sql`case when read_document.reading = excluded.reading then read_document.accepted end`,
      }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}

/** Marks items as taken into the register, beside those that were before. */
export async function markAccepted(db: Db, document: ReadDocument, items: readonly ItemKey[], place: AcceptedPlace): Promise<void> {
  const all = [...new Set([...(document.accepted ?? []), ...items])];
  await db
    .updateTable("read_document")
    .set({
      accepted: sql`${JSON.stringify(all)}::jsonb`, accepted_at: sql`now()`,
      accepted_municipality: place.municipality, accepted_committee: place.committee, accepted_committee_id: place.committeeId, accepted_year: place.year,
    })
    .where("id", "=", document.id)
    .execute();
}

/** Takes away a reading that nothing was accepted of; answers false where something was. */
export async function removeReading(db: Db, id: number, readBy: string): Promise<boolean> {
  const result = await db.deleteFrom("read_document").where("id", "=", id).where("read_by", "=", readBy).where("accepted_at", "is", null).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}

export async function loadReading(db: Db, id: number): Promise<ReadDocument | null> {
  const row = await db.selectFrom("read_document").selectAll().where("id", "=", id).executeTakeFirst();
  return row
    ? {
        id: row["id"],
        fileName: row["file_name"],
        fileHash: row["file_hash"],
        format: row["format"],
        lines: String(row["content"]).split(row["format"] === "pdf" ? PAGE : "\n"),
        reading: completed(row["reading"]),
        version: row["version"],
        readBy: row["read_by"],
        readAt: row["read_at"],
        accepted: row["accepted"],
        acceptedAt: row["accepted_at"],
        acceptedPlace: row["accepted_year"] === null ? null : { municipality: row["accepted_municipality"], committee: row["accepted_committee"], committeeId: row["accepted_committee_id"], year: row["accepted_year"] },
      }
    : null;
}

/** A reading kept by an earlier version lacks what it did not know of. */
const completed = (reading: Reading): Reading => ({
  ...reading,
  indicators: reading.indicators ?? [],
  goals: reading.goals.map((goal) => ({ ...goal, indicators: goal.indicators.map((indicator) => ({ ...indicator, values: indicator.values ?? {} })) })),
  series: reading.series.map((series) => ({ ...series, footnotes: series.footnotes ?? [] })),
});

/** The reading, held until the transaction ends, so that two who accept of it come one after the other. */
export async function holdReading(db: Db, id: number): Promise<ReadDocument | null> {
  await db.selectFrom("read_document").select("id").where("id", "=", id).forUpdate().execute();
  return loadReading(db, id);
}

export async function loadReadings(db: Db): Promise<Pick<ReadDocument, "id" | "fileName" | "readAt" | "readBy" | "acceptedAt">[]> {
  const rows = await db.selectFrom("read_document").select(["id", "file_name", "read_at", "read_by", "accepted_at"]).orderBy("read_at", "desc").execute();
  return rows.map((row) => ({ id: row.id, fileName: row.file_name, readAt: row.read_at, readBy: row.read_by, acceptedAt: row.accepted_at }));
}

export async function findReadingByHash(db: Db, hash: string): Promise<number | null> {
  const row = await db.selectFrom("read_document").select("id").where("file_hash", "=", hash).executeTakeFirst();
  return row?.["id"] ?? null;
}
