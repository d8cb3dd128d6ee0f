import { describe, expect, test } from "vitest";
import type { Risk } from "../src/internal-control/control-plan.ts";
import type { ControlAction } from "../src/internal-control/control-action.ts";
import type { Step } from "../src/platform/edit/step.ts";
import { rulingFault, rulingsOf, rulingsToExecute, type CourtRuling } from "../src/quality/court-ruling.ts";
import { countFeedback, FEEDBACK_STEP_WORDS, feedbackFault, feedbackOf, feedbackStepFault, isLateAnswer, isOpen, nextFeedbackSteps, stateOfFeedback, toldOf, type FeedbackStepKind, type HandledFeedback, type ToldFeedback } from "../src/quality/feedback.ts";
import { countIncidents, INCIDENT_STEP_WORDS, incidentFault, incidentStepFault, nextIncidentSteps, severityOf, severityWords, type IncidentStepKind, type ToldIncident } from "../src/quality/incident.ts";
import { FORM_LANGUAGES, formLanguage, readLeftFeedback, type LeftFeedbackLanguage } from "../src/quality/left-feedback.ts";
import { investigationDue, LEX_SARAH_STEP_WORDS, lexSarahFault, lexSarahRule, lexSarahStepFault, lexSarahWait, nextLexSarahSteps, type LexSarahStepKind } from "../src/quality/lex-sarah.ts";
import { ownControlFault, type OwnControl } from "../src/quality/own-control.ts";
import { wheelOf, type QualityWheel, type WheelPart } from "../src/quality/quality-wheel.ts";
import { countKey, countTold, countWords, readCountKey, toldGroups, type ToldCount, type ToldRegisters } from "../src/quality/told-count.ts";
import type { UnexecutedDecision } from "../src/quality/unexecuted-decision.ts";
import { surveyAnswers, surveyFault, type UserSurvey } from "../src/quality/user-survey.ts";

/** Steps as they were taken: "answered 2026-02-05". */
const taken = <Kind extends string>(...told: readonly string[]): Step<Kind>[] => told.map((text, index) => { const [kind, onDate = "2026-02-04"] = text.split(" "); return { id: index + 1, kind: kind as Kind, onDate, note: null, actor: "user:1", at: `${onDate} 12:00:00+00` }; });
/** What each step may be followed by, as a page would offer it. */
const followed = <Kind extends string>(words: Readonly<Record<Kind, string>>, next: (steps: readonly Step<Kind>[]) => readonly Kind[]): Record<string, string> =>
  Object.fromEntries([["nothing", []], ...Object.keys(words).map((kind) => [kind, taken<Kind>(kind)])].map(([name, steps]) => [name, next(steps as Step<Kind>[]).join(" ")]));

