import { describe, expect, test } from "vitest";
import { dayNumber, integersOf } from "./arrays.ts";

describe("values on their way to the database", () => {
  test("are days that the calendar has, or are refused: none is moved to another", () => {
    expect(["2000-01-02", "1999-12-31", "2024-02-29"].map(dayNumber)).toEqual([1, -1, 8825]);
    for (const day of ["2026-02-29", "2026-01-45", "2026-13-01", ""]) expect(() => dayNumber(day)).toThrow(RangeError);
  });
  test("are whole numbers of their size, or are refused", () => {
    for (const value of [1.5, Number.NaN, 2 ** 31]) expect(() => integersOf([value])).toThrow(RangeError);
  });
});
