import net from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadHistory } from "../src/audit/audit-reads.ts";
import type { UserActor } from "../src/people/user-actor.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database, Db } from "../src/platform/db/database.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { addFeedback, removeFeedback, takeFeedbackStep } from "../src/quality/feedback-commands.ts";
import { listFeedback } from "../src/quality/feedback-reads.ts";
import { changeLexSarah, reportLexSarah } from "../src/quality/lex-sarah-commands.ts";
import { toldOf } from "../src/quality/feedback.ts";
import { readCountKey } from "../src/quality/told-count.ts";
import { loadTold } from "../src/quality/told-description-reads.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

type Person = Awaited<ReturnType<typeof personWith>>;
const DAY = `${YEAR}-02-03`;
const now = (): string => new Date(Date.now() + 1).toISOString();

test("what is told of a piece of feedback has none of its words, nor of those who answered it", () => {
  const words = { body: "hemligord", place: "hemligord", sender: "hemligord", contact: "hemligord" };
  expect(JSON.stringify(toldOf({ id: 1, committeeId: 2, unitId: null, receivedOn: DAY, channel: "web", kind: "complaint", subject: "time", language: "sv", wantsAnswer: "yes", version: 1, ...words, steps: [] }))).not.toContain("hemligord");
});
test.each(["feedback/1/2026/kind/gripe/count", "feedback/1/2026/kind/-/count", "feedback/1/2026/kind/toString/count", "feedback/1/2026/all/complaint/count"])("%s names no count: the group has no such value", (key) => {
  expect(readCountKey(key)).toBeNull();
});

describe.each(ENGINES)("the registers of quality, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let own: Context;
  let before: string;
  let controller: Person;
  let ofUnit: Person;
  let reporter: Person;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    own = { db: database.db, actor: program("start") };
    controller = await personWith(database, "controller", town.committeeId);
    ofUnit = await personWith(database, "approver", town.unitId);
    reporter = await personWith(database, "finance-officer", town.committeeId);
    before = new Date(Date.now() - 1).toISOString();
  });
  afterAll(() => database.close());
  const web = () => createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
  const place = () => ({ committeeId: town.committeeId, year: null });
  const feedback = async (unitId: number | null = null): Promise<number> => (await valueOf(addFeedback(own, { ...place(), fields: { received_on: DAY, channel: "letter", kind: "complaint", subject: "time", body: "Det dröjde.", wants_answer: "yes", ...(unitId === null ? {} : { unit_id: String(unitId) }) } }))).id;
  const asOf = ({ actor }: Person, at: string): Db => { const { confides, key, reads } = actor as unknown as UserActor<"web">; return database.as({ reads, confides, actor: key, asOf: at }); };

  test("a row that steps have been taken with is taken away with its reason as other rows are, or is refused in words", async () => {
    const id = await feedback();
    await valueOf(takeFeedbackStep(controller.context, { id, kind: "assigned", seen: 0, onDate: null, note: null }));
    const removed = await removeFeedback(controller.context, { id, version: 1, reason: "Kom in två gånger" });
    expect((await listFeedback(controller.context.db, town.committeeId)).some((one) => one.id === id)).toBe(!removed.ok);
  });
  test("a step that is taken with a row that has none, by who says to have seen some, is refused in words", async () => {
    expect(await takeFeedbackStep(controller.context, { id: await feedback(), kind: "assigned", seen: 1, onDate: null, note: null })).toMatchObject({ ok: false, failure: { code: "changed" } });
  });
  test("who takes care of a unit's rows alone sees what was done with them in their history, and as it was on a day", async () => {
    const id = await feedback(town.unitId);
    await valueOf(takeFeedbackStep(ofUnit.context, { id, kind: "assigned", seen: 0, onDate: null, note: null }));
    const stepsIn = async (db: Db) => (await listFeedback(db, town.committeeId)).find((one) => one.id === id)!.steps.map(({ kind }) => kind);
    expect(await stepsIn(ofUnit.context.db)).toEqual(["assigned"]);
    expect(await stepsIn(asOf(controller, now()))).toEqual(["assigned"]);
    expect((await loadHistory(controller.context.db, `feedback:${id}`)).length).toBe(2);
    expect(await stepsIn(asOf(ofUnit, now()))).toEqual(["assigned"]);
    expect((await loadHistory(ofUnit.context.db, `feedback:${id}`)).length).toBe(2);
  });

  test("a row's page asked for as it was on a day does not show what was done with it since", async () => {
    const id = await feedback();
    await valueOf(takeFeedbackStep(own, { id, kind: "assigned", seen: 0, onDate: null, note: null }));
    const then = now();
    await new Promise((done) => setTimeout(done, 20));
    await valueOf(takeFeedbackStep(own, { id, kind: "answered", seen: 1, onDate: null, note: "Svar" }));
    const page = await web().request(`http://127.0.0.1/kulturnamnden/${YEAR}/kvalitet/synpunkter/${id}?den=${encodeURIComponent(then)}`, { headers: { cookie: controller.cookie } });
    expect(page.status).toBe(200);
    const shown = await page.text();
    expect(shown).toContain("<strong>Fördelad</strong>");
    expect(shown).not.toContain("<strong>Besvarad</strong>");
  });
  test("a step that is sent from a form that has lost what was seen is refused in words", async () => {
    const answer = await web().request(`http://127.0.0.1/kulturnamnden/${YEAR}/kvalitet/synpunkter/${await feedback()}`, { method: "POST", headers: { cookie: controller.cookie, origin: "http://127.0.0.1", "content-type": "application/x-www-form-urlencoded" }, body: "kind=assigned&seen=3" });
    expect(answer.status).toBe(409);
  });
  test("what is told of a committee's rows on a day that was is what there was that day", async () => {
    await feedback();
    expect((await loadTold(asOf(controller, now()), town.committeeId)).feedback.length).toBeGreaterThan(0);
    expect(await loadTold(asOf(controller, before), town.committeeId)).toEqual({ feedback: [], incidents: [], lexSarah: [] });
  });
  test("who has reported a wrong is not told in its history how it is judged, which its page keeps from them", async () => {
    const { id } = await valueOf(reportLexSarah(reporter.context, { ...place(), fields: { occurred_on: DAY, kind: "wrong", provider: "own", description: "Låst dörr" } }));
    await valueOf(changeLexSarah(own, { id, version: 1, fields: { judgement: "within", grounds: "hemligord-skäl", cause: "hemligord-orsak" } }));
    for (const address of [`/kulturnamnden/${YEAR}/kvalitet/lex-sarah/${id}`, `/historik/lex_sarah/${id}`]) {
      const answer = await web().request(`http://127.0.0.1${address}`, { headers: { cookie: reporter.cookie } });
      expect(answer.status, address).toBe(200);
      expect(await answer.text(), address).not.toMatch(/hemligord-skäl|hemligord-orsak|inom lex Sarah, inte allvarligt/);
    }
  });
});
