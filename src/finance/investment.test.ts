import { describe, expect, test } from "vitest";
import { investmentRows, investmentTotals, seenInvestments, type Investment } from "./investment.ts";

/** "2023 240 100 200; 2024 – – –": year, budget, actual and forecast; a dash is not told. */
const project = (id: number, status: Investment["status"], told: string): Investment => ({
  id, committeeId: 1, name: `Projekt ${id}`, kind: "new", status, unitId: null, goalId: null, decision: null, note: null, version: 1,
  years: told.split(";").filter(Boolean).map((one) => { const [year, ...rest] = one.trim().split(/\s+/); const [budget = null, actual = null, forecast = null] = rest.map((value) => (value === "–" ? null : value)); return { year: Number(year), budget, actual, forecast }; }),
});
const all = [project(1, "ongoing", "2022 100 90 100; 2023 240 100 250"), project(2, "finished", "2022 50 50 –"), project(3, "planned", "2024 600 – –"), project(4, "stopped", "2023 10 – –")];

describe("investments of a year", () => {
  test("are those with something in it, and those that are not finished", () => expect(investmentRows(all, 2023).map(({ investment }) => investment.id)).toEqual([1, 3, 4]));
  test("tell what remains of the budget, what is forecast against it, and what the project has cost so far", () => {
    const [row] = investmentRows(all, 2023);
    expect([row!.remaining, row!.variance, row!.spent, row!.whole]).toEqual(["140", "-10", "190", "340"]);
  });
  test("leave out what is not told: it is not nought", () => expect(investmentRows(all, 2023).slice(1).map(({ actual, budget, remaining, spent }) => [budget, actual, remaining, spent])).toEqual([[null, null, null, null], ["10", null, null, null]]));
  test("are summed where every project with a budget tells its part, and half a sum is none", () => {
    expect(investmentTotals(investmentRows(all, 2023))).toEqual({ budget: "250", actual: null, remaining: null, forecast: null, variance: null, spent: null, whole: "950" });
    expect(investmentTotals(investmentRows(all.slice(0, 3), 2023))).toEqual({ budget: "240", actual: "100", remaining: "140", forecast: "250", variance: "-10", spent: "190", whole: "940" });
  });
  test("are told in one line, the same whatever their order", () => expect(seenInvestments(all.toReversed(), 2023)).toBe("1=240/100/250 2=// 3=// 4=10//"));
});
