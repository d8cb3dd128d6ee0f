import { expect, test } from "vitest";
import { followUpDate, nextPoint } from "./follow-up-point.ts";

test("an annual report assesses at the end of the year, an interim report at its own day, a plan not at all (KL 11:16, 11:20)", () => {
  expect([followUpDate("annual-report", "Årsredovisning 2021", 2021), followUpDate("operational-plan", "Plan", 2021)]).toEqual(["2021-12-31", null]);
  expect(["Delårsrapport per augusti 2021", "Tertialrapport per april 2021", "Tertialrapport 1 2021", "Delårsrapport 2021"].map((title) => followUpDate("interim-report", title, 2021))).toEqual(["2021-08-31", "2021-04-30", "2021-04-30", "2021-08-31"]);
});
test("the next point is the first that has not passed", () => {
  const points = ["2026-08-31", "2026-04-30", "2026-12-31"].map((onDate, id) => ({ id, year: 2026, name: onDate, onDate }));
  expect([nextPoint(points, "2026-08-31")?.onDate, nextPoint(points, "2026-09-01")?.onDate, nextPoint(points, "2027-01-01")]).toEqual(["2026-08-31", "2026-12-31", null]);
});
