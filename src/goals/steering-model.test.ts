import { describe, expect, test } from "vitest";
import { READY_MODELS } from "./ready-models.ts";
import { lackingOf, levelFault, type LevelInput } from "./steering-model.ts";

const goal = { parentId: null, indicatorIds: [1, 2], activities: [], responsible: null, method: "enkät", pointIds: [] };

describe("what a level requires", () => {
  test("is told of a goal that lacks it, in one order", () => expect(lackingOf(["reporting", "activity", "method", "parent"], goal, () => true)).toEqual(["parent", "activity", "reporting"]));
  test("a target has to be there for each measure", () => {
    expect(lackingOf(["target"], goal, (id) => id === 1)).toEqual(["target"]);
    expect(lackingOf(["target"], goal, () => true)).toEqual([]);
  });
});

describe("a level of the model", () => {
  const level: LevelInput = { name: "Nämndmål", keeper: "committee", scale: "traffic-light", rule: "indicators", greenShare: "70", required: [] };
  test.each([
    ["as it is", {}, null], ["without a name", { name: " " }, "name"], ["weighed without a share", { greenShare: null }, "greenShare"], ["a share of nothing", { greenShare: "0" }, "greenShare"],
    ["more than all", { greenShare: "101" }, "greenShare"], ["weighed on no scale", { scale: null }, "scale"], ["judged on no scale", { rule: "judgement", scale: null, greenShare: null }, null],
  ] as const)("%s", (_, change, field) => expect(levelFault({ ...level, ...change })?.field ?? null).toBe(field));
  test("the ready models can all be kept", () => expect(READY_MODELS.flatMap(({ levels }) => levels.map(levelFault)).filter(Boolean)).toEqual([]));
});
