import { describe, expect, test } from "vitest";
import { scannedValue, splitGroupedNumbers } from "./scanned-values.ts";

describe("digit groups of a scanned row", () => {
  test("are read in the one way that fits the columns", () => {
    expect(splitGroupedNumbers("70 685 75989 77 836 7151".split(" "), 4)).toEqual([["70685", "75989", "77836", "7151"]]);
  });
  test("have several ways when the columns do not settle it: a doubt, not an answer", () => {
    expect(splitGroupedNumbers("274 835 249 487".split(" "), 2).length).toBeGreaterThan(1);
  });
  test("have no way when a group is torn", () => expect(splitGroupedNumbers(["1", "23"], 1)).toEqual([]));
});

test("direction words are known through bad scanning, other words are not values", () => {
  expect(["Oka", "5ka", "of6randrat", "oférandrat", "minska", "83", "47%", "+/-0", "Egenkontroll", "liter"].map(scannedValue)).toEqual([
    "öka", "öka", "oförändrat", "oförändrat", "minska", "83", "47", "+/-0", null, null,
  ]);
});
