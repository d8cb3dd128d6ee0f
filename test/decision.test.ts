import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { approveDocument, decideDocument, writeOnDocument } from "../src/documents/document-step-commands.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { findDocument, findFrozen, readDocument } from "../src/documents/document-step-reads.ts";
import type { DocumentStepKind } from "../src/documents/document-step.ts";
import { figuresOf } from "../src/documents/document.ts";
import { figureDifferences } from "../src/documents/document-difference.ts";
import { loadFigureData } from "../src/documents/document-reads.ts";
import { changedSinceRead } from "../src/documents/live-figure.ts";
import { listSectionTexts } from "../src/documents/section-text-reads.ts";
import { rereadSection, writeSection } from "../src/documents/section-text-commands.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import type { Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const KIND = "annual-report";
/** A figure of the register, as a writer asks for it. */
const VISITS = `{{mått: Antal besök | ${YEAR}-01}}`;

describe.each(ENGINES)("a document from draft to decision, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  const people: Record<string, Context> = {};
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    for (const role of ["editor", "approver", "committee-secretary"] as const) people[role] = (await personWith(database, role, town.committeeId)).context;
    people["controller"] = (await personWith(database, "controller", town.committeeId)).context;
  });
  afterAll(() => database.close());

  const place = () => ({ committeeId: town.committeeId, year: YEAR, documentKind: KIND });
  const scope = async () => ({ committee: (await listCommittees(database.db, YEAR)).find(({ id }) => id === town.committeeId)!, year: YEAR });
  const planned = async () => (await findPlannedDocument(database.db, (await scope()).committee, (await scope()).year, KIND))!;
  const found = async () => findDocument(database.db, await scope(), await planned());
  const commands = { editor: writeOnDocument, approver: approveDocument, "committee-secretary": decideDocument, controller: approveDocument } as const;
  const take = async (who: keyof typeof commands, kind: DocumentStepKind, more: { hash?: string; onDate?: string; note?: string; seen?: number } = {}): Promise<string> => {
    const now = await found();
    const taken = await commands[who](people[who]!, { ...place(), kind, seen: more.seen ?? now.steps.length, hash: more.hash ?? now.hash, onDate: more.onDate ?? null, note: more.note ?? null });
    return taken.ok ? "taken" : taken.failure.code;
  };
  const write = async (body: string): Promise<string> => {
    const row = await database.db.selectFrom("section_text").select("version").where("committee_id", "=", town.committeeId).where("section", "=", "summary").executeTakeFirst();
    const written = await writeSection(people["editor"]!, { ...place(), section: "summary", version: (row?.["version"] as number | undefined) ?? 0, body });
    return written.ok ? "written" : written.failure.code;
  };
  const enter = (text: string, version: number) => enterValues(people["controller"]!, { indicatorId: town.indicatorId, cells: [{ period: `${YEAR}-01-01`, text, version }], reason: "Räknat om" });

  test("what is not fit to be read by all, or asks for a figure that there is none of, is not left for review", async () => {
    const refused = async (body: string): Promise<string> => {
      expect(await write(body)).toBe("written");
      const now = await found();
      const taken = await writeOnDocument(people["editor"]!, { ...place(), kind: "reviewed", seen: now.steps.length, hash: now.hash, onDate: null, note: null });
      return taken.ok ? "taken" : taken.failure.message;
    };
    expect(await refused("Tabell: Läget\n|  | 2025 |\n| Nöjda | 40 |")).toBe("Dokumentet är inte tillgängligt ännu: Tabellen »Läget« har en kolumn utan rubrik. Den står under »Sammanfattning«. Rätta texten och försök igen.");
    expect(await refused("Det blev {{mått: Finns inte | 2025}}.")).toContain("I »Sammanfattning« finns en siffra som inte går att hämta: [figuren finns inte: Finns inte | 2025]");
  });

  test("it goes back to draft only with a reason", async () => {
    expect(await write(`I januari kom ${VISITS} besök.`)).toBe("written");
    expect(await take("editor", "reviewed")).toBe("taken");
    expect(await take("approver", "returned")).toBe("no-reason");
    expect(await take("approver", "returned", { note: "Skriv om sammanfattningen" })).toBe("taken");
    expect((await found()).standing.state).toBe("draft");
    expect(await take("editor", "reviewed")).toBe("taken");
  });

  test("a sentence whose figure has changed since it was written is asked to be read again, until somebody has", async () => {
    const asked = async () => {
      const [section] = await listSectionTexts(database.db, place());
      return changedSinceRead(section!, await loadFigureData(database.db, town.committeeId, YEAR, null));
    };
    expect(await asked()).toBeNull();
    await enter("7,0", 1);
    expect(await asked()).toBeNull();
    await enter("70", 2);
    expect(await asked()).toEqual({ before: "I januari kom 7 besök.", after: "I januari kom 70 besök." });
    const reread = (shown: string) => rereadSection(people["editor"]!, { ...place(), section: "summary", shown });
    expect(await reread("I januari kom 7 besök.")).toMatchObject({ ok: false, failure: { code: "changed" } });
    expect((await reread("I januari kom 70 besök.")).ok).toBe(true);
    expect(await asked()).toBeNull();
  });

  test("an approval is of what was seen: a document that has changed meanwhile is not approved", async () => {
    const { hash } = await found();
    await enter("8", 3);
    expect(await take("approver", "approved", { hash })).toBe("changed");
    expect(await take("approver", "approved")).toBe("taken");
    expect((await found()).approvedNow).toBe(true);
  });

  test("any later change, of a word or a figure, asks for approval again", async () => {
    expect(await write("En annan text.")).toBe("written");
    expect(await take("committee-secretary", "proposed", { onDate: `${YEAR + 1}-02-15` })).toBe("not-approved");
    expect(await take("approver", "approved")).toBe("taken");
    await enter("9", 4);
    expect(await take("committee-secretary", "proposed", { onDate: `${YEAR + 1}-02-15` })).toBe("not-approved");
    expect(await write(`I januari kom ${VISITS} besök.`)).toBe("written");
    expect(await take("approver", "approved")).toBe("taken");
    expect(await take("committee-secretary", "proposed", { onDate: "någon gång" })).toBe("bad-date");
    expect(await take("committee-secretary", "proposed", { onDate: `${YEAR + 1}-02-15` })).toBe("taken");
  });

  test("who writes neither approves nor decides, and nobody steps past where it stands", async () => {
    const { steps, hash } = await found();
    const sent = { ...place(), kind: "decided" as const, seen: steps.length, hash, onDate: `${YEAR + 1}-02-15`, note: null };
    expect(await decideDocument(people["editor"]!, sent)).toMatchObject({ ok: false, failure: { code: "forbidden" } });
    expect(await writeOnDocument(people["editor"]!, sent)).toMatchObject({ ok: false, failure: { code: "changed" } });
    expect(await take("committee-secretary", "published")).toBe("changed");
    expect(await take("committee-secretary", "decided", { onDate: `${YEAR + 1}-02-15`, seen: 0 })).toBe("changed");
    expect(await write("Mitt i sammanträdet")).toBe("decided-document");
  });

  test("a decision freezes the document; a figure that changes afterwards never changes it, and is shown", async () => {
    expect(await take("committee-secretary", "decided", { onDate: `${YEAR + 1}-02-15`, note: "§ 12" })).toBe("taken");
    expect(await write("Efter beslutet")).toBe("decided-document");
    const decided = await readDocument(database.db, await scope(), await planned(), { charts: false, working: false });
    expect(decided.model.status).toMatch(new RegExp(`^Beslutat ${YEAR + 1}-02-15, § 12. Fingeravtryck [0-9a-f]{12}.$`));
    const figures = figuresOf(decided.model).map(({ value }) => value);
    expect(figures).toContain("9");
    await enter("10", 5);
    const after = await readDocument(database.db, await scope(), await planned(), { charts: false, working: false });
    expect(after.model).toEqual(decided.model);
    const now = await found();
    const frozen = (await findFrozen(database.db, town.committeeId, decided.decision!.hash!))!;
    expect(figureDifferences(frozen, now.now).map(({ after: later, before, where }) => [where, before, later])).toContainEqual(["Sammanfattning, i texten", "9", "10"]);
  });

  test("what was decided is kept as it is by the database too, and its event names its fingerprint", async () => {
    const { standing } = await found();
    const { hash } = standing.decided[0]!;
    for (const table of ["frozen_document", "document_step"]) {
      await expect(sql`delete from ${sql.table(table)}`.execute(database.db)).rejects.toThrow("only added to");
      await expect(sql`update ${sql.table(table)} set committee_id = ${town.otherId}`.execute(database.owner)).rejects.toThrow("only added to");
    }
    const event = await database.db.selectFrom("audit_event").selectAll().where("action", "=", "document.decided").executeTakeFirstOrThrow();
    expect(JSON.stringify(event)).toContain(hash);
  });

  test("a revised edition is decided for itself, and the first one stands", async () => {
    expect(await take("committee-secretary", "published")).toBe("taken");
    expect(await take("editor", "revised", { note: "Rättad siffra" })).toBe("taken");
    expect(await write(`Den reviderade texten: ${VISITS} besök.`)).toBe("written");
    expect((await readDocument(database.db, await scope(), await planned(), { charts: false, working: false })).decision?.edition).toBe(1);
    expect(await take("editor", "reviewed")).toBe("taken");
    expect(await take("approver", "approved")).toBe("taken");
    expect(await take("committee-secretary", "proposed", { onDate: `${YEAR + 1}-03-15` })).toBe("taken");
    expect(await take("committee-secretary", "decided", { onDate: `${YEAR + 1}-03-15` })).toBe("taken");
    const { standing } = await found();
    expect(standing.decided.map(({ edition }) => edition)).toEqual([1, 2]);
    const [first, second] = await Promise.all(standing.decided.map(({ hash }) => findFrozen(database.db, town.committeeId, hash!)));
    expect(figureDifferences(first!, second!).map(({ after, before }) => [before, after])).toContainEqual(["9", "10"]);
  });

  test("another committee's people see neither its steps nor what it decided", async () => {
    const other = (await personWith(database, "controller", town.otherId)).context;
    expect(await other.db.selectFrom("document_step").selectAll().execute()).toEqual([]);
    expect(await other.db.selectFrom("frozen_document").selectAll().execute()).toEqual([]);
  });
});