describe("feedback", () => {
  const one = (more: Partial<HandledFeedback> = {}): HandledFeedback => ({ id: 1, committeeId: 2, unitId: null, receivedOn: "2026-02-03", channel: "web", kind: "complaint", subject: "time", place: null, body: "Det dröjde.", language: "sv", wantsAnswer: "yes", sender: null, contact: null, version: 1, steps: [], ...more });
  const told = (...days: readonly (string | null)[]): ToldFeedback[] => days.map((answeredOn) => toldOf(one({ steps: answeredOn === null ? [] : taken("assigned", `answered ${answeredOn}`) })));

  test("is assigned, answered, learned from and closed in that order, and opened again from nothing but closed", () => {
    expect(followed<FeedbackStepKind>(FEEDBACK_STEP_WORDS, nextFeedbackSteps)).toEqual({
      nothing: "assigned answered closed", assigned: "assigned answered closed", answered: "learned closed assigned", learned: "closed", closed: "reopened", reopened: "assigned answered closed",
    });
  });
  test("that wants an answer is closed when it has had one, ever; no step is before it was received", () => {
    const fault = (kind: FeedbackStepKind, onDate: string, wantsAnswer: string, ...steps: string[]) => feedbackStepFault(kind, onDate, { received_on: "2026-02-03", wants_answer: wantsAnswer }, taken(...steps))?.field ?? null;
    expect(fault("closed", "2026-02-03", "yes")).toBe("kind");
    expect(fault("closed", "2026-02-03", "yes", "assigned")).toBe("kind");
    expect(fault("closed", "2026-02-03", "yes", "answered", "closed", "reopened")).toBeNull();
    expect(fault("closed", "2026-02-03", "no")).toBeNull();
    expect(fault("answered", "2026-02-03", "yes")).toBeNull();
    for (const kind of ["assigned", "answered", "closed"] as const) expect(fault(kind, "2026-02-02", "no")).toBe("on_date");
  });
  test("was not received on a day that has not been", () => {
    expect([feedbackFault({ received_on: "2026-02-03" }, "2026-02-03"), feedbackFault({}, "2026-02-03"), feedbackFault({ received_on: "2026-02-04" }, "2026-02-03")?.field]).toEqual([null, null, "received_on"]);
  });
  test("stands as its last step says; an answer is late on the fifteenth day, where one is asked for and it is not closed", () => {
    expect([stateOfFeedback(one()), stateOfFeedback(one({ steps: taken("answered", "closed", "reopened") })), isOpen(one()), isOpen(one({ steps: taken("closed") })), isOpen(one({ steps: taken("closed", "reopened") }))]).toEqual(["received", "reopened", true, false, true]);
    expect(["2026-02-17", "2026-02-18"].map((day) => isLateAnswer(one(), day))).toEqual([false, true]);
    expect([one({ wantsAnswer: "no" }), one({ steps: taken("answered") }), one({ steps: taken("closed") }), one({ steps: taken("assigned") })].map((own) => isLateAnswer(own, "2026-06-01"))).toEqual([false, false, false, true]);
  });
  test("is told by its kind and its days: the first answer, whether something was learned, and whether it is closed now", () => {
    const shown = toldOf(one({ steps: taken("answered 2026-02-05", "answered 2026-02-09", "learned 2026-02-10", "closed 2026-02-11", "reopened 2026-02-12") }));
    expect(shown).toMatchObject({ kind: "complaint", subject: "time", receivedOn: "2026-02-03", wantsAnswer: "yes", answeredOn: "2026-02-05", learned: true, closed: false });
  });
  test("is counted with the middle one of the days to answers; of an even number, the mean of the two in the middle", () => {
    expect(countFeedback(told("2026-02-20", "2026-02-04", "2026-02-06")).middleDays).toBe(3);
    expect(countFeedback(told("2026-02-20", "2026-02-04", "2026-02-06", "2026-02-10")).middleDays).toBe(5);
    expect(countFeedback(told("2026-02-06", "2026-02-07")).middleDays).toBe(3.5);
    // Eleven days are fewer than two, as words; not as days.
    expect(countFeedback(told("2026-02-14", "2026-02-05", "2026-02-04")).middleDays).toBe(2);
  });
  test("that nobody has answered has no middle one: missing is not zero", () => {
    expect(countFeedback([])).toEqual({ count: 0, asked: 0, answered: 0, inTime: 0, middleDays: null, learned: 0 });
    expect(countFeedback(told(null, null))).toEqual({ count: 2, asked: 2, answered: 0, inTime: 0, middleDays: null, learned: 0 });
    expect(countFeedback(told("2026-02-03")).middleDays).toBe(0);
  });
  test("is answered in time within fourteen days, and counted among the answered only where an answer was asked for", () => {
    expect(countFeedback(told("2026-02-17", "2026-02-18"))).toMatchObject({ answered: 2, inTime: 1 });
    expect(countFeedback([toldOf(one({ wantsAnswer: "no", steps: taken("answered", "learned") }))])).toEqual({ count: 1, asked: 0, answered: 0, inTime: 0, middleDays: null, learned: 1 });
  });
  test("is a year's by the day that it was received", () => {
    expect(feedbackOf([one({ receivedOn: "2025-12-31" }), one({ receivedOn: "2026-01-01" }), one({ receivedOn: "2026-12-31" })], 2026).map(({ receivedOn }) => receivedOn)).toEqual(["2026-01-01", "2026-12-31"]);
  });
});

