import { describe, expect, test } from "vitest";
import { compare, scale, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { evenly, shapeOf, spread } from "./spreading.ts";

describe("an amount that is spread", () => {
  test("is in whole öre, and none is lost", () => expect(evenly("100")).toEqual(["8.33", "8.34", "8.33", "8.33", "8.34", "8.33", "8.33", "8.34", "8.33", "8.33", "8.34", "8.33"]));
  test("has the shape of its weights", () => expect(spread("-1000", ["1", "0", "3"])).toEqual(["-250", "0", "-750"]));
  test("is as equal as it can be where the weights tell nothing", () => expect(spread("10", ["1", "-1", "0"])).toEqual(["3.33", "3.34", "3.33"]));
  test("sums to itself, whatever the amount and the weights", () => {
    const random = numbers(21);
    for (let round = 0; round < 300; round++) {
      const amount = ((random() - 0.5) * 1e9).toFixed(Math.floor(random() * 3));
      const weights = Array.from({ length: 1 + Math.floor(random() * 24) }, () => (random() < 0.2 ? "0" : ((random() - 0.2) * 1e6).toFixed(2)));
      const parts = spread(amount, weights);
      expect(compare(sum(parts), amount)).toBe(0);
      expect(parts.every((part) => scale(part) <= 2)).toBe(true);
    }
  });
});

test("last year's actuals are a shape only where all of them point the same way", () => {
  expect([shapeOf(["-1", "0", "-3"]), shapeOf(["1", "-1"]), shapeOf(["0", "0"])]).toEqual([["-1", "0", "-3"], null, null]);
});
