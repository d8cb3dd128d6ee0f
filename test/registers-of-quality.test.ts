import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadHistory } from "../src/audit/audit-reads.ts";
import { program, type Context } from "../src/platform/command.ts";
import { today } from "../src/platform/clock.ts";
import { daysAfter } from "../src/platform/days.ts";
import type { Database } from "../src/platform/db/database.ts";
import type { Fields } from "../src/platform/edit/conflict.ts";
import { readRegisterTable } from "../src/platform/edit/register-import.ts";
import { importKey } from "../src/platform/edit/register.ts";
import type { StepInput } from "../src/platform/edit/step-command.ts";
import { valueOf, type Outcome } from "../src/platform/outcome.ts";
import { addCourtRuling, changeCourtRuling } from "../src/quality/court-ruling-commands.ts";
import { addFeedback, changeFeedback, leaveFeedback, removeFeedback, takeFeedbackStep } from "../src/quality/feedback-commands.ts";
import { findLeftFeedback, listFeedback } from "../src/quality/feedback-reads.ts";
import { changeIncident, reportIncident, takeIncidentStep } from "../src/quality/incident-commands.ts";
import { listIncidents, listLexSarah } from "../src/quality/incident-reads.ts";
import { changeLexSarah, reportLexSarah, takeLexSarahStep } from "../src/quality/lex-sarah-commands.ts";
import { addOwnControl } from "../src/quality/own-control-commands.ts";
import { takeUnexecutedDecisions, UNEXECUTED_DECISIONS } from "../src/quality/unexecuted-decision-commands.ts";
import { listUnexecutedDecisions } from "../src/quality/unexecuted-decision-reads.ts";
import { addServicePromise, changeServiceDeclaration, saveServiceDeclarations } from "../src/quality/service-declaration-commands.ts";
import { listPublicDeclarations, listServiceDeclarations } from "../src/quality/service-declaration-reads.ts";
import { addIndicator } from "../src/indicators/indicator-commands.ts";
import { listIndicators } from "../src/indicators/indicator-reads.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { addUnit, endUnit } from "../src/organisation/unit-commands.ts";
import { addTimedCase, changeTimedCase, enterTimedMeasures, removeTimedCase, takeTimedCases } from "../src/quality/timed-case-commands.ts";
import { listTimedCases } from "../src/quality/timed-case-reads.ts";
import { addUserSurvey, changeUserSurvey } from "../src/quality/user-survey-commands.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const DAY = `${YEAR}-02-03`;
type Person = Awaited<ReturnType<typeof personWith>>;
type Take = (context: Context, input: StepInput) => Promise<Outcome<{ readonly kind: string }>>;
/** Steps as they are taken one after the other: what was done, when, and what was noted. */
type Steps = readonly (readonly [kind: string, onDate?: string, note?: string])[];
const codeOf = (outcome: Outcome<unknown>): string => (outcome.ok ? "ok" : outcome.failure.code);
const fieldOf = (outcome: Outcome<unknown>): string | undefined => (outcome.ok ? "ok" : outcome.failure.field);

