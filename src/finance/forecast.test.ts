import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { forecastAccuracy, latestForecasts, proposeForecasts, unitsProposal, type Forecast } from "./forecast.ts";

const months = (text: string): string[] => { const [first = "0", ...rest] = text.trim().split(/\s+/); return Array.from({ length: 12 }, (_, index) => rest[index - 1] ?? (index === 0 ? first : "0")); };
const even = (amount: string): string[] => Array.from({ length: 12 }, () => amount);
const told = (month: number, actual: string[], budget: string[] | null, lastYear: string[] | null) => proposeForecasts({ month, actual, budget, lastYear }).map(({ amount, method }) => `${method} ${amount}`);

describe("a year's forecast", () => {
  test("is what has been and the budget of the rest, last year's shape, or the same rate", () => expect(told(4, months("-100 -100 -110 -90"), even("-120"), [...even("-50").slice(0, 4), ...even("-100").slice(4)])).toEqual(["budget -1360", "shape -2000.00", "rate -1200.00"]));
  test("is not made of a last year that had nothing so far, or that points the other way", () => expect([told(1, months("-10"), null, months("0 -5")), told(1, months("-10"), null, months("5 5"))]).toEqual([["rate -120.00"], ["rate -120.00"]]));
  test("is, after December, what the year was, by every method", () => {
    const random = numbers(8);
    for (let round = 0; round < 50; round++) {
      const actual = Array.from({ length: 12 }, () => (-random() * 1e6).toFixed(2));
      for (const { amount } of proposeForecasts({ month: 12, actual, budget: even("-1"), lastYear: even("-3") })) expect(compare(amount, sum(actual))).toBe(0);
    }
  });
  test("tells its arithmetic", () => expect(proposeForecasts({ month: 2, actual: months("-100 -100"), budget: null, lastYear: null })[0]!.formula).toBe("utfall jan–feb −200 × 12 ÷ 2"));
});

test("the units' own forecasts are summed, and who has made none is reckoned as the budget's rest", () => {
  const ground = { month: 4, actual: months("-100 -100 -100 -100"), budget: even("-120"), lastYear: null };
  const proposal = unitsProposal([{ forecast: "-1300", ground }, { forecast: null, ground }, { forecast: null, ground: null }])!;
  expect([proposal.amount, proposal.formula.replaceAll("\u00a0", " ")]).toEqual(["-2660", "en enhets prognos −1 300 + utfall och resten enligt budget för övriga −1 360"]);
  expect(unitsProposal([{ forecast: null, ground }])).toBeNull();
});

test("past forecasts are judged by the outcome, the latest of each month, and only where the whole was forecast", () => {
  const forecast = (id: number, month: number, line: Forecast["line"], amount: string): Forecast => ({ id, committeeId: 1, unitId: null, year: 2026, month, line, amount, method: "rate", proposed: null, reason: null, madeBy: "", madeAt: "" });
  const all = [forecast(1, 4, "staff", "-90"), forecast(2, 4, "fees", "10"), forecast(3, 4, "staff", "-100"), forecast(4, 8, "staff", "-95")];
  expect(forecastAccuracy(all, ["staff", "fees"], "-100").map(({ error, forecast: told, month, percent }) => `${month} ${told} ${error} ${percent}`)).toEqual(["4 -90 -10 10.0"]);
  const ofUnit = { ...forecast(5, 4, "staff", "-40"), unitId: 7 };
  expect([latestForecasts([...all, ofUnit], 4).get("staff")?.amount, latestForecasts([...all, ofUnit], 4, 7).get("staff")?.amount]).toEqual(["-100", "-40"]);
  expect(forecastAccuracy([...all, ofUnit], ["staff"], "-50", 7).map(({ error, percent }) => `${error} ${percent}`)).toEqual(["-10 20.0"]);
});
