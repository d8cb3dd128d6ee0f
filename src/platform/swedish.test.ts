import { describe, expect, test } from "vitest";
import { compareSwedish, formatNumber, formatSigned, parseNumber } from "./swedish.ts";

describe("a number is read as Swedish people write it", () => {
  test.each([
    ["1 234,5", "1234.5"], ["1\u00a0234", "1234"], ["1\u202f234\u2009567,89", "1234567.89"], ["−0,5", "-0.5"], ["– 3", "-3"], ["-198,8", "-198.8"], ["9,0", "9.0"], ["0", "0"], ["−0,0", "0.0"],
  ])("%s is %s", (written, plain) => expect(parseNumber(written)).toBe(plain));
  test.each(["", "-", "1 23", "12 3456", "1,2,3", "ca 5", "5 %", "2021-03-01", "1 2 3"])("»%s« is no number", (written) => expect(parseNumber(written)).toBeNull());
});

describe("a number is written with comma, no-break space and the real minus", () => {
  test.each([["1234567.891", 1, "1\u00a0234\u00a0567,9"], ["-204.4", 1, "−204,4"], ["-0.04", 1, "0,0"], ["0.05", 1, "0,1"], ["-0.05", 1, "−0,1"], ["999", 0, "999"]])(
    "%s with %i decimals is %s", (value, decimals, text) => expect(formatNumber(value, decimals)).toBe(text),
  );
  test("decimals are the value's own when none are asked for: -1 is not −1,0", () => {
    expect([formatNumber("-1"), formatNumber("-1.0")]).toEqual(["−1", "−1,0"]);
  });
  test("a deviation carries its sign, zero has none", () => {
    expect([formatSigned("2.0"), formatSigned("-2.0"), formatSigned("0.0")]).toEqual(["+2,0", "−2,0", "0,0"]);
  });
});

test("what is written is read back to the same value", () => {
  for (const value of ["-198.8", "2022", "0.0", "1234567.89", "-53"]) expect(parseNumber(formatNumber(value))).toBe(value);
});

test("å, ä and ö come last, in that order", () => {
  expect(["Öl", "Zebra", "Ärlig", "Åsa", "Adam"].sort(compareSwedish)).toEqual(["Adam", "Zebra", "Åsa", "Ärlig", "Öl"]);
});
