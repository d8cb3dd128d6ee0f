import { expect, test } from "vitest";
import { isReminderDay, reminderLetter, remindersOf } from "./reminder.ts";
import type { FollowUpTask } from "./follow-up-task.ts";

const steps = (...kinds: ("opened" | "closed" | "reopened")[]) => kinds.map((kind) => ({ kind, reason: null, actor: "user:1", at: "2026-09-01" }));
const task = (id: number, unitId: number | null, userId: number | null, done = false): FollowUpTask => ({ kind: "value", key: `value:${id}`, id, text: `Mått ${id}`, unitId, responsible: null, done, left: done ? "" : "juli 2026", userId });

// 2026-09-07 is a Monday.
test.each([
  ["2026-09-07", null, ["opened"], true], ["2026-09-07", "2026-08-31", ["opened"], true], ["2026-09-07", "2026-09-01", ["opened"], false], ["2026-09-12", null, ["opened"], false], ["2026-09-13", null, ["opened"], false],
  ["2026-09-07", null, [], false], ["2026-09-07", null, ["opened", "closed"], false], ["2026-09-07", "2026-08-20", ["opened", "closed", "reopened"], true],
] as const)("on %s, last reminded %s, after %j: %s", (today, last, kinds, due) => expect(isReminderDay(steps(...kinds), last, today)).toBe(due));
test("a task is with whom it was handed to, else with all who answer for its unit; what is nobody's is told to who leads", () => {
  const found = remindersOf([task(1, 5, null), task(2, 5, 9), task(3, null, null), task(4, 5, null, true), task(5, 6, null)], (unitId) => (unitId === 5 ? [7, 8] : []), [3, 8]);
  expect(found.map(({ nobodys, own, userId }) => [userId, own.map(({ id }) => id), nobodys])).toEqual([[3, [], 2], [7, [1], 0], [8, [1], 2], [9, [2], 0]]);
});
test("who has nothing left is not reminded, nor who leads where all lies with somebody", () => expect(remindersOf([task(1, 5, null, true), task(2, 5, 9)], () => [7], [3]).map(({ userId }) => userId)).toEqual([9]));
test("the letter says what is left, where it is done and why it came", () => {
  const { subject, text } = reminderLetter({ name: "Anna", committee: "Socialnämnden", point: { id: 1, year: 2026, name: "Delårsrapport per augusti", onDate: "2026-08-31" }, href: "https://styrning.example/x", reminder: { userId: 1, own: [task(1, 5, null), task(2, 5, null)], nobodys: 3 } });
  expect(subject).toBe("2 uppgifter kvar: Delårsrapport per augusti 2026, Socialnämnden");
  expect(text).toContain("Föra in värden:\n- Mått 1 (juli 2026)\n- Mått 2 (juli 2026)");
  expect(text).toContain("3 uppgifter ligger hos ingen särskild");
  expect(text).toContain("https://styrning.example/x");
});
