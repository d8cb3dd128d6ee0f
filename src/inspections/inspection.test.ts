import { describe, expect, test } from "vitest";
import { answersOf, inspectionFault, progressOf, roundsOf, targetFault, visitProposals, type Inspection, type InspectionTarget } from "./inspection.ts";
import { holds, licenceFault, type Licence, type LicensedPlace } from "./licence.ts";
import { statisticOf } from "./licence-statistics.ts";

const place = (id: number, name: string, own: Partial<LicensedPlace> = {}): LicensedPlace => ({ id, committeeId: 1, name, address: null, orientation: "day", trialUntil: null, note: null, endedOn: null, version: 1, ...own });
const licence = (id: number, placeId: number, kind: Licence["kind"], validFrom: string, own: Partial<Licence> = {}): Licence => ({ id, committeeId: 1, placeId, kind, holder: "Bolaget AB", organisationNumber: null, validFrom, endedOn: null, endReason: null, diaryNumber: null, terms: null, version: 1, ...own });
const visit = (id: number, placeId: number, onDate: string, own: Partial<Inspection> = {}): Inspection => ({ id, committeeId: 1, placeId, what: "outer", onDate, evening: "no", inRound: "no", withPolice: "no", kinds: "serving-public", result: "good", answers: null, findings: null, followOn: null, inspector: "user:1", version: 1, ...own });
const target = (id: number, what: InspectionTarget["what"], rule: InspectionTarget["rule"], own: Partial<InspectionTarget> = {}): InspectionTarget => ({ id, year: 2022, what, rule, kind: null, number: null, note: null, version: 1, ...own });

const data = {
  places: [place(1, "Krogen", { orientation: "evening" }), place(2, "Lunchen"), place(3, "Kiosken"), place(4, "Stängda krogen", { endedOn: "2021-05-01" })],
  licences: [licence(1, 1, "serving-public", "2019-02-01"), licence(2, 2, "serving-public", "2020-02-01"), licence(3, 3, "tobacco", "2020-07-01"), licence(4, 3, "medicines", "2020-07-01"), licence(5, 4, "serving-public", "2018-01-01", { endedOn: "2021-05-01", endReason: "surrendered" })],
  inspections: [visit(1, 1, "2022-03-04", { inRound: "yes", evening: "yes", withPolice: "yes" }), visit(2, 1, "2022-03-04", { inRound: "yes" }), visit(3, 2, "2022-06-01", { inRound: "yes", result: "deficient", findings: "Ingen serveringsansvarig", followOn: "2022-07-01" }), visit(4, 1, "2022-09-01", { what: "inner" })],
};

describe("the plan of a year", () => {
  test("asks for all, half or a third of those that have the licence, or a number; a place visited twice is one of them", () => {
    const targets = [target(1, "outer", "all", { kind: "serving-public" }), target(2, "outer", "third", { kind: "medicines" }), target(3, "inner", "number", { number: 100 }), target(4, "round", "number", { number: 10 }), target(5, "joint-round", "number", { number: 4 }), target(6, "inner", "half", { kind: "serving-public" }), target(7, "training", "number", { number: 2 })];
    expect(progressOf(targets, data, [{ kind: "training", onDate: "2022-10-01", number: 1 }], 2022).map(({ aim, done }) => [aim, done])).toEqual([[2, 2], [1, 0], [100, 1], [10, 2], [4, 1], [1, 1], [2, 1]]);
  });
  test("a round is a day of visits, and is the police's too where any of its visits was", () => {
    expect(roundsOf(data.inspections, 2022)).toEqual([{ onDate: "2022-03-04", visits: 2, withPolice: true, evening: true }, { onDate: "2022-06-01", visits: 1, withPolice: false, evening: false }]);
  });
  test("what is no number of visits is planned as a number", () => {
    expect(targetFault({ what: "round", rule: "all" })).toMatchObject({ field: "rule" });
    expect(targetFault({ what: "outer", rule: "number" })).toMatchObject({ field: "number" });
    expect(targetFault({ what: "outer", rule: "all" })).toBeNull();
  });
});

