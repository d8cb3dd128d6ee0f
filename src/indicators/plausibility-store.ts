import type { Db, Row } from "../platform/db/database.ts";
import type { IndicatorRelation, PlausibilityRule } from "./plausibility.ts";

/** What somebody answered a question of a value. */
export interface PlausibilityAnswer {
  readonly indicatorId: number;
  readonly period: string;
  readonly rule: PlausibilityRule;
  readonly about: string;
  readonly reason: string;
  readonly actor: string;
  readonly answeredAt: string;
}

export async function loadRelations(db: Db, committeeId: number): Promise<IndicatorRelation[]> {
  const rows: Row[] = await db.selectFrom("indicator_relation").innerJoin("indicator", "indicator.id", "indicator_relation.indicator_id").selectAll("indicator_relation").where("indicator.committee_id", "=", committeeId).execute();
  return rows.map((row) => ({ indicatorId: row["indicator_id"], kind: row["kind"], otherId: row["other_id"] }));
}
export async function addRelation(db: Db, { indicatorId, kind, otherId }: IndicatorRelation): Promise<boolean> {
  const row = await db.insertInto("indicator_relation").values({ indicator_id: indicatorId, kind, other_id: otherId }).onConflict((conflict) => conflict.doNothing()).returning("indicator_id").executeTakeFirst();
  return row !== undefined;
}
export async function removeRelation(db: Db, { indicatorId, kind, otherId }: IndicatorRelation): Promise<boolean> {
  const result = await db.deleteFrom("indicator_relation").where("indicator_id", "=", indicatorId).where("kind", "=", kind).where("other_id", "=", otherId).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}

export async function loadAnswers(db: Db, committeeId: number): Promise<PlausibilityAnswer[]> {
  const rows: Row[] = await db.selectFrom("plausibility_answer").innerJoin("indicator", "indicator.id", "plausibility_answer.indicator_id").selectAll("plausibility_answer").where("indicator.committee_id", "=", committeeId).orderBy("plausibility_answer.id").execute();
  return rows.map((row) => ({ indicatorId: row["indicator_id"], period: row["period"], rule: row["rule"], about: row["about"], reason: row["reason"], actor: row["actor"], answeredAt: row["answered_at"] }));
}
export async function addAnswer(db: Db, answer: Omit<PlausibilityAnswer, "answeredAt">): Promise<void> {
  const { about, actor, indicatorId, period, reason, rule } = answer;
  await db.insertInto("plausibility_answer").values({ indicator_id: indicatorId, period, rule, about, reason, actor }).onConflict((conflict) => conflict.doNothing()).execute();
}
