import { expect, test } from "vitest";
import { isSplit, spreadOf } from "./risk-judgement.ts";

/** "2×3 4×3": what each made of likelihood × consequence. */
const judged = (text: string) => text.split(" ").filter(Boolean).map((pair, index) => ({ riskId: 1, actor: `user:${index}`, likelihood: Number(pair[0]), consequence: Number(pair[2]) }));

test("nobody's judgement is no spread", () => expect(spreadOf([])).toBeNull());
test("the spread goes from the lowest to the highest, and its middle is one that somebody said", () => {
  expect(spreadOf(judged("2×3 4×3 3×4"))).toEqual({ count: 3, likelihood: { lowest: 2, highest: 4, middle: 3 }, consequence: { lowest: 3, highest: 4, middle: 3 }, index: { lowest: 6, highest: 12 } });
});
test("of two in the middle the higher is proposed", () => expect([spreadOf(judged("2×2 3×4"))!.likelihood.middle, spreadOf(judged("2×2 3×4"))!.consequence.middle]).toEqual([3, 4]));
test.each([["2×3 3×3", false], ["1×3 3×3", true], ["2×1 2×4", true]])("%s: two steps apart is something to talk about: %s", (text, split) => expect(isSplit(spreadOf(judged(text))!)).toBe(split));
