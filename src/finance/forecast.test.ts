import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { deviationSentence, forecastAccuracy, isToBeExplained, proposeForecasts, type Forecast } from "./forecast.ts";

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

describe("a deviation from the budget", () => {
  test("is to be explained where it is both large and a good share", () => expect([isToBeExplained("-10600000", "-10000000"), isToBeExplained("-10400000", "-10000000"), isToBeExplained("-100600000", "-100000000"), isToBeExplained("-600000", "0")]).toEqual([true, false, false, true]));
  test("names both sides and what the per cent is of", () => expect([deviationSentence("-10600000", "-10000000"), deviationSentence("500", "400"), deviationSentence("-1", "-1"), deviationSentence("-5", "0")].map((text) => text.replaceAll("\u00a0", " "))).toEqual([
    "Prognosen är 600 000 kr (6,0 % av budgeten) sämre än budgeten.", "Prognosen är 100 kr (25,0 % av budgeten) bättre än budgeten.", "Prognosen är lika med budgeten.", "Prognosen är 5 kr sämre än budgeten.",
  ]));
});

test("past forecasts are judged by the outcome, the latest of each month, and only where the whole was forecast", () => {
  const forecast = (id: number, month: number, line: Forecast["line"], amount: string): Forecast => ({ id, committeeId: 1, year: 2026, month, line, amount, method: "rate", proposed: null, reason: null, madeBy: "", madeAt: "" });
  const all = [forecast(1, 4, "staff", "-90"), forecast(2, 4, "fees", "10"), forecast(3, 4, "staff", "-100"), forecast(4, 8, "staff", "-95")];
  expect(forecastAccuracy(all, ["staff", "fees"], "-100").map(({ error, forecast: told, month, percent }) => `${month} ${told} ${error} ${percent}`)).toEqual(["4 -90 -10 10.0"]);
});
