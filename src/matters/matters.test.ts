import { expect, test } from "vitest";
import { dueMatters, matterFault, proposedPrefix, type Matter } from "./matter.ts";
import { decisionTextFault, decisionWords, dispatchFault, meetingFault, openReports, reportFault } from "./meeting.ts";
import { agreementState, inForceFrom, type AgreementParty } from "./party-agreement.ts";

test("a committee's numbers are proposed to begin with the letters of its name", () => {
  expect(["Socialnämnden", "Kultur- och fritidsnämnden", "Individ- och familjenämnden", "Kommunstyrelsen"].map(proposedPrefix)).toEqual(["SN", "KFN", "IFN", "K"]);
});
test("what is to be answered soon is told, what is closed or struck is not", () => {
  const matter = (id: number, dueOn: string | null, own: Partial<Matter> = {}): Matter => ({ id, committeeId: 1, year: 2022, number: id, prefix: "SN", title: "Remiss", kind: "consultation", openedOn: "2022-01-01", sender: null, dueOn, unitId: null, handler: null, secrecy: "open", secrecyGround: null, memorandum: null, closedOn: null, struckReason: null, note: null, version: 1, ...own });
  expect(dueMatters([matter(1, "2022-05-20"), matter(2, "2022-04-10"), matter(3, "2022-04-10", { closedOn: "2022-04-01" }), matter(4, "2022-09-01"), matter(5, null)], "2022-04-25").map(({ id }) => id)).toEqual([2, 1]);
  expect(matterFault({ title: "A", kind: "matter", opened_on: "2022-02-02", secrecy: "open", closed_on: "2022-02-01" })).toMatchObject({ field: "closed_on" });
});
test("a decision that follows its proposal is the proposal's words; another says what it is", () => {
  expect(decisionTextFault("as-proposed", null, "Godkänns.")).toBeNull();
  expect(decisionTextFault("as-proposed", null, null)).toMatchObject({ field: "decision" });
  expect(decisionTextFault("kanske", null, null)).toMatchObject({ field: "outcome" });
  expect([decisionWords({ outcome: "as-proposed", decision: null, proposal: "Godkänns." }), decisionWords({ outcome: "referred", decision: null, proposal: "Godkänns." }), decisionWords({ outcome: "changed", decision: "Avslås.", proposal: "Godkänns." })]).toEqual(["Godkänns.", "Ärendet bordläggs.", "Avslås."]);
});
test("a notice goes out before its meeting and minutes are adjusted after it; what was sent has its day and its way", () => {
  expect(meetingFault({ on_date: "2022-02-21", notice_on: "2022-02-22" })).toMatchObject({ field: "notice_on" });
  expect(meetingFault({ on_date: "2022-02-21", adjusted_on: "2022-02-20" })).toMatchObject({ field: "adjusted_on" });
  expect(meetingFault({ on_date: "2022-02-21", starts_at: "kl fem" })).toMatchObject({ field: "starts_at" });
  expect(meetingFault({ on_date: "2022-02-21", starts_at: "17.00" })).toBeNull();
  expect(dispatchFault({ sent_on: "2022-02-24", way: null })).toMatchObject({ field: "sent_on" });
});
test("a decision is reported back until it is done, those that are due first", () => {
  const report = (id: number, dueOn: string | null, doneOn: string | null = null) => ({ id, itemId: 1, responsible: "Chef", dueOn, report: null, reportedOn: null, doneOn, version: 1 });
  expect(openReports([report(1, null), report(2, "2022-05-01"), report(3, "2022-04-01", "2022-04-02")]).map(({ id }) => id)).toEqual([2, 1]);
  expect(reportFault({ report: "Klart", reported_on: null })).toMatchObject({ field: "reported_on" });
  expect(reportFault({ done_on: "2022-05-01" })).toMatchObject({ field: "report" });
});
test("an agreement is in force when all parties have adopted it, not before its day where it has one", () => {
  const party = (name: string, adoptedOn: string | null, leftOn: string | null = null): AgreementParty => ({ id: 1, agreementId: 1, name, adoptedOn, decision: null, leftOn, version: 1 });
  const both = { rule: "all-and-day" as const, fromDate: "2022-07-01", toDate: null };
  expect(inForceFrom(both, [party("A", "2022-05-20"), party("B", "2022-06-30")])).toBe("2022-07-01");
  expect(inForceFrom(both, [party("A", "2022-05-20"), party("B", "2022-08-15")])).toBe("2022-08-15");
  expect(agreementState(both, [party("A", "2022-05-20"), party("B", null), party("C", null, "2022-06-01")], "2022-09-01")).toBe("väntar på B");
  expect(agreementState({ rule: "day", fromDate: "2022-07-01", toDate: "2026-12-31" }, [], "2027-01-01")).toBe("gällde till 2026-12-31");
});
