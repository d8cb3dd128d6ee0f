import { describe, expect, test } from "vitest";
import type { Assessment } from "../assessment/assessment.ts";
import type { Assignment, Goal } from "../goals/goal.ts";
import type { SteeringLevel } from "../goals/steering-model.ts";
import type { ControlCheck } from "../internal-control/control-plan.ts";
import type { ControlResult } from "../internal-control/control-result.ts";
import type { Indicator } from "../indicators/indicator.ts";
import { boardOf, isOwnTask, NEXT_STEP, stateOf, tasksOf, type FollowUpTask } from "./follow-up-task.ts";

const point = { id: 8, year: 2026, name: "Delårsrapport per augusti", onDate: "2026-08-31" };
const indicator = (frequency: Indicator["frequency"], periods: readonly string[]) => ({ id: 1, name: "Antal besök", frequency, unitId: 5, responsible: null, values: periods.map((period) => ({ period })) }) as unknown as Indicator;
const goal = (more: object = {}) => ({ id: 3, text: "Fler läser", levelId: 9, unitId: null, responsible: "Chef", activities: [{ id: 4, title: "Läsa högt", unitId: 5, responsible: null }], pointIds: [], ...more }) as unknown as Goal;
const level = (scale: string | null) => ({ levelId: 9, scale }) as unknown as SteeringLevel;
const tasks = (more: object) => tasksOf({ point, before: "2026-04-30", goals: [], levels: [level("goal")], assignments: [], indicators: [], assessments: [], checks: [], results: [], forecasts: [], last: false, delegated: new Map(), ...more });
const told = (found: readonly FollowUpTask[]) => found.map(({ done, key, left }) => [key, done, left]);

describe("what is to be done at a follow-up", () => {
  test("values of the periods that have ended since the one before", () => expect(told(tasks({ indicators: [indicator("month", ["2026-05-01", "2026-06-01"])] }))).toEqual([["value:1", false, "juli 2026, augusti 2026"]]));
  test.each([["tertial", [["value:1", false, "tertial 2 2026"]]], ["quarter", [["value:1", false, "kvartal 2 2026"]]], ["year", []]] as const)("a measure of each %s: %j", (frequency, expected) => expect(told(tasks({ indicators: [indicator(frequency, [])] }))).toEqual(expected));
  test("activities and goals to judge; one that is judged at the point is done", () => {
    const assessments = [{ subjectKind: "activity", subjectId: 4, followUpPointId: 8 }, { subjectKind: "goal", subjectId: 3, followUpPointId: 4 }] as unknown as Assessment[];
    expect(told(tasks({ goals: [goal()], assessments }))).toEqual([["activity:4", true, ""], ["goal:3", false, "inte bedömt"]]);
  });
  test("a goal that is reported at other points is not asked for", () => expect(tasks({ goals: [goal({ pointIds: [12] })] })).toEqual([]));
  test("a level that is not assessed asks only for its activities", () => expect(tasks({ goals: [goal()], levels: [level(null)] }).map(({ key }) => key)).toEqual(["activity:4"]));
  const check = (months: readonly number[]) => ({ id: 7, description: "Stickprov", unitId: 5, responsible: null, months }) as unknown as ControlCheck;
  const result = (month: number, open = 0) => ({ checkId: 7, month, open }) as unknown as ControlResult;
  test("checks of the months since the one before, done and graded", () => {
    expect(told(tasks({ checks: [check([4, 6, 8, 12])], results: [result(6)] }))).toEqual([["check:7", false, "inte gjord i augusti, inte bedömd"]]);
    const graded = [{ subjectKind: "control-check", subjectId: 7, followUpPointId: 8 }] as unknown as Assessment[];
    expect(told(tasks({ checks: [check([6, 8])], results: [result(6), result(8)], assessments: graded }))).toEqual([["check:7", true, ""]]);
    expect(told(tasks({ checks: [check([8])], results: [result(8, 3)], assessments: graded }))).toEqual([["check:7", false, "inte gjord i augusti"]]);
  });
  test("a check that has no months is graded at the year's last follow-up, and asked for at no other", () => {
    expect(tasks({ checks: [check([]), check([2])] })).toEqual([]);
    expect(told(tasks({ checks: [check([])], last: true }))).toEqual([["check:7", false, "inte bedömd"]]);
  });
  test("the year's forecast of the committee and of each unit, but not at the year's end", () => {
    const forecasts = [{ id: 1, unitId: null, name: "Hela nämnden", made: [4, 8] }, { id: 5, unitId: 5, name: "Biblioteket", made: [4] }];
    expect(told(tasks({ forecasts }))).toEqual([["forecast:1", true, ""], ["forecast:5", false, "inte gjord efter augusti"]]);
    expect(tasks({ forecasts, point: { ...point, onDate: "2026-12-31" } })).toEqual([]);
  });
  test("assignments, by their own points", () => expect(told(tasks({ assignments: [{ id: 1, text: "Utred", pointIds: [8] }, { id: 2, text: "Annat", pointIds: [12] }] as unknown as Assignment[] }))).toEqual([["assignment:1", false, "inte bedömt"]]));
});

describe("whose a task is", () => {
  const task = (unitId: number | null, userId: number | null) => ({ unitId, userId }) as FollowUpTask;
  const under = (unitId: number, otherId: number) => unitId === otherId || (unitId === 6 && otherId === 5);
  test.each([[null, 1, true], [5, 2, false], [5, null, true], [6, null, true], [7, null, false], [null, null, false]])("with unit %s, made user %s's: %s", (unitId, userId, own) => expect(isOwnTask(task(unitId, userId), { userId: 1, unitIds: [5] }, under)).toBe(own));
  test("the board has those with most left first", () => {
    const all = [{ kind: "goal", done: true, responsible: "A" }, { kind: "goal", done: false, responsible: "B" }, { kind: "value", done: false, responsible: "B" }] as FollowUpTask[];
    expect(boardOf(all, ({ responsible }) => responsible!).map(({ counts, left, name }) => [name, left, counts.goal.done, counts.goal.all])).toEqual([["B", 2, 0, 1], ["A", 0, 1, 1]]);
  });
});

describe("a follow-up is opened, closed and opened again", () => {
  const step = (kind: "opened" | "closed" | "reopened") => ({ kind, reason: null, actor: "user:1", at: "2026-09-01" });
  test.each([[[], "waiting", "opened"], [[step("opened")], "open", "closed"], [[step("opened"), step("closed")], "closed", "reopened"], [[step("opened"), step("closed"), step("reopened")], "open", "closed"]] as const)("after %j it is %s, and can be %s", (steps, state, next) => expect([stateOf(steps), NEXT_STEP[stateOf(steps)]]).toEqual([state, next]));
});
