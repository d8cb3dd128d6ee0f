import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadFigureData, makeDocument } from "../src/documents/document-reads.ts";
import { writeOnDocument } from "../src/documents/document-step-commands.ts";
import { figuresOf } from "../src/documents/document.ts";
import { unreadSentences } from "../src/documents/carried-text.ts";
import { proseText } from "../src/documents/live-figure.ts";
import { listSectionTexts } from "../src/documents/section-text-reads.ts";
import { carryTexts, rereadSection, writePart, writeSection } from "../src/documents/section-text-commands.ts";
import { changeTemplate, planDocument, restoreTemplate, setDueDay } from "../src/documents/template-commands.ts";
import { findPlannedDocument, listPlannedDocuments, listTemplates } from "../src/documents/template-reads.ts";
import type { TemplateSection } from "../src/documents/template.ts";
import { enterValues } from "../src/indicators/indicator-value-commands.ts";
import { listCommittees } from "../src/organisation/unit-reads.ts";
import { program, type Context } from "../src/platform/command.ts";
import type { Database } from "../src/platform/db/database.ts";
import type { Outcome } from "../src/platform/outcome.ts";
import { ENGINES, freshDatabase } from "./database.ts";
import { foundTown, personWith, YEAR, type Town } from "./town.ts";

const said = async (outcome: Promise<Outcome<unknown>>): Promise<string> => { const made = await outcome; return made.ok ? "done" : made.failure.code; };

