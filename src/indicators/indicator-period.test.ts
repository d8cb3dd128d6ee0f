import { describe, expect, test } from "vitest";
import { dueOn, isPeriod, latestEnded, periodName, periodsOf } from "./indicator-period.ts";

describe("periods of a year", () => {
  test.each([["month", 12, "mars 2026", "2026-03-01"], ["quarter", 4, "kvartal 2 2026", "2026-04-01"], ["tertial", 3, "tertial 2 2026", "2026-05-01"], ["half-year", 2, "andra halvåret 2026", "2026-07-01"], ["year", 1, "2026", "2026-01-01"]] as const)(
    "%s: %i, as in %s", (frequency, count, name, period) => {
      expect([periodsOf(frequency, 2026).length, periodName(frequency, period), isPeriod(frequency, period)]).toEqual([count, name, true]);
    });
  test("a tertial does not begin in February", () => expect(isPeriod("tertial", "2026-02-01")).toBe(false));
});

describe("when a value is due", () => {
  test.each([["month", "2026-02-01", 10, "2026-03-10"], ["quarter", "2025-10-01", 15, "2026-01-15"], ["year", "2025-01-01", 0, "2025-12-31"]] as const)("%s of %s, %i days after: %s", (frequency, period, days, due) => expect(dueOn(frequency, period, days)).toBe(due));
  test.each([["month", "2026-03-01", "2026-02-01"], ["month", "2026-02-28", "2026-01-01"], ["tertial", "2026-03-15", "2025-09-01"], ["year", "2026-06-01", "2025-01-01"]] as const)("the latest %s that has ended on %s began %s", (frequency, day, period) => expect(latestEnded(frequency, day)).toBe(period));
});