test("whom to visit next: a deficiency that is overdue first, then those that the plan asks for; what is closed is not proposed", () => {
  const targets = [target(1, "outer", "all", { kind: "serving-public" }), target(2, "outer", "third", { kind: "medicines" })];
  const found = visitProposals(data, targets, 2022, "2022-10-01");
  expect(found.map(({ place: { name }, reasons }) => [name, reasons])).toEqual([["Lunchen", ["brist 2022-06-01 ska följas upp senast 2022-07-01"]], ["Kiosken", ["aldrig besökt", "inte besökt på tre år (receptfria läkemedel)"]]]);
  expect(visitProposals({ ...data, places: [place(1, "Krogen", { orientation: "evening", trialUntil: "2023-03-01" })] }, targets, 2023, "2023-01-10")[0]!.reasons).toEqual(["provotid till 2023-03-01", "inte besökt 2023 (servering till allmänheten)", "kvällstid, nöje"]);
});

test("statistics count what held when the year ended and what happened in it; a stated sum goes before", () => {
  const all = { ...data, events: [{ id: 1, placeId: null, kind: "knowledge-test" as const, onDate: "2022-02-02", number: 3, note: null, version: 1 }], totals: [{ id: 1, year: 2019, measure: "serving-all" as const, number: 166, source: null, version: 1 }] };
  const number = (measure: Parameters<typeof statisticOf>[1], year: number) => statisticOf(all, measure, year).number;
  expect([number("serving-all", 2022), number("new-public", 2022), number("sales-all", 2022), number("medicines", 2022), number("knowledge-test", 2022), number("visits", 2022), number("inner", 2022)]).toEqual([2, 0, 1, 1, 3, 3, 1]);
  // Before the register had any visit or event nothing is known, unless it was stated.
  expect([number("serving-all", 2021), number("surrendered", 2021)]).toEqual([null, null]);
  expect(statisticOf(all, "serving-all", 2019)).toEqual({ number: 166, stated: true });
});

test("a licence is held by a company, and ends with how it ended", () => {
  expect(licenceFault({ organisation_number: "19800101-1234" })).toMatchObject({ field: "organisation_number" });
  expect(licenceFault({ organisation_number: "800101-1234" })).toMatchObject({ message: "Det ser ut som ett personnummer; för inte in sådana här." });
  expect(licenceFault({ organisation_number: "556000-0000", valid_from: "2020-01-01", ended_on: "2021-01-01" })).toMatchObject({ field: "end_reason" });
  expect([holds(licence(1, 1, "tobacco", "2020-01-01", { endedOn: "2021-01-01" }), "2021-01-01"), holds(licence(1, 1, "tobacco", "2020-01-01"), "2020-01-01")]).toEqual([false, true]);
});

test("a visit with a deficiency says what it is and when it is followed up; a day that has not been is no visit", () => {
  const row = { on_date: "2022-03-04", kinds: "serving-public, tobacco", result: "deficient" };
  expect(inspectionFault(row, "2022-03-04")).toMatchObject({ field: "findings" });
  expect(inspectionFault({ ...row, findings: "Ingen skylt" }, "2022-03-04")).toMatchObject({ field: "follow_on" });
  expect(inspectionFault({ ...row, findings: "Ingen skylt", follow_on: "2022-04-01" }, "2022-03-04")).toBeNull();
  expect(inspectionFault({ ...row, kinds: "sprit" }, "2022-03-04")).toMatchObject({ field: "kinds" });
  expect(inspectionFault({ ...row, on_date: "2022-03-05" }, "2022-03-04")).toMatchObject({ field: "on_date" });
  expect([...answersOf("staff=yes, order=no, x=yes")]).toEqual([["staff", "yes"], ["order", "no"]]);
});