describe.each(ENGINES)("documents by their templates, on the %s engine", (engine) => {
  let database: Database;
  let town: Town;
  let controller: Context;
  let head: Context;
  beforeAll(async () => {
    database = await freshDatabase(engine);
    town = await foundTown(database);
    controller = (await personWith(database, "controller", town.municipalityId)).context;
    head = (await personWith(database, "reporter", town.unitId)).context;
  });
  afterAll(() => database.close());
  const committee = async () => (await listCommittees(database.db, YEAR)).find(({ id }) => id === town.committeeId)!;
  const planned = async (key: string) => (await findPlannedDocument(database.db, await committee(), YEAR, key))!;
  const made = async (key: string) => makeDocument(database.db, await committee(), YEAR, await planned(key), { charts: false });
  const headings = async (key: string) => (await made(key)).blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));
  const words = async (key: string) => JSON.stringify((await made(key)).blocks);
  const change = async (key: string, edit: (sections: readonly TemplateSection[]) => readonly TemplateSection[], seen?: number) => {
    const template = (await listTemplates(database.db, town.municipalityId)).find((one) => one.key === key)!;
    return said(changeTemplate(controller, { municipalityId: town.municipalityId, key, seen: seen ?? template.revision, input: { ...template, sections: edit(template.sections) } }));
  };
  const place = (documentKind: string) => ({ committeeId: town.committeeId, year: YEAR, documentKind });

  test("a municipality's own template holds for its documents: another name, another order, a section of its own", async () => {
    expect(await change("control-plan", (sections) => [{ ...sections[2]!, heading: "Våra risker" }, ...sections.slice(0, 2), { ...sections[0]!, key: "", heading: "Det här har vi lärt", whenEmpty: "say" }])).toBe("done");
    expect(await headings("control-plan")).toEqual(["Våra risker", "Det här har vi lärt"]);
    expect(await words("control-plan")).toContain("Inget att redovisa.");
    expect((await planned("control-plan")).template).toMatchObject({ revision: 1, sections: [{ key: "control" }, { key: "background" }, { key: "method" }, { key: "det-har-har-vi-lart" }] });
  });
  test("two who change it at once do not undo each other", async () => expect(await change("control-plan", (sections) => sections, 0)).toBe("changed"));
  test("a section that somebody has written in is not taken away, and the ready template waits for it too", async () => {
    expect(await said(writeSection(controller, { ...place("control-plan"), section: "det-har-har-vi-lart", version: 0, body: "Räkna oftare." }))).toBe("done");
    expect(await change("control-plan", (sections) => sections.slice(0, 3))).toBe("section-in-use");
    expect(await said(restoreTemplate(controller, { municipalityId: town.municipalityId, key: "control-plan", seen: 1 }))).toBe("section-in-use");
    expect(await said(writeSection(controller, { ...place("control-plan"), section: "det-har-har-vi-lart", version: 1, body: "" }))).toBe("done");
    expect(await said(restoreTemplate(controller, { municipalityId: town.municipalityId, key: "control-plan", seen: 1 }))).toBe("done");
    expect((await planned("control-plan")).template.revision).toBe(0);
  });

  test("a unit writes its own part, and no other; the committee's document draws the parts together", async () => {
    const part = { ...place("interim-report-08"), section: `events.${town.unitId}`, version: 0, body: "Biblioteket öppnade på söndagar." };
    expect(await said(writePart(head, part))).toBe("done");
    expect(await said(writePart(head, { ...part, section: `events.${town.otherId}` }))).toBe("forbidden");
    expect(await said(writePart(head, { ...part, section: `summary.${town.unitId}` }))).toBe("no-section");
    expect(await said(writeSection(head, { ...part, section: "summary" }))).toBe("forbidden");
    expect((await headings("interim-report-08")).slice(0, 2)).toEqual(["Händelser under perioden", "Biblioteket"]);
    expect(await words("interim-report-08")).toContain("öppnade på söndagar");
  });
  test("a report of a follow-up tells nothing of the months after it, whenever it is made", async () => {
    const values = (period: string, text: string) => enterValues({ db: database.db, actor: program("start") }, { indicatorId: town.indicatorId, cells: [{ period, text, version: 0 }] });
    for (const [period, text] of [[`${YEAR}-08-01`, "8888"], [`${YEAR}-09-01`, "9999"]] as const) expect(await said(values(period, text))).toBe("done");
    const shown = async (key: string) => figuresOf(await made(key)).map(({ value }) => value).filter((value) => value === "8888" || value === "9999");
    expect([await shown("interim-report-08"), await shown("interim-report-04"), await shown("annual-report")]).toEqual([["8888"], [], ["8888", "9999"]]);
  });

  test("any number of memoranda are made, each under a name of its own, and reviewed only when what they must say is said", async () => {
    const plan = (name: string) => said(planDocument(controller, { committeeId: town.committeeId, year: YEAR, templateKey: "memorandum", name, dueOn: null }));
    expect([await plan("Öppettider på söndagar"), await plan("Öppettider på söndagar"), await plan(" "), await plan("Beslut")]).toEqual(["done", "same-name", "bad-name", "done"]);
    expect((await listPlannedDocuments(database.db, await committee(), YEAR)).filter(({ template }) => template.key === "memorandum").map(({ key }) => key)).toEqual(["beslut-2", "oppettider-pa-sondagar"]);
    const review = async () => writeOnDocument(controller, { ...place("oppettider-pa-sondagar"), kind: "reviewed", seen: 0, hash: null, onDate: null, note: null });
    const refused = await review();
    expect(!refused.ok && refused.failure.message).toBe("»Förslag till beslut«, »Sammanfattning« ska ha text innan dokumentet lämnas för granskning.");
    for (const section of ["proposal", "summary"]) expect(await said(writeSection(controller, { ...place("oppettider-pa-sondagar"), section, version: 0, body: "Nämnden beslutar att öppna." }))).toBe("done");
    expect((await review()).ok).toBe(true);
  });
  test("next year's report begins from this year's texts: years moved, figures new, each kept sentence to be read again until somebody has", async () => {
    const visits = (year: number) => `{{mått: Antal besök | ${year}-01}}`;
    expect(await said(writeSection(controller, { ...place("annual-report"), section: "summary", version: 0, body: `I januari ${YEAR} kom ${visits(YEAR)} besök. Året var lugnt.` }))).toBe("done");
    const next = { ...place("annual-report"), year: YEAR + 1 };
    const text = async () => (await listSectionTexts(database.db, next)).find(({ section }) => section === "summary")!;
    expect([await said(carryTexts(controller, next)), await said(carryTexts(controller, next))]).toEqual(["done", "nothing-to-carry"]);
    expect((await text()).body).toBe(`I januari ${YEAR + 1} kom ${visits(YEAR + 1)} besök. Året var lugnt.`);
    expect(unreadSentences(await text())).toHaveLength(2);
    expect(await said(writeSection(controller, { ...next, section: "summary", version: (await text()).version, body: `I januari ${YEAR + 1} kom ${visits(YEAR + 1)} besök. Året var stökigt.` }))).toBe("done");
    expect(unreadSentences(await text())).toEqual([`I januari ${YEAR + 1} kom ${visits(YEAR + 1)} besök.`]);
    const shown = proseText((await text()).body, await loadFigureData(database.db, town.committeeId, YEAR + 1, null));
    expect(await said(rereadSection(controller, { ...next, section: "summary", shown: "En annan text" }))).toBe("changed");
    expect(await said(rereadSection(controller, { ...next, section: "summary", shown }))).toBe("done");
    expect(unreadSentences(await text())).toEqual([]);
  });
  test("the day when texts are due is kept, changed and taken away", async () => {
    const due = (dueOn: string | null, version: number) => said(setDueDay(controller, { committeeId: town.committeeId, year: YEAR, key: "annual-report", version, dueOn }));
    expect([await due("i vår", 0), await due(`${YEAR}-12-01`, 0)]).toEqual(["bad-date", "done"]);
    expect((await planned("annual-report")).dueOn).toBe(`${YEAR}-12-01`);
    expect([await due(null, 1), (await planned("annual-report")).dueOn]).toEqual(["done", null]);
  });
});
