import { describe, expect, test } from "vitest";
import { takesAway, waits } from "./migrate.ts";

describe("a change of the tables", () => {
  test("says in its name that it takes something away", () => {
    expect(takesAway("0061-contract-old-columns")).toBe(true);
    expect(takesAway("0046-contracts")).toBe(false);
    expect(takesAway("0047-follow-up-of-contract-areas")).toBe(false);
  });
  test("that takes something away waits for the last program that does not know of it", () => {
    expect(waits("0061-contract-old-columns", "0060-more")).toBe(true);
    expect(waits("0061-contract-old-columns", "0061-contract-old-columns")).toBe(false);
    expect(waits("0061-contract-old-columns", null)).toBe(false);
    expect(waits("0062-more", "0060-more")).toBe(false);
  });
});
