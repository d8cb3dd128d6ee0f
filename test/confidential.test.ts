import net from "node:net";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { knownActors, listEvents, loadHistory } from "../src/audit/audit-reads.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import { addUnit } from "../src/organisation/unit-commands.ts";
import type { UserActor } from "../src/people/user-actor.ts";
import { permits } from "../src/permission/permission.ts";
import { ROLE_NAMES, type Role } from "../src/permission/role.ts";
import { verifyChain } from "../src/platform/audit/verify-chain.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database, Db } from "../src/platform/db/database.ts";
import type { Fields } from "../src/platform/edit/conflict.ts";
import type { StepInput } from "../src/platform/edit/step-command.ts";
import type { Step } from "../src/platform/edit/step.ts";
import { createLog } from "../src/platform/log.ts";
import { valueOf, type Outcome } from "../src/platform/outcome.ts";
import { addFeedback, takeFeedbackStep } from "../src/quality/feedback-commands.ts";
import { listFeedback } from "../src/quality/feedback-reads.ts";
import { changeIncident, reportIncident, takeIncidentStep } from "../src/quality/incident-commands.ts";
import { listIncidents, listLexSarah } from "../src/quality/incident-reads.ts";
import { changeLexSarah, removeLexSarah, reportLexSarah, takeLexSarahStep } from "../src/quality/lex-sarah-commands.ts";
import { countKey, countTold } from "../src/quality/told-count.ts";
import { loadTold } from "../src/quality/told-description-reads.ts";
import { createWeb } from "../src/web.tsx";
import { ENGINES, freshDatabase } from "./database.ts";
import { appOver, foundTown, personWith, YEAR, type Town } from "./town.ts";

type Person = Awaited<ReturnType<typeof personWith>> & { readonly role: Role; /** Null is the whole installation. */ readonly place: number | null };
type Subject = "feedback" | "incident" | "lex_sarah";
interface KeptRow {
  readonly subject: Subject;
  readonly id: number;
  readonly committeeId: number;
  readonly unitId: number | null;
  /** Who reported it, as the trail names them. */
  readonly by: string;
  /** The row's own words, that stand in no other. */
  readonly words: string;
}
interface Kind {
  /** The row of the permission table that lets one see them all. */
  readonly action: string;
  /** What lets one see the page where they are listed. */
  readonly guard: string;
  readonly page: string;
  readonly api: string | null;
  list(db: Db, committeeId: number): Promise<readonly { readonly id: number; readonly steps: readonly Step[] }[]>;
}
const KINDS: Readonly<Record<Subject, Kind>> = {
  feedback: { action: "feedback.handle", guard: "feedback.handle", page: "synpunkter", api: "feedback", list: listFeedback },
  incident: { action: "incident.handle", guard: "incident.report", page: "avvikelser", api: "incidents", list: listIncidents },
  lex_sarah: { action: "lex-sarah.handle", guard: "incident.report", page: "lex-sarah", api: "lex-sarah", list: listLexSarah },
};
const SUBJECTS = Object.keys(KINDS) as Subject[];
const UNIT_ROLES = ["reporter", "approver", "quality-investigator"] as const satisfies readonly Role[];
const DAY = `${YEAR}-02-03`;
/** What stands in every row's words, and in what was noted of it. */
const SECRET = /hemligord|hemlignotis/;
/** A moment when everything that is kept by now was there. */
const now = (): string => new Date(Date.now() + 1).toISOString();