describe("the public form", () => {
  const LANGUAGES = Object.keys(FORM_LANGUAGES) as LeftFeedbackLanguage[];
  const FIT: Readonly<Record<string, string>> = { kind: "complaint", subject: "time", body: "Det dröjde. Se https://ekby.example och http://ekby.example." };
  const read = (told: Readonly<Record<string, string>>, language: LeftFeedbackLanguage) => readLeftFeedback((name) => told[name] ?? null, language);

  test.each(LANGUAGES)("in %s keeps what was left, with its language and no more than was told", (language) => {
    expect(read(FIT, language)).toEqual({ left: { kind: "complaint", subject: "time", body: FIT["body"], language, place: null, wantsAnswer: "no", sender: null, contact: null } });
    expect(read({ ...FIT, place: "Mottagningen", answer: "yes", sender: "Kim", contact: "kim@ekby.example" }, language)).toEqual({ left: { kind: "complaint", subject: "time", body: FIT["body"], language, place: "Mottagningen", wantsAnswer: "yes", sender: "Kim", contact: "kim@ekby.example" } });
    // What is no box that the form has is not taken for one.
    expect(read({ ...FIT, answer: "on", language: "xx", channel: "phone" }, language)).toMatchObject({ left: { wantsAnswer: "no", language } });
  });
  test.each(LANGUAGES)("in %s tells what is missing or too much, by its field and in its own language", (language) => {
    const { faults } = FORM_LANGUAGES[language];
    const without = (name: string) => Object.fromEntries(Object.entries(FIT).filter(([own]) => own !== name));
    for (const name of ["kind", "subject", "body"] as const) expect(read(without(name), language)).toEqual({ field: name, message: faults[name] });
    for (const [name, value] of [["kind", "gripe"], ["kind", "toString"], ["subject", "constructor"]] as const) expect(read({ ...FIT, [name]: value }, language)).toMatchObject({ field: name });
    expect(read({ ...FIT, body: "x".repeat(5_000) }, language)).toHaveProperty("left");
    expect(read({ ...FIT, body: "x".repeat(5_001) }, language)).toEqual({ field: "body", message: faults.long });
    expect(read({ ...FIT, body: "HTTP://a http://b https://c" }, language)).toEqual({ field: "body", message: faults.links });
    for (const [name, longest] of [["place", 200], ["sender", 100], ["contact", 200]] as const) {
      expect(read({ ...FIT, [name]: "x".repeat(longest) }, language)).toHaveProperty("left");
      expect(read({ ...FIT, [name]: "x".repeat(longest + 1) }, language)).toEqual({ field: name, message: faults.contact });
    }
  });
  test("has the same words in each language, none of them left in another, and Swedish where none is known", () => {
    const shape = (words: object): unknown => Object.fromEntries(Object.entries(words).map(([name, value]) => [name, typeof value === "object" ? shape(value as object) : typeof value === "string" && value !== ""]));
    const texts = (words: object): string[] => Object.values(words).flatMap((value) => (typeof value === "object" ? texts(value as object) : [String(value)]));
    for (const language of LANGUAGES) {
      expect(shape(FORM_LANGUAGES[language])).toEqual(shape(FORM_LANGUAGES.sv));
      expect(texts(FORM_LANGUAGES[language]).filter((text) => language !== "sv" && text !== "Information" && texts(FORM_LANGUAGES.sv).includes(text))).toEqual([]);
      expect(texts(FORM_LANGUAGES[language]).filter((text) => text.includes("!"))).toEqual([]);
    }
    expect([formLanguage("en"), formLanguage("fi"), formLanguage("sv"), formLanguage(undefined), formLanguage("de"), formLanguage("toString")]).toEqual(["en", "fi", "sv", "sv", "sv", "sv"]);
  });
});

