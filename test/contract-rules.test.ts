import { describe, expect, test } from "vitest";
import type { Level } from "../src/assessment/assessment.ts";
import { byInterval, type ContractObligation } from "../src/contracts/contract-obligation.ts";
import { answerFault, countLevels, openingQuestions, reviewFault, toWatch, unplannedReviews, type AnswerInput, type ContractReview, type ReviewAnswer } from "../src/contracts/contract-review.ts";
import { supplierFault, supplierWait, type ContractSupplier } from "../src/contracts/contract-supplier.ts";
import { contractDays, contractFault, isInForce, toProcure, type Contract } from "../src/contracts/contract.ts";
import { formFault, MOST_QUESTIONS, questionsOf } from "../src/contracts/review-form.ts";
import { daysAfter } from "../src/platform/days.ts";

const contract = (own: Partial<Contract> = {}): Contract => ({ id: 1, committeeId: 1, unitId: null, name: "Boende", area: null, form: "lou", contractor: null, diaryNumber: null, host: null, validFrom: "2020-01-01", validTo: null, extendableTo: null, extendBy: null, noticeBy: null, priceIndex: null, priceOn: null, procureYear: null, endedOn: null, note: null, version: 1, ...own });
const review = (own: Partial<ContractReview> = {}): ContractReview => ({ id: 1, committeeId: 1, year: 2025, contractId: 1, formId: null, kind: "full", presentation: null, dueOn: null, reviewedOn: null, documents: null, visited: null, met: null, summary: null, followsId: null, version: 1, ...own });
const LEVELS = (["Mycket väl fungerande", "Fungerande", "Bristfällig"] as const).map((label, index) => ({ id: index + 1, rank: index + 1, label }) as Level);
const [BEST, MIDDLE, WORST] = LEVELS as [Level, Level, Level];
const answer = (ordinal: number, level: Level | null, own: Partial<ReviewAnswer> = {}): ReviewAnswer => ({ reviewId: 1, ordinal, area: "1. Område", question: `1.${ordinal} Fråga`, level, comment: null, remark: null, followOn: null, evidence: null, ...own });
const fieldOf = (fault: { readonly field: string } | null): string | null => fault?.field ?? null;

describe("a contract", () => {
  const row = { valid_from: "2024-01-01", valid_to: "2026-12-31" };
  test("does not end before it begins, and is extended to after its end", () => {
    expect(contractFault({ ...row, valid_to: "2023-12-31" })).toEqual({ field: "valid_to", message: "Avtalet slutar före det börjar, 2024-01-01." });
    expect(fieldOf(contractFault({ valid_from: "2024-01-01", extendable_to: "2028-12-31" }))).toBe("valid_to");
    expect(fieldOf(contractFault({ ...row, extendable_to: "2026-12-30" }))).toBe("extendable_to");
    expect(contractFault({ ...row, extendable_to: "2028-12-31" })).toBeNull();
    expect(contractFault({ valid_from: "2024-01-01" })).toBeNull();
  });
  test("is extended and given notice of while it holds", () => {
    expect(fieldOf(contractFault({ ...row, extend_by: "2027-01-01" }))).toBe("extend_by");
    expect(fieldOf(contractFault({ ...row, notice_by: "2027-01-01" }))).toBe("notice_by");
    expect(contractFault({ ...row, extend_by: "2026-12-31", notice_by: "2026-12-31" })).toBeNull();
    // Until notice there is no end to be before.
    expect(contractFault({ valid_from: "2024-01-01", notice_by: "2030-01-01" })).toBeNull();
  });
  test("is procured anew in a year of four figures", () => {
    for (const year of ["26", "1989", "2200", "20260"]) expect(fieldOf(contractFault({ ...row, procure_year: year })), year).toBe("procure_year");
    for (const year of ["1990", "2026", "2199"]) expect(contractFault({ ...row, procure_year: year }), year).toBeNull();
  });
  test("holds from its first day to its last, and not on the day that it was ended", () => {
    const own = contract({ validFrom: "2024-01-01", validTo: "2024-12-31" });
    expect(["2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"].map((day) => isInForce(own, day))).toEqual([false, true, true, false]);
    expect(["2024-05-31", "2024-06-01"].map((day) => isInForce({ ...own, endedOn: "2024-06-01" }, day))).toEqual([true, false]);
    expect(isInForce(contract(), "2199-01-01")).toBe(true);
  });
  test("stands in the plan of the year that it is procured anew, where it has not ended", () => {
    const own = [contract({ id: 1, procureYear: 2026 }), contract({ id: 2, procureYear: 2027 }), contract({ id: 3, procureYear: 2026, endedOn: "2026-01-01" }), contract({ id: 4 })];
    expect(toProcure(own, 2026).map(({ id }) => id)).toEqual([1]);
  });
});

