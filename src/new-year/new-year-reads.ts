import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { listDropped, listSuccessors, type PlanDropped } from "../goals/plan-carry-reads.ts";
import { findGoals, listAssignments, listGoals } from "../goals/goal-reads.ts";
import type { Assignment, Goal } from "../goals/goal.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { measuresOfPlan, type NewYearMeasure } from "./new-year-measure.ts";

/** A year's plan on its way into the next. */
export interface NewYear {
  readonly goals: readonly Goal[];
  readonly assignments: readonly Assignment[];
  /** What goals and activities have become in the next year's plan, by what they were. */
  readonly become: ReadonlyMap<number, Goal>;
  readonly becomeAssignments: ReadonlyMap<number, Assignment>;
  readonly dropped: readonly PlanDropped[];
  readonly assessments: { readonly goals: readonly Assessment[]; readonly activities: readonly Assessment[]; readonly assignments: readonly Assessment[] };
  readonly measures: readonly NewYearMeasure[];
  /** Goals of the next year that are this year's and stand under nothing, though theirs did. */
  readonly loose: readonly Goal[];
  /** Goals that the next year has and that come from none of this year's. */
  readonly added: readonly Goal[];
}

export async function loadNewYear(db: Db, ownerId: number, year: number): Promise<NewYear> {
  const goals = await listGoals(db, ownerId, year);
  const assignments = await listAssignments(db, ownerId, year);
  const next = await listGoals(db, ownerId, year + 1);
  const become = new Map<number, Goal>();
  const ids = await listSuccessors(db, "goal", goals.map(({ id }) => id));
  const found = await findGoals(db, [...ids.values()]);
  for (const [old, id] of ids) become.set(old, found.find((one) => one.id === id)!);
  const nextAssignments = await listAssignments(db, ownerId, year + 1);
  const linked = new Set(goals.flatMap(({ indicatorIds }) => indicatorIds));
  return {
    goals, assignments, become, becomeAssignments: new Map(nextAssignments.flatMap((one) => (one.previousId === null ? [] : [[one.previousId, one] as const]))),
    dropped: [...(await listDropped(db, "goal", goals.map(({ id }) => id))), ...(await listDropped(db, "assignment", assignments.map(({ id }) => id)))],
    assessments: {
      goals: await listAssessmentsOfYear(db, "goal", goals.map(({ id }) => id), year), activities: await listAssessmentsOfYear(db, "activity", goals.flatMap(({ activities }) => activities.map(({ id }) => id)), year),
      assignments: await listAssessmentsOfYear(db, "assignment", assignments.map(({ id }) => id), year),
    },
    measures: measuresOfPlan(await listIndicators(db, ownerId, { from: year, to: year }), linked, year),
    loose: next.filter(({ parentId, previousId }) => parentId === null && previousId !== null && (goals.find(({ id }) => id === previousId)?.parentId ?? null) !== null),
    added: next.filter(({ previousId }) => previousId === null),
  };
}