describe("incidents", () => {
  test("are assessed first, acted on and checked, and opened again from nothing but closed", () => {
    expect(followed<IncidentStepKind>(INCIDENT_STEP_WORDS, nextIncidentSteps)).toEqual({
      nothing: "assessed", assessed: "acted closed", acted: "effect-checked acted", "effect-checked": "closed acted", closed: "reopened", reopened: "assessed acted",
    });
  });
  test("of severity eight or more are closed when the effect is checked; lighter ones when they are assessed", () => {
    const fault = (kind: IncidentStepKind, row: Readonly<Record<string, string | null>>, ...steps: string[]) => incidentStepFault(kind, "2026-02-04", { occurred_on: "2026-02-03", ...row }, taken(...steps))?.field ?? null;
    for (const [likelihood, consequence, closed] of [["1", "1", null], ["2", "3", null], ["1", "4", null], ["4", "1", null], ["2", "4", "kind"], ["4", "2", "kind"], ["3", "3", "kind"], ["4", "4", "kind"]] as const) {
      expect(fault("closed", { likelihood, consequence }, "assessed"), `${likelihood} × ${consequence}`).toBe(closed);
      expect(fault("closed", { likelihood, consequence }, "assessed", "acted"), `${likelihood} × ${consequence}`).toBe(closed);
      expect(fault("closed", { likelihood, consequence }, "assessed", "acted", "effect-checked"), `${likelihood} × ${consequence}`).toBeNull();
    }
  });
  test("take no step before what it says is written, nor before they happened", () => {
    const fault = (kind: IncidentStepKind, row: Readonly<Record<string, string | null>>, onDate = "2026-02-04") => incidentStepFault(kind, onDate, { occurred_on: "2026-02-03", ...row }, [])?.field ?? null;
    expect([fault("assessed", { likelihood: null, consequence: null }), fault("assessed", { likelihood: "1", consequence: "1" })]).toEqual(["kind", null]);
    expect([fault("acted", { action: null }), fault("acted", { action: "Bytt lås" })]).toEqual(["kind", null]);
    expect([fault("effect-checked", { effect: null }), fault("effect-checked", { effect: "Inga fler" })]).toEqual(["kind", null]);
    expect([fault("reopened", {}, "2026-02-02"), fault("reopened", {}, "2026-02-03")]).toEqual(["on_date", null]);
  });
  test("have both likelihood and consequence or neither, and did not happen on a day that has not been", () => {
    const field = (row: Readonly<Record<string, string | null>>) => incidentFault(row, "2026-02-03")?.field ?? null;
    expect([field({ likelihood: "2" }), field({ consequence: "2" }), field({ likelihood: "2", consequence: "2" }), field({}), field({ occurred_on: "2026-02-04" }), field({ occurred_on: "2026-02-03" })]).toEqual(["consequence", "likelihood", null, null, "occurred_on", null]);
  });
  test("are as grave as likelihood times consequence, in words as risks are; what is not judged is not grave, and not light", () => {
    expect([severityOf({ likelihood: 3, consequence: 4 }), severityOf({ likelihood: null, consequence: null })]).toEqual([12, null]);
    expect([severityWords(6), severityWords(8)].map((words) => words.replace(/^\d+, /, ""))).toEqual(["låg", "medel"]);
    expect(severityWords(16)).toBe("16, hög");
    const told = (likelihood: number | null, more: Partial<ToldIncident> = {}): ToldIncident => ({ category: "safety", occurredOn: "2026-02-03", unitId: null, likelihood, consequence: likelihood, acted: false, effectChecked: false, closed: false, ...more });
    expect(countIncidents([told(null), told(2), told(3, { acted: true }), told(4, { acted: true, effectChecked: true, closed: true })])).toEqual({ count: 4, judged: 3, grave: 2, acted: 2, effectChecked: 1, closed: 1 });
  });
});

