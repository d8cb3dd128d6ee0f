import { describe, expect, test } from "vitest";
import { registerOf } from "./indicator-register.ts";
import type { Indicator, IndicatorValue } from "./indicator.ts";

const measure = (frequency: Indicator["frequency"], dueDays: number | null = 10) => ({ frequency, dueDays }) as unknown as Indicator;
const latest = (periods: readonly string[]) => (periods.length ? ({ period: periods.at(-1), value: "1", missingReason: null } as unknown as IndicatorValue) : null);

describe("how a measure stands", () => {
  test.each([
    // frequency, values, year, day, periods behind, late
    ["month", ["2026-01-01", "2026-02-01"], 2026, "2026-04-05", 1, false], ["month", ["2026-01-01", "2026-02-01"], 2026, "2026-04-11", 1, true], ["month", ["2026-03-01"], 2026, "2026-04-11", 0, false],
    ["month", ["2025-11-01"], 2026, "2026-02-03", 2, true], ["month", [], 2026, "2026-03-15", 2, true], ["year", ["2024-01-01"], 2025, "2026-01-05", 1, false], ["quarter", ["2026-01-01"], 2026, "2026-06-30", 0, false],
    ["month", ["2025-12-01"], 2025, "2026-06-30", 0, false],
  ] as const)("%s with %j, in %i on %s: %i behind, late %s", (frequency, periods, year, day, behind, late) => {
    const row = registerOf(measure(frequency), latest(periods), year, day);
    expect([row.behind, row.late]).toEqual([behind, late]);
  });
  test("without a day to be done it is never late", () => expect(registerOf(measure("month", null), null, 2026, "2026-12-31").late).toBe(false));
});
