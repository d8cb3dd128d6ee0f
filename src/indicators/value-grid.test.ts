import { describe, expect, test } from "vitest";
import type { Indicator } from "./indicator.ts";
import { gridOf, monthToEnter, periodEnding } from "./value-grid.ts";

describe("what is to be entered for a month", () => {
  test.each([["month", 4, "2026-04-01"], ["tertial", 4, "2026-01-01"], ["quarter", 4, null], ["quarter", 6, "2026-04-01"], ["half-year", 12, "2026-07-01"], ["year", 11, null], ["year", 12, "2026-01-01"]] as const)(
    "the %s that ends with month %i begins %s", (frequency, month, period) => expect(periodEnding(frequency, 2026, month)).toBe(period));
  test.each([[2026, "2026-11-22", 10], [2025, "2026-11-22", 12], [2027, "2026-11-22", 1], [2026, "2026-01-05", 1]])("in %i, on %s: month %i", (year, day, month) => expect(monthToEnter(year, day)).toBe(month));
  test("is late after its day, unless it is there", () => {
    const indicator = { frequency: "month", dueDays: 10, values: [{ period: "2026-03-01", value: null, missingReason: "uteblev" }] } as unknown as Indicator;
    const late = (month: number) => gridOf([indicator], 2026, month, "2026-04-11").map(({ done, late: own }) => [done, own]);
    expect([late(2), late(3), late(4)]).toEqual([[[false, true]], [[true, false]], [[false, false]]]);
  });
});
