import { expect, test } from "vitest";
import { changedSince, oversightFault, resultVariance, type OversightReport } from "./oversight-report.ts";

const report = (more: Partial<OversightReport> = {}): OversightReport => ({ id: 1, year: 2026, followUpPointId: 1, goalsMet: null, goalsPartly: null, goalsUnmet: null, resultBudget: null, resultForecast: null, resultActual: null, control: null, controlNote: null, feared: null, action: null, late: null, purpose: null, note: null, version: 1, ...more });
test("a report says something; what is grave is explained, what is feared has something done about it, and a doubt of the purpose has its reason (KL 6:9)", () => {
  const field = (row: Readonly<Record<string, string>>) => oversightFault({ follow_up_point_id: "1", ...row })?.field ?? null;
  expect([field({}), field({ goals_met: "0" })]).toEqual(["goals_met", null]);
  expect([field({ control: "slight" }), field({ control: "considerable" }), field({ control: "serious", control_note: "Attester saknas" })]).toEqual([null, "control_note", null]);
  expect([field({ result_forecast: "-4900" }), field({ result_forecast: "-4900000" }), field({ result_actual: "0" })]).toEqual(["result_forecast", null, null]);
  expect([field({ feared: "Räntan" }), field({ feared: "Räntan", action: "Binds om" })]).toEqual(["action", null]);
  expect([field({ purpose: "yes" }), field({ purpose: "no" }), field({ purpose: "unclear" }), field({ purpose: "no", note: "Uthyrning utanför kommunen" })]).toEqual([null, "note", "note", null]);
});
test("the forecast is held against the budget, plus is better; without either there is no difference", () => {
  expect([resultVariance(report({ resultBudget: "-100", resultForecast: "250.5" })), resultVariance(report({ resultBudget: "100" })), resultVariance(report({ resultForecast: "0" }))]).toEqual(["350.5", null, null]);
});
test("what is new since the report before is told in words; what was not told before is not new", () => {
  expect(changedSince(null, report({ goalsMet: 3 }))).toBe("");
  expect(changedSince(report(), report({ goalsMet: 3, control: "serious", purpose: "no" }))).toBe("");
  expect(changedSince(report({ goalsMet: 3, control: "none", purpose: "yes" }), report({ goalsMet: 2, control: "slight", feared: "Räntan", purpose: "unclear" }))).toBe("1 färre mål uppfylls, kontrollen sämre, ny befarad avvikelse, ändamålet: ja blev oklart");
  expect(changedSince(report({ control: "serious", feared: "Räntan", goalsMet: 1 }), report({ control: "none", goalsMet: 3 }))).toBe("2 fler mål uppfylls, kontrollen bättre, ingen befarad avvikelse längre");
});
