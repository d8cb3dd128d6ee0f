import type { Assessment } from "../assessment/assessment.ts";
import type { FollowUpPoint } from "../calendar/follow-up-point.ts";
import type { ForecastDuty } from "../finance/forecast.ts";
import type { Assignment, Goal } from "../goals/goal.ts";
import type { SteeringLevel } from "../goals/steering-model.ts";
import type { Indicator } from "../indicators/indicator.ts";
import type { ControlCheck } from "../internal-control/control-plan.ts";
import type { ControlResult } from "../internal-control/control-result.ts";
import { dueMonths } from "../internal-control/control-schedule.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import { lastMonthOf, periodName, periodsOf } from "../indicators/indicator-period.ts";

/** What is to be done at a follow-up, in the order that it is done. */
export const TASK_WORDS = { value: "Föra in värden", activity: "Bedöma aktiviteter", assignment: "Bedöma uppdrag", check: "Göra kontroller", forecast: "Göra prognos", goal: "Bedöma mål" } as const;
export type FollowUpTaskKind = keyof typeof TASK_WORDS;

export interface FollowUpTask {
  readonly kind: FollowUpTaskKind;
  /** As it is delegated by: "goal:12". */
  readonly key: string;
  readonly id: number;
  readonly text: string;
  /** The unit that it lies with; null for the committee as a whole. */
  readonly unitId: number | null;
  /** The role or function that answers for it, as stated. */
  readonly responsible: string | null;
  readonly done: boolean;
  /** What is left of it, in words; "" where nothing is. */
  readonly left: string;
  /** Whose it has been made; null where nobody has said. */
  readonly userId: number | null;
}

/** What has been loaded of a committee's year. */
export interface FollowUpData {
  readonly point: FollowUpPoint;
  /** ISO date of the point before in the year; null for the first. */
  readonly before: string | null;
  readonly goals: readonly Goal[];
  readonly levels: readonly SteeringLevel[];
  readonly assignments: readonly Assignment[];
  readonly indicators: readonly Indicator[];
  readonly checks: readonly ControlCheck[];
  readonly results: readonly ControlResult[];
  /** Who is to forecast the year, where it is followed up in money at all. */
  readonly forecasts: readonly ForecastDuty[];
  /** Whether it is the year's last. */
  readonly last: boolean;
  /** Of goals, activities, assignments and checks, at any point. */
  readonly assessments: readonly Assessment[];
  readonly delegated: ReadonlyMap<string, number>;
}

/** What is reported at a point: what names it, or names none. */
const reportedAt = (pointIds: readonly number[], point: FollowUpPoint): boolean => pointIds.length === 0 || pointIds.includes(point.id);

