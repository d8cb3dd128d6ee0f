import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import type { FindingAnswer } from "./document-check.ts";
import type { SectionPlace } from "./section-text.ts";

/** All that has been answered to what was found in a document. */
export async function loadAnswers(db: Db, { committeeId, documentKind, year }: SectionPlace): Promise<FindingAnswer[]> {
  const rows: Row[] = await db.selectFrom("finding_answer").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).where("document_kind", "=", documentKind).execute();
  return rows.map((row) => ({ key: row["finding_key"], reason: row["reason"], answeredBy: row["answered_by"], answeredAt: row["answered_at"] }));
}
/** Keeps an answer in the place of the one before. */
export async function keepAnswer(db: Db, { committeeId, documentKind, year }: SectionPlace, answer: { readonly key: string; readonly message: string; readonly quote: string; readonly reason: string; readonly actor: string }): Promise<number> {
  const row = await db.insertInto("finding_answer")
    .values({ committee_id: committeeId, year, document_kind: documentKind, finding_key: answer.key, message: answer.message, quote: answer.quote, reason: answer.reason, answered_by: answer.actor })
    .onConflict((conflict) => conflict.columns(["committee_id", "year", "document_kind", "finding_key"]).doUpdateSet({ reason: answer.reason, answered_by: answer.actor, answered_at: sql<string>`now()` }))
    .returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
/** Takes an answer back; null where there was none. */
export async function removeAnswer(db: Db, { committeeId, documentKind, year }: SectionPlace, key: string): Promise<number | null> {
  const row = await db.deleteFrom("finding_answer").where("committee_id", "=", committeeId).where("year", "=", year).where("document_kind", "=", documentKind).where("finding_key", "=", key).returning("id").executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}
