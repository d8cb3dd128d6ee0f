import { expect, test } from "vitest";
import type { Indicator } from "../indicators/indicator.ts";
import { countByMonth, coveredMonths, isBehind, isInTime, lastDay, lateCases, limitSource, limitSources, shareInTime, timedFault, timedMeasures, totalOf, type TimedCase } from "./timed-case.ts";

/** Cases as a line each: kind, start, end or –, prolonged to. "f" is a preliminary assessment, "b" an investigation of a child. */
const cases = (text: string): TimedCase[] => text.trim().split("\n").map((line, index) => {
  const [kind, startedOn, endedOn, extendedTo] = line.trim().split(/\s+/);
  return { id: index + 1, unitId: null, kind: kind === "f" ? "preliminary-assessment" : "child-investigation", startedOn: startedOn!, endedOn: endedOn === "–" ? null : endedOn!, extendedTo: extendedTo ?? null, version: 1 };
});

test("a preliminary assessment is made within 14 days, an investigation of a child within four months (SoL 2025:400, 20:2–3)", () => {
  const all = cases(`
    f 2026-03-02 2026-03-16
    f 2026-03-02 2026-03-17
    b 2025-10-31 2026-02-28
    b 2025-10-31 2026-03-01
    b 2025-10-31 2026-03-01 2026-03-31
    f 2026-03-02 –`);
  expect(all.map(isInTime)).toEqual([true, false, true, false, true, false]);
  expect(all.map(lastDay)).toEqual(["2026-03-16", "2026-03-16", "2026-02-28", "2026-02-28", "2026-03-31", "2026-03-16"]);
  expect(lateCases(all, "2026-03-16").length).toBe(0);
  expect(lateCases(all, "2026-03-17").map(({ id }) => id)).toEqual([6]);
});
test("the act is the one of the day", () => {
  expect([limitSource("preliminary-assessment", "2025-06-30"), limitSource("child-investigation", "2025-07-01")]).toEqual(["SoL 2001:453, 11 kap. 1 a §", "SoL 2025:400, 20 kap. 3 §"]);
  expect([limitSources("child-investigation", 2024), limitSources("child-investigation", 2025), limitSources("child-investigation", 2026)]).toEqual(["SoL 2001:453, 11 kap. 2 §", "SoL 2001:453, 11 kap. 2 §, från 2025-07-01 SoL 2025:400, 20 kap. 3 §", "SoL 2025:400, 20 kap. 3 §"]);
});
test("only an investigation is prolonged, and nothing ends before it began or on a day that has not been", () => {
  const field = (row: Readonly<Record<string, string>>) => timedFault(row, "2026-03-20")?.field ?? null;
  expect([field({ kind: "preliminary-assessment", started_on: "2026-03-02", extended_to: "2026-05-01" }), field({ kind: "child-investigation", started_on: "2026-03-02", extended_to: "2026-05-01" })]).toEqual(["extended_to", null]);
  expect([field({ kind: "child-investigation", started_on: "2026-03-02", extended_to: "2026-03-02" }), field({ started_on: "2026-03-02", ended_on: "2026-03-01" }), field({ started_on: "2026-03-21" }), field({ started_on: "2026-03-02", ended_on: "2026-03-21" })]).toEqual(["extended_to", "ended_on", "started_on", "ended_on"]);
});
const YEAR = cases(`
  f 2026-01-20 2026-02-02
  f 2026-02-10 2026-02-27
  f 2026-02-11 2026-02-12
  f 2026-04-01 2026-04-10`);
test("a share is of those that were done; of nothing there is none", () => {
  const counts = countByMonth(YEAR, "preliminary-assessment", 2026);
  expect(counts.slice(0, 4)).toEqual([{ done: 0, inTime: 0 }, { done: 3, inTime: 2 }, { done: 0, inTime: 0 }, { done: 1, inTime: 1 }]);
  expect([shareInTime(counts[1]!), shareInTime(counts[2]!), shareInTime(totalOf(counts))]).toEqual(["66.7", null, "75.0"]);
});
test("the register tells of the months from its first day to its last, and of no month that is not over: what it does not tell of is missing, not nought", () => {
  expect(coveredMonths(YEAR, "preliminary-assessment", 2026, "2026-04-30")).toEqual([1, 2, 3]);
  expect(coveredMonths(YEAR, "preliminary-assessment", 2026, "2027-01-01")).toEqual([1, 2, 3, 4]);
  expect(coveredMonths(YEAR, "child-investigation", 2026, "2027-01-01")).toEqual([]);
});
test("the measures are the counts of each month and the share of the year together, with what it is of", () => {
  const [done, inTime, share] = timedMeasures(YEAR, "preliminary-assessment", 2026, "2026-05-01");
  expect(done!.cells.map(({ period, text }) => `${period} ${text}`)).toEqual(["2026-01-01 0", "2026-02-01 3", "2026-03-01 0", "2026-04-01 1"]);
  expect(inTime!.cells.map(({ text }) => text)).toEqual(["0", "2", "0", "1"]);
  expect(share!.cells).toEqual([{ period: "2026-01-01", text: "75.0", comment: "3 av 4, till och med april", preliminary: true }]);
  expect(timedMeasures(YEAR, "child-investigation", 2026, "2026-05-01")).toEqual([]);
});
test("measures are behind where the register says otherwise by now, and not where none was made", () => {
  const made = timedMeasures(YEAR, "preliminary-assessment", 2026, "2026-05-01");
  const kept = made.map(({ cells, definition, name }) => ({ name, group: "Lagens tider", frequency: definition.frequency, values: cells.map(({ period, text }) => ({ period, value: text })) })) as unknown as Indicator[];
  expect([isBehind(made, kept, 2026), isBehind(made, [], 2026)]).toEqual([false, false]);
  const more = timedMeasures([...YEAR, ...cases("f 2026-03-01 2026-03-02")], "preliminary-assessment", 2026, "2026-05-01");
  expect([isBehind(more, kept, 2026), isBehind([], kept, 2026)]).toEqual([true, true]);
  expect(isBehind(made, kept.map((one) => ({ ...one, group: null })), 2026)).toBe(false);
});