describe("lex Sarah", () => {
  const serious = { judgement: "serious", reported_on: "2026-02-03", cause: "Brist", action: "Rutin" };
  test("what is serious is notified once, and answered when it is; what is not is never notified", () => {
    const next = (judgement: string, ...steps: string[]) => nextLexSarahSteps(taken<LexSarahStepKind>(...steps), { judgement }).join(" ");
    expect([next("open"), next("open", "received"), next("open", "received", "secured")]).toEqual(["received", "secured assessed", "assessed"]);
    expect([next("serious", "assessed"), next("within", "assessed"), next("outside", "assessed")]).toEqual(["investigated notified closed", "investigated closed", "investigated closed"]);
    expect([next("serious", "assessed", "notified"), next("serious", "assessed", "notified", "investigated"), next("serious", "investigated")]).toEqual(["investigated answered", "answered closed", "notified closed"]);
    expect([next("serious", "notified", "investigated", "closed"), next("serious", "notified", "closed", "reopened"), next("serious", "closed", "reopened")]).toEqual(["reopened", "secured assessed investigated", "secured assessed investigated notified"]);
    for (const judgement of ["open", "outside", "within"]) for (const kind of Object.keys(LEX_SARAH_STEP_WORDS)) expect(next(judgement, kind).split(" "), `${judgement} ${kind}`).not.toContain("notified");
  });
  test("what is serious is not closed before it is notified, and what is within not before it is investigated", () => {
    const fault = (kind: LexSarahStepKind, row: Readonly<Record<string, string | null>>, ...steps: string[]) => lexSarahStepFault(kind, "2026-02-04", { ...serious, ...row }, taken(...steps));
    expect([fault("closed", {}, "investigated")?.message, fault("closed", {}, "notified")?.message, fault("closed", {}, "investigated", "notified")]).toEqual([expect.stringContaining("IVO"), expect.stringContaining("Utred först"), null]);
    expect([fault("closed", { judgement: "within" }, "assessed")?.field, fault("closed", { judgement: "within" }, "investigated"), fault("closed", { judgement: "outside" }, "assessed")]).toEqual(["kind", null, null]);
    expect([fault("assessed", { judgement: "open" })?.field, fault("assessed", {}), fault("investigated", { cause: null })?.field, fault("investigated", { action: null })?.field, fault("investigated", {})]).toEqual(["kind", null, "kind", "kind", null]);
    expect([lexSarahStepFault("received", "2026-02-02", serious, [])?.field, lexSarahStepFault("received", "2026-02-03", serious, [])]).toEqual(["on_date", null]);
  });
  test("is not judged without grounds, and not of a day that has not been", () => {
    const field = (row: Readonly<Record<string, string | null>>) => lexSarahFault(row, "2026-02-03")?.field ?? null;
    expect([field({ judgement: "open" }), field({}), field({ judgement: "outside" }), field({ judgement: "outside", grounds: "Ett brev" }), field({ occurred_on: "2026-02-04" })]).toEqual([null, null, "grounds", null, "occurred_on"]);
  });
  test("follows the act of the day that it was reported: the old one until June 2025, the new from July", () => {
    expect(["2025-06-30", "2025-07-01"].map(lexSarahRule)).toEqual(["14 kap. 2–7 §§ socialtjänstlagen (2001:453)", "27 kap. 1–6 §§ socialtjänstlagen (2025:400)"]);
  });
  test("is to be investigated within two months, on the last day of a month that has no such day", () => {
    expect(["2026-02-03", "2025-12-31", "2026-07-31", "2026-12-30", "2027-12-31"].map((reportedOn) => investigationDue({ reportedOn }))).toEqual(["2026-04-03", "2026-02-28", "2026-09-30", "2027-02-28", "2028-02-29"]);
  });
  test("waits for what is to be done first, and for its investigation until the last of the two months", () => {
    const wait = (judgement: "open" | "outside" | "within" | "serious", on: string, ...steps: string[]) => lexSarahWait({ judgement, reportedOn: "2026-02-03", steps: taken(...steps) }, on);
    expect(wait("open", "2026-02-03")).toBe("ska tas emot");
    expect(wait("open", "2026-02-03", "received", "secured")).toBe("ska bedömas");
    expect(wait("serious", "2026-02-04", "received", "assessed")).toBe("ska anmälas till IVO snarast");
    expect(wait("serious", "2026-02-04", "received", "assessed", "notified")).toBe("utredningen ska vara klar 2026-04-03");
    expect(wait("within", "2026-04-03", "received", "assessed")).toBe("utredningen ska vara klar 2026-04-03");
    expect(wait("within", "2026-04-04", "received", "assessed")).toBe("utredningen skulle ha varit klar 2026-04-03");
    expect([wait("within", "2026-04-04", "received", "assessed", "investigated"), wait("outside", "2026-04-04", "received", "assessed"), wait("serious", "2026-04-04", "notified", "investigated")]).toEqual(["kan avslutas", "kan avslutas", "kan avslutas"]);
    expect([wait("within", "2027-01-01", "investigated", "closed"), wait("serious", "2027-01-01", "closed", "reopened")]).toEqual([null, "ska anmälas till IVO snarast"]);
  });
});

