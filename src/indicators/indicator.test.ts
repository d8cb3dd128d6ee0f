import { describe, expect, test } from "vitest";
import { baselineOf, changeBetween, monthsOf, readTarget, shownYears, totalDecimals, yearTotal, type Aggregation, type IndicatorValue } from "./indicator.ts";

const months = (written: string): IndicatorValue[] =>
  written.split(" ").flatMap((value, index) => (value === "-" ? [] : [{ period: `2021-${String(index + 1).padStart(2, "0")}-01`, value, missingReason: null, preliminary: false, comment: null, version: 1, origin: 1 }]));
const total = (written: string, aggregation: Aggregation) => yearTotal({ values: months(written), aggregation }, 2021);

describe("a year of months", () => {
  test("is added only where adding has a meaning", () => expect([total("1 2 3", "sum"), total("1 2 3", "mean"), total("1 2 3", "last"), total("1 2 3", "none")]).toEqual(["6", "2", "3", null]));
  test("with no value has no total: missing is not zero", () => expect(total("-", "sum")).toBeNull());
  test("skips what is missing in a mean", () => expect(total("2 - 4", "mean")).toBe("3"));
  test("has twelve places, empty ones too", () => expect(monthsOf({ values: months("1 - 3") }, 2021).map((value) => value?.value ?? null).slice(0, 4)).toEqual(["1", null, "3", null]));
});

test("a report shows its year and the two before, and a mean with at least one decimal", () => {
  const values = [2017, 2019, 2021, 2022].map((year) => ({ ...months("1")[0]!, period: `${year}-01-01` }));
  expect([2021, 2020, 2016].map((year) => shownYears({ values }, year))).toEqual([[2019, 2021], [2019], []]);
  expect([totalDecimals({ aggregation: "mean", decimals: 0 }), totalDecimals({ aggregation: "mean", decimals: 2 }), totalDecimals({ aggregation: "sum", decimals: 0 })]).toEqual([1, 2, 0]);
});

test("a target is a number or a direction; a relative one keeps its words", () => {
  expect(["80", "+1.9", "öka", "minska med 10 %", "oförändrat", "god nivå"].map(readTarget)).toEqual([
    { amount: "80", direction: null }, { amount: "1.9", direction: null }, { amount: null, direction: "increase" }, { amount: null, direction: "decrease" },
    { amount: null, direction: "unchanged" }, { amount: null, direction: null },
  ]);
});

test("there is no change from or to what is missing, and no percentage of zero", () => {
  expect(changeBetween(null, "3")).toBeNull();
  expect(changeBetween("0", "3")).toEqual({ from: "0", to: "3", difference: "3", percent: null });
});

const begun = (...years: (number | null)[]) => ({ baselines: years.map((year) => ({ year, amount: "1", stated: String(year), onDate: null, origin: 1, version: 1 })) });
test.each([[[2026, 2027], 2027, "2027"], [[2026, 2027], 2028, "2027"], [[2026, null], 2026, "2026"], [[2027, null], 2026, "null"], [[2027], 2026, undefined]])("of baselines %j the one that holds in %s is %s: its own year's, else the latest before, else the one without a year", (years, year, stated) => {
  expect(baselineOf(begun(...years), year)?.stated).toBe(stated);
});
