import { describe, expect, test } from "vitest";
import { deviationSentence, isToBeExplained, latestExplanations, varianceLetter, type VarianceExplanation } from "./variance.ts";

describe("a deviation from the budget", () => {
  test("is to be explained where it is both large and a good share", () => expect([isToBeExplained("-10600000", "-10000000"), isToBeExplained("-10400000", "-10000000"), isToBeExplained("-100600000", "-100000000"), isToBeExplained("-600000", "0")]).toEqual([true, false, false, true]));
  test("is so by the committee's own limits", () => expect([isToBeExplained("-1010", "-1000", { amount: "5", percent: "1" }), isToBeExplained("-1010", "-1000", { amount: "5", percent: "1.1" }), isToBeExplained("-1000", "-1000", { amount: "0", percent: "0" })]).toEqual([true, false, false]));
  test("names both sides and what the per cent is of", () => expect([deviationSentence("-10600000", "-10000000"), deviationSentence("500", "400"), deviationSentence("-1", "-1"), deviationSentence("-5", "0")].map((text) => text.replaceAll("\u00a0", " "))).toEqual([
    "Prognosen är 600 000 kr (6,0 % av budgeten) sämre än budgeten.", "Prognosen är 100 kr (25,0 % av budgeten) bättre än budgeten.", "Prognosen är lika med budgeten.", "Prognosen är 5 kr sämre än budgeten.",
  ]));
});


const explained = (id: number, month: number, unitId: number | null): VarianceExplanation => ({
  id, committeeId: 1, unitId, year: 2026, month, line: "purchases", variance: "-3200000", explanation: "Fler placeringar.", action: "Hemtagningsplaner", responsible: "Enhetschef", dueOn: "2026-09-30", major: true, madeBy: "user:1", madeAt: "2026-05-05T08:00:00Z",
});
test("the latest explanation of a place after a month holds", () => expect([...latestExplanations([explained(1, 4, null), explained(2, 4, 7), explained(3, 4, null), explained(4, 8, null)], 4)].map(([key, { id }]) => `${key} ${id}`)).toEqual(["0-purchases 3", "7-purchases 2"]));
test("the letter says what is feared, why, what is done and where it is seen", () => {
  const { subject, text } = varianceLetter({ explanation: explained(1, 4, null), name: "Kim", where: "Socialnämnden", lineName: "Köp av verksamhet", href: "https://ekby.example/x" });
  expect(subject).toBe("Befarad avvikelse 2026: Socialnämnden");
  expect(text.replaceAll("\u00a0", " ")).toContain("Köp av verksamhet, −3 200 000 kr mot budgeten för 2026, efter april.");
  expect(text).toContain("Åtgärd: Hemtagningsplaner, Enhetschef, senast 2026-09-30");
  expect(text).toContain("https://ekby.example/x");
});
