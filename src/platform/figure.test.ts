import { expect, test } from "vitest";
import { commaGaps } from "./figure.ts";

test("decimal commas stand under one another: a whole number stands in by what the others have after theirs", () => {
  expect(commaGaps(["\u22121", "\u221253,0", "+9,25", "1\u00a0234", "", "öka"])).toEqual([1.243, 0.497, 0, 1.243, 0, 0]);
  expect(commaGaps(["1", "2"])).toEqual([0, 0]);
});