describe("what is told in numbers", () => {
  const feedback = (kind: ToldFeedback["kind"], receivedOn: string, answeredOn: string | null = null): ToldFeedback => ({ kind, subject: "time", unitId: null, receivedOn, wantsAnswer: "yes", answeredOn, learned: false, closed: false });
  const incident = (category: ToldIncident["category"], occurredOn: string, likelihood: number | null = null): ToldIncident => ({ category, occurredOn, unitId: null, likelihood, consequence: likelihood, acted: false, effectChecked: false, closed: false });
  const TOLD: ToldRegisters = {
    feedback: [feedback("praise", "2026-01-02"), feedback("complaint", "2026-03-01", "2026-03-04"), feedback("complaint", "2026-04-01", "2026-04-06"), feedback("complaint", "2025-12-31")],
    incidents: [incident("safety", "2026-01-02", 4), incident("routine", "2026-01-03"), incident("safety", "2025-01-02", 4)],
    lexSarah: [{ year: 2025, reported: 1, within: 0, serious: 0, notified: 0 }, { year: 2026, reported: 4, within: 3, serious: 2, notified: 1 }],
  };
  const COUNTS: readonly ToldCount[] = [
    { register: "feedback", year: 2026, group: "all", value: "", measure: "count" }, { register: "feedback", year: 2026, group: "kind", value: "complaint", measure: "middleDays" }, { register: "feedback", year: 2025, group: "subject", value: "time", measure: "inTime" },
    { register: "incident", year: 2026, group: "category", value: "safety", measure: "grave" }, { register: "incident", year: 2026, group: "all", value: "", measure: "effectChecked" }, { register: "lex_sarah", year: 2026, group: "all", value: "", measure: "notified" }, { register: "feedback", year: 2026, group: "unit", value: "7", measure: "count" }, { register: "incident", year: 2026, group: "unit", value: "0", measure: "count" },
  ];
  test.each(COUNTS.map((count) => [countKey(12, count), count] as const))("%s names a count, and is read as that count again", (key, count) => {
    expect(readCountKey(key)).toEqual({ ...count, committeeId: 12 });
    // An address parts what it names by colons.
    expect(key).not.toContain(":");
  });
  test.each(["", "feedback", "toString/1/2026/all/-/count", "feedback/1/2026/toString/-/count", "feedback/1/2026/all/-/toString", "feedback/x/2026/all/-/count", "feedback/1/26/all/-/count", "lex_sarah/1/2026/kind/wrong/reported", "incident/1/2026/kind/complaint/count", "feedback/1/2026/unit/-/count", "feedback/1/2026/unit/x/count", "lex_sarah/1/2026/unit/7/reported", "feedback/1234567890/2026/all/-/count"])("%s names no count", (key) => {
    expect(readCountKey(key)).toBeNull();
  });
  test("is counted of the year and the group that it names; where there are none of a number, none is nought, and of a middle one nothing", () => {
    expect(COUNTS.map((count) => countTold(TOLD, count))).toEqual([3, 4, 0, 1, 0, 1, 0, 2]);
    const of = (more: Partial<ToldCount>): number | null => countTold(TOLD, { ...COUNTS[0]!, ...more });
    expect([of({ year: 2024 }), of({ year: 2024, measure: "middleDays" }), of({ register: "lex_sarah", year: 2024, measure: "reported" }), of({ group: "kind", value: "view" })]).toEqual([0, null, 0, 0]);
  });
  test("has the groups that the year has any of, the most first, and words that tell each", () => {
    expect(toldGroups(TOLD, "feedback", "kind", 2026)).toEqual([{ value: "complaint", words: "klagomål" }, { value: "praise", words: "beröm" }]);
    expect(toldGroups(TOLD, "incident", "category", 2025)).toEqual([{ value: "safety", words: "säkerhet och skada" }]);
    expect(new Set(COUNTS.map((count) => countWords(count))).size).toBe(COUNTS.length);
    expect(countWords(COUNTS[1]!)).toMatch(/^Synpunkter och klagomål.*2026/);
    for (const count of COUNTS) expect(countWords(count)).toContain(String(count.year));
    const units: ToldRegisters = { ...TOLD, feedback: TOLD.feedback.map((one, index) => ({ ...one, unitId: index === 0 ? 7 : null })) };
    expect(toldGroups(units, "feedback", "unit", 2026, new Map([[7, "Stöd"]]))).toEqual([{ value: "0", words: "utan enhet" }, { value: "7", words: "Stöd" }]);
    expect([countTold(units, COUNTS[6]!), countWords(COUNTS[6]!, new Map([[7, "Stöd"]]))]).toEqual([1, "Synpunkter och klagomål 2026, Stöd, antal"]);
  });
});