describe.each(ENGINES)("what not every reader of a committee reads, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let web: Hono;
  let own: Context;
  let before: string;
  const people: Person[] = [];
  const rows: KeptRow[] = [];
  const person = (role: Role, place: number | null): Person => people.find((one) => one.role === role && one.place === place)!;
  const of = (subject: Subject): KeptRow[] => rows.filter((row) => row.subject === subject);
  const within = ({ place }: Person, { committeeId, unitId }: KeptRow): boolean => place === null || place === committeeId || place === unitId;
  const handles = (one: Person, row: KeptRow): boolean => permits(one.role, KINDS[row.subject].action) && within(one, row);
  const sees = (one: Person, row: KeptRow): boolean => handles(one, row) || row.by === one.actor.key;
  /** Whether one reads the committee at all: by a role for it, for a part of it, or for everything. */
  const reads = ({ place }: Person): boolean => place === null || place === town.committeeId || place === town.unitId;
  const told = (one: Person, row: KeptRow): string => `${row.subject} ${row.words} as ${one.role} at ${one.place ?? "the installation"}`;
  const ask = (one: Person, address: string) => web.request(`http://127.0.0.1${address}`, { headers: { cookie: one.cookie } });
  const asOf = (one: Person, at: string): Db => { const { confides, key, reads: read } = one.actor as unknown as UserActor<"web">; return database.as({ reads: read, confides, actor: key, asOf: at }); };
  const take: Readonly<Record<Subject, (context: Context, input: StepInput) => Promise<Outcome<unknown>>>> = { feedback: takeFeedbackStep, incident: takeIncidentStep, lex_sarah: takeLexSarahStep };

  async function keep(context: Context, subject: Subject, where: string, committeeId: number, unitId: number | null): Promise<void> {
    const words = `hemligord-${subject.replace("_", "-")}-${where}`;
    const unit: Fields = unitId === null ? {} : { unit_id: String(unitId) };
    const place = { committeeId, year: null };
    const { id } = await valueOf(
      subject === "feedback" ? addFeedback(context, { ...place, fields: { received_on: DAY, channel: "phone", kind: "complaint", subject: "time", body: words, wants_answer: "yes", ...unit } })
        : subject === "incident" ? reportIncident(context, { ...place, fields: { occurred_on: DAY, category: "safety", description: words, ...unit } })
          : reportLexSarah(context, { ...place, fields: { occurred_on: DAY, kind: "wrong", provider: "own", description: words, ...unit } }),
    );
    rows.push({ subject, id, committeeId, unitId, by: context.actor.key, words });
    const first = { feedback: "assigned", incident: "assessed", lex_sarah: "received" } as const;
    if (subject === "incident") await valueOf(changeIncident(own, { id, version: 1, fields: { likelihood: "3", consequence: "3" } }));
    await valueOf(take[subject](own, { id, kind: first[subject], seen: 0, onDate: null, note: `hemlignotis ${where}` }));
  }

  beforeAll(async () => {
    database = await freshDatabase(engine);
    own = { db: database.db, actor: program("start") };
    town = await foundTown(database);
    const secondUnit = await valueOf(addUnit(own, { kind: "unit", name: "Arkivet", parentId: town.committeeId, from: "2020-01-01" }));
    const join = async (role: Role, place: number | null) => void people.push({ ...(await personWith(database, role, place)), role, place });
    for (const role of ROLE_NAMES) for (const place of [town.committeeId, town.otherId]) await join(role, place);
    for (const role of UNIT_ROLES) await join(role, town.unitId);
    for (const role of ["administrator", "auditor", "quality-investigator"] as const) await join(role, null);
    before = new Date(Date.now() - 1).toISOString();
    for (const subject of SUBJECTS) {
      await keep(own, subject, "committee", town.committeeId, null);
      await keep(own, subject, "unit", town.committeeId, town.unitId);
      await keep(own, subject, "second-unit", town.committeeId, secondUnit);
      await keep(own, subject, "other-committee", town.otherId, null);
    }
    for (const one of people.filter(({ place, role }) => (place === town.committeeId || place === town.unitId) && permits(role, "incident.report"))) {
      const where = `${one.role}${one.place === town.unitId ? "-of-unit" : ""}`;
      for (const subject of ["incident", "lex_sarah"] as const) await keep(one.context, subject, where, town.committeeId, one.place === town.unitId ? town.unitId : null);
    }
    web = createWeb(appOver(database), createLog("silent"), { publicUrl: null, trustedProxies: new net.BlockList(), host: "127.0.0.1" });
  }, 120_000);
  afterAll(() => database.close());

  test("somebody sees each kind of row and somebody does not: the table lets some, and not all", () => {
    for (const subject of SUBJECTS) {
      expect(people.filter((one) => of(subject).some((row) => sees(one, row))).length, subject).toBeGreaterThan(2);
      expect(people.filter((one) => !of(subject).some((row) => sees(one, row))).length, subject).toBeGreaterThan(2);
    }
    expect(ROLE_NAMES.filter((role) => permits(role, "lex-sarah.handle"))).toEqual(["quality-investigator"]);
  });

  describe.each(ROLE_NAMES)("as %s", (role) => {
    const mine = () => people.filter((one) => one.role === role);

    test("reads show the rows that the table lets one take care of, and those that one has reported, with what was done with them", async () => {
      for (const one of mine()) for (const subject of SUBJECTS) for (const committeeId of [town.committeeId, town.otherId]) {
        const shown = await KINDS[subject].list(one.context.db, committeeId);
        const expected = of(subject).filter((row) => row.committeeId === committeeId && sees(one, row));
        expect(shown.map(({ id, steps }) => [id, steps.length]), `${subject} at ${committeeId}, role at ${one.place}`).toEqual(expected.map(({ id }) => [id, 1]));
      }
    });

    test("the day after shows the same rows as they were, and the day before none", async () => {
      for (const one of mine()) for (const subject of SUBJECTS) {
        const shown = await KINDS[subject].list(asOf(one, now()), town.committeeId);
        expect(shown.map(({ id }) => id), `${subject}, role at ${one.place}`).toEqual(of(subject).filter((row) => row.committeeId === town.committeeId && sees(one, row)).map(({ id }) => id));
        expect(await KINDS[subject].list(asOf(one, before), town.committeeId), subject).toEqual([]);
      }
    });

    test("an object's history is for who sees the object", async () => {
      for (const one of mine()) for (const row of rows) expect((await loadHistory(one.context.db, `${row.subject}:${row.id}`)).length > 0, told(one, row)).toBe(sees(one, row));
    });

    test("the trail's events are for who takes care of what they are of", async () => {
      for (const one of mine()) {
        for (const row of rows) expect((await listEvents(one.context.db, { subject: `${row.subject}:${row.id}` }, "all", 100)).length > 0, told(one, row)).toBe(handles(one, row));
        const subjects = new Set((await listEvents(one.context.db, {}, "all", 10_000)).map(({ subject }) => subject).filter((subject) => /^(feedback|incident|lex_sarah):/.test(subject)));
        expect([...subjects].sort(), String(one.place)).toEqual(rows.filter((row) => handles(one, row)).map(({ id, subject }) => `${subject}:${id}`).sort());
      }
    });

    test("the database itself shows no other row, no step and no version of one, whatever is asked, and changes none", async () => {
      for (const one of mine()) for (const subject of SUBJECTS) {
        const { db } = one.context;
        const expected = of(subject).filter((row) => sees(one, row)).map(({ id }) => id);
        const idsOf = async (table: string, column: string): Promise<number[]> => [...new Set((await db.selectFrom(table).select(column).execute()).map((row) => Number(row[column])))].sort((a, b) => a - b);
        expect(await idsOf(subject, "id"), `${subject}, role at ${one.place}`).toEqual(expected);
        expect(await idsOf(`${subject}_step`, `${subject}_id`), `${subject}_step, role at ${one.place}`).toEqual(expected);
        const versions = await db.selectFrom("row_version").select("subject").distinct().where("table_name", "in", [subject, `${subject}_step`]).execute();
        expect(versions.map((row) => Number(String(row["subject"]).split(":")[1])).sort((a, b) => a - b), `versions of ${subject}, role at ${one.place}`).toEqual(expected);
        for (const hidden of of(subject).filter((row) => !sees(one, row)).slice(0, 2)) {
          const column = subject === "feedback" ? "body" : "description";
          expect((await db.updateTable(subject).set({ [column]: "Ändrat" }).where("id", "=", hidden.id).executeTakeFirst()).numUpdatedRows).toBe(0n);
          await expect(db.insertInto(`${subject}_step`).values({ [`${subject}_id`]: hidden.id, committee_id: hidden.committeeId, ordinal: 9, kind: "closed", on_date: DAY, actor: one.actor.key }).execute()).rejects.toThrow(/row-level security/);
        }
      }
    });

    test("pages and operations show the same: the list, the row, its history, and the answer to programs", async () => {
      for (const one of mine()) for (const subject of SUBJECTS) {
        const { api, guard, page } = KINDS[subject];
        const home = `/kulturnamnden/${YEAR}/kvalitet/${page}`;
        const may = permits(role, guard);
        const list = await ask(one, home);
        expect(list.status, `${home}, role at ${one.place}`).toBe(!may ? 403 : reads(one) ? 200 : 404);
        const shown = await list.text();
        const here = of(subject).filter(({ committeeId }) => committeeId === town.committeeId);
        for (const row of here) expect(shown.includes(`${row.words}<`), told(one, row)).toBe(may && reads(one) && sees(one, row));
        expect(shown).not.toMatch(/hemligord-[a-z-]*other-committee|hemlignotis/);
        const samples = [...here.filter(({ by }) => by === "program").slice(0, 3), ...here.filter(({ by }) => by === one.actor.key), ...here.filter(({ by }) => by !== "program" && by !== one.actor.key).slice(0, 1)];
        for (const row of samples) {
          const rowPage = await ask(one, `${home}/${row.id}`);
          expect(rowPage.status, told(one, row)).toBe(!may ? 403 : reads(one) && sees(one, row) ? 200 : 404);
          const text = await rowPage.text();
          expect(text.includes(row.words), told(one, row)).toBe(rowPage.status === 200);
          // What was noted at a step is for those who take the steps.
          expect(text.includes("hemlignotis"), told(one, row)).toBe(rowPage.status === 200 && handles(one, row));
          const history = await ask(one, `/historik/${subject}/${row.id}`);
          expect(history.status, told(one, row)).toBe(sees(one, row) ? 200 : 404);
          expect(history.status !== 200 && SECRET.test(await history.text()), told(one, row)).toBe(false);
          for (const form of ["andring", "bort"]) {
            const asked = await ask(one, `${home}/${row.id}/${form}`);
            expect(asked.status === 200, `${form} of ${told(one, row)}`).toBe(reads(one) && handles(one, row));
            expect(asked.status !== 200 && SECRET.test(await asked.text()), `${form} of ${told(one, row)}`).toBe(false);
          }
        }
        if (api === null) continue;
        const answer = await ask(one, `/api/v1/committees/kulturnamnden/${YEAR}/${api}`);
        // A wrong is listed for who investigates alone; who reported one reads it on its page.
        const lists = reads(one) && (subject !== "lex_sarah" || permits(role, KINDS[subject].action));
        expect(answer.status === 200, `${api}, role at ${one.place}`).toBe(lists);
        const body = (await answer.json()) as { readonly id: number }[];
        expect(lists ? body.map(({ id }) => id) : SECRET.test(JSON.stringify(body)), `${api}, role at ${one.place}`).toEqual(lists ? here.filter((row) => sees(one, row)).map(({ id }) => id) : false);
      }
    });

    test("the committee's page of quality, and what a count is counted of, tell numbers and no words", async () => {
      const counts = await loadTold(database.db, town.committeeId);
      for (const one of mine()) {
        const wheel = await ask(one, `/kulturnamnden/${YEAR}/kvalitet`);
        expect(wheel.status, String(one.place)).toBe(reads(one) ? 200 : 404);
        expect(await wheel.text()).not.toMatch(SECRET);
        for (const asked of [{ register: "feedback", measure: "count" }, { register: "incident", measure: "grave" }, { register: "lex_sarah", measure: "reported" }] as const) {
          const count = { ...asked, year: YEAR, group: "all", value: "" };
          const source = await ask(one, `/ursprung?rad=register_count:${countKey(town.committeeId, count)}:0`);
          const text = await source.text();
          expect(source.status, `${asked.register}, role at ${one.place}`).toBe(reads(one) ? 200 : 404);
          expect(text.includes(`<strong>${countTold(counts, count)}</strong>`)).toBe(reads(one));
          expect(text).not.toMatch(SECRET);
        }
      }
    });
  });

  test("what is told of a committee's rows is the same whoever of its readers asks, and has none of their words; to others nothing is told", async () => {
    const all = await loadTold(database.db, town.committeeId);
    const here = (subject: Subject) => of(subject).filter(({ committeeId }) => committeeId === town.committeeId).length;
    expect([all.feedback.length, all.incidents.length, all.lexSarah.reduce((sum, { reported }) => sum + reported, 0)]).toEqual([here("feedback"), here("incident"), here("lex_sarah")]);
    expect(JSON.stringify(all)).not.toMatch(SECRET);
    for (const one of people) expect(await loadTold(one.context.db, town.committeeId), `${one.role} at ${one.place}`).toEqual(reads(one) ? all : { feedback: [], incidents: [], lexSarah: [] });
  });

  test("who has reported a wrong sees on its page what they wrote, and not how it is judged or what is to be done", async () => {
    const reporter = person("finance-officer", town.committeeId);
    const row = rows.find(({ by, subject }) => subject === "lex_sarah" && by === reporter.actor.key)!;
    await valueOf(changeLexSarah(own, { id: row.id, version: 1, fields: { judgement: "serious", grounds: "hemligord-skäl", cause: "hemligord-orsak" } }));
    for (const address of ["", `/${row.id}`].map((rest) => `/kulturnamnden/${YEAR}/kvalitet/lex-sarah${rest}`)) {
      const shown = await (await ask(reporter, address)).text();
      expect(shown, address).toContain(row.words);
      expect(shown, address).not.toMatch(/hemligord-skäl|hemligord-orsak|allvarligt|ska anmälas|Spara steget|andring/);
      expect(await (await ask(person("quality-investigator", town.committeeId), address)).text(), address).toMatch(/inom lex Sarah, allvarligt[^]*ska anmälas till IVO snarast/);
    }
  });

  test("a report of quality is the same whichever role it is made by, and has none of the rows' words", async () => {
    const made = async (db: Db): Promise<string> => {
      const committee = await valueOf(findCommittee(db, "kulturnamnden", YEAR));
      return JSON.stringify(await makeDocument(db, committee, YEAR, (await findPlannedDocument(db, committee, YEAR, "quality-report"))!, { charts: false }));
    };
    const first = await made(database.db);
    expect(first).toContain("rapporter enligt lex Sarah");
    expect(first).toContain(`Avvikelser ${YEAR}`);
    expect(first).toContain(`Synpunkter och klagomål ${YEAR} per slag`);
    expect(first).not.toMatch(SECRET);
    for (const one of people.filter(reads)) expect(await made(one.context.db), `${one.role} at ${one.place}`).toBe(first);
    for (const role of ["elected-member", "quality-investigator"] as const) {
      const page = await ask(person(role, town.committeeId), `/kulturnamnden/${YEAR}/dokument/quality-report`);
      expect(page.status).toBe(200);
      expect(await page.text()).not.toMatch(SECRET);
    }
  });

  test("who audits finds no event, no history and nobody of a report of a wrong, also one that is taken away; the chain of all events still holds", async () => {
    const investigator = { ...(await personWith(database, "quality-investigator", town.committeeId)), role: "quality-investigator", place: town.committeeId } as Person;
    const { id } = await valueOf(reportLexSarah(own, { committeeId: town.committeeId, year: null, fields: { occurred_on: DAY, kind: "risk", provider: "own", description: "hemligord-borttaget" } }));
    await valueOf(changeLexSarah(investigator.context, { id, version: 1, fields: { judgement: "outside", grounds: "hemligord-skäl" } }));
    await valueOf(removeLexSarah(investigator.context, { id, version: 2, reason: "hemligord-anledning" }));
    expect((await loadHistory(investigator.context.db, `lex_sarah:${id}`)).length).toBe(3);
    expect((await listEvents(investigator.context.db, { subject: `lex_sarah:${id}` }, "all", 10)).map(({ action }) => action)).toEqual(["lex_sarah.removed", "lex_sarah.changed", "lex_sarah.added"]);
    for (const role of ["administrator", "auditor"] as const) for (const place of [null, town.committeeId]) {
      const one = person(role, place);
      const { db } = one.context;
      expect((await listEvents(db, {}, "all", 10_000)).filter(({ action, subject }) => /lex_sarah/.test(`${action} ${subject}`)), `${role} at ${place}`).toEqual([]);
      expect(await listEvents(db, { kind: "lex_sarah" }, "all", 10)).toEqual([]);
      expect(await listEvents(db, { actor: investigator.actor.key }, "all", 10)).toEqual([]);
      expect(await knownActors(db, "all")).not.toContain(investigator.actor.key);
      for (const row of [...of("lex_sarah"), { id }]) expect(await loadHistory(db, `lex_sarah:${row.id}`)).toEqual([]);
      for (const address of ["/granskning", "/granskning?vad=lex_sarah", `/granskning?objekt=lex_sarah:${id}`, "/granskning/handelser.csv", "/granskning/handelser.jsonl", "/api/v1/audit-events", `/api/v1/audit-events?subject=lex_sarah:${id}`]) {
        const answer = await ask(one, address);
        expect(answer.status, `${address} as ${role}`).toBe(200);
        const text = await answer.text();
        expect(text, `${address} as ${role}`).not.toMatch(SECRET);
        // What was asked for stands in the page's own form.
        expect(text.replaceAll(`value="lex_sarah:${id}"`, "").replace(/objekt=lex_sarah%3A\d+/g, ""), `${address} as ${role}`).not.toMatch(/lex_sarah(:|%3A|\.)\w|\/historik\/lex_sarah/);
      }
      expect((await ask(one, `/historik/lex_sarah/${id}`)).status).toBe(404);
    }
    const last = await database.db.selectFrom("audit_event").select(({ fn }) => fn.countAll().as("events")).executeTakeFirstOrThrow();
    expect(await verifyChain(database.db)).toMatchObject({ brokenAt: null, events: Number(last["events"]) });
  });
});
