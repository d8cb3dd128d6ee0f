import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { listDropped, listSuccessors, type PlanDropped } from "../goals/plan-carry-reads.ts";
import { findGoals, listAssignments, listGoals } from "../goals/goal-reads.ts";
import type { Assignment, Goal } from "../goals/goal.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
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
  const [goals, assignments, next, nextAssignments] = await together(db, [() => listGoals(db, ownerId, year), () => listAssignments(db, ownerId, year), () => listGoals(db, ownerId, year + 1), () => listAssignments(db, ownerId, year + 1)]);
  const goalIds = goals.map(({ id }) => id);
  const assignmentIds = assignments.map(({ id }) => id);
  const linked = new Set(goals.flatMap(({ indicatorIds }) => indicatorIds));
  const [become, droppedGoals, droppedAssignments, ofGoals, ofActivities, ofAssignments, indicators] = await together(db, [
    async () => {
      const ids = await listSuccessors(db, "goal", goalIds);
      const found = await findGoals(db, [...ids.values()]);
      return new Map([...ids].map(([old, id]) => [old, found.find((one) => one.id === id)!]));
    },
    () => listDropped(db, "goal", goalIds), () => listDropped(db, "assignment", assignmentIds),
    () => listAssessmentsOfYear(db, "goal", goalIds, year), () => listAssessmentsOfYear(db, "activity", goals.flatMap(({ activities }) => activities.map(({ id }) => id)), year), () => listAssessmentsOfYear(db, "assignment", assignmentIds, year),
    () => listIndicators(db, ownerId, { from: year, to: year }),
  ]);
  return {
    goals, assignments, become, becomeAssignments: new Map(nextAssignments.flatMap((one) => (one.previousId === null ? [] : [[one.previousId, one] as const]))), dropped: [...droppedGoals, ...droppedAssignments],
    assessments: { goals: ofGoals, activities: ofActivities, assignments: ofAssignments }, measures: measuresOfPlan(indicators, linked, year),
    loose: next.filter(({ parentId, previousId }) => parentId === null && previousId !== null && (goals.find(({ id }) => id === previousId)?.parentId ?? null) !== null),
    added: next.filter(({ previousId }) => previousId === null),
  };
}