describe("the days of contracts", () => {
  const on = "2026-06-15";
  const words = (...own: readonly Partial<Contract>[]): string[] => contractDays(own.map((one, index) => contract({ id: index + 1, name: `Avtal ${index + 1}`, ...one })), on).map(({ day, words: said }) => `${day} ${said}`);
  test("are told in good time: extension and notice four months before, an end without a procurement a year, a price a month and a half", () => {
    const near = (ahead: number) => [daysAfter(on, ahead), daysAfter(on, ahead + 1)];
    for (const [days, of] of [[120, (day: string) => ({ validTo: "2027-12-31", procureYear: 2027, extendableTo: "2029-12-31", extendBy: day })], [120, (day: string) => ({ validTo: "2027-12-31", procureYear: 2027, noticeBy: day })], [365, (day: string) => ({ validTo: day })], [45, (day: string) => ({ priceOn: day })]] as const) {
      const [told, early] = near(days) as [string, string];
      expect(words(of(told)).length, told).toBe(1);
      expect(words(of(early)), early).toEqual([]);
    }
  });
  test("that have gone by stand until something is done, and stand first", () => {
    expect(words({ noticeBy: "2026-07-01" }, { priceOn: "2026-01-01" })).toEqual(["2026-01-01 Avtal 2: priset räknas om", "2026-07-01 Avtal 1: sista dag för uppsägning"]);
  });
  test("of a contract that has ended, or was ended, are not told", () => {
    expect(words({ validTo: "2026-06-14", noticeBy: "2026-06-01" }, { endedOn: "2026-01-01", priceOn: "2026-06-20" })).toEqual([]);
    expect(words({ validTo: "2026-06-15" })).toEqual(["2026-06-15 Avtal 1: slutar, ingen ny upphandling är planerad"]);
  });
  test("an extension is not told of where there is none left; an end is where it can be extended no more and is not procured", () => {
    const own = { validTo: "2026-12-31", extendBy: "2026-08-01" };
    expect(words({ ...own, extendableTo: "2026-12-31" })).toEqual(["2026-12-31 Avtal 1: slutar, ingen ny upphandling är planerad"]);
    expect(words({ ...own, extendableTo: "2028-12-31" })).toEqual(["2026-08-01 Avtal 1: besluta om förlängning"]);
    expect(words({ ...own, extendableTo: "2026-12-31", procureYear: 2026 })).toEqual([]);
    expect(words({ ...own, extendableTo: null })).toEqual(["2026-12-31 Avtal 1: slutar, ingen ny upphandling är planerad"]);
  });
});

describe("a form of questions", () => {
  const text = "1. Bemanning\n1.1 Antal\n1.2. Utbildning\n\n2 Lokaler\n  2.1 Brandskydd  ";
  test("is areas and their questions, each on a line with its number", () => {
    expect(questionsOf(text)).toEqual([{ area: "1. Bemanning", question: "1.1 Antal" }, { area: "1. Bemanning", question: "1.2. Utbildning" }, { area: "2 Lokaler", question: "2.1 Brandskydd" }]);
    expect(formFault({ questions: text })).toBeNull();
    expect(questionsOf(text.replaceAll("\n", "\r\n"))).toEqual(questionsOf(text));
  });
  test("tells which line has no number, and which is too long", () => {
    expect(formFault({ questions: "1. Bemanning\n\nHur många är de?" })).toEqual({ field: "questions", message: "Rad 3, »Hur många är de?«, har inget nummer; skriv till exempel 1. för ett område och 1.1 för en fråga." });
    expect(formFault({ questions: `1. Bemanning\n1.1 ${"å".repeat(400)}` })!.message).toBe("Rad 2 är längre än 400 tecken.");
  });
  test("has a question, under an area, and no more of them than can be answered", () => {
    for (const questions of [null, "", " \n ", "1. Bemanning\n2. Lokaler"]) expect(formFault({ questions })!.message, String(questions)).toBe("Skriv minst ett område och en fråga.");
    expect(formFault({ questions: "1.1 Antal\n1. Bemanning" })!.message).toMatch(/^Den första frågan står utan område/);
    const many = (count: number): string => ["1. Område", ...Array.from({ length: count }, (_, index) => `1.${index + 1} Fråga`)].join("\n");
    expect(formFault({ questions: many(MOST_QUESTIONS) })).toBeNull();
    expect(formFault({ questions: many(MOST_QUESTIONS + 1) })!.message).toBe(`En mall har högst ${MOST_QUESTIONS} frågor.`);
  });
});

