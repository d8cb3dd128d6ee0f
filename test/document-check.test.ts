import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listFindings } from "../src/documents/document-check-reads.ts";
import { openErrors } from "../src/documents/document-check.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { approveDocument, decideDocument, writeOnDocument } from "../src/documents/document-step-commands.ts";
import { findDocument } from "../src/documents/document-step-reads.ts";
import { answerFinding } from "../src/documents/finding-answer-commands.ts";
import { writeSection } from "../src/documents/section-text-commands.ts";
import { listSectionTexts } from "../src/documents/section-text-reads.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import type { PlannedDocument } from "../src/documents/template.ts";
import { saveStatements } from "../src/finance/statement-commands.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import type { Committee } from "../src/organisation/committee.ts";
import type { Database } from "../src/platform/db/database.ts";
import { valueOf } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const SECTION = "summary";

describe.each(ENGINES)("an own document is checked while it is written, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let committee: Committee;
  let planned: PlannedDocument;
  let controller: Awaited<ReturnType<typeof personWith>>;
  let place: { committeeId: number; year: number; documentKind: string };
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    committee = (await listCommittees(database.db, YEAR)).find(({ id }) => id === town.committeeId)!;
    controller = await personWith(database, "controller", null);
    planned = (await findPlannedDocument(database.db, committee, YEAR, "annual-report"))!;
    place = { committeeId: committee.id, year: YEAR, documentKind: planned.key };
    const row = (label: string, ...cells: string[]) => ({ label, cells, originId: town.originId });
    await saveStatements(controller.context, {
      committeeId: committee.id, year: YEAR, reportKind: "annual-report",
      statements: [{ kind: "income", title: "Resultaträkning", unit: "mkr", columns: [String(YEAR), String(YEAR - 1)], rows: [row("Intäkter", "29.5", "33.2"), row("Personalkostnader", "-128.8", "-127.3"), row("Verksamhetens nettokostnader", "-99.3", "-94.1")], originId: town.originId }],
    });
  });
  afterAll(() => database.close());

  const write = async (body: string) => {
    const version = (await listSectionTexts(database.db, place)).find(({ section }) => section === SECTION)?.version ?? 0;
    await valueOf(writeSection(controller.context, { ...place, section: SECTION, body, version }));
  };
  const findings = (draft: string | null = null) => listFindings(database.db, committee, YEAR, planned, draft === null ? null : { section: SECTION, body: draft });
  const WRONG = "Personalkostnaderna har minskat med 1,5 mkr jämfört med föregående år.";

  test("what is being written is checked against the document's tables before it is kept, and told under its section", async () => {
    const found = await findings(WRONG);
    expect(found.map(({ anchor, finding, within }) => [finding.code, anchor, within])).toEqual([["told-way", SECTION, [SECTION]]]);
    expect(await findings("Personalkostnaderna har ökat med 1,5 mkr jämfört med föregående år.")).toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test("an answer holds while the words and figures are the same", async () => {
    await write(WRONG);
    const [found] = await findings();
    expect(await answerFinding(controller.context, { ...place, key: found!.key, reason: "Jämförelsen är med den omräknade budgeten." })).toMatchObject({ ok: true });
    const [answered] = await findings();
    expect(answered!.answer).toMatchObject({ reason: "Jämförelsen är med den omräknade budgeten.", answeredBy: controller.actor.key });
    expect(openErrors(await findings())).toEqual([]);
    expect(openErrors(await findings(`${WRONG.replace("1,5", "1,50")}`))).toHaveLength(1);
    expect(await answerFinding(controller.context, { ...place, key: found!.key, reason: "" })).toMatchObject({ ok: true, value: { answered: false } });
    expect(openErrors(await findings())).toHaveLength(1);
  });

  test("what is not found is not answered, nor by who may not write", async () => {
    expect(await answerFinding(controller.context, { ...place, key: "0".repeat(64), reason: "Rätt." })).toMatchObject({ ok: false, failure: { code: "no-finding" } });
    const reader = await personWith(database, "elected-member", null);
    await expect(answerFinding(reader.context, { ...place, key: "0".repeat(64), reason: "Rätt." })).resolves.toMatchObject({ ok: false, failure: { code: "forbidden" } });
  });

  test("a document with errors that nobody has answered asks before it goes to the meeting", async () => {
    const take = async (command: typeof writeOnDocument, kind: "reviewed" | "approved" | "proposed", despiteErrors = false) => {
      const { hash, steps } = await findDocument(database.db, { committee, year: YEAR }, planned);
      const taken = await command(controller.context, { ...place, kind, seen: steps.length, hash, onDate: kind === "proposed" ? `${YEAR + 1}-02-15` : null, note: null, despiteErrors });
      return taken.ok ? "taken" : taken.failure.code;
    };
    for (const { key, required } of planned.template.sections) if (required && key !== SECTION) await valueOf(writeSection(controller.context, { ...place, section: key, body: "Nämnden har arbetat vidare.", version: 0 }));
    expect([await take(writeOnDocument, "reviewed"), await take(approveDocument, "approved")]).toEqual(["taken", "taken"]);
    expect(await take(decideDocument, "proposed")).toBe("open-errors");
    const [open] = openErrors(await findings());
    await valueOf(answerFinding(controller.context, { ...place, key: open!.key, reason: "Rätt mot den omräknade budgeten." }));
    expect(await take(decideDocument, "proposed")).toBe("taken");
  });

  test("the document that is checked is the one that is made", async () => {
    const model = await makeDocument(database.db, committee, YEAR, planned, { charts: false });
    expect(model.blocks.some((block) => block.kind === "table" && block.caption.startsWith("Resultaträkning"))).toBe(true);
  });
});
