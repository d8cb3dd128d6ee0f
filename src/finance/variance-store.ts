import type { Db, Row } from "../platform/db/database.ts";
import { isStatementLine } from "../ledger/account-map.ts";
import { USUAL_THRESHOLD, type VarianceExplanation, type VarianceNotice, type VarianceThreshold } from "./variance.ts";

const explanationOf = (row: Row): VarianceExplanation[] => {
  const line = row["line"] as string;
  return isStatementLine(line) ? [{
    id: row["id"], committeeId: row["committee_id"], unitId: row["unit_id"], year: row["year"], month: row["month"], line, variance: row["variance"], explanation: row["explanation"], action: row["action"], responsible: row["responsible"], dueOn: row["due_on"], major: row["major"],
    madeBy: row["made_by"], madeAt: row["made_at"],
  }] : [];
};
/** All that has been explained of a year, in the order that it was. */
export async function loadExplanations(db: Db, committeeId: number, year: number): Promise<VarianceExplanation[]> {
  const rows: Row[] = await db.selectFrom("variance_explanation").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("id").execute();
  return rows.flatMap(explanationOf);
}
export async function findExplanation(db: Db, id: number): Promise<VarianceExplanation | null> {
  const row: Row | undefined = await db.selectFrom("variance_explanation").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? (explanationOf(row)[0] ?? null) : null;
}
export async function insertExplanation(db: Db, one: Omit<VarianceExplanation, "id" | "madeAt">): Promise<number> {
  const row = await db.insertInto("variance_explanation").values({
    committee_id: one.committeeId, unit_id: one.unitId, year: one.year, month: one.month, line: one.line, variance: one.variance, explanation: one.explanation, action: one.action, responsible: one.responsible, due_on: one.dueOn, major: one.major, made_by: one.madeBy,
  }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}

const noticeOf = (row: Row): VarianceNotice => ({ id: row["id"], committeeId: row["committee_id"], explanationId: row["explanation_id"], userId: row["user_id"], sentAt: row["sent_at"], failure: row["failure"], seenAt: row["seen_at"] });
export async function insertNotice(db: Db, { committeeId, explanationId, userId }: Pick<VarianceNotice, "committeeId" | "explanationId" | "userId">): Promise<number> {
  const row = await db.insertInto("variance_notice").values({ committee_id: committeeId, explanation_id: explanationId, user_id: userId }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function findNotice(db: Db, id: number): Promise<VarianceNotice | null> {
  const row: Row | undefined = await db.selectFrom("variance_notice").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? noticeOf(row) : null;
}
/** Of a committee's year. */
export async function loadNotices(db: Db, committeeId: number, year: number): Promise<VarianceNotice[]> {
  const rows: Row[] = await db.selectFrom("variance_notice").selectAll().where("committee_id", "=", committeeId).where("explanation_id", "in", db.selectFrom("variance_explanation").select("id").where("committee_id", "=", committeeId).where("year", "=", year)).orderBy("id").execute();
  return rows.map(noticeOf);
}
/** What somebody has been told of and has not yet said that they have seen. */
export async function loadUnseenNotices(db: Db, userId: number): Promise<VarianceNotice[]> {
  const rows: Row[] = await db.selectFrom("variance_notice").selectAll().where("user_id", "=", userId).where("seen_at", "is", null).orderBy("id").execute();
  return rows.map(noticeOf);
}
export async function noteNotice(db: Db, id: number, outcome: { readonly sentAt: string } | { readonly failure: string } | { readonly seenAt: string }): Promise<void> {
  await db.updateTable("variance_notice").set("sentAt" in outcome ? { sent_at: outcome.sentAt, failure: null } : "seenAt" in outcome ? { seen_at: outcome.seenAt } : { failure: outcome.failure }).where("id", "=", id).execute();
}

export async function loadThreshold(db: Db, committeeId: number): Promise<VarianceThreshold> {
  const row = await db.selectFrom("variance_threshold").select(["amount", "percent"]).where("committee_id", "=", committeeId).executeTakeFirst();
  return row ? { amount: row["amount"] as string, percent: row["percent"] as string } : USUAL_THRESHOLD;
}
export async function writeThreshold(db: Db, committeeId: number, { amount, percent }: VarianceThreshold): Promise<void> {
  await db.insertInto("variance_threshold").values({ committee_id: committeeId, amount, percent }).onConflict((conflict) => conflict.column("committee_id").doUpdateSet({ amount, percent })).execute();
}
