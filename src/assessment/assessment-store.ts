import type { DescribedRow } from "../platform/origin/origin.ts";
import { isAny } from "../platform/db/is-any.ts";
import type { Db, Row } from "../platform/db/database.ts";
import type { Assessment, Level, AssessmentSubject } from "./assessment.ts";

export async function levelsOf(db: Db, scaleCodes: readonly string[]): Promise<Level[]> {
  return db
    .selectFrom("scale_level")
    .innerJoin("scale", "scale.id", "scale_level.scale_id")
    .select(["scale_level.id", "scale_level.rank", "scale_level.label", "scale_level.shape", "scale_level.colour"])
    .where("scale.code", "in", [...scaleCodes])
    .orderBy("scale_level.rank")
    .execute();
}

/** The assessments that nothing has superseded. */
export async function currentAssessments(db: Db, kind: AssessmentSubject, subjectIds: readonly number[]): Promise<Assessment[]> {
  if (!subjectIds.length) return [];
  const rows = await db
    .selectFrom("assessment")
    .innerJoin("scale_level", "scale_level.id", "assessment.scale_level_id")
    .innerJoin("follow_up_point", "follow_up_point.id", "assessment.follow_up_point_id")
    .select([
      "assessment.id", "assessment.subject_id", "assessment.follow_up_point_id", "assessment.reasoning", "assessment.proposal", "assessment.actor", "assessment.assessed_at",
      "assessment.origin_id", "scale_level.id as level_id", "scale_level.rank", "scale_level.label", "scale_level.shape", "scale_level.colour",
      "follow_up_point.year", "follow_up_point.name as follow_up",
    ])
    .where("assessment.subject_kind", "=", kind)
    .where(isAny("assessment.subject_id", subjectIds))
    .where("assessment.superseded_by", "is", null)
    .orderBy("follow_up_point.on_date")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    subjectKind: kind,
    subjectId: row.subject_id,
    followUpPointId: row.follow_up_point_id,
    year: row.year,
    followUp: row.follow_up,
    level: { id: row.level_id, rank: row.rank, label: row.label, shape: row.shape, colour: row.colour },
    reasoning: row.reasoning,
    proposal: row.proposal,
    actor: row.actor,
    assessedAt: row.assessed_at,
    origin: row.origin_id,
  }));
}

/** What an earlier assessment of the subject said; null where it is none of its own. */
export async function earlierAssessment(db: Db, kind: AssessmentSubject, subjectId: number, id: number): Promise<{ level: { label: string }; reasoning: string | null } | null> {
  const row = await db.selectFrom("assessment").innerJoin("scale_level", "scale_level.id", "assessment.scale_level_id").select(["scale_level.label", "assessment.reasoning"])
    .where("assessment.id", "=", id).where("subject_kind", "=", kind).where("subject_id", "=", subjectId).executeTakeFirst();
  return row ? { level: { label: row["label"] }, reasoning: row["reasoning"] } : null;
}

export interface NewAssessment {
  readonly subjectKind: AssessmentSubject;
  readonly subjectId: number;
  readonly followUpPointId: number;
  readonly levelId: number;
  readonly reasoning: string | null;
  readonly proposedLevelId?: number | null | undefined;
  readonly proposal?: string | null | undefined;
  readonly actor: string;
  readonly originId: number;
}

/** Adds an assessment in the place of the current one, which stays and points at its successor. */
export async function supersede(db: Db, current: Assessment | null, next: NewAssessment): Promise<number> {
  // The old one steps aside first: only one assessment of a subject may be current at a follow-up point.
  if (current) await db.updateTable("assessment").set({ superseded_by: current.id }).where("id", "=", current.id).execute();
  const { id } = await db
    .insertInto("assessment")
    .values({
      subject_kind: next.subjectKind,
      subject_id: next.subjectId,
      follow_up_point_id: next.followUpPointId,
      scale_level_id: next.levelId,
      reasoning: next.reasoning,
      proposed_level_id: next.proposedLevelId ?? null,
      proposal: next.proposal ?? null,
      actor: next.actor,
      origin_id: next.originId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (current) await db.updateTable("assessment").set({ superseded_by: id }).where("id", "=", current.id).execute();
  return id;
}

/** What an assessment says, in words. */
export async function describeAssessment(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  if (table !== "assessment" || !/^\d{1,9}$/.test(key)) return null;
  const row = await db
    .selectFrom("assessment")
    .innerJoin("scale_level", "scale_level.id", "assessment.scale_level_id")
    .innerJoin("follow_up_point", "follow_up_point.id", "assessment.follow_up_point_id")
    .select(["scale_level.label", "follow_up_point.name", "follow_up_point.year", "assessment.origin_id"])
    .where("assessment.id", "=", Number(key))
    .executeTakeFirst();
  return row ? { label: `Bedömning: ${row["label"]}`, value: `${row["name"]} ${row["year"]}`, origin: row["origin_id"] } : null;
}

/** Whose something judged is: a committee's or the council's, and the unit that carries it out where there is one. */
export interface AssessedPlace {
  readonly committeeId: number;
  readonly unitId: number | null;
}
/** Holds what is judged until the transaction ends, so that two who judge it come one after the other; null for what the asker may not read. */
export async function holdSubject(db: Db, kind: AssessmentSubject, subjectId: number): Promise<AssessedPlace | null> {
  if (kind === "activity") {
    const row = await db.selectFrom("activity").innerJoin("goal", "goal.id", "activity.goal_id").select(["goal.committee_id", "activity.unit_id", "goal.unit_id as goal_unit_id"]).where("activity.id", "=", subjectId).forUpdate("activity").executeTakeFirst();
    return row ? { committeeId: row["committee_id"], unitId: row["unit_id"] ?? row["goal_unit_id"] } : null;
  }
  const row = (await db.selectFrom(kind.replace("-", "_")).selectAll().where("id", "=", subjectId).forUpdate().executeTakeFirst()) as Row | undefined;
  return row ? { committeeId: row["committee_id"], unitId: row["unit_id"] ?? null } : null;
}
