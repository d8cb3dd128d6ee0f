import { listAssessmentsOfYear, listAssessments } from "../assessment/assessment-reads.ts";
import { latestOfYear } from "../assessment/assessment.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import type { Scope } from "../organisation/scope.ts";
import { listCommittees, listUnits } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { readerRead } from "../platform/db/remembered.ts";
import { evidenceOf, type GoalControl } from "./goal-evidence.ts";
import { loadEvidence } from "./goal-evidence-reads.ts";
import { findGoals, listAssignments, listGoalsOf } from "./goal-reads.ts";
import { dayInYear, goalTree, holdsOn, type Goal } from "./goal.ts";
import { listGoverningDocuments } from "./steering-model-reads.ts";

/** Finds the checks that say something of a goal; told by the slice that keeps them. */
export type ControlsOfGoal = (db: Db, scope: Scope, goalId: number, month: number) => Promise<readonly GoalControl[]>;

/** Goals whose parent goal is not among them. */
const missingParents = (goals: readonly Goal[]): number[] => {
  const known = new Set(goals.map(({ id }) => id));
  return [...new Set(goals.flatMap(({ parentId }) => (parentId !== null && !known.has(parentId) ? [parentId] : [])))];
};

async function readGoals(db: Db, scope: Scope) {
  const { id, municipalityId } = scope.committee;
  const all = await listGoalsOf(db, [municipalityId, id], scope.year);
  const goals = all.filter((goal) => holdsOn(goal, dayInYear(scope.year, today())));
  for (let wanted = missingParents(goals), depth = 0; wanted.length && depth < 12; wanted = missingParents(goals), depth++) {
    const found = (await findGoals(db, wanted)).filter((goal) => goal.year === scope.year);
    if (!found.length) break;
    goals.push(...found);
  }
  const month = scope.year < Number(today().slice(0, 4)) ? 12 : Number(today().slice(5, 7));
  const data = await loadEvidence(db, scope, goals, month);
  const assignments = await listAssignments(db, id, scope.year);
  const statuses = await listAssessmentsOfYear(db, "assignment", assignments.map((one) => one.id), scope.year);
  return {
    goals, retired: all.filter((goal) => !goals.includes(goal)), data, evidence: new Map(data.goals.map((goal) => [goal.id, evidenceOf(goal, data)])), roots: goalTree(goals.toSorted((a, b) => a.levelRank - b.levelRank)),
    committees: await listCommittees(db, scope.year), assignments, statuses,
  };
}
/** The year's goals that the committee's stand under, whoever's they are, and its own; with what they are judged from, and its assignments. */
export const loadGoals = (db: Db, scope: Scope) => readerRead(db, `goals of ${scope.committee.id} ${scope.year}`, () => readGoals(db, scope));
export type LoadedGoals = Awaited<ReturnType<typeof loadGoals>>;

async function readGoal(db: Db, scope: Scope, goalId: number, asked: number, controlsOf: ControlsOfGoal) {
  const [goal] = await findGoals(db, [goalId]);
  if (!goal || goal.year !== scope.year) return null;
  const [parent] = goal.parentId === null ? [] : await findGoals(db, [goal.parentId]);
  const points = (await listFollowUpPoints(db, scope.committee.municipalityId)).filter(({ year }) => year === scope.year);
  const assessments = await listAssessments(db, "goal", [goal.id]);
  // The last that has been, or that the goal is judged at already.
  const point = points.find(({ id }) => id === asked) ?? points.findLast(({ id, onDate }) => onDate <= today() || assessments.some(({ followUpPointId }) => followUpPointId === id)) ?? points[0] ?? null;
  const month = point ? Number(point.onDate.slice(5, 7)) : 12;
  return {
    goal, parent: parent ?? null, points, assessments, point, month, committees: await listCommittees(db, scope.year),
    evidence: evidenceOf(goal, await loadEvidence(db, scope, [goal], month)),
    current: point ? (assessments.find(({ followUpPointId }) => followUpPointId === point.id) ?? null) : (latestOfYear(assessments, scope.year)[0] ?? null),
    unit: goal.unitId === null ? null : ((await listUnits(db)).find(({ id }) => id === goal.unitId) ?? null),
    documents: (await listGoverningDocuments(db, scope.committee.municipalityId)).filter(({ id }) => goal.documentIds.includes(id)),
    controls: await controlsOf(db, scope, goal.id, month),
  };
}
/** One goal with all that it is judged from, as of a point of follow-up; null where the year has no such goal that the reader may see. */
export const loadGoal = (db: Db, scope: Scope, goalId: number, asked: number, controlsOf: ControlsOfGoal) => readerRead(db, `goal ${goalId} of ${scope.committee.id} ${scope.year} ${asked}`, () => readGoal(db, scope, goalId, asked, controlsOf));
