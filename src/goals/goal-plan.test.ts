import { describe, expect, test } from "vitest";
import { activityFault, assignmentFault, goalFault, keptNumber, mergeChosen } from "./goal-plan.ts";

const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

describe("what is kept of a plan", () => {
  test.each([
    [{ text: "Fler läser" }, null], [{ text: " " }, "text"], [{ text: "x".repeat(2001) }, "text"], [{ weight: "0" }, "weight"], [{ weight: null }, "weight"], [{ weight: "2.5" }, null], [{ green_share: "101" }, "green_share"],
    [{ green_share: null }, null], [{ level_id: null }, "level_id"], [{ parent_id: "x" }, "parent_id"],
  ] as const)("goal %j", (fields, field) => expect(goalFault(fields, isDay)?.field ?? null).toBe(field));
  test("an activity does not end before it begins", () => expect(activityFault({ title: "Kurs", starts_on: "2026-03-01", ends_on: "2026-02-01" }, isDay)?.message).toMatch(/2026-02-01, innan/));
  test("a day is a day", () => expect(assignmentFault({ text: "Utred", due_on: "31/12" }, isDay)).toEqual({ field: "due_on", message: "»31/12« är ingen dag; skriv ÅÅÅÅ-MM-DD." }));
  test.each([["2,5", "2.5"], ["70 %", "70"], ["mycket", "mycket"], [null, null]])("the number »%s« is kept as %s", (text, kept) => expect(keptNumber(text)).toBe(kept));
});

describe("two who choose from one list", () => {
  test("both additions are there, both removals too", () => expect(mergeChosen([1, 2, 4], { base: [1, 2, 3], mine: [1, 3, 5] })).toEqual({ added: [5], removed: [2] }));
  test("what both added is added once", () => expect(mergeChosen([1, 5], { base: [1], mine: [1, 5] })).toEqual({ added: [], removed: [] }));
});