describe.each(ENGINES)("the registers of quality, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Person;
  let investigator: Person;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = await personWith(database, "controller", town.committeeId);
    investigator = await personWith(database, "quality-investigator", town.committeeId);
  });
  afterAll(() => database.close());
  const place = () => ({ committeeId: town.committeeId, year: null });
  const feedback = async (fields: Fields = {}): Promise<number> => (await valueOf(addFeedback(controller.context, { ...place(), fields: { received_on: DAY, channel: "letter", kind: "complaint", subject: "time", body: "Det dröjde.", wants_answer: "yes", ...fields } }))).id;
  const incident = async (judged: Fields = {}): Promise<number> => {
    const { id } = await valueOf(reportIncident(controller.context, { ...place(), fields: { occurred_on: DAY, category: "safety", description: "Fall" } }));
    if (Object.keys(judged).length) await valueOf(changeIncident(controller.context, { id, version: 1, fields: judged }));
    return id;
  };
  /** Reported today, as every report is. */
  const report = async (judged: Fields = {}): Promise<number> => {
    const { id } = await valueOf(reportLexSarah(controller.context, { ...place(), fields: { occurred_on: DAY, kind: "wrong", provider: "own", description: "Låst dörr" } }));
    if (Object.keys(judged).length) await valueOf(changeLexSarah(investigator.context, { id, version: 1, fields: judged }));
    return id;
  };
  const takeAll = async (take: Take, { context }: Person, id: number, steps: Steps, from = 0): Promise<Outcome<unknown>[]> => {
    const taken: Outcome<unknown>[] = [];
    let seen = from;
    for (const [kind, onDate = null, note = "Så gjordes det."] of steps) {
      const outcome = await take(context, { id, kind, seen, onDate, note });
      taken.push(outcome);
      if (outcome.ok) seen++;
    }
    return taken;
  };

  describe("steps", () => {
    test("are taken only in the order that is permitted, and each that is taken stands with who took it and when", async () => {
      const id = await feedback();
      expect((await takeAll(takeFeedbackStep, controller, id, [["learned"], ["reopened"], ["received"], ["toString"], ["assigned", `${YEAR}-02-05`], ["learned"], ["answered", `${YEAR}-02-06`], ["reopened"], ["learned", `${YEAR}-02-07`], ["answered"], ["closed", `${YEAR}-02-08`], ["closed"], ["assigned"], ["reopened", `${YEAR}-02-09`]])).map(codeOf)).toEqual(
        ["no-step", "no-step", "no-step", "no-step", "ok", "no-step", "ok", "no-step", "ok", "no-step", "ok", "no-step", "no-step", "ok"]);
      const one = (await listFeedback(controller.context.db, town.committeeId)).find((own) => own.id === id);
      expect(one!.steps.map(({ actor, kind, note, onDate }) => [kind, onDate, note, actor])).toEqual(([["assigned", "02-05"], ["answered", "02-06"], ["learned", "02-07"], ["closed", "02-08"], ["reopened", "02-09"]] as const).map(([kind, day]) => [kind, `${YEAR}-${day}`, "Så gjordes det.", controller.actor.key]));
    });
    test("that two take at once: one is taken, and the other is told that somebody was before them", async () => {
      const other = await personWith(database, "committee-secretary", town.committeeId);
      for (const [steps, kinds] of [[[], ["assigned", "assigned"]], [[["assigned"]], ["answered", "answered"]], [[["assigned"], ["answered"]], ["learned", "closed"]]] as const) {
        const id = await feedback();
        await takeAll(takeFeedbackStep, controller, id, steps);
        const input = (kind: string): StepInput => ({ id, kind, seen: steps.length, onDate: null, note: "Samtidigt" });
        const both = await Promise.all([takeFeedbackStep(controller.context, input(kinds[0])), takeFeedbackStep(other.context, input(kinds[1]))]);
        expect(both.map(codeOf).sort(), kinds.join(" and ")).toEqual(["changed", "ok"]);
        const lost = both.find(({ ok }) => !ok)!;
        expect(lost.ok || lost.failure.message).toMatch(/^Någon annan har hunnit före: synpunkten står nu som »/);
        expect((await listFeedback(controller.context.db, town.committeeId)).find((own) => own.id === id)!.steps.length).toBe(steps.length + 1);
      }
    });
    test("are taken from what one has seen: a page that is older is refused, also one that has seen too much", async () => {
      const id = await feedback();
      await takeAll(takeFeedbackStep, controller, id, [["assigned"]]);
      for (const seen of [0, 2]) expect(codeOf(await takeFeedbackStep(controller.context, { id, kind: "answered", seen, onDate: null, note: "Svar" }))).toBe("changed");
    });
    test("are of a day that has been, not before the row's own and not before the step before", async () => {
      const id = await feedback();
      const days = [daysAfter(today(), 1), `${YEAR}-02-30`, "i går", daysAfter(DAY, -1)];
      for (const onDate of days) expect(fieldOf(await takeFeedbackStep(controller.context, { id, kind: "assigned", seen: 0, onDate, note: null })), onDate).toBe("on_date");
      expect((await takeAll(takeFeedbackStep, controller, id, [["assigned", `${YEAR}-03-01`], ["answered", `${YEAR}-02-28`], ["answered", `${YEAR}-03-01`]])).map(fieldOf)).toEqual(["ok", "on_date", "ok"]);
      expect(fieldOf(await takeIncidentStep(controller.context, { id: await incident({ likelihood: "1", consequence: "1" }), kind: "assessed", seen: 0, onDate: daysAfter(DAY, -1), note: null }))).toBe("on_date");
      expect(fieldOf(await takeLexSarahStep(investigator.context, { id: await report(), kind: "received", seen: 0, onDate: daysAfter(today(), -1), note: null }))).toBe("on_date");
    });
    test("that tell somebody something are not taken without words, nor with more than can be read", async () => {
      const id = await feedback();
      for (const note of [null, "  ", "x".repeat(4001)]) expect(fieldOf(await takeFeedbackStep(controller.context, { id, kind: "answered", seen: 0, onDate: null, note }))).toBe("note");
      expect(codeOf(await takeFeedbackStep(controller.context, { id, kind: "assigned", seen: 0, onDate: null, note: null }))).toBe("ok");
    });
    test("are taken by who may: others find no row, or are refused", async () => {
      const id = await feedback({ unit_id: String(town.unitId) });
      const input: StepInput = { id, kind: "assigned", seen: 0, onDate: null, note: null };
      for (const role of ["elected-member", "finance-officer", "quality-investigator"] as const) expect(codeOf(await takeFeedbackStep((await personWith(database, role, town.committeeId)).context, input)), role).toBe("no-feedback");
      expect(codeOf(await takeFeedbackStep((await personWith(database, "controller", town.otherId)).context, input))).toBe("no-feedback");
      // Who has reported an incident sees it, and takes no step.
      const reporter = await personWith(database, "finance-officer", town.committeeId);
      const own = (await valueOf(reportIncident(reporter.context, { ...place(), fields: { occurred_on: DAY, category: "other", description: "Fel" } }))).id;
      expect(codeOf(await takeIncidentStep(reporter.context, { id: own, kind: "assessed", seen: 0, onDate: null, note: null }))).toBe("forbidden");
      expect(codeOf(await takeFeedbackStep((await personWith(database, "reporter", town.unitId)).context, input))).toBe("ok");
    });
    test("stand in the row's history; a row without any is taken away, with a reason and from what one has seen", async () => {
      const [id, mistaken] = [await feedback(), await feedback()];
      await takeAll(takeFeedbackStep, controller, id, [["assigned"]]);
      expect((await loadHistory(controller.context.db, `feedback:${id}`)).length).toBe(2);
      const removed = (version: number, reason: string | null) => removeFeedback(controller.context, { id: mistaken, version, reason });
      expect([await removed(1, " "), await removed(2, "Kom in två gånger"), await removed(1, "Kom in två gånger")].map(codeOf)).toEqual(["no-reason", "changed", "ok"]);
      expect((await listFeedback(controller.context.db, town.committeeId)).map((own) => own.id)).not.toContain(mistaken);
    });
  });

  describe("feedback", () => {
    test("that wants an answer is not closed before it is answered; one that does not is", async () => {
      const id = await feedback();
      expect((await takeAll(takeFeedbackStep, controller, id, [["closed"], ["assigned"], ["closed"]])).map(fieldOf)).toEqual(["kind", "ok", "kind"]);
      expect((await takeAll(takeFeedbackStep, controller, id, [["answered"], ["closed"], ["reopened"], ["closed"]], 1)).map(codeOf)).toEqual(["ok", "ok", "ok", "ok"]);
      expect((await takeAll(takeFeedbackStep, controller, await feedback({ wants_answer: "no" }), [["closed"]])).map(codeOf)).toEqual(["ok"]);
      const changed = await feedback();
      await valueOf(changeFeedback(controller.context, { id: changed, version: 1, fields: { wants_answer: "no" } }));
      expect((await takeAll(takeFeedbackStep, controller, changed, [["closed"]])).map(codeOf)).toEqual(["ok"]);
    });
    test("of a day that has not been, or of another committee's unit, is refused", async () => {
      const fields = { received_on: DAY, channel: "letter", kind: "view", subject: "other", body: "Bra", wants_answer: "no" };
      expect(fieldOf(await addFeedback(controller.context, { ...place(), fields: { ...fields, received_on: daysAfter(today(), 1) } }))).toBe("received_on");
      expect(fieldOf(await addFeedback({ db: database.db, actor: program("start") }, { ...place(), fields: { ...fields, unit_id: String(town.otherId) } }))).toBe("unit_id");
      expect(fieldOf(await addFeedback(controller.context, { ...place(), fields: { ...fields, kind: "gripe" } }))).toBe("kind");
    });
    test("left twice with the same form is one row, with the first one's words; other forms are others", async () => {
      const left = { committeeId: town.committeeId, kind: "view", subject: "access", place: null, body: "Trappan är hal.", language: "sv", wantsAnswer: "yes", sender: null, contact: null } as const;
      const form = () => ({ sentKey: randomUUID(), receipt: randomUUID() });
      const count = async () => (await listFeedback(database.db, town.committeeId)).length;
      const [first, second] = [form(), form()];
      const before = await count();
      await leaveFeedback(database.db, { ...left, ...first });
      await leaveFeedback(database.db, { ...left, ...first, body: "Trappan är fortfarande hal." });
      expect(await count()).toBe(before + 1);
      expect(await findLeftFeedback(database.db, first.receipt)).toMatchObject({ body: "Trappan är hal.", channel: "web", receivedOn: today(), unitId: null, steps: [] });
      await Promise.all(Array.from({ length: 6 }, () => leaveFeedback(database.db, { ...left, ...second })));
      expect(await count()).toBe(before + 2);
      const { id } = (await findLeftFeedback(database.db, second.receipt))!;
      expect((await loadHistory(database.db, `feedback:${id}`)).length).toBe(1);
      expect((await database.db.selectFrom("audit_event").select("id").where("subject", "=", `feedback:${id}`).execute()).length).toBe(1);
      expect(await findLeftFeedback(database.db, randomUUID())).toBeNull();
    });
    test("that cannot be kept is told as what it is, and not as what is kept already", async () => {
      await expect(leaveFeedback(database.db, { committeeId: 999_999, kind: "view", subject: "access", place: null, body: "Ingen nämnd", language: "sv", wantsAnswer: "no", sender: null, contact: null, sentKey: randomUUID(), receipt: randomUUID() })).rejects.toThrow(/foreign key/);
    });
  });

  describe("incidents", () => {
    const acted = { cause: "Slitet lås", action: "Bytt lås" };
    test("go from reported over assessed, acted and seen to help, to closed", async () => {
      const id = await incident({ likelihood: "3", consequence: "4", ...acted, effect: "Inga fler fall" });
      expect((await takeAll(takeIncidentStep, controller, id, [["acted"], ["closed"], ["assessed"], ["effect-checked"], ["acted"], ["closed"], ["acted"], ["effect-checked"], ["closed"], ["assessed"], ["reopened"], ["closed"]])).map(codeOf)).toEqual(
        ["no-step", "no-step", "ok", "no-step", "ok", "no-step", "ok", "ok", "ok", "no-step", "ok", "no-step"]);
      expect((await listIncidents(controller.context.db, town.committeeId)).find((one) => one.id === id)!.steps.map(({ kind }) => kind)).toEqual(["assessed", "acted", "acted", "effect-checked", "closed", "reopened"]);
    });
    test.each([["2", "3", "ok"], ["1", "4", "ok"], ["2", "4", "kind"], ["3", "3", "kind"], ["4", "4", "kind"]])("of likelihood %s and consequence %s are closed when only assessed: %s", async (likelihood, consequence, expected) => {
      const id = await incident({ likelihood, consequence, ...acted });
      expect((await takeAll(takeIncidentStep, controller, id, [["assessed"], ["closed"]])).map(fieldOf)).toEqual(["ok", expected]);
    });
    test("are not assessed, acted on or checked before it is written what was found", async () => {
      const id = await incident();
      const change = async (version: number, fields: Fields) => valueOf(changeIncident(controller.context, { id, version, fields }));
      expect(fieldOf((await takeAll(takeIncidentStep, controller, id, [["assessed"]]))[0]!)).toBe("kind");
      await change(1, { likelihood: "2", consequence: "4" });
      expect((await takeAll(takeIncidentStep, controller, id, [["assessed"], ["acted"]])).map(fieldOf)).toEqual(["ok", "kind"]);
      await change(2, acted);
      expect((await takeAll(takeIncidentStep, controller, id, [["acted"], ["effect-checked"]], 1)).map(fieldOf)).toEqual(["ok", "kind"]);
      await change(3, { effect: "Inga fler fall" });
      expect((await takeAll(takeIncidentStep, controller, id, [["effect-checked"], ["closed"]], 2)).map(fieldOf)).toEqual(["ok", "ok"]);
    });
    test("have both likelihood and consequence, or neither; and who reports says neither", async () => {
      const id = await incident();
      expect(fieldOf(await changeIncident(controller.context, { id, version: 1, fields: { likelihood: "2" } }))).toBe("consequence");
      const reported = (await valueOf(reportIncident(controller.context, { ...place(), fields: { occurred_on: DAY, category: "safety", description: "Fall", likelihood: "4", consequence: "4", effect: "Löst" } }))).id;
      expect((await listIncidents(controller.context.db, town.committeeId)).find((one) => one.id === reported)).toMatchObject({ likelihood: null, consequence: null, effect: null, reportedBy: controller.actor.key, reportedOn: today() });
    });
  });

  describe("lex Sarah", () => {
    const serious = { judgement: "serious", grounds: "En person skadades.", cause: "Brist i rutin", action: "Ny rutin" };
    const take = (id: number, steps: Steps, from = 0) => takeAll(takeLexSarahStep, investigator, id, steps, from);
    test("that is serious is not closed before it is notified, however it is gone about", async () => {
      const id = await report(serious);
      expect((await take(id, [["received"], ["assessed"], ["closed"], ["investigated"], ["closed"]])).map(fieldOf)).toEqual(["ok", "ok", "kind", "ok", "kind"]);
      expect((await take(id, [["notified"], ["closed"], ["answered"], ["notified"], ["closed"]], 3)).map(codeOf)).toEqual(["ok", "no-step", "ok", "no-step", "ok"]);
      expect((await listLexSarah(investigator.context.db, town.committeeId)).find((one) => one.id === id)!.steps.map(({ kind }) => kind)).toEqual(["received", "assessed", "investigated", "notified", "answered", "closed"]);
    });
    test("that is within is investigated before it is closed and not notified; what is outside is closed with its reasons", async () => {
      const within = await report({ ...serious, judgement: "within" });
      expect((await take(within, [["received"], ["assessed"], ["notified"], ["closed"], ["investigated"], ["answered"], ["closed"]])).map(codeOf)).toEqual(["ok", "ok", "no-step", "bad-field", "ok", "no-step", "ok"]);
      const outside = await report({ judgement: "outside", grounds: "Det gällde ett brev." });
      expect((await take(outside, [["received"], ["assessed"], ["closed"]])).map(codeOf)).toEqual(["ok", "ok", "ok"]);
    });
    test("is not assessed without a judgement, nor judged without grounds, nor investigated without cause and action", async () => {
      const id = await report();
      expect((await take(id, [["assessed"], ["received"], ["secured"], ["assessed"]])).map(codeOf)).toEqual(["no-step", "ok", "ok", "bad-field"]);
      expect(fieldOf(await changeLexSarah(investigator.context, { id, version: 1, fields: { judgement: "within" } }))).toBe("grounds");
      await valueOf(changeLexSarah(investigator.context, { id, version: 1, fields: { judgement: "within", grounds: "Risken var påtaglig." } }));
      expect((await take(id, [["assessed"], ["investigated"]], 2)).map(fieldOf)).toEqual(["ok", "kind"]);
    });
    test("is changed and taken care of by who investigates alone: who reported it is refused, and others find nothing", async () => {
      const id = await report();
      expect(codeOf(await changeLexSarah(controller.context, { id, version: 1, fields: { description: "Annat" } }))).toBe("forbidden");
      expect(codeOf(await takeLexSarahStep(controller.context, { id, kind: "received", seen: 0, onDate: null, note: null }))).toBe("forbidden");
      const other = await personWith(database, "controller", town.committeeId);
      expect(codeOf(await changeLexSarah(other.context, { id, version: 1, fields: { description: "Annat" } }))).toBe("no-lex-sarah");
      expect(codeOf(await takeLexSarahStep(other.context, { id, kind: "received", seen: 0, onDate: null, note: null }))).toBe("no-lex-sarah");
    });
  });

  describe("surveys, own controls and rulings", () => {
    test("a survey's name stands once in a year's plan, and what cannot be is refused by its field", async () => {
      const yearly = { committeeId: town.committeeId, year: YEAR };
      const { id } = await valueOf(addUserSurvey(controller.context, { ...yearly, fields: { name: "Besökarna", status: "planned" } }));
      expect(codeOf(await addUserSurvey(controller.context, { ...yearly, fields: { name: "Besökarna", status: "planned" } }))).toBe("same-row");
      expect(codeOf(await addUserSurvey(controller.context, { ...yearly, year: YEAR + 1, fields: { name: "Besökarna", status: "planned" } }))).toBe("ok");
      expect(fieldOf(await changeUserSurvey(controller.context, { id, version: 1, fields: { asked: "10", answered: "11" } }))).toBe("answered");
      expect(fieldOf(await changeUserSurvey(controller.context, { id, version: 1, fields: { status: "done" } }))).toBe("done_on");
      expect(fieldOf(await changeUserSurvey(controller.context, { id, version: 1, fields: { asked: "10,5" } }))).toBe("asked");
      expect(fieldOf(await addOwnControl(controller.context, { ...yearly, fields: { name: "Journaler", checked: "3", correct: "4" } }))).toBe("correct");
      const ruling = await valueOf(addCourtRuling(controller.context, { ...place(), fields: { ruled_on: DAY, court: "Förvaltningsrätten", act: "SoL", concerning: "Boende", outcome: "granted", appealed: "no" } }));
      expect(fieldOf(await changeCourtRuling(controller.context, { id: ruling.id, version: 1, fields: { done_on: daysAfter(DAY, -1) } }))).toBe("done_on");
    });
  });

  describe("service declarations", () => {
    const read = (year: number, rows: readonly (readonly [service: string, decided: string | null, status: string | null])[]) => saveServiceDeclarations({ db: database.db, actor: program("start") }, { committeeId: town.otherId, year, rows: rows.map(([service, decided, status]) => ({ service, decided, status, originId: town.originId })) });
    const kept = async (year: number) => listServiceDeclarations(database.db, town.otherId, year);
    const shown = async (on: string) => (await listPublicDeclarations(database.db, on)).filter(({ committeeId }) => committeeId === town.otherId).map(({ declaration, promises }) => [declaration.year, declaration.service, declaration.decided, promises.length]);
    test("what is typed of one that was read stays when the document is read again; read anew it follows the document", async () => {
      await read(2023, [["Rådgivning", "2017-12-12", "Ny"], ["Stöd", null, null]]);
      const [advice, support] = await kept(2023);
      await valueOf(changeServiceDeclaration({ db: database.db, actor: program("start") }, { id: support!.id, version: support!.version, fields: { decided: "2018-01-01", body: "Det är frivilligt.", published: "yes" } }));
      expect(await read(2023, [["Rådgivning", "2018-05-05", "Ändrad"], ["Stöd", null, null]])).toMatchObject({ changed: 1, kept: 1 });
      expect((await kept(2023)).map(({ decided, service, status }) => [service, decided, status])).toEqual([["Rådgivning", "2018-05-05", "Ändrad"], ["Stöd", "2018-01-01", null]]);
      await valueOf(addServicePromise({ db: database.db, actor: program("start") }, { committeeId: town.otherId, year: 2023, fields: { declaration_id: String(support!.id), promise: "Svar inom tre dagar", published: "no" } }));
      expect(codeOf(await addServicePromise({ db: database.db, actor: program("start") }, { committeeId: town.otherId, year: 2024, fields: { declaration_id: String(advice!.id), promise: "Fel år", published: "no" } }))).toBe("no-service-declaration");
    });
    test("a year that is read goes on as the one before: with text, on the web, and with its promises; the web tells of the latest year alone, and of nothing that is not decided", async () => {
      expect(await shown("2024-06-01")).toEqual([[2023, "Stöd", "2018-01-01", 1]]);
      await read(2024, [["Stöd", "2024-01-15", "Reviderad"], ["Rådgivning", null, null]]);
      expect(await shown("2023-12-31")).toEqual([[2023, "Stöd", "2018-01-01", 1]]);
      expect(await shown("2024-06-01")).toEqual([[2024, "Stöd", "2024-01-15", 1]]);
      await read(2024, [["Stöd", null, "Reviderad"]]);
      expect(await shown("2024-06-01")).toEqual([]);
      expect((await kept(2024)).find(({ service }) => service === "Stöd")!.body).toBe("Det är frivilligt.");
    });
  });

  describe("cases that the law sets a time for", () => {
    const own: Context = { get db() { return database.db; }, actor: program("start") };
    const enter = () => enterTimedMeasures(own, { committeeId: town.otherId, year: 2025, receivers: { addIndicator, enterValues } });
    const measures = async () => Object.fromEntries((await listIndicators(database.db, town.otherId, { from: 2025, to: 2025 })).filter(({ group }) => group === "Lagens tider").map(({ name, values }) => [name, values.map(({ comment, period, preliminary, value }) => [period, value, comment, preliminary])]));
    test("become measures of the committee, which follow the register: entered again they change nothing, and what it tells of no more is gone", async () => {
      expect(codeOf(await enter())).toBe("nothing");
      const row = (line: number, key: string, started: string, ended: string) => ({ line, key, fields: { kind: "preliminary-assessment", unit_id: null, started_on: started, ended_on: ended, extended_to: null } });
      await valueOf(takeTimedCases(own, { committeeId: town.otherId, year: null, fileName: "tider.csv", rows: [row(2, "1", "2025-01-02", "2025-01-10"), row(3, "2", "2025-01-02", "2025-02-20"), row(4, "3", "2025-12-01", "2025-12-10")] }));
      expect(await valueOf(enter())).toEqual({ measures: 3, changed: 25 });
      const first = await measures();
      expect(first["Förhandsbedömningar klara inom 14 dagar"]).toEqual([["2025-01-01", "66.7", "2 av 3", false]]);
      expect(first["Förhandsbedömningar, antal klara"]!.map(([, value]) => value)).toEqual(["1", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "1"]);
      expect(await valueOf(enter())).toEqual({ measures: 3, changed: 0 });
      const last = (await listTimedCases(database.db, town.otherId)).find(({ startedOn }) => startedOn === "2025-12-01")!;
      await valueOf(removeTimedCase(own, { id: last.id, version: last.version, reason: "Fel" }));
      await valueOf(enter());
      const now = await measures();
      expect(now["Förhandsbedömningar, antal klara"]!.map(([period, value]) => [period, value])).toEqual([["2025-01-01", "1"], ["2025-02-01", "1"]]);
      expect(now["Förhandsbedömningar klara inom 14 dagar"]).toEqual([["2025-01-01", "50.0", "1 av 2, till och med februari", true]]);
    });
    test("are held against the units of their own year, also when their day is another", async () => {
      const ended = await valueOf(addUnit(own, { kind: "unit", name: "Mottagningen", parentId: town.otherId, from: "2020-01-01" }));
      await valueOf(endUnit(own, { unitId: ended, from: "2025-01-01" }));
      const add = (started: string) => addTimedCase(own, { committeeId: town.otherId, year: null, fields: { kind: "preliminary-assessment", unit_id: String(ended), started_on: started } });
      expect(codeOf(await add("2025-06-01"))).toBe("no-unit");
      const { id } = await valueOf(add("2024-06-01"));
      expect([codeOf(await changeTimedCase(own, { id, version: 1, fields: { started_on: "2025-06-01" } })), codeOf(await changeTimedCase(own, { id, version: 1, fields: { started_on: "2023-06-01" } }))]).toEqual(["no-unit", "ok"]);
    });
  });

  describe("decisions that are not executed, out of another system's file", () => {
    const HEAD = ["Ärende", "Lag", "Kön", "Typ av bistånd eller insats", "Beslutsdatum", "Verkställt"] as const;
    const readTable = (table: readonly (readonly string[])[]) => {
      const read = readRegisterTable(table, UNEXECUTED_DECISIONS.fields, {}, UNEXECUTED_DECISIONS.importing!.keyNames, (row) => UNEXECUTED_DECISIONS.fault?.(row) ?? null);
      expect(read.faults).toEqual([]);
      return read.rows;
    };
    const take = async (committee: number, table: readonly (readonly string[])[]) => takeUnexecutedDecisions({ db: database.db, actor: program("start") }, { committeeId: committee, year: null, rows: readTable(table), fileName: "beslut.csv" });
    const state = async (committee: number) => (await listUnexecutedDecisions(database.db, committee)).map(({ id, version }) => [id, version]);
    const events = async () => (await database.db.selectFrom("audit_event").select("id").where("subject", "like", "unexecuted_decision:%").execute()).length;

    test("read twice without keys changes nothing, also where rows are alike", async () => {
      const table = [HEAD.slice(1), ["SoL", "pojke", "Kontaktfamilj", `${YEAR}-03-04`, ""], ["SoL", "pojke", "Kontaktfamilj", `${YEAR}-03-04`, ""], ["LSS", "kvinna", "Bostad", `${YEAR}-04-01`, `${YEAR}-05-02`]];
      expect(await valueOf(take(town.committeeId, table))).toEqual({ added: 3, changed: 0, unchanged: 0 });
      const [kept, told] = [await state(town.committeeId), await events()];
      expect(await valueOf(take(town.committeeId, table))).toEqual({ added: 0, changed: 0, unchanged: 3 });
      expect([await state(town.committeeId), await events()]).toEqual([kept, told]);
      // What was executed since is a change of the row that it is; what the file has no column for stands.
      expect(await valueOf(take(town.committeeId, [table[0]!, ["SoL", "pojke", "Kontaktfamilj", `${YEAR}-03-04`, `${YEAR}-06-01`]]))).toEqual({ added: 0, changed: 1, unchanged: 0 });
      expect((await listUnexecutedDecisions(database.db, town.committeeId)).map(({ executedOn }) => executedOn)).toEqual([`${YEAR}-06-01`, null, `${YEAR}-05-02`]);
      expect(await valueOf(take(town.committeeId, [table[0]!.slice(0, 4), ["LSS", "kvinna", "Bostad", `${YEAR}-04-01`]]))).toEqual({ added: 0, changed: 0, unchanged: 1 });
    });
    test("read twice with keys changes nothing, in whatever order its rows are; the key is kept as a fingerprint", async () => {
      const rows = [["A-1", "SoL", "pojke", "Kontaktfamilj", `${YEAR}-03-04`, ""], ["A-2", "SoL", "pojke", "Kontaktfamilj", `${YEAR}-03-04`, ""]];
      expect(await valueOf(take(town.otherId, [HEAD, ...rows]))).toEqual({ added: 2, changed: 0, unchanged: 0 });
      const kept = await state(town.otherId);
      expect(await valueOf(take(town.otherId, [HEAD, ...rows.toReversed()]))).toEqual({ added: 0, changed: 0, unchanged: 2 });
      expect(await state(town.otherId)).toEqual(kept);
      // The key tells the row again where everything else is another.
      expect(await valueOf(take(town.otherId, [HEAD, ["A-2", "LSS", "flicka", "Ledsagning", `${YEAR}-03-05`, ""]]))).toEqual({ added: 0, changed: 1, unchanged: 0 });
      expect((await listUnexecutedDecisions(database.db, town.otherId)).map(({ assistance }) => assistance)).toEqual(["Kontaktfamilj", "Ledsagning"]);
      const stored = await database.db.selectFrom("unexecuted_decision").select("import_key").where("committee_id", "=", town.otherId).orderBy("id").execute();
      expect(stored.map((row) => row["import_key"])).toEqual([importKey(town.otherId, "A-1"), importKey(town.otherId, "A-2")]);
      expect(JSON.stringify(await database.db.selectFrom("row_version").select("content").where("table_name", "=", "unexecuted_decision").execute())).not.toMatch(/"A-[12]"/);
    });
    test("a row that was entered by hand gets its key the first time that the file is read, and is the same from then on", async () => {
      const committee = town.committeeId;
      const before = (await state(committee)).length;
      const row = ["B-1", "LSS", "kvinna", "Bostad", `${YEAR}-04-01`, `${YEAR}-05-02`];
      expect(await valueOf(take(committee, [HEAD, row]))).toEqual({ added: 0, changed: 1, unchanged: 0 });
      expect(await valueOf(take(committee, [HEAD, row]))).toEqual({ added: 0, changed: 0, unchanged: 1 });
      expect((await state(committee)).length).toBe(before);
    });
    test("read at once by two, with keys, is kept once", async () => {
      const third = (await personWith(database, "reporter", town.committeeId)).context;
      const rows = readTable([HEAD, ["C-1", "SoL", "man", "Hemtjänst", `${YEAR}-01-09`, ""], ["C-2", "SoL", "man", "Boendestöd", `${YEAR}-01-10`, ""]]);
      const before = (await state(town.committeeId)).length;
      const both = await Promise.all([controller.context, third].map((context) => takeUnexecutedDecisions(context, { committeeId: town.committeeId, year: null, rows, fileName: "beslut.csv" })));
      expect(both.map((one) => (one.ok ? one.value : one.failure)).toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([{ added: 0, changed: 0, unchanged: 2 }, { added: 2, changed: 0, unchanged: 0 }]);
      expect((await state(town.committeeId)).length).toBe(before + 2);
    });
    test("with one row that cannot be is refused whole, with the row's line", async () => {
      const kept = await state(town.committeeId);
      const bad = { line: 3, key: null, fields: { act: "sol", sex: "boy", assistance: "Kontaktfamilj", decided_on: `${YEAR}-05-04`, executed_on: `${YEAR}-05-03` } };
      const taken = await takeUnexecutedDecisions(controller.context, { committeeId: town.committeeId, year: null, rows: [{ line: 2, key: null, fields: { act: "sol", sex: "girl", assistance: "Ny", decided_on: `${YEAR}-05-04` } }, bad], fileName: "beslut.csv" });
      expect(taken).toMatchObject({ ok: false, failure: { code: "bad-field", field: "executed_on" } });
      expect(taken.ok || taken.failure.message).toMatch(/^Rad 3\. /);
      expect(await state(town.committeeId)).toEqual(kept);
      const reader = await personWith(database, "elected-member", town.committeeId);
      expect(codeOf(await takeUnexecutedDecisions(reader.context, { committeeId: town.committeeId, year: null, rows: [], fileName: "beslut.csv" }))).toBe("forbidden");
    });
  });
});
