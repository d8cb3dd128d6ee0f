import { describe, expect, test } from "vitest";
import type { EconomyRow } from "./economy.ts";
import { budgetStatement, economyStatement, type MadeEconomyLine } from "./economy-statement.ts";
import { amountAt, amountRows, columnOf, disagreements, netLine, wrongSums } from "./statement.ts";

const row = (key: EconomyRow["key"], label: string, total: boolean, ...amounts: (number | null)[]): MadeEconomyLine => {
  const [actual, budget, lastYear, yearBudget, yearLast, forecast] = amounts.map((amount) => (amount === null || amount === undefined ? null : String(amount)));
  return { trace: key, row: { key, label, total, actual: actual ?? null, budget: budget ?? null, lastYear: lastYear ?? null, yearBudget: yearBudget ?? null, yearLast: yearLast ?? null, forecast: forecast ?? null } };
};
const lines = [
  row("grants", "Bidrag", false, 16_835_000, 15_535_000, 19_051_500, 23_900_000, 29_310_000, 25_200_000), row("income", "Summa intäkter", true, 16_835_000, 15_535_000, 19_051_500, 23_900_000, 29_310_000, 25_200_000),
  row("staff", "Personalkostnader", false, -83_709_167, -87_733_750, -82_739_800, -134_975_000, -127_292_000, -130_950_417), row("costs", "Summa kostnader", true, -83_709_167, -87_733_750, -82_739_800, -134_975_000, -127_292_000, -130_950_417),
  row("net", "Verksamhetens nettokostnader", true, -66_874_167, -72_198_750, -63_688_300, -111_075_000, -97_982_000, -105_750_417),
];
const place = (month: number) => ({ committeeId: 12, year: 2021, month, forecastMonth: 8 });

describe("a statement made of the year's economy", () => {
  test("of a year that has ended has the columns of an annual report", () => expect(economyStatement(place(12), "income", "Resultaträkning", lines, -1).columns.map(({ label }) => label)).toEqual(["2021", "2020", "% 21/20", "Budgetavvikelse", "Budget", "Prognos", "Utfall mot prognos"]));
  test("of a follow-up says which months it is of, and names both sides of what is forecast", () => expect(economyStatement(place(8), "income", "Resultaträkning", lines, -1).columns.map(({ label }) => label)).toEqual(["jan–aug 2021", "jan–aug 2020", "% 21/20", "Budgetavvikelse jan–aug", "Budget helår", "Prognos helår", "Prognos mot budget"]));
  test("does not contradict itself: its variances and sums are those of its own amounts", () => {
    const statement = economyStatement(place(12), "income", "Resultaträkning", lines.map(({ row: own, trace }) => ({ trace, row: { ...own, budget: own.yearBudget } })), -1);
    expect([disagreements(statement), wrongSums(statement)]).toEqual([[], []]);
  });
  test("has exact amounts in mkr, each with what it is reckoned from", () => {
    const statement = economyStatement(place(8), "income", "Resultaträkning", lines, -1);
    const amount = amountAt(netLine(statement), columnOf(statement, "budget-variance", 2021))!;
    expect([Number(amount.amount), amountRows(amount).map(({ key, table }) => `${table}:${key}`)]).toEqual([5.324583, ["economy:12/2021/8/net/actual", "economy:12/2021/8/net/budget"]]);
    const forecast = amountAt(statement.lines[2]!, columnOf(statement, "forecast", 2021))!;
    expect(amountRows(forecast).map(({ key }) => key)).toEqual(["12/2021/8/staff/forecast"]);
  });
  test("leaves out what nothing is known of", () => expect(economyStatement(place(8), "income", "R", [row("staff", "Personalkostnader", false, -1)], -1).columns.map(({ label }) => label)).toEqual(["jan–aug 2021"]));
});
test("a budget stands beside last year's, and each is traced to its own year", () => {
  const statement = budgetStatement(place(12), "Driftbudget", lines, -4);
  expect(statement.columns.map(({ label }) => label)).toEqual(["Budget 2021", "Budget 2020", "Förändring"]);
  expect(amountRows(statement.lines[2]!.amounts[2]!).map(({ key }) => key)).toEqual(["12/2021/12/staff/year-budget", "12/2020/12/staff/year-budget"]);
});
