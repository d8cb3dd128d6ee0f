import { describe, expect, test } from "vitest";
import { proposeFromShare, type GoalLight } from "./goal-rule.ts";

const LIGHTS: Readonly<Record<string, GoalLight>> = { g: "green", y: "amber", r: "red", "-": null };
/** "g g y2": a green, a green and an amber that weighs two. */
const parts = (text: string) => text.split(" ").filter(Boolean).map((part) => ({ light: LIGHTS[part[0]!] ?? null, weight: part.slice(1) || "1" }));
const propose = (text: string, share: string) => proposeFromShare(parts(text), share, { one: "mått", many: "mått" });

describe("a goal is weighed from its parts", () => {
  test.each([
    // parts, at least so many per cent green, proposal
    ["g g g g g g g y y y", "70", "green"], ["g g g g g g y y y y", "70", "amber"], ["g g g g g g g g g r", "70", "amber"], ["g g g", "100", "green"], ["g g y", "100", "amber"], ["g r r", "75", "red"],
    ["g y", "50", "green"], ["r r", "50", "red"], ["y y", "50", "amber"], ["g3 y1", "75", "green"], ["g1 y3", "75", "amber"], ["g3 r1", "75", "amber"],
  ])("%s with %s %% green is %s", (text, share, light) => expect(propose(text, share).light).toBe(light));
  test("a missing one is never green, nor amber", () => {
    expect(propose("g g g g g g g g g -", "70")).toMatchObject({ light: "amber", counts: { green: 9, missing: 1 } });
    expect(propose("g r r -", "70").light).toBe("red");
  });
  test("where what is missing decides, no level is proposed", () => {
    expect(propose("g - - -", "70").light).toBeNull();
    expect(propose("- -", "70").light).toBeNull();
  });
  test("nothing to weigh is no level", () => expect(propose("", "70").light).toBeNull());
  test("the share is exact: two of three is under 67 per cent", () => expect([propose("g g y", "66").light, propose("g g y", "67").light]).toEqual(["green", "amber"]));
  test("the arithmetic is told, with what the share is of", () => expect(propose("g g y r -", "70").words).toBe("2 av 5 mått är gröna (40\u00a0%; minst 70\u00a0% krävs och resten gula): 1 gula, 1 röda, 1 utan bedömning."));
});
