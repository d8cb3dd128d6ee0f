import { describe, expect, test } from "vitest";
import { mergeTexts, textChanges } from "./text-merge.ts";

const base = "Ett.\n\nTvå är här.\n\nTre.";

describe("two who wrote in one text", () => {
  test("in different paragraphs both stand", () => expect(mergeTexts(base, "Ett!\n\nTvå är här.\n\nTre.", "Ett.\n\nTvå är här.\n\nTre.\n\nFyra.")).toEqual({ text: "Ett!\n\nTvå är här.\n\nTre.\n\nFyra.", both: 0 }));
  test("in the same paragraph both are kept, theirs first, and it is told", () => expect(mergeTexts(base, "Ett.\n\nTvå är där.\n\nTre.", "Ett.\n\nTvå var här.\n\nTre.")).toEqual({ text: "Ett.\n\nTvå är där.\n\nTvå var här.\n\nTre.", both: 1 }));
  test("the same thing is written once", () => expect(mergeTexts(base, "Ett!\n\nTvå är här.\n\nTre.", "Ett!\n\nTvå är här.\n\nTre.")).toEqual({ text: "Ett!\n\nTvå är här.\n\nTre.", both: 0 }));
  test("what one took away and the other left is gone", () => expect(mergeTexts(base, "Ett.\n\nTre.", base).text).toBe("Ett.\n\nTre."));
  test("where nothing was before, both stand", () => expect(mergeTexts("", "A.", "B.")).toEqual({ text: "A.\n\nB.", both: 1 }));
});

describe("what was done to a text", () => {
  test("is told word by word in the paragraphs that were changed", () => {
    expect(textChanges(base, "Ett.\n\nTvå var här.\n\nTre.")).toEqual([
      { unchanged: 1 }, { parts: [{ kind: "same", text: "Två " }, { kind: "removed", text: "är" }, { kind: "added", text: "var" }, { kind: "same", text: " här." }] }, { unchanged: 1 },
    ]);
  });
  test("a new paragraph is all new", () => expect(textChanges("Ett.", "Ett.\n\nTvå.")).toEqual([{ unchanged: 1 }, { parts: [{ kind: "added", text: "Två." }] }]));
});