/** All that a committee has to do for a follow-up: values of periods that have ended since the one before, checks of its months, activities, assignments and goals to judge. A check without months is graded at the year's last. */
export function tasksOf({ assessments, assignments, before, checks, delegated, forecasts, goals, indicators, last, levels, point, results }: FollowUpData): FollowUpTask[] {
  const judged = (kind: Assessment["subjectKind"], id: number): boolean => assessments.some((one) => one.subjectKind === kind && one.subjectId === id && one.followUpPointId === point.id);
  const task = (kind: FollowUpTaskKind, id: number, text: string, unitId: number | null, responsible: string | null, left: string): FollowUpTask => {
    const key = `${kind}:${id}`;
    return { kind, key, id, text, unitId, responsible, done: left === "", left, userId: delegated.get(key) ?? null };
  };
  const month = Number(point.onDate.slice(5, 7));
  const from = before === null ? 0 : Number(before.slice(5, 7));
  const due = goals.filter((goal) => reportedAt(goal.pointIds, point));
  return [
    ...indicators.flatMap((indicator) => {
      const periods = periodsOf(indicator.frequency, point.year).filter((period) => lastMonthOf(indicator.frequency, period) <= month && lastMonthOf(indicator.frequency, period) > from);
      if (!periods.length) return [];
      const open = periods.filter((period) => !indicator.values.some((value) => value.period === period));
      return [task("value", indicator.id, indicator.name, indicator.unitId, indicator.responsible, open.map((period) => periodName(indicator.frequency, period)).join(", "))];
    }),
    ...due.flatMap((goal) => goal.activities.map((activity) => task("activity", activity.id, activity.title, activity.unitId ?? goal.unitId, activity.responsible ?? goal.responsible, judged("activity", activity.id) ? "" : "inte bedömd"))),
    ...assignments.filter(({ pointIds }) => reportedAt(pointIds, point)).map((assignment) => task("assignment", assignment.id, assignment.text, null, assignment.responsible, judged("assignment", assignment.id) ? "" : "inte bedömt")),
    ...checks.flatMap((check) => {
      const months = dueMonths(check.months, from, month);
      if (!months.length && !(last && check.months.length === 0)) return [];
      const open = months.filter((own) => !results.some((one) => one.checkId === check.id && one.month === own && one.open === 0));
      const left = [...(open.length ? [`inte gjord i ${open.map((own) => MONTH_NAMES[own - 1]).join(", ")}`] : []), ...(judged("control-check", check.id) ? [] : ["inte bedömd"])];
      return [task("check", check.id, check.description, check.unitId, check.responsible, left.join(", "))];
    }),
    // At the year's end there is nothing left to forecast.
    ...(month === 12 ? [] : forecasts.map(({ id, made, name, unitId }) => task("forecast", id, name, unitId, null, made.includes(month) ? "" : `inte gjord efter ${MONTH_NAMES[month - 1]}`))),
    ...due.filter((goal) => levels.find(({ levelId }) => levelId === goal.levelId)?.scale !== null).map((goal) => task("goal", goal.id, goal.text, goal.unitId, goal.responsible, judged("goal", goal.id) ? "" : "inte bedömt")),
  ];
}

export interface FollowUpStep {
  readonly kind: "opened" | "closed" | "reopened";
  readonly reason: string | null;
  readonly actor: string;
  /** ISO time. */
  readonly at: string;
}
export type FollowUpState = "waiting" | "open" | "closed";
/** How a follow-up stands by the last that was done with it. */
export const stateOf = (steps: readonly FollowUpStep[]): FollowUpState => (steps.length === 0 ? "waiting" : steps.at(-1)!.kind === "closed" ? "closed" : "open");
/** What may be done next, from each state: closing is reversible. */
export const NEXT_STEP: Readonly<Record<FollowUpState, FollowUpStep["kind"]>> = { waiting: "opened", open: "closed", closed: "reopened" };

export interface BoardRow {
  readonly name: string;
  readonly counts: Readonly<Record<FollowUpTaskKind, { readonly done: number; readonly all: number }>>;
  readonly left: number;
}
/** Who has what left: a row for each that tasks lie with, those with the most left first. */
export function boardOf(tasks: readonly FollowUpTask[], nameOf: (task: FollowUpTask) => string): BoardRow[] {
  const kinds = Object.keys(TASK_WORDS) as FollowUpTaskKind[];
  return [...Map.groupBy(tasks, nameOf)]
    .map(([name, own]) => {
      const counts = Object.fromEntries(kinds.map((kind) => [kind, { done: 0, all: 0 }])) as Record<FollowUpTaskKind, { done: number; all: number }>;
      for (const { done, kind } of own) {
        counts[kind].all++;
        if (done) counts[kind].done++;
      }
      return { name, left: own.filter(({ done }) => !done).length, counts };
    })
    .toSorted((a, b) => b.left - a.left);
}

/** Whether a task is somebody's own: made theirs, or with a unit that they answer for and nobody else's. Committees as a whole are nobody's own. */
export function isOwnTask({ unitId, userId }: FollowUpTask, own: { readonly userId: number | null; readonly unitIds: readonly number[] }, belongsTo: (unitId: number, otherId: number) => boolean): boolean {
  if (userId !== null) return userId === own.userId;
  return unitId !== null && own.unitIds.some((one) => belongsTo(unitId, one));
}