describe("an answer", () => {
  const given = (level: Level | null, own: Partial<AnswerInput> = {}) => answerFault({ ordinal: 4, levelId: level?.id ?? null, comment: "Så är det.", remark: null, followOn: null, evidence: null, ...own }, level, "2.1. Bemanning");
  test("that works very well asks for nothing more; what is not judged may be left for later", () => {
    expect([given(BEST, { comment: null }), given(null), given(null, { comment: null, evidence: "Schemat" })]).toEqual([null, null, null]);
  });
  test("that works asks for a recommendation; one that is deficient for what it is and when it is followed up", () => {
    expect(given(MIDDLE)).toEqual({ field: "remark-4", message: "Fråga 2.1 är bedömd som fungerande: skriv en rekommendation om vad som kan bli bättre." });
    expect(given(MIDDLE, { remark: "Fler på helger" })).toBeNull();
    expect(given(WORST)).toEqual({ field: "remark-4", message: "Fråga 2.1 är bedömd som bristfällig: skriv vad som brister." });
    expect(given(WORST, { remark: "För få" })).toEqual({ field: "follow-4", message: "Fråga 2.1 är bedömd som bristfällig: skriv när bristen följs upp." });
    expect(given(WORST, { remark: "För få", followOn: "2026-03-01" })).toBeNull();
  });
  test("that is not the best is explained, and a day belongs to what is deficient", () => {
    expect(fieldOf(given(MIDDLE, { remark: "Fler", comment: null }))).toBe("comment-4");
    expect(fieldOf(given(WORST, { remark: "För få", followOn: "2026-03-01", comment: null }))).toBe("comment-4");
    expect([given(BEST, { followOn: "2026-03-01" }), given(MIDDLE, { remark: "Fler", followOn: "2026-03-01" })].map(fieldOf)).toEqual(["follow-4", "follow-4"]);
  });
  test("with a recommendation or a day and no level is told to have one", () => {
    expect([given(null, { remark: "Fler" }), given(null, { followOn: "2026-03-01" })].map(fieldOf)).toEqual(["level-4", "level-4"]);
  });
});

describe("a follow-up", () => {
  const questions = [{ area: "1. Nytt", question: "1.1 Ny fråga" }];
  const before = [answer(1, BEST), answer(2, MIDDLE), answer(3, WORST), answer(4, null)];
  test("begins with its form's questions where it is a full one", () => {
    expect(openingQuestions("full", questions, before)).toEqual(questions);
  });
  test("that is simplified begins with what was not as it should the last time, in the order that it was asked", () => {
    expect(openingQuestions("simplified", questions, before).map(({ question }) => question)).toEqual(["1.2 Fråga", "1.3 Fråga"]);
    expect(openingQuestions("simplified", questions, [])).toEqual(questions);
    expect(openingQuestions("simplified", questions, [answer(1, BEST)])).toEqual([]);
  });
  test("watches the gravest first, and counts what is left to judge", () => {
    expect(toWatch(before).map(({ ordinal }) => ordinal)).toEqual([3, 2]);
    const { levels, open } = countLevels([...before, answer(5, WORST)]);
    expect([levels.map(({ count, level }) => [level.rank, count]), open]).toEqual([[[1, 1], [2, 1], [3, 2]], 1]);
  });
  test("that has been made says what was found", () => {
    expect(fieldOf(reviewFault({ reviewed_on: "2026-03-01" }))).toBe("summary");
    expect([reviewFault({ reviewed_on: "2026-03-01", summary: "Bra" }), reviewFault({ summary: "Utkast" }), reviewFault({})]).toEqual([null, null, null]);
  });
  test("is full every other year and simplified between; joint contracts are their hosts' to follow up", () => {
    const contracts = [{ id: 1, host: null }, { id: 2, host: null }, { id: 3, host: "Inköpscentralen" }, { id: 4, host: null }, { id: 5, host: null }];
    const reviews = [review({ contractId: 1, year: 2024 }), review({ contractId: 2, year: 2025 }), review({ contractId: 4, year: 2024, kind: "simplified" }), review({ contractId: 5, year: 2024 }), review({ contractId: 5, year: 2023 })];
    expect(unplannedReviews(contracts, reviews, 2025)).toEqual([{ contractId: 1, kind: "simplified" }, { contractId: 4, kind: "full" }, { contractId: 5, kind: "simplified" }]);
    expect(unplannedReviews(contracts, [], 2025).map(({ kind }) => kind)).toEqual(["full", "full", "full", "full"]);
  });
});

