import { describe, expect, test } from "vitest";
import { enteredText, readEntry, tooExact, unexplained } from "./indicator-entry.ts";

const read = (text: string) => readEntry({ period: "2026-03-01", text }, "month");

describe("a value is no more exact than its measure is shown", () => {
  const fault = (value: string, decimals: number) => tooExact([{ period: "2026-03-01", value }], { decimals, frequency: "month" })?.failure.message ?? null;
  test.each([["7", 0], ["7.0", 0], ["7.25", 2]])("%s with %i decimals is kept", (value, decimals) => expect(fault(value, decimals)).toBeNull());
  test("7.5 of whole numbers is refused, with the month", () => expect(fault("7.5", 0)).toMatch(/»7,5« för mars 2026 .* hela tal/));
});

describe("a value that a document states is changed with a reason", () => {
  const changed = (stated: boolean) => [{ period: "2026-03-01", stated }];
  test.each([[true, null, true], [true, "Rättad i nämnden", false], [false, null, false]])("stated %s, reason %s: refused %s", (stated, reason, refused) => expect(unexplained(changed(stated), reason, "month") !== null).toBe(refused));
});

describe("a cell holds a number, a reason why there is none, or nothing", () => {
  test.each([["1 234,5", "1234.5"], ["−3", "-3"], ["0", "0"], ["9,0", "9.0"]])("»%s« is %s, exactly as stated", (text, value) => expect(read(text)).toEqual({ value, reason: null }));
  test("nothing is not zero", () => expect(read("  ")).toEqual({ value: null, reason: null }));
  test("missing has its reason", () => expect(read("Saknas: mätningen uteblev")).toEqual({ value: null, reason: "mätningen uteblev" }));
  test.each(["saknas", "tolv", "1,2,3", "12 kr"])("»%s« is refused", (text) => expect(() => read(text)).toThrow(/mars 2026/));
  test("a yearly measure has years only", () => expect(() => readEntry({ period: "2026-03-01", text: "1" }, "year")).toThrow(/mäts varje år/));
  test("what is stored comes back as it is written", () => {
    for (const text of ["1234,50", "−7", "saknas: sent"]) {
      const { reason, value } = read(text);
      expect(enteredText({ value, missingReason: reason })).toBe(text);
    }
  });
});
