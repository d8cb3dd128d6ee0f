import { expect, test } from "vitest";
import type { ControlCheck, Risk } from "./control-plan.ts";
import { controlQuestions, type ControlQuestionData } from "./control-question.ts";

const LEVELS = { ingen: { id: 1, rank: 1, label: "Ingen eller försumbar avvikelse", shape: "circle", colour: "green" }, lindrig: { id: 2, rank: 2, label: "Lindrig avvikelse", shape: "diamond", colour: "amber" }, kännbar: { id: 3, rank: 3, label: "Kännbar avvikelse", shape: "square", colour: "red" } } as const;
const check = { id: 7, riskId: 5 } as ControlCheck;
const risk = (riskIndex: string | null, more: Partial<Risk> = {}) => ({ id: 5, riskIndex, likelihood: null, consequence: null, agreedAt: null, previousId: null, ...more }) as Risk;
const asked = (level: keyof typeof LEVELS, more: Partial<ControlQuestionData> = {}) =>
  controlQuestions({ checks: [check], risks: [risk("12")], nextRisks: [], grades: [{ subjectId: 7, level: LEVELS[level], assessedAt: "2023-09-01 08:00:00+00" }], results: [], actions: [], answers: [], ...more });
const rules = (...found: Parameters<typeof asked>) => asked(...found).map(({ rule }) => rule);
const action = [{ checkId: 7, riskId: null }];

test("a felt deviation whose risk keeps its index is asked about", () => expect(asked("kännbar", { actions: action }).map(({ words }) => words)).toEqual(["Resultatet var »kännbar avvikelse« men riskindex är oförändrat (12)."]));
test("a slight deviation asks nothing of the index", () => expect(rules("lindrig", { actions: action })).toEqual([]));
test("an index agreed after the grade is an answer; one agreed before is none", () => {
  expect(rules("kännbar", { actions: action, risks: [risk("12", { agreedAt: "2023-10-02 08:00:00+00" })] })).toEqual([]);
  expect(rules("kännbar", { actions: action, risks: [risk("12", { agreedAt: "2023-01-02 08:00:00+00" })] })).toEqual(["index-unchanged"]);
});
test("a higher index in next year's plan is an answer; the same one is not", () => {
  expect(rules("kännbar", { actions: action, nextRisks: [risk("16", { id: 6, previousId: 5 })] })).toEqual([]);
  expect(asked("kännbar", { actions: action, nextRisks: [risk("12", { id: 6, previousId: 5 })] })[0]!.words).toContain("även nästa år");
});
test("a risk without any index has none that is unchanged", () => expect(rules("kännbar", { actions: action, risks: [risk(null)] })).toEqual([]));
test("a deviation that nothing is done about is asked about, also where the action would be the risk's", () => {
  expect(rules("lindrig")).toEqual(["no-action"]);
  expect(rules("lindrig", { actions: [{ checkId: null, riskId: 5 }] })).toEqual([]);
  expect(rules("lindrig", { actions: [{ checkId: null, riskId: 4 }] })).toEqual(["no-action"]);
});
test("no deviation asks for no action, unless faults were found", () => {
  const found = (correct: number) => [{ checkId: 7, month: 4, checked: 10, correct, findings: null, origin: 1, version: 1, open: 0, drawn: false }];
  expect(rules("ingen", { results: found(10) })).toEqual([]);
  expect(rules("ingen", { results: found(8) })).toEqual(["faults-without-deviation"]);
});
test("an answer stands while what was asked about is what it was", () => {
  const answer = { checkId: 7, rule: "no-action" as const, about: "2", reason: "Rutinen är redan ändrad.", actor: "user:1", answeredAt: "" };
  expect(asked("lindrig", { answers: [answer] })[0]!.answer).toBe(answer);
  expect(asked("kännbar", { answers: [answer] }).map(({ answer: found }) => found)).toEqual([null, null]);
});
test("what is not graded is not asked about", () => expect(asked("lindrig", { grades: [] })).toEqual([]));
