import { describe, expect, test } from "vitest";
import { consolidatedTotals, type PrincipalEconomy } from "./consolidated.ts";

/** "4 -100 -90 -300 -310": month, actual, budget so far, the year's budget and forecast; a dash is not told, and nothing at all is no economy. */
const row = (told: string): PrincipalEconomy => {
  const [month, ...amounts] = told.split(" ");
  const [actual = null, budget = null, yearBudget = null, forecast = null] = amounts.map((amount) => (amount === "–" ? null : amount));
  return { id: 1, name: "Nämnd", kind: "committee", month: told ? Number(month) : null, forecastMonth: null, feared: 0, net: told ? { key: "net", label: "Netto", total: true, actual, budget, lastYear: null, yearBudget, yearLast: null, forecast } : null };
};

describe("committees together", () => {
  test("are summed where each tells its part", () => expect(consolidatedTotals([row("4 -100 -90 -300 -310"), row("4 -10 -12 -36 -30")])).toEqual({ actual: "-110", budget: "-102", variance: "-8", yearBudget: "-336", forecast: "-340", forecastVariance: "-4" }));
  test("have no sum of what one of them has not told, and one without any economy is left out", () => expect(consolidatedTotals([row("4 -100 -90 -300 –"), row("4 -10 – -36 -30"), row("")])).toMatchObject({ actual: "-110", budget: null, variance: null, yearBudget: "-336", forecast: null, forecastVariance: null }));
  test("are not summed so far where they are told to different months", () => expect(consolidatedTotals([row("4 -100 -90 -300 -310"), row("3 -10 -12 -36 -30")])).toMatchObject({ actual: null, budget: null, variance: null, yearBudget: "-336" }));
  test("that are none have no sum", () => expect(consolidatedTotals([]).actual).toBeNull());
});
