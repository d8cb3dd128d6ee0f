import { expect, test } from "vitest";
import { daysAfter, daysBetween, monthsAfter } from "./days.ts";

test("months end on the same day of the month, or on its last", () => {
  expect([monthsAfter("2021-03-04", 3), monthsAfter("2021-11-30", 3), monthsAfter("2023-11-30", 3), monthsAfter("2021-10-31", 3), monthsAfter("2022-05-31", -3)]).toEqual(["2021-06-04", "2022-02-28", "2024-02-29", "2022-01-31", "2022-02-28"]);
});
test("days are counted over the change to summer time, and backwards", () => {
  expect([daysBetween("2026-03-28", "2026-03-30"), daysBetween("2026-03-30", "2026-03-28"), daysAfter("2026-02-27", 2)]).toEqual([2, -2, "2026-03-01"]);
});
