import { expect, test } from "vitest";
import type { Assessment, LevelColour } from "../assessment/assessment.ts";
import { countColours, lastWords, movedSince, movedWords } from "./oversight.ts";

const judged = (subjectId: number, followUpPointId: number, colour: LevelColour, rank: number): Assessment => ({ id: subjectId * 10 + followUpPointId, subjectKind: "goal", subjectId, followUpPointId, year: 2022, followUp: "", level: { id: rank, rank, label: "", shape: "circle", colour }, reasoning: null, proposal: null, actor: "user:1", assessedAt: "", origin: 1 });
const all = [judged(1, 1, "amber", 2), judged(2, 1, "green", 1), judged(1, 2, "green", 1), judged(2, 2, "red", 4), judged(3, 2, "amber", 3)];

test("each committee is told as it stood at a follow-up: the last word on each, and what nobody has judged", () => {
  const [april, august] = [lastWords(all, new Set([1])), lastWords(all, new Set([1, 2]))];
  expect(countColours(april, 4)).toEqual({ green: 1, amber: 1, red: 0, none: 2 });
  expect(countColours(august, 4)).toEqual({ green: 1, amber: 1, red: 1, none: 1 });
});
test("what changed since the follow-up before: what was not judged then is neither better nor worse", () => {
  const moved = movedSince(lastWords(all, new Set([1])), lastWords(all, new Set([1, 2])));
  expect([moved, movedWords(moved), movedWords({ better: 0, worse: 0 })]).toEqual([{ better: 1, worse: 1 }, "1 bättre, 1 sämre", ""]);
});
