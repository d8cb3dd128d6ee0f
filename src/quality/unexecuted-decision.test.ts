import { describe, expect, test } from "vitest";
import { asOf, decisionFault, decisionStatus, dueDay, isLate, quarterReport, reportRule, waiting, type UnexecutedDecision } from "./unexecuted-decision.ts";

const decision = (id: number, decidedOn: string, own: Partial<UnexecutedDecision> = {}): UnexecutedDecision => ({ id, unitId: null, sex: "boy", act: "sol", assistance: "Kontaktfamilj", decidedOn, interruptedOn: null, reason: null, executedOn: null, executedHow: null, closedOn: null, closedHow: null, version: 1, ...own });
const ids = (rows: readonly UnexecutedDecision[]): number[] => rows.map(({ id }) => id);

describe("the three months", () => {
  test("are counted from the decision, or from when the execution was interrupted", () => {
    expect(dueDay(decision(1, "2021-03-04"))).toBe("2021-06-04");
    expect(dueDay(decision(1, "2021-03-04", { interruptedOn: "2021-08-01" }))).toBe("2021-11-01");
  });
  test("what is executed on the last of their days is in time", () => {
    expect(isLate(decision(1, "2021-03-04", { executedOn: "2021-06-04" }))).toBe(false);
    expect(isLate(decision(1, "2021-03-04", { executedOn: "2021-06-05" }))).toBe(true);
    expect(isLate(decision(1, "2021-03-04"))).toBe(true);
  });
});

describe("a quarter's report", () => {
  const all = [decision(1, "2021-03-04"), decision(2, "2021-03-04", { executedOn: "2021-10-05" }), decision(3, "2021-07-15"), decision(4, "2021-07-15", { executedOn: "2021-09-01" }), decision(5, "2021-01-10", { closedOn: "2021-05-02", closedHow: "Tackat nej" }), decision(6, "2021-12-01")];
  test("has those whose three months ended in it, executed since or not", () => {
    expect(ids(quarterReport(all, { year: 2021, quarter: 2 }).fresh)).toEqual([5, 1, 2]);
    expect(ids(quarterReport(all, { year: 2021, quarter: 4 }).fresh)).toEqual([3]);
  });
  test("and what became of those that were reported before, until that has been told", () => {
    expect(ids(quarterReport(all, { year: 2021, quarter: 3 }).followed)).toEqual([1, 2]);
    expect(ids(quarterReport(all, { year: 2021, quarter: 4 }).followed)).toEqual([1, 2]);
    expect(ids(quarterReport(all, { year: 2022, quarter: 1 }).followed)).toEqual([1, 3]);
  });
  test("tells nothing that happened after it", () => {
    expect(asOf(all[1]!, "2021-09-30").executedOn).toBe(null);
    expect(asOf(all[1]!, "2021-12-31").executedOn).toBe("2021-10-05");
    expect(asOf(all[4]!, "2021-03-31")).toMatchObject({ closedOn: null, closedHow: null });
  });
});

test("a row is whole: days in order, executed or closed, and a close with its reason", () => {
  const row = { decided_on: "2021-03-04", interrupted_on: null, executed_on: null, closed_on: null, closed_how: null };
  expect(decisionFault(row)).toBe(null);
  expect(decisionFault({ ...row, executed_on: "2021-03-03" })).toMatchObject({ field: "executed_on" });
  expect(decisionFault({ ...row, executed_on: "2021-04-03", closed_on: "2021-04-03", closed_how: "Flyttat" })).toMatchObject({ field: "closed_on" });
  expect(decisionFault({ ...row, closed_on: "2021-04-03" })).toMatchObject({ field: "closed_how" });
  expect(decisionFault({ ...row, closed_how: "Flyttat" })).toMatchObject({ field: "closed_on" });
});

test("how it stands, and by which rule it is reported, follow the day", () => {
  const open = decision(1, "2025-05-10");
  expect([decisionStatus(open, "2025-08-10").words, decisionStatus(open, "2025-08-11").words]).toEqual(["ska vara verkställt", "dröjer sedan"]);
  expect(decisionStatus({ ...open, closedOn: "2025-09-01", closedHow: "Flyttat" }, "2025-09-02")).toEqual({ words: "avslutat", day: "2025-09-01", how: "Flyttat" });
  expect([waiting([open, decision(2, "2025-06-10")], "2025-08-11"), waiting([], "2025-08-11")].map(({ late, open: all }) => [all.length, late])).toEqual([[2, 1], [0, 0]]);
  expect([reportRule("sol", "2025-06-30"), reportRule("sol", "2025-07-01")]).toEqual(["16 kap. 6 f–h §§ socialtjänstlagen (2001:453)", "34 kap. 1–3 §§ socialtjänstlagen (2025:400)"]);
});
