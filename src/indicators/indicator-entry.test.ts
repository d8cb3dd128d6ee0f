import { describe, expect, test } from "vitest";
import { enteredText, readEntry } from "./indicator-entry.ts";

const read = (text: string) => readEntry({ period: "2026-03-01", text }, "month");

describe("a cell holds a number, a reason why there is none, or nothing", () => {
  test.each([["1 234,5", "1234.5"], ["−3", "-3"], ["0", "0"], ["9,0", "9.0"]])("»%s« is %s, exactly as stated", (text, value) => expect(read(text)).toEqual({ value, reason: null }));
  test("nothing is not zero", () => expect(read("  ")).toEqual({ value: null, reason: null }));
  test("missing has its reason", () => expect(read("Saknas: mätningen uteblev")).toEqual({ value: null, reason: "mätningen uteblev" }));
  test.each(["saknas", "tolv", "1,2,3", "12 kr"])("»%s« is refused", (text) => expect(() => read(text)).toThrow(/mars 2026/));
  test("a yearly measure has years only", () => expect(() => readEntry({ period: "2026-03-01", text: "1" }, "year")).toThrow(/årsperiod/));
  test("what is stored comes back as it is written", () => {
    for (const text of ["1234,50", "−7", "saknas: sent"]) {
      const { reason, value } = read(text);
      expect(enteredText({ value, missingReason: reason })).toBe(text);
    }
  });
});
