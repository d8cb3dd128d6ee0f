import { describe, expect, test } from "vitest";
import { BOUND_MS, freshUntil, logPosition } from "./read-copies.ts";

describe("a copy of the database", () => {
  test("has come as far as its log says, across the parts that it is written in", () => {
    expect(logPosition("0/0")).toBe(0n);
    expect(logPosition("16/B374D848")).toBe(0x16b374d848n);
    expect(logPosition("1/0") - logPosition("0/FFFFFFFF")).toBe(1n);
  });
  test("is shown for as long as what it shows was the leader's no more than the bound ago", () => {
    const samples = [{ at: 1000, position: 10n }, { at: 2000, position: 20n }];
    expect(freshUntil(samples, 9n, 2000)).toBeNull();
    expect(freshUntil(samples, 10n, 2000)).toBe(1000 + BOUND_MS);
    expect(freshUntil(samples, 25n, 2000)).toBe(2000 + BOUND_MS);
    expect(freshUntil(samples, 25n, 2000 + BOUND_MS)).toBeNull();
    expect(freshUntil([], 25n, 2000)).toBeNull();
  });
});
