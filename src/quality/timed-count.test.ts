import { expect, test } from "vitest";
import { readTimedKey, timedKey, timedTotal, timedWords, type TimedCaseTotal } from "./timed-count.ts";

const ASKED: TimedCaseTotal = { kind: "child-investigation", year: 2026, month: 8, measure: "share" };
test("a count in a document names what it is counted of, and is read as that again; nothing else is", () => {
  expect(readTimedKey(timedKey(12, ASKED))).toEqual({ ...ASKED, committeeId: 12 });
  for (const key of ["", "1/2026/8/child-investigation", "1/2026/13/child-investigation/share", "1/2026/0/child-investigation/share", "1/26/8/child-investigation/share", "1/2026/8/toString/share", "1/2026/8/child-investigation/toString"]) expect(readTimedKey(key), key).toBeNull();
  expect(timedWords(ASKED)).toBe("Barnutredning 2026 till och med augusti, andel klara i tid, procent");
});
test("it is of the months up to its own; a share of nothing is nothing", () => {
  const done = (startedOn: string, endedOn: string) => ({ id: 1, unitId: null, kind: "child-investigation" as const, startedOn, endedOn, extendedTo: null, version: 1 });
  const cases = [done("2026-01-01", "2026-04-01"), done("2026-01-01", "2026-08-31"), done("2026-06-01", "2026-09-01")];
  const of = (measure: TimedCaseTotal["measure"], month = 8) => timedTotal(cases, { ...ASKED, measure, month });
  expect([of("done"), of("inTime"), of("share"), of("done", 9), of("share", 3)]).toEqual(["2", "1", "50.0", "3", null]);
});
