import { expect, test } from "vitest";
import { countWords, evidenceWords, resultsOf } from "./control-result.ts";
import { dueMonths, monthsText, scheduleWords } from "./control-schedule.ts";
import { successionWords } from "./control-succession.ts";
import type { ControlSample, SampleAnswer } from "./control-sample.ts";

const typed = (month: number, checked: number | null, correct: number | null, findings: string | null = null) => ({ checkId: 1, month, checked, correct, findings, origin: 9, version: 1 });
const sample = (month: number, ...answers: string[]): ControlSample => ({
  id: 1, checkId: 1, month, method: "sample", population: "lista", populationSize: 100, sampleSize: answers.length, seed: "s", checklist: ["Rätt?"], actor: "user:1", drawnAt: "", items: answers.map((one, index) => ({ number: index + 1, answers: [...one] as SampleAnswer[], note: null, version: 1 })),
});

test.each([[10, 8, "8 av 10 rätt (80\u00a0%)"], [60, 59, "59 av 60 rätt (98,3\u00a0%)"], [0, 0, "inget kontrollerat"], [null, null, null]])("%s checked, %s right: the share is of those checked", (checked, correct, words) => expect(countWords(checked, correct)).toBe(words));
test("where something was drawn the draw is what counts, not what was typed", () => {
  expect(resultsOf(1, [typed(4, 99, 99, "Två saknade plan."), typed(8, 5, 5)], [sample(4, "y", "n", "-")]).map(({ checked, correct, drawn, findings, month, open }) => [month, checked, correct, open, drawn, findings])).toEqual([[4, 2, 1, 1, true, "Två saknade plan."], [8, 5, 5, 0, false, null]]);
});
test("the year's evidence sums what was counted, and names the months that were not done", () => {
  expect(evidenceWords(resultsOf(1, [typed(4, 20, 18), typed(8, 40, 36)], []), [4, 6, 8, 12], 8)).toBe("Till och med augusti: 54 av 60 rätt (90\u00a0%). Inte gjord: juni.");
});
test("nothing counted is said, not counted as nothing wrong", () => expect(evidenceWords(resultsOf(1, [typed(4, null, null, "Enkät gjord.")], []), [4], 4)).toBe("Inget är räknat till och med april."));
test.each([[[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], "varje månad"], [[4, 8, 12], "tre gånger: april, augusti och december"], [[11], "en gång: november"], [[], "inte bestämt"]])("months %j are %s", (months, words) => expect(scheduleWords(months)).toBe(words));
test("a follow-up takes in the months since the one before", () => expect([dueMonths([1, 4, 8, 12], 4, 8), monthsText([8, 4, 8])]).toEqual([[8], "4,8"]));
test("what became of each check is counted, those not decided too", () => {
  expect(successionWords(8, [...Array.from({ length: 4 }, () => ({ kind: "goal" as const })), { kind: "own-control" }, { kind: "kept" }])).toBe("8 kontrollmoment: 1 kvar i planen, 4 lyfts till målarbetet, 1 förs över till egenkontroll, 2 inte avgjorda.");
});
