import { describe, expect, test } from "vitest";
import type { Aggregation, Better } from "./indicator.ts";
import { aimOf, judgeTarget, type JudgedMeasure } from "./target-rule.ts";

interface Case {
  readonly months?: string;
  readonly before?: string;
  readonly baseline?: string;
  readonly better?: Better;
  readonly margin?: string;
  readonly sums?: Aggregation;
}
/** A measure as a controller would write it: months of 2023 and of 2022 with spaces between, "–" for none. */
function measure({ baseline, before = "", better, margin, months = "", sums = "sum" }: Case): JudgedMeasure {
  const values = (year: number, text: string) => text.split(/\s+/).filter(Boolean).map((value, month) => ({
    period: `${year}-${String(month + 1).padStart(2, "0")}-01`, value: value === "–" ? null : value.replace(",", "."), missingReason: value === "–" ? "uteblev" : null, preliminary: false, comment: null, origin: 1, version: 1,
  }));
  return { aggregation: sums, decimals: 0, frequency: "month", values: [...values(2022, before), ...values(2023, months)], baselines: baseline === undefined ? [] : [{ year: null, amount: baseline, stated: baseline, onDate: null, origin: 1, version: 1 }], better: better ?? null, margin: margin ?? null };
}
const judge = (stated: string, given: Case, month = given.months?.split(" ").length ?? 12) => judgeTarget(measure(given), { stated }, 2023, month);

describe("what a stated target asks for", () => {
  test.each([
    ["80", "higher", { kind: "at-least", amount: "80" }], ["80", "lower", { kind: "at-most", amount: "80" }], ["80", null, null], ["80 %", "higher", { kind: "at-least", amount: "80" }],
    ["minst 1 200", null, { kind: "at-least", amount: "1200" }], ["högst 3,5", "higher", { kind: "at-most", amount: "3.5" }],
    ["80–90", null, { kind: "range", from: "80", to: "90" }], ["mellan 3 och 5", null, { kind: "range", from: "3", to: "5" }], ["90–80", null, null],
    ["öka", null, { kind: "direction", direction: "increase" }], ["Minska", "higher", { kind: "direction", direction: "decrease" }], ["oförändrat", null, { kind: "direction", direction: "unchanged" }],
    ["minska med 10 %", null, { kind: "relative", direction: "decrease", by: "10", percent: true }], ["öka med 5", null, { kind: "relative", direction: "increase", by: "5", percent: false }],
    ["bli bättre", "higher", null],
  ] as const)("»%s«, where %s is better", (stated, better, aim) => expect(aimOf(stated, better)).toEqual(aim));
});

describe("a measure against its target", () => {
  test.each([
    // target, months, what else, light, the arithmetic
    ["a share is held as it is", "minst 75", { months: "74 76 78", sums: "mean" }, "green", "76 mot minst 75."],
    ["under it is red where no margin is stated", "minst 77", { months: "74 76 78", sums: "mean" }, "red", "76 mot minst 77."],
    ["within the margin it is amber", "minst 77", { months: "74 76 78", sums: "mean", margin: "5 %" }, "amber", "76 mot minst 77."],
    ["a yearly total is judged pro rata by month", "minst 120", { months: "10 10 10 10" }, "green", "40 mot minst 40 (4 tolftedelar av 120)."],
    ["and is red when it lags", "minst 120", { months: "10 10 10 9" }, "red", "39 mot minst 40 (4 tolftedelar av 120)."],
    ["fewer is better", "40", { months: "3 3 3", better: "lower" }, "green", "9 mot högst 10 (3 tolftedelar av 40)."],
    ["a month that is missing is said, and not counted", "minst 120", { months: "10 – 10" }, "green", "20 mot minst 20 (2 tolftedelar av 120). 1 månad saknas."],
    ["within a range", "3–5", { months: "4 4", sums: "mean" }, "green", "4 mot mellan 3 och 5."],
    ["outside of it", "3–5", { months: "6 6", sums: "mean", margin: "1" }, "amber", "6 mot mellan 3 och 5."],
    ["a direction is told from the baseline", "öka", { months: "31", sums: "last", baseline: "30" }, "green", "31 mot ingående värde 30, som ska öka."],
    ["standing still is amber", "öka", { months: "30", sums: "last", baseline: "30" }, "amber", "30 mot ingående värde 30, som ska öka."],
    ["the other way is red", "öka", { months: "29", sums: "last", baseline: "30" }, "red", "29 mot ingående värde 30, som ska öka."],
    ["else from the same months last year", "minska", { months: "3 3", before: "4 4 4 4 4 4 4 4 4 4 4 4" }, "green", "6 mot samma månader 2022 8, som ska minska."],
    ["a month that is missing is not counted last year either", "minska", { months: "3 – 3", before: "4 9 4 4 4 4 4 4 4 4 4 4" }, "green", "6 mot samma månader 2022 8, som ska minska. 1 månad saknas."],
    ["a yearly baseline is taken pro rata", "oförändrat", { months: "6 6", baseline: "72" }, "green", "12 mot ingående värde 12, som ska vara oförändrat."],
    ["relative, of the baseline", "minska med 10 %", { months: "90", sums: "last", baseline: "100" }, "green", "90 mot högst 90: ingående värde 100, som ska minska med 10 %."],
    ["relative, not far enough", "minska med 10 %", { months: "95", sums: "last", baseline: "100" }, "red", "95 mot högst 90: ingående värde 100, som ska minska med 10 %."],
    ["what must not be added is told by its latest value", "högst 150", { months: "160 155 149", sums: "none" }, "green", "149 mot högst 150."],
  ] as const)("%s", (_, stated, given, light, words) => {
    const judged = judge(stated, given);
    expect([judged.light, judged.words]).toEqual([light, words]);
  });

  test.each([
    ["no target", null, { months: "1" }, "target"], ["no value", "minst 5", {}, "value"], ["a bare number where nothing says what is better", "5", { months: "1" }, "direction"],
    ["a direction from nothing", "öka", { months: "1" }, "origin"], ["a direction where last year has a hole", "öka", { months: "1 1", before: "1 –" }, "origin"],
  ] as const)("cannot be told: %s", (_, stated, given, lacking) => {
    const judged = judgeTarget(measure(given), stated === null ? null : { stated }, 2023, 2);
    expect([judged.light, judged.lacking]).toEqual([null, lacking]);
  });
});