describe("a supplier", () => {
  test("is a company: a number that begins with a day of birth is not taken", () => {
    expect([supplierFault({ organisation_number: "556000-0000" }), supplierFault({ organisation_number: "5560000000" }), supplierFault({})]).toEqual([null, null, null]);
    for (const number of ["556000", "19800101-1234", "556000 0000", "55600O-0000"]) expect(supplierFault({ organisation_number: number })!.message, number).toMatch(/^Ett organisationsnummer har tio siffror/);
    for (const number of ["800101-1234", "0112311234"]) expect(supplierFault({ organisation_number: number }), number).toEqual({ field: "organisation_number", message: "Det ser ut som ett personnummer; för inte in sådana här." });
  });
  test("is looked at on a day, with what it showed and by what source", () => {
    expect([supplierFault({ permit_result: "valid" }), supplierFault({ permit_checked_on: "2026-01-01" })].map(fieldOf)).toEqual(["permit_checked_on", "permit_checked_on"]);
    expect(fieldOf(supplierFault({ permit_result: "valid", permit_checked_on: "2026-01-01" }))).toBe("permit_source");
    expect([supplierFault({ permit_result: "not-needed", permit_checked_on: "2026-01-01" }), supplierFault({ permit_result: "valid", permit_checked_on: "2026-01-01", permit_source: "IVO:s register" })]).toEqual([null, null]);
    expect([supplierFault({ economy_result: "good" }), supplierFault({ economy_checked_on: "2026-01-01" })].map(fieldOf)).toEqual(["economy_checked_on", "economy_checked_on"]);
  });
  test("is to be looked at again when a year has gone; a permit that is not needed is not", () => {
    const wait = (own: Partial<ContractSupplier>): string => supplierWait({ permitResult: null, permitCheckedOn: null, economyCheckedOn: null, ...own } as ContractSupplier, "2026-06-15");
    expect(wait({})).toBe("tillståndet och ekonomin");
    expect(wait({ permitResult: "valid", permitCheckedOn: "2025-06-15", economyCheckedOn: "2025-06-15" })).toBe("");
    expect(wait({ permitResult: "valid", permitCheckedOn: "2025-06-14", economyCheckedOn: "2025-06-15" })).toBe("tillståndet");
    expect(wait({ permitResult: "not-needed", permitCheckedOn: "2019-01-01", economyCheckedOn: "2019-01-01" })).toBe("ekonomin");
  });
});

test("promises stand by how often they are done, the most often first, and without those that nothing is promised for", () => {
  const promise = (id: number, interval: ContractObligation["interval"]): ContractObligation => ({ id, committeeId: 1, contractId: 1, interval, name: `Åtagande ${id}`, endedOn: null, version: 1 });
  expect(byInterval([promise(1, "year"), promise(2, "week"), promise(3, "other"), promise(4, "week")]).map(({ interval, own }) => [interval, own.map(({ id }) => id)])).toEqual([["week", [2, 4]], ["year", [1]], ["other", [3]]]);
  expect(byInterval([])).toEqual([]);
});
