import { isAny } from "../platform/db/is-any.ts";
import type { Db, Row } from "../platform/db/database.ts";
import type { Level } from "../assessment/assessment.ts";
import type { AnswerInput, ReviewAnswer } from "./contract-review.ts";
import type { ObligationStatus } from "./contract-obligation.ts";
import type { ReviewQuestion } from "./review-form.ts";

/** The answers of some follow-ups, each's in the order of its questions. */
export async function loadAnswers(db: Db, reviewIds: readonly number[], levels: readonly Level[]): Promise<ReviewAnswer[]> {
  const rows: Row[] = reviewIds.length ? await db.selectFrom("contract_review_answer").selectAll().where(isAny("review_id", reviewIds)).orderBy("review_id").orderBy("ordinal").execute() : [];
  return rows.map((row) => ({ reviewId: row["review_id"], ordinal: row["ordinal"], area: row["area"], question: row["question"], level: levels.find(({ id }) => id === row["scale_level_id"]) ?? null, comment: row["comment"], remark: row["remark"], followOn: row["follow_on"], evidence: row["evidence"] }));
}
export async function addQuestions(db: Db, reviewId: number, questions: readonly ReviewQuestion[]): Promise<void> {
  await db.insertInto("contract_review_answer").values(questions.map(({ area, question }, index) => ({ review_id: reviewId, ordinal: index + 1, area, question }))).execute();
}
export async function setFollows(db: Db, reviewId: number, followsId: number | null): Promise<void> {
  await db.updateTable("contract_review").set({ follows_id: followsId }).where("id", "=", reviewId).execute();
}
export async function setAnswer(db: Db, reviewId: number, { comment, evidence, followOn, levelId, ordinal, remark }: AnswerInput): Promise<void> {
  await db.updateTable("contract_review_answer").set({ scale_level_id: levelId, comment, remark, follow_on: followOn, evidence }).where("review_id", "=", reviewId).where("ordinal", "=", ordinal).execute();
}
export async function loadObligationStatuses(db: Db, reviewIds: readonly number[], levels: readonly Level[]): Promise<ObligationStatus[]> {
  const rows: Row[] = reviewIds.length ? await db.selectFrom("contract_review_obligation").selectAll().where(isAny("review_id", reviewIds)).orderBy("obligation_id").execute() : [];
  const levelOf = (id: number | null): Level | null => levels.find((level) => level.id === id) ?? null;
  return rows.flatMap((row) => { const level = levelOf(row["scale_level_id"]); return level ? [{ reviewId: row["review_id"], obligationId: row["obligation_id"], level, other: levelOf(row["other_level_id"]), comment: row["comment"] }] : []; });
}
export interface StatusInput { readonly obligationId: number; readonly levelId: number | null; readonly otherLevelId: number | null; readonly comment: string | null }
/** Keeps a status; one without a level is none. */
export async function setObligationStatus(db: Db, reviewId: number, { comment, levelId, obligationId, otherLevelId }: StatusInput): Promise<void> {
  if (levelId === null) {
    await db.deleteFrom("contract_review_obligation").where("review_id", "=", reviewId).where("obligation_id", "=", obligationId).execute();
    return;
  }
  const values = { scale_level_id: levelId, other_level_id: otherLevelId, comment };
  await db.insertInto("contract_review_obligation").values({ review_id: reviewId, obligation_id: obligationId, ...values }).onConflict((conflict) => conflict.columns(["review_id", "obligation_id"]).doUpdateSet(values)).execute();
}
/** Holds a follow-up until the transaction ends, so that two who answer come one after the other. */
export async function holdReview(db: Db, id: number): Promise<Row | null> {
  return ((await db.selectFrom("contract_review").selectAll().where("id", "=", id).forUpdate().executeTakeFirst()) as Row | undefined) ?? null;
}
