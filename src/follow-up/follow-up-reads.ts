import { listAssessments } from "../assessment/assessment-reads.ts";
import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { listForecastDuties } from "../finance/forecast-reads.ts";
import { listAssignments, listGoals } from "../goals/goal-reads.ts";
import { steeringModel } from "../goals/steering-model-reads.ts";
import { listIndicators } from "../indicators/indicator-reads.ts";
import { listControlChecks, listResults } from "../internal-control/control-plan-reads.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { listCommittees, listUnits } from "../organisation/unit-reads.ts";
import { belongsTo } from "../organisation/unit.ts";
import { listRoles, listUsers } from "../people/user-reads.ts";
import { reaches } from "../people/user-reach.ts";
import { isActive } from "../people/user.ts";
import { permits, type PermissionAction } from "../permission/permission.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import { together } from "../platform/db/together.ts";
import type { Letter } from "../platform/mail/mailer.ts";
import { isOwnTask, stateOf, tasksOf, type FollowUpStep, type FollowUpTask, type FollowUpTaskKind } from "./follow-up-task.ts";
import { reminderLetter, remindersOf, type ReminderTasks } from "./reminder.ts";
import { findReminder } from "./reminder-store.ts";
import { loadDelegations, loadSteps, pointOf, type FollowUpPlace } from "./follow-up-store.ts";

export interface FollowUpRound {
  readonly points: readonly FollowUpPoint[];
  readonly point: FollowUpPoint;
  readonly steps: readonly FollowUpStep[];
  readonly tasks: readonly FollowUpTask[];
}

/** A follow-up of a committee's year: the one asked for, else the latest that has been, or the first. Null where the year has none. */
export const loadRound = (db: Db, scope: Scope, asked: number | null): Promise<FollowUpRound | null> => rememberedRead(db, scope.committee.id, `round ${scope.year} ${asked}`, () => makeRound(db, scope, asked));
async function makeRound(db: Db, { committee, year }: Scope, asked: number | null): Promise<FollowUpRound | null> {
  const [goals, assignments, indicators, { levels }, all] = await together(db, [
    () => listGoals(db, committee.id, year), () => listAssignments(db, committee.id, year), () => listIndicators(db, committee.id, { from: year, to: year }), () => steeringModel(db, committee.municipalityId, year), () => listFollowUpPoints(db, committee.municipalityId),
  ]);
  const points = all.filter((one) => one.year === year);
  const point = points.find(({ id }) => id === asked) ?? points.findLast(({ onDate }) => onDate <= today()) ?? points[0];
  if (!point) return null;
  const place = { committeeId: committee.id, pointId: point.id };
  const checks = await listControlChecks(db, committee.id, year);
  const checkIds = checks.map(({ id }) => id);
  const [results, ofGoals, ofActivities, ofAssignments, ofChecks, steps, delegated] = await together(db, [
    () => listResults(db, checkIds), () => listAssessments(db, "goal", goals.map(({ id }) => id)), () => listAssessments(db, "activity", goals.flatMap(({ activities }) => activities.map(({ id }) => id))),
    () => listAssessments(db, "assignment", assignments.map(({ id }) => id)), () => listAssessments(db, "control-check", checkIds), () => loadSteps(db, place), () => loadDelegations(db, place),
  ]);
  const forecasts = await listForecastDuties(db, committee, year);
  return {
    points, point, steps,
    tasks: tasksOf({
      point, before: points.findLast(({ onDate }) => onDate < point.onDate)?.onDate ?? null, goals, levels, assignments, indicators, assessments: [...ofGoals, ...ofActivities, ...ofAssignments, ...ofChecks], checks, results, forecasts,
      last: points.at(-1)?.id === point.id, delegated,
    }),
  };
}

/** Those of a committee's tasks that are a person's own: made theirs, or with a unit that they answer for. */
export async function ownTasks(db: Db, committeeId: number, userId: number | null, tasks: readonly FollowUpTask[]): Promise<FollowUpTask[]> {
  if (userId === null) return [];
  const units = await listUnits(db);
  const unitIds = (await listRoles(db, userId)).flatMap((role) => (isActive(role, today()) && role.unitId !== null && role.unitId !== committeeId && belongsTo(units, role.unitId, committeeId) ? [role.unitId] : []));
  return tasks.filter((task) => isOwnTask(task, { userId, unitIds }, (unitId, otherId) => belongsTo(units, unitId, otherId)));
}

