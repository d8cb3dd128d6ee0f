import { expect, test } from "vitest";
import type { Indicator } from "./indicator.ts";
import { comparedWithLastYear, cumulative, monthlyTarget, outlookOf } from "./indicator-outlook.ts";

/** Months of two years, "-" for what is not known. */
function measure(before: string, now: string, more: Partial<Indicator> = {}): Indicator {
  const year = (own: number, text: string) => text.split(" ").flatMap((value, index) => (value === "-" || value === "" ? [] : [{ period: `${own}-${String(index + 1).padStart(2, "0")}-01`, value, missingReason: null, preliminary: false, comment: null, origin: 1, version: 1 }]));
  return { frequency: "month", aggregation: "sum", better: null, decimals: 0, targets: [], values: [...year(2025, before), ...year(2026, now)], ...more } as Indicator;
}
const FLAT = "10 10 10 10 10 10 10 10 10 10 10 10";
const aimed = (stated: string) => ({ targets: [{ year: 2026, stated, amount: null, direction: null, origin: 1, version: 1 }] });

test("months are added up until the first that is not known: what comes after a gap is not guessed", () => expect(cumulative(measure("", "5 7 - 4"), 2026)!.slice(0, 4)).toEqual(["5", "12", null, null]));
test("what must not be added is not", () => expect(cumulative(measure("", "5 7", { aggregation: "none" }), 2026)).toBeNull());
test.each([["120", "sum", "10"], ["80", "mean", "80"], ["minst 60", "sum", "5"], ["öka", "sum", null], ["minska med 10 %", "sum", null]] as const)("the target »%s« of a %s is %s a month", (stated, aggregation, expected) => expect(monthlyTarget(measure("", "", { aggregation, ...aimed(stated) }), 2026)).toBe(expected));
test("what is left of the year is last year's, times what this year is of it", () => {
  const outlook = outlookOf(measure(FLAT, "11 11 11 11 11 11"), 2026)!;
  expect(outlook.total).toBe("132");
  expect(outlook.months).toEqual([null, null, null, null, null, "11", "11", "11", "11", "11", "11", "11"]);
  expect(outlook.words).toContain("gånger 1,10");
});
test("the season is last year's: a high December stays high", () => expect(outlookOf(measure("10 10 10 10 10 10 10 10 10 10 10 40", "5 5 5"), 2026)!.total).toBe("75"));
test("a mean's outlook is a mean", () => expect(outlookOf(measure(FLAT, "20 20 20 20", { aggregation: "mean" }), 2026)!.total).toBe("20"));
test.each([
  ["two months say too little", FLAT, "10 10"], ["last year has a gap", "10 10 - 10 10 10 10 10 10 10 10 10", "10 10 10"], ["this year has a gap", FLAT, "10 10 10 - 10"], ["the year is whole", FLAT, FLAT], ["last year was nothing", "0 0 0 0 0 0 0 0 0 0 0 0", "1 1 1"],
])("there is none where %s", (_, before, now) => expect(outlookOf(measure(before, now), 2026)).toBeNull());
test("the year so far is held against the same months, only those that both know", () => {
  expect(comparedWithLastYear(measure("10 10 10 10", "12 - 9"), 2026)).toEqual({ now: "21", before: "20", difference: "1", percent: "5", periods: 2, upTo: 3 });
  expect(comparedWithLastYear(measure("10 20", "15 25", { aggregation: "mean" }), 2026)).toMatchObject({ now: "20", before: "15" });
  expect(comparedWithLastYear(measure("10", "12", { aggregation: "none" }), 2026)).toBeNull();
});
