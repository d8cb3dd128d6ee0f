import { describe, expect, test } from "vitest";
import { dayInYear, holdsOn, placeFault, type Goal } from "./goal.ts";

const goal = (id: number, levelRank: number, more: Partial<Goal> = {}): Goal => ({ id, levelRank, year: 2026, level: "Nivå", text: `Mål ${id}`, ...more }) as Goal;

describe("a goal's place in the tree", () => {
  test.each([
    ["under a higher level", goal(1, 3), goal(2, 1), /^allowed$/], ["under its own level", goal(1, 3), goal(2, 3), /^allowed$/], ["under a lower one", goal(1, 1), goal(2, 3), /lägre nivå/], ["under another year's", goal(1, 3), goal(2, 1, { year: 2025 }), /2025, inte 2026/],
    ["under itself", goal(1, 3), goal(1, 3), /under sig självt/],
  ] as const)("%s", (_, own, parent, fault) => {
    expect(placeFault(own, parent, () => null) ?? "allowed").toMatch(fault);
  });
  test("under what lies under it", () => expect(placeFault(goal(1, 3), goal(3, 3), (id) => ({ 3: 2, 2: 1 })[id] ?? null)).toMatch(/under sig självt/));
});

describe("what has ended", () => {
  const ended = (on: string) => ({ retired: { on, reason: "klart" } });
  test.each([["2026-06-01", 2026, "2026-05-31", true], ["2026-06-01", 2026, "2026-06-01", false], ["2026-02-01", 2025, "2026-11-22", true], ["2025-06-01", 2025, "2026-11-22", false]])("on %s, in the plan of %i, on %s: holds %s", (on, year, today, holds) => expect(holdsOn(ended(on), dayInYear(year, today))).toBe(holds));
});
