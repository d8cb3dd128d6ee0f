import { expect, test } from "vitest";
import { compare, mean, percentChange, round, subtract, sum } from "./decimal.ts";

test("sums are exact where floating point is not", () => expect(sum(["0.1", "0.2", "-0.3"])).toBe("0"));
test("a percentage is of the size of what it is compared with, also for costs", () => expect(round(percentChange("-202.9", "-204.4")!, 1)).toBe("-0.7"));
test("there is no percentage of zero", () => expect(percentChange("0", "5")).toBeNull());
test("there is no mean of nothing", () => expect(mean([])).toBeNull());
test("rounding goes half away from zero", () => expect([round("0.05", 1), round("-0.05", 1), round("0.25", 1)]).toEqual(["0.1", "-0.1", "0.3"]));
test("a difference keeps its decimals exact", () => expect(subtract("9.6", "8.3")).toBe("1.3"));
test("short and long numbers are told apart alike, to the last decimal", () => {
  expect([compare("0.1", "0.10"), compare("-0.1", "0"), compare("9", "10"), compare("123456789.012345", "123456789.012346"), compare("9007199254740993", "9007199254740992"), compare("0.30000000000000001", "0.3")]).toEqual([0, -1, -1, -1, 1, 1]);
});
