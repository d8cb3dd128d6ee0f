import { expect, test } from "vitest";
import type { Indicator } from "../indicators/indicator.ts";
import { measureInNewYear, measuresOfPlan } from "./new-year-measure.ts";

/** "7 7 -": values of January and on; "-" is not known. */
function measure(months: string, more: Partial<Indicator> = {}, target?: string): Indicator {
  const values = months.split(" ").flatMap((value, index) => (value === "-" || value === "" ? [] : [{ period: `2026-${String(index + 1).padStart(2, "0")}-01`, value, missingReason: null, preliminary: false, comment: null, origin: 1, version: 1 }]));
  return { id: 1, frequency: "month", aggregation: "sum", decimals: 0, baselines: [], values, targets: target === undefined ? [] : [{ year: 2026, stated: target, amount: null, direction: null, origin: 1, version: 1 }], ...more } as Indicator;
}
const WHOLE = "7 7 7 7 7 7 7 7 7 7 7 8";

test("a whole year's outcome is proposed as what the next begins with", () => expect(measureInNewYear(measure(WHOLE), 2026).proposedBaseline).toBe("85"));
test("a year that is not whole proposes nothing: eleven months are no year", () => expect(measureInNewYear(measure("7 7 7 7 7 7 7 7 7 7 7 -"), 2026)).toMatchObject({ outcome: "77", complete: false, proposedBaseline: "" }));
test("values that must not be put together propose nothing", () => expect(measureInNewYear(measure(WHOLE, { aggregation: "none" }), 2026)).toMatchObject({ outcome: null, proposedBaseline: "" }));
test("a mean is proposed with one decimal, a yearly value as it stands", () => {
  expect(measureInNewYear(measure(WHOLE, { aggregation: "mean" }), 2026).proposedBaseline).toBe("7,1");
  expect(measureInNewYear(measure("81", { aggregation: "none", frequency: "year" }), 2026).proposedBaseline).toBe("81");
});
test.each([["minska med 10 %"], ["öka"], ["minst 80"]])("the target »%s« moves on as it was stated", (stated) => expect(measureInNewYear(measure("", {}, stated), 2026).proposedTarget).toBe(stated));
test("what the next year has already is not proposed over", () => {
  const own = measure(WHOLE, { baselines: [{ year: 2027, stated: "90", amount: "90", onDate: null, origin: 1, version: 2 }] }, "80");
  const both = { ...own, targets: [...own.targets, { year: 2027, stated: "85", amount: "85", direction: null, origin: 1, version: 1 }] };
  expect(measureInNewYear(both, 2026)).toMatchObject({ proposedBaseline: "", proposedTarget: "", baseline: { stated: "90" }, target: { stated: "85" } });
});
test("a plan asks about the measures of its goals and those that have a target or a baseline", () => {
  const others = [measure("1", { id: 2 }), measure("1", { id: 3 }, "5"), measure("1", { id: 4 })];
  expect(measuresOfPlan(others, new Set([4]), 2026).map(({ indicator }) => indicator.id)).toEqual([3, 4]);
});
