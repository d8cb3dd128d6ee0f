import { listAssessments } from "../assessment/assessment-reads.ts";
import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { listAssignments, listGoals } from "../goals/goal-reads.ts";
import { steeringModel } from "../goals/steering-model-reads.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { listControlChecks, listResults } from "../internal-control/control-plan-reads.ts";
import type { Scope } from "../organisation/scope.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { belongsTo } from "../organisation/unit.ts";
import { listRoles, listUsers } from "../people/user-reads.ts";
import { isActive } from "../people/user.ts";
import { permits } from "../permission/permission.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { tasksOf, type FollowUpData, type FollowUpStep, type FollowUpTask } from "./follow-up-task.ts";
import { loadDelegations, loadSteps } from "./follow-up-store.ts";

export interface FollowUpRound {
  readonly points: readonly FollowUpPoint[];
  readonly point: FollowUpPoint;
  readonly steps: readonly FollowUpStep[];
  readonly tasks: readonly FollowUpTask[];
}

/** What a page has loaded already of a committee's year, so that it is not loaded twice. */
interface Loaded extends Pick<FollowUpData, "assignments" | "goals" | "indicators" | "levels"> {
  /** The municipality's, of all years. */
  readonly points: readonly FollowUpPoint[];
}
const loadAll = async (db: Db, { committee, year }: Scope): Promise<Loaded> => ({
  goals: await listGoals(db, committee.id, year), assignments: await listAssignments(db, committee.id, year), indicators: await listIndicators(db, committee.id),
  levels: (await steeringModel(db, committee.municipalityId, year)).levels, points: await listFollowUpPoints(db, committee.municipalityId),
});

/** A follow-up of a committee's year: the one asked for, else the latest that has been, or the first. Null where the year has none. */
export async function loadRound(db: Db, scope: Scope, asked: number | null, known: Loaded | null = null): Promise<FollowUpRound | null> {
  const { assignments, goals, indicators, levels, points: all } = known ?? (await loadAll(db, scope));
  const { committee, year } = scope;
  const points = all.filter((one) => one.year === year);
  const point = points.find(({ id }) => id === asked) ?? points.findLast(({ onDate }) => onDate <= today()) ?? points[0];
  if (!point) return null;
  const place = { committeeId: committee.id, pointId: point.id };
  const checks = await listControlChecks(db, committee.id, year);
  const results = await listResults(db, checks.map(({ id }) => id));
  const assessments = [
    ...(await listAssessments(db, "goal", goals.map(({ id }) => id))), ...(await listAssessments(db, "activity", goals.flatMap(({ activities }) => activities.map(({ id }) => id)))),
    ...(await listAssessments(db, "assignment", assignments.map(({ id }) => id))), ...(await listAssessments(db, "control-check", checks.map(({ id }) => id))),
  ];
  return {
    points, point, steps: await loadSteps(db, place),
    tasks: tasksOf({ point, before: points.findLast(({ onDate }) => onDate < point.onDate)?.onDate ?? null, goals, levels, assignments, indicators, assessments, checks, results, last: points.at(-1)?.id === point.id, delegated: await loadDelegations(db, place) }),
  };
}

/** Who may be given a task of a committee: those whose roles there let them enter values or judge. */
export async function listAble(db: Db, committeeId: number): Promise<{ id: number; name: string }[]> {
  const units = await listUnits(db);
  const roles = (await listRoles(db)).filter((role) => isActive(role, today()) && (permits(role.role, "assess") || permits(role.role, "indicator.enter")) && (role.unitId === null || belongsTo(units, role.unitId, committeeId) || belongsTo(units, committeeId, role.unitId)));
  const able = new Set(roles.map(({ userId }) => userId));
  return (await listUsers(db)).filter(({ deactivatedAt, erasedAt, id }) => able.has(id) && !deactivatedAt && !erasedAt).map(({ id, name }) => ({ id, name }));
}