/** A follow-up by its committee and point, for who is not on a page of it: the committee as it is named in the year, and what has been done with it. */
export interface FollowUpFound extends Scope {
  readonly point: FollowUpPoint;
  readonly steps: readonly FollowUpStep[];
}
export async function findFollowUpPlace(db: Db, place: FollowUpPlace): Promise<FollowUpFound | null> {
  const own = await pointOf(db, place.pointId);
  const committee = own && (await listCommittees(db, own.year)).find(({ id, municipalityId }) => id === place.committeeId && municipalityId === own.municipalityId);
  const point = committee && (await listFollowUpPoints(db, committee.municipalityId)).find(({ id }) => id === place.pointId);
  return committee && point ? { committee, year: point.year, point, steps: await loadSteps(db, place) } : null;
}

/** The row of the permission table that lets one do a task. */
const ACTION_OF: Readonly<Record<FollowUpTaskKind, PermissionAction>> = { value: "indicator.enter", activity: "assess", assignment: "assess", check: "control.perform", forecast: "forecast.make", goal: "assess" };

/** Who has what left of a follow-up: those it was handed to, those who answer for its units, and who leads it. */
export async function loadReminderTasks(db: Db, found: FollowUpFound): Promise<ReminderTasks[]> {
  const round = await loadRound(db, found, found.point.id);
  if (!round) return [];
  const units = await listUnits(db);
  const roles = (await listRoles(db)).filter((role) => isActive(role, today()));
  // A unit's own people answer for it; who has a role for the whole committee leads, and is not reminded of each unit's.
  const inside = roles.filter(({ unitId }) => unitId !== null && unitId !== found.committee.id && belongsTo(units, unitId, found.committee.id));
  const usersOf = (unitId: number) => [...new Set(inside.filter((role) => permits(role.role, "assess") && belongsTo(units, unitId, role.unitId!)).map(({ userId }) => userId))];
  const leaders = [...new Set(roles.filter((role) => permits(role.role, "follow-up.lead") && role.unitId === found.committee.id).map(({ userId }) => userId))];
  return remindersOf(round.tasks, usersOf, leaders);
}

/**
 * A letter that is to go out, with what is left when it does: null where it has gone out, where the person has done it
 * meanwhile, and where the follow-up is closed.
 */
export async function findLetter(db: Db, reminderId: number, origin: string): Promise<Letter | null> {
  const reminder = await findReminder(db, reminderId);
  if (!reminder || reminder.sentAt !== null) return null;
  const found = await findFollowUpPlace(db, reminder);
  const user = (await listUsers(db)).find(({ id }) => id === reminder.userId);
  const own = found && (await loadReminderTasks(db, found)).find(({ userId }) => userId === reminder.userId);
  if (!found || !own || !user?.email || user.deactivatedAt || stateOf(found.steps) !== "open") return null;
  const href = `${origin}${pageHref(found, "uppfoljning", `?tillfalle=${found.point.id}`)}`;
  return { to: user.email, id: `paminnelse-${reminderId}`, ...reminderLetter({ name: user.name, committee: found.committee.name, point: found.point, href, reminder: own }) };
}

/** Who may do a task where it lies, and so may be given it. */
export async function listAbleFor(db: Db, committeeId: number): Promise<(task: Pick<FollowUpTask, "kind" | "unitId">) => readonly number[]> {
  const units = new Map((await listUnits(db)).map((unit) => [unit.id, unit]));
  const day = today();
  const roles = (await listRoles(db)).filter((role) => isActive(role, day));
  const known = new Set((await listUsers(db)).filter(({ deactivatedAt, erasedAt }) => !deactivatedAt && !erasedAt).map(({ id }) => id));
  return ({ kind, unitId }) => [...new Set(roles.filter((role) => permits(role.role, ACTION_OF[kind]) && known.has(role.userId) && reaches(role, unitId ?? committeeId, units, day)).map(({ userId }) => userId))];
}

/** Who may be given a task of a committee: those whose roles there let them enter values or judge. */
export const listAble = (db: Db, committeeId: number): Promise<readonly { readonly id: number; readonly name: string }[]> => rememberedRead(db, committeeId, "able", () => findAble(db, committeeId));
async function findAble(db: Db, committeeId: number): Promise<{ id: number; name: string }[]> {
  const units = await listUnits(db);
  const roles = (await listRoles(db)).filter((role) => isActive(role, today()) && (Object.values(ACTION_OF).some((action) => permits(role.role, action))) && (role.unitId === null || belongsTo(units, role.unitId, committeeId) || belongsTo(units, committeeId, role.unitId)));
  const able = new Set(roles.map(({ userId }) => userId));
  return (await listUsers(db)).filter(({ deactivatedAt, erasedAt, id }) => able.has(id) && !deactivatedAt && !erasedAt).map(({ id, name }) => ({ id, name }));
}

export { loadReminders as listReminders } from "./reminder-store.ts";
