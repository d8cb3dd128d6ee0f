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
  readonly readBy: string;
  readonly readAt: string;
  readonly accepted: readonly ItemKey[] | null;
  readonly acceptedAt: string | null;
}

/** The new-page mark parts the pages of a PDF, the line feed the lines of a text. */
const PAGE = "\f";

export async function keepReading(db: Db, document: Omit<ReadDocument, "id" | "readAt" | "accepted" | "acceptedAt">): Promise<number> {
  const values = {
    file_name: document.fileName,
    format: document.format,
    content: document.lines.join(document.format === "pdf" ? PAGE : "\n").replaceAll("\u0000", "").toWellFormed(),
    reading: sql`${JSON.stringify(document.reading, (_, value: unknown) => (typeof value === "string" ? value.replaceAll("\u0000", "").toWellFormed() : value))}::jsonb`,
  };
  const row = await db
    .insertInto("read_document")
    .values({ ...values, file_hash: document.fileHash, read_by: document.readBy })
    .onConflict((conflict) => conflict.column("file_hash").doUpdateSet({ reading: values.reading, content: values.content }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}

export async function markAccepted(db: Db, id: number, items: readonly ItemKey[]): Promise<void> {
  await db.updateTable("read_document").set({ accepted: sql`${JSON.stringify(items)}::jsonb`, accepted_at: sql`now()` }).where("id", "=", id).execute();
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
        reading: row["reading"],
        readBy: row["read_by"],
        readAt: row["read_at"],
        accepted: row["accepted"],
        acceptedAt: row["accepted_at"],
      }
    : null;
}

export async function loadReadings(db: Db): Promise<Pick<ReadDocument, "id" | "fileName" | "readAt" | "readBy" | "acceptedAt">[]> {
  const rows = await db.selectFrom("read_document").select(["id", "file_name", "read_at", "read_by", "accepted_at"]).orderBy("read_at", "desc").execute();
  return rows.map((row) => ({ id: row.id, fileName: row.file_name, readAt: row.read_at, readBy: row.read_by, acceptedAt: row.accepted_at }));
}

export async function findReadingByHash(db: Db, hash: string): Promise<number | null> {
  const row = await db.selectFrom("read_document").select("id").where("file_hash", "=", hash).executeTakeFirst();
  return row?.["id"] ?? null;
}