describe("surveys, own controls and rulings", () => {
  const field = (found: { readonly field: string } | null): string | null => found?.field ?? null;
  test("a survey has no more answers than it asked, and a day when it is done", () => {
    expect([surveyFault({ asked: "10", answered: "11" }), surveyFault({ asked: "9", answered: "10" }), surveyFault({ asked: "10", answered: "10" }), surveyFault({ answered: "11" }), surveyFault({ asked: "0", answered: "0" })].map(field)).toEqual(["answered", "answered", null, null, null]);
    expect([surveyFault({ status: "done" }), surveyFault({ status: "done", done_on: "2026-02-03" }), surveyFault({ status: "ongoing" }), surveyFault({})].map(field)).toEqual(["done_on", null, null, null]);
    expect([{ asked: 48, answered: 31 }, { asked: 48, answered: null }, { asked: null, answered: 31 }, { asked: 0, answered: 0 }, { asked: null, answered: null }].map(surveyAnswers)).toEqual(["31 av 48 (65 %)", "48 tillfrågade", "31", "0 av 0", ""]);
  });
  test("an own control has no more right than it checked, a day where it has a result, and an action where a deviation is felt", () => {
    expect([ownControlFault({ correct: "3" }), ownControlFault({ correct: "11", checked: "9" }), ownControlFault({ correct: "9", checked: "10" }), ownControlFault({ checked: "10" })].map(field)).toEqual(["checked", "correct", null, null]);
    expect([ownControlFault({ result: "none" }), ownControlFault({ result: "none", done_on: "2026-02-03" })].map(field)).toEqual(["done_on", null]);
    for (const [result, asked] of [["none", null], ["slight", null], ["considerable", "action"], ["serious", "action"]] as const) {
      expect(field(ownControlFault({ result, done_on: "2026-02-03" })), result).toBe(asked);
      expect(field(ownControlFault({ result, done_on: "2026-02-03", action: "Ny rutin" })), result).toBeNull();
    }
  });
  const ruling = (id: number, more: Partial<CourtRuling> = {}): CourtRuling => ({ id, unitId: null, ruledOn: "2026-02-03", court: "Förvaltningsrätten", act: "SoL", concerning: "Boende", outcome: "granted", appealed: "no", done: null, doneOn: null, learned: null, version: 1, ...more });
  test("a ruling is not executed before it was given; those that went against the committee wait until it has, or appeals", () => {
    expect([rulingFault({ ruled_on: "2026-02-03", done_on: "2026-02-02" }), rulingFault({ ruled_on: "2026-02-03", done_on: "2026-02-03" }), rulingFault({ ruled_on: "2026-02-03" }), rulingFault({})].map(field)).toEqual(["done_on", null, null, null]);
    const all = [ruling(1), ruling(2, { outcome: "denied" }), ruling(3, { appealed: "yes" }), ruling(4, { doneOn: "2026-03-01" }), ruling(5, { outcome: "remitted", appealed: "undecided" }), ruling(6, { outcome: "partly" })];
    expect(rulingsToExecute(all).map(({ id }) => id)).toEqual([1, 5, 6]);
    expect(rulingsOf([ruling(3), ruling(1, { ruledOn: "2026-05-01" }), ruling(2), ruling(4, { ruledOn: "2025-12-31" })], 2026).map(({ id }) => id)).toEqual([2, 3, 1]);
  });

  describe("the wheel", () => {
    const nothing: QualityWheel = { risks: [], actions: [], ownControls: [], told: { feedback: [], incidents: [], lexSarah: [] }, surveys: [], rulings: [], declarations: [], promises: [], timed: [], decisions: [] };
    const ON = "2026-06-01";
    const rowOf = (more: Partial<QualityWheel>, part: WheelPart) => { const { kept, notable } = wheelOf({ ...nothing, ...more }, 2026, ON).find((row) => row.part === part)!; return [kept, notable]; };
    const risk = (likelihood: number | null, consequence: number | null) => ({ likelihood, consequence }) as unknown as Risk;
    test("has its parts in the order that quality goes round, and nothing to see to where nothing is kept", () => {
      expect(wheelOf(nothing, 2026, ON).map(({ notable, part }) => [part, notable])).toEqual(["declarations", "risks", "own-controls", "incidents", "lex-sarah", "feedback", "surveys", "rulings", "unexecuted", "timed", "actions"].map((part) => [part, ""]));
      expect([rowOf({}, "lex-sarah")[0], rowOf({}, "risks")[0], rowOf({}, "feedback")[0]]).toEqual(["inga rapporter", "0 risker", "0 synpunkter, 0 av 0 som vill ha svar har fått det"]);
    });
    test("tells high risks, controls with a felt deviation, and actions that are late", () => {
      expect(rowOf({ risks: [risk(4, 4), risk(1, 1), risk(null, null)] }, "risks")).toEqual(["3 risker", "1 hög"]);
      const control = (result: OwnControl["result"], doneOn: string | null) => ({ result, doneOn }) as OwnControl;
      expect(rowOf({ ownControls: [control("serious", "2026-02-03"), control("considerable", "2026-02-03"), control("slight", "2026-02-03"), control(null, null)] }, "own-controls")).toEqual(["4 egenkontroller, 3 gjorda", "2 med kännbar eller allvarlig avvikelse"]);
      const action = (dueOn: string, doneOn: string | null) => ({ dueOn, doneOn }) as ControlAction;
      expect(rowOf({ actions: [action("2026-05-31", null), action(ON, null), action("2026-05-31", "2026-06-01")] }, "actions")).toEqual(["3 åtgärder ur intern kontroll, 1 klara", "1 är försenad"]);
    });
    test("tells incidents that are not judged, and grave ones that nothing is done about; of the year alone", () => {
      const incident = (likelihood: number | null, more: Partial<ToldIncident> = {}): ToldIncident => ({ category: "safety", occurredOn: "2026-02-03", unitId: null, likelihood, consequence: likelihood, acted: false, effectChecked: false, closed: false, ...more });
      const told = (incidents: readonly ToldIncident[]) => ({ told: { ...nothing.told, incidents } });
      expect(rowOf(told([incident(null), incident(3), incident(4, { acted: true }), incident(4, { closed: true }), incident(2), incident(null, { occurredOn: "2025-02-03" })]), "incidents")).toEqual(["5 avvikelser, 1 avslutade", "1 är inte bedömd, 1 allvarlig är inte åtgärdad"]);
      expect(rowOf(told([incident(1, { closed: true })]), "incidents")).toEqual(["1 avvikelse, 1 avslutade", ""]);
    });
    test("tells serious reports that are not notified, and answers that have been waited for", () => {
      const sarah = (serious: number, notified: number) => ({ told: { ...nothing.told, lexSarah: [{ year: 2026, reported: 3, within: 2, serious, notified }, { year: 2025, reported: 9, within: 9, serious: 9, notified: 0 }] } });
      expect([rowOf(sarah(2, 1), "lex-sarah"), rowOf(sarah(1, 1), "lex-sarah")]).toEqual([["3 rapporter, 2 inom lex Sarah", "1 allvarlig är inte anmäld"], ["3 rapporter, 2 inom lex Sarah", ""]]);
      const feedback = (receivedOn: string, more: Partial<ToldFeedback> = {}): ToldFeedback => ({ kind: "view", subject: "time", unitId: null, receivedOn, wantsAnswer: "yes", answeredOn: null, learned: false, closed: false, ...more });
      const told = { told: { ...nothing.told, feedback: [feedback("2026-05-18"), feedback("2026-05-17"), feedback("2026-01-01", { answeredOn: "2026-05-01" }), feedback("2026-01-01", { wantsAnswer: "no" }), feedback("2026-01-01", { closed: true }), feedback("2025-12-31")] } };
      expect(rowOf(told, "feedback")).toEqual(["5 synpunkter, 1 av 4 som vill ha svar har fått det", "1 svar har dröjt mer än 14 dagar"]);
    });
    test("tells surveys that changed nothing, rulings that wait, and decisions that have waited for more than three months", () => {
      const survey = (status: UserSurvey["status"], changed: string | null) => ({ status, changed }) as UserSurvey;
      expect(rowOf({ surveys: [survey("done", null), survey("done", "Nya tider"), survey("planned", null)] }, "surveys")).toEqual(["3 undersökningar, 2 genomförda", "1 utan att det sägs vad som ändrades"]);
      expect(rowOf({ rulings: [ruling(1), ruling(2, { outcome: "denied" }), ruling(3, { ruledOn: "2025-02-03" })] }, "rulings")).toEqual(["2 domar", "2 som gick emot nämnden är inte verkställda"]);
      const decision = (decidedOn: string, executedOn: string | null = null) => ({ id: 1, decidedOn, executedOn, interruptedOn: null, closedOn: null }) as UnexecutedDecision;
      expect(rowOf({ decisions: [decision("2026-02-28"), decision("2026-03-01"), decision("2026-01-01", "2026-05-20")] }, "unexecuted")).toEqual(["2 beslut väntar på att verkställas", "1 sedan mer än tre månader"]);
    });
  });
});
