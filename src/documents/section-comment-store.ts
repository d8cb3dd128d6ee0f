import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import type { SectionComment } from "./section-comment.ts";
import type { SectionPlace } from "./section-text.ts";

const commentOf = (row: Row): SectionComment => ({
  id: row["id"], committeeId: row["committee_id"], year: row["year"], documentKind: row["document_kind"], section: row["section"], answersId: row["answers_id"], quote: row["quote"], body: row["body"],
  author: row["author"], writtenAt: row["written_at"], resolvedBy: row["resolved_by"], asked: row["asked"], version: row["version"],
});
const WITH_ASKED = sql`select section_comment.*, (select coalesce(json_agg(user_id order by user_id), '[]') from comment_mention where comment_id = section_comment.id) as asked from section_comment`;

/** All that has been said of a document, in the order that it was said. */
export async function loadComments(db: Db, { committeeId, documentKind, year }: SectionPlace): Promise<SectionComment[]> {
  const { rows } = await sql<Row>`${WITH_ASKED} where committee_id = ${committeeId} and year = ${year} and document_kind = ${documentKind} order by id`.execute(db);
  return rows.map(commentOf);
}
export async function findComment(db: Db, id: number): Promise<SectionComment | null> {
  const { rows } = await sql<Row>`${WITH_ASKED} where id = ${id}`.execute(db);
  return rows[0] ? commentOf(rows[0]) : null;
}
/** The talks that somebody has been asked to answer in and that are not done with, whole. */
export async function loadTalksAsking(db: Db, userId: number): Promise<SectionComment[]> {
  const { rows } = await sql<Row>`${WITH_ASKED} where coalesce(answers_id, id) in (
    select coalesce(asking.answers_id, asking.id) from comment_mention join section_comment asking on asking.id = comment_id
    join section_comment began on began.id = coalesce(asking.answers_id, asking.id) where user_id = ${userId} and began.resolved_by is null) order by id`.execute(db);
  return rows.map(commentOf);
}
export async function insertComment(db: Db, comment: Pick<SectionComment, "committeeId" | "year" | "documentKind" | "section" | "answersId" | "quote" | "body" | "author" | "asked">): Promise<number> {
  const { answersId, asked, author, body, committeeId, documentKind, quote, section, year } = comment;
  const row = await db.insertInto("section_comment").values({ committee_id: committeeId, year, document_kind: documentKind, section, answers_id: answersId, quote, body, author }).returning("id").executeTakeFirstOrThrow();
  const id = row["id"] as number;
  if (asked.length) await db.insertInto("comment_mention").values(asked.map((user_id) => ({ comment_id: id, user_id }))).execute();
  return id;
}

/** So long after they last wrote, somebody is no longer taken to be writing. */
const WRITES_SECONDS = 120;
export interface SectionWriter {
  readonly actor: string;
  /** ISO time. */
  readonly since: string;
}
const placeOf = ({ committeeId, documentKind, section, year }: SectionPlace & { readonly section: string }) => ({ committee_id: committeeId, year, document_kind: documentKind, section });
/** Who writes in a section just now. */
export async function loadWriters(db: Db, place: SectionPlace & { readonly section: string }): Promise<SectionWriter[]> {
  const rows: Row[] = await db.selectFrom("section_writer").selectAll().where((where) => where.and(placeOf(place))).where("seen_at", ">", sql<string>`now() - make_interval(secs => ${WRITES_SECONDS})`).orderBy("since").execute();
  return rows.map((row) => ({ actor: row["actor"], since: row["since"] }));
}
/** Notes that somebody writes, or no longer does. Who has been away has begun anew. */
export async function noteWriter(db: Db, place: SectionPlace & { readonly section: string }, actor: string, writes: boolean): Promise<void> {
  await db.deleteFrom("section_writer").where((where) => where.and({ ...placeOf(place), actor })).where((where) => (writes ? where("seen_at", "<=", sql<string>`now() - make_interval(secs => ${WRITES_SECONDS})`) : where.lit(true))).execute();
  // Who wrote where once is nobody's business.
  await db.deleteFrom("section_writer").where("seen_at", "<", sql<string>`now() - interval '1 day'`).execute();
  if (writes) await db.insertInto("section_writer").values({ ...placeOf(place), actor }).onConflict((conflict) => conflict.columns(["committee_id", "year", "document_kind", "section", "actor"]).doUpdateSet({ seen_at: sql`now()` })).execute();
}
