import { execFileSync, spawnSync } from "node:child_process";
import { program } from "../src/platform/command.ts";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellText, enclosureSheet, faultsOf, figuresOf, inlineText, type Block, type DocumentModel, type Inline } from "../src/documents/document.ts";
import { enclosureText } from "../src/documents/enclosure.ts";
import { blackline } from "../src/documents/document-blackline.ts";
import { loadFigureData, makeDocument } from "../src/documents/document-reads.ts";
import { proseText } from "../src/documents/live-figure.ts";
import { listSectionTexts } from "../src/documents/section-text-reads.ts";
import { typedFigures } from "../src/documents/typed-figure.ts";
import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { PLAIN_LOOK, type DocumentLook } from "../src/documents/document-look.ts";
import { readLogo } from "../src/documents/logo-adapter.ts";
import { meetingFile } from "../src/documents/meeting-file.ts";
import { PdfRenderer } from "../src/documents/pdf-renderer.ts";
import { checkPdfUa } from "../src/documents/pdf-ua-adapter.ts";
import { renderDocument } from "../src/documents/document-renderer.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import type { Database } from "../src/platform/db/database.ts";
import { defaultChoice } from "../src/reading/acceptance.ts";
import { readFile, type ReadFile } from "../src/reading/file-adapter.ts";
import type { Reading } from "../src/reading/reading.ts";
import { acceptReading, proposeReading } from "../src/reading/reading-commands.ts";
import { corpusFile, HAS_CORPUS, SKIPPED } from "./corpus.ts";
import { freshDatabase, temporaryFolder } from "./database.ts";
import { receivers } from "../src/compose.ts";

const EXAMPLE = path.resolve(import.meta.dirname, "../example");
const files = fs.readdirSync(EXAMPLE).filter((name) => name.endsWith(".md") && name !== "README.md");
const pdf = new PdfRenderer();
let database: Database;
const { folder, remove } = temporaryFolder();

async function keep(name: string, bytes: Uint8Array): Promise<Reading> {
  return (await accepted(name, bytes)).reading;
}
async function accepted(name: string, bytes: Uint8Array): Promise<{ reading: Reading; changed: [string, number][] }> {
  const read = await readFile(name, bytes);
  if (!read.ok) throw new Error(read.failure.message);
  const context = { db: database.db, actor: program("start") };
  const readingId = await proposeReading(context, read.value);
  const done = await acceptReading(context, { receivers,  readingId, items: defaultChoice(read.value.reading, true) });
  if (!done.ok) throw new Error(done.failure.message);
  expect(done.value.unplaced).toEqual([]);
  const changed = Object.entries(done.value.tallies).map(([part, tally]): [string, number] => [part, tally.added + tally.changed]);
  return { reading: read.value.reading, changed: changed.filter(([, count]) => count > 0) };
}
async function modelOf(committee: string, year: number, kind: string, charts = false): Promise<DocumentModel> {
  const found = await findCommittee(database.db, committee);
  if (!found.ok) throw new Error(found.failure.message);
  return makeDocument(database.db, found.value, year, (await findPlannedDocument(database.db, found.value, year, kind))!, { charts });
}
async function made(model: DocumentModel, format: "pdf" | "docx" | "html", look: DocumentLook = PLAIN_LOOK): Promise<Uint8Array> {
  const rendered = await renderDocument(model, format, pdf, look);
  if (!rendered.ok) throw new Error(rendered.failure.message);
  return rendered.value.bytes;
}
async function readBack(model: DocumentModel, format: "pdf" | "docx"): Promise<ReadFile> {
  const read = await readFile(`tillbaka.${format}`, await made(model, format));
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

beforeAll(async () => {
  database = await freshDatabase("embedded");
  for (const file of files) await keep(file, fs.readFileSync(path.join(EXAMPLE, file)));
});
afterAll(async () => {
  await pdf.close();
  await database.close();
  remove();
});

const bare = (text: string) => text.replace(/[\s\u00ad\u00a0]+/g, "").replace(/-/g, "");
/** The text on each side of a footnote's mark. */
const proseOf = (inlines: readonly Inline[]): string[] => inlines.map((inline) => (inline.kind === "footnote" ? "\u0000" : inlineText(inline))).join("").split("\u0000");

/** Every text block and table cell of a model, one string each. */
const pieces = (block: Block): string[] => {
  switch (block.kind) {
    case "heading":
      return [block.text];
    case "paragraph":
      return proseOf(block.inlines);
    case "list":
      return block.items.flatMap(proseOf);
    case "status":
      return [block.status.label];
    case "table":
      return [block.caption, ...block.columns.map(({ label }) => label), ...block.rows.flatMap(({ cells }) => cells.map(cellText)), ...block.notes];
    case "enclosures":
      return block.enclosures.map(enclosureText);
    case "enclosure":
      return [block.heading, enclosureSheet(block)];
    case "chart":
      return [block.title];
  }
};

const CASES = [
  ["Individ- och familjenämnden", 2021, "annual-report"],
  ["Individ- och familjenämnden", 2023, "operational-plan"],
  ["Arbetsmarknadsnämnden", 2021, "annual-report"],
  ["Arbetsmarknadsnämnden", 2023, "operational-plan"],
] as const;

describe.each(CASES)("%s %i, %s", (committee, year, kind) => {
  let model: DocumentModel;
  beforeAll(async () => {
    model = await modelOf(committee, year, kind);
  });

  test("is fit to publish, full, and every figure names the rows it comes from", () => {
    expect(faultsOf(model)).toEqual([]);
    const figures = figuresOf(model);
    expect(figures.length).toBeGreaterThan(10);
    expect(figures.filter(({ source }) => source.length === 0)).toEqual([]);
    expect(JSON.stringify(model)).not.toContain("figuren finns inte");
  });

  test("every table cell and every text of the model is in the HTML", async () => {
    const html = new TextDecoder().decode(await made(model, "html"));
    const plain = bare(html.replace(/<style>.*?<\/style>/s, "").replace(/<[^>]+>/g, "").replace(/&amp;/g, "&").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">"));
    // A status and its text stand in elements of their own, without the full stop that parts them in a line of text.
    const inHtml = (piece: string) => plain.includes(bare(piece)) || plain.includes(bare(piece.replace(/^([^.]*)\. /, "$1")));
    expect(model.blocks.flatMap(pieces).filter((piece) => !inHtml(piece))).toEqual([]);
  });

  test.each(["pdf", "docx"] as const)("every table cell and every text of the model is in the %s, read by its tags and styles", async (format) => {
    const { layout } = await readBack(model, format);
    const tables = layout.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    const wanted = model.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    expect(tables.map(({ caption }) => bare(caption ?? ""))).toEqual(wanted.map(({ caption }) => bare(caption)));
    wanted.forEach((table, index) => {
      const rows = [table.columns.map(({ label }) => label), ...table.rows.map(({ cells }) => cells.map((cell) => (cell.kind === "status" ? [`#${cell.status.label}`, cell.text].filter(Boolean).join(". ") : cellText(cell))))];
      const found = tables[index]!.rows.map(({ cells }) => cells.map((cell) => bare(cell.replace(/^[●◆■○]\s*/u, ""))));
      expect(found, table.caption).toEqual(rows.map((row) => row.map((cell) => bare(cell.replace(/^#/, "")))));
    });
    const plain = layout.blocks.map((block) => (block.kind === "table" ? "" : bare(block.text)));
    const all = plain.join("");
    const missing = model.blocks.filter(({ kind: of }) => of !== "table").flatMap(pieces).filter((piece) => !all.includes(bare(piece)));
    expect(missing).toEqual([]);
  });
});

describe("a document that is made and read again", () => {
  test.each(CASES.flatMap((of) => (["pdf", "docx"] as const).map((format) => [...of, format] as const)))("changes nothing in the register: %s %i, %s as %s", async (committee, year, kind, format) => {
    const bytes = await made(await modelOf(committee, year, kind), format);
    expect((await accepted(`igen.${format}`, bytes)).changed).toEqual([]);
  });
});

describe("the PDF", () => {
  test("is PDF/UA: Typst makes it as ua-1, our checker finds nothing, and its syntax is clean", async () => {
    const model = await modelOf("Individ- och familjenämnden", 2021, "annual-report", true);
    const bytes = await made(model, "pdf");
    const report = await checkPdfUa(bytes);
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ title: "Årsredovisning 2021", tables: model.blocks.filter(({ kind }) => kind === "table").length, figures: model.blocks.filter(({ kind }) => kind === "chart").length });
    const file = path.join(folder, "rapport.pdf");
    fs.writeFileSync(file, bytes);
    expect(execFileSync("qpdf", ["--check", file], { encoding: "utf8" })).toContain("No syntax or stream encoding errors");
  });
});

test("what differs between two editions is an accessible PDF too, with what is struck and added said in words", async () => {
  const before = await modelOf("Individ- och familjenämnden", 2021, "annual-report");
  const later = (block: Block): Block =>
    block.kind === "paragraph" ? { ...block, inlines: block.inlines.map((inline) => (inline.kind === "text" ? { ...inline, text: inline.text.replace("året", "hela året") } : inline)) }
      : block.kind === "table" ? { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => (cell.kind === "figure" && cell.figure.value === "31" ? { ...cell, figure: { ...cell.figure, value: "32" } } : cell)) })) } : block;
  const bytes = await made(blackline({ model: before, name: "första upplagan" }, { model: { ...before, blocks: before.blocks.map(later) }, name: "andra upplagan" }), "pdf");
  expect((await checkPdfUa(bytes)).findings).toEqual([]);
  const read = await readFile("skillnader.pdf", bytes);
  const text = read.ok ? JSON.stringify(read.value).replaceAll("\u00a0", " ") : "";
  expect(text).toContain("tillagt: hela");
  expect(text).toMatch(/31.*32/);
  if (process.env["KEEP_PDF"]) fs.writeFileSync(process.env["KEEP_PDF"], bytes);
});

test("no text of the example has a figure typed that the register could give: what a PDF says follows the data", async () => {
  let texts = 0;
  let typedOut = 0;
  for (const [committee, year, kind] of [["Individ- och familjenämnden", 2021, "annual-report"], ["Arbetsmarknadsnämnden", 2021, "annual-report"], ["Individ- och familjenämnden", 2023, "operational-plan"]] as const) {
    const found = await findCommittee(database.db, committee);
    if (!found.ok) throw new Error(found.failure.message);
    const figures = await loadFigureData(database.db, found.value.id, year, null);
    for (const { body, section } of await listSectionTexts(database.db, { committeeId: found.value.id, year, documentKind: kind })) {
      texts++;
      expect([committee, section, typedFigures(body, figures, year)]).toEqual([committee, section, []]);
    }
    typedOut += texts > 0 ? (await listSectionTexts(database.db, { committeeId: found.value.id, year, documentKind: kind })).reduce((sum, { body }) => sum + typedFigures(proseText(body, figures), figures, year).length, 0) : 0;
  }
  // The same texts with their figures typed out are found: there was something to find.
  expect(typedOut).toBeGreaterThan(5);
  expect(texts).toBeGreaterThan(20);
});

test("a meeting's documents are one accessible PDF, whose bookmarks lead to each document and its sections", async () => {
  const [report, plan] = [await modelOf("Individ- och familjenämnden", 2021, "annual-report"), await modelOf("Individ- och familjenämnden", 2023, "operational-plan")];
  const bytes = await made(meetingFile([{ model: report, title: report.title }, { model: plan, title: plan.title }], { committee: report.committee, municipality: report.organisation, onDate: "2022-02-15" }), "pdf");
  expect((await checkPdfUa(bytes)).findings).toEqual([]);
  const outline = await (await getDocument({ data: bytes.slice(), useSystemFonts: false }).promise).getOutline();
  expect(outline.map(({ items, title }) => [title, items.slice(0, 2).map((item) => item.title)])).toEqual([["1. Årsredovisning 2021", ["Sammanfattning", "Händelser av väsentlig betydelse"]], [expect.stringMatching(/^2\. Verksamhetsplan/), ["Sammanfattning", expect.any(String)]]]);
  if (process.env["KEEP_PDF"]) fs.writeFileSync(`${process.env["KEEP_PDF"]}-meeting.pdf`, bytes);
});

test("a municipality's logotype, colour and typeface are on all three forms, the logotype told in words, and the PDF is still accessible", async () => {
  const logo = readLogo("logo.svg", new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><rect width="80" height="80" rx="12" fill="#0b4f71"/><circle cx="40" cy="40" r="22" fill="#fff"/></svg>'));
  expect([readLogo("a.gif", new TextEncoder().encode("GIF89a")), readLogo("stor.svg", new Uint8Array(600_000))].map((one) => (one.ok ? "" : one.failure.field))).toEqual(["logo", "logo"]);
  const look = { accent: "#0b4f71", typeface: "source-serif", logo: logo.ok ? logo.value : null, email: null } as const;
  const model = await modelOf("Individ- och familjenämnden", 2021, "annual-report");
  const bytes = await made(model, "pdf", look);
  expect((await checkPdfUa(bytes)).findings).toEqual([]);
  const file = path.join(folder, "utseende.pdf");
  fs.writeFileSync(file, bytes);
  expect(spawnSync("qpdf", ["--qdf", "--object-streams=disable", file, "-"], { encoding: "latin1", maxBuffer: 64 * 1024 * 1024 }).stdout.includes("SourceSerif4")).toBe(true);
  if (process.env["KEEP_PDF"]) fs.writeFileSync(`${process.env["KEEP_PDF"]}-look.pdf`, bytes);
  const html = new TextDecoder().decode(await made(model, "html", look));
  expect(html).toMatch(/<img class="logo" src="data:image\/png;base64,[^"]+" alt="Ekhamns kommun"\/?>/);
  expect(html).toContain("h1,h2,h3,h4{color:#0b4f71}");
  const word = Object.fromEntries(Object.entries(unzipSync(await made(model, "docx", look))).map(([name, content]) => [name, strFromU8(content)]));
  expect(word["word/document.xml"]).toContain('descr="Ekhamns kommun"');
  expect(word["word/styles.xml"]).toContain("Source Serif 4");
});

describe.runIf(HAS_CORPUS)(`a published report, kept and made again, says the same${SKIPPED}`, () => {
  let source: Reading;
  let model: DocumentModel;
  beforeAll(async () => {
    const { name, bytes } = corpusFile("004");
    source = await keep(name, bytes);
    model = await modelOf("Solna stad/Socialnämnden", 2021, "annual-report");
  });

  test.each(["pdf", "docx"] as const)("not one figure differs when the %s is read again", async (format) => {
    const { reading } = await readBack(model, format);
    expect(reading.document).toMatchObject({ kind: "annual-report", organisation: "Solna stad", committee: "Socialnämnden", year: "2021", diaryNumber: "SN/2021:1" });
    expect(reading.series.map(({ group, name, years }) => ({ group, name, years }))).toEqual(source.series.map(({ group, name, years }) => ({ group, name, years })));
    const figures = (statements: Reading["statements"]) => statements.map(({ kind, unit, columns, rows }) => ({ kind, unit, columns, rows: rows.map(({ label, cells }) => [label, ...cells]) }));
    expect(figures(reading.statements)).toEqual(figures(source.statements));
    const goals = (of: Reading) => of.goals.map(({ text, level, assessment, comment, activities }) => ({ text, level, assessment, comment, activities: activities.map(({ title }) => title) }));
    expect(goals(reading)).toEqual(goals(source));
    const controls = (of: Reading) => of.controlResults.map(({ category, process, check, grade, text }) => ({ category, process, check, grade, text: text?.replace(/\n/g, " ") }));
    expect(controls(reading)).toEqual(controls(source));
    expect(reading.assignments.map(({ text, status }) => [text, status])).toEqual(source.assignments.map(({ text, status }) => [text, status]));
    expect(reading.reportBacks.map(({ matter, decision }) => [matter, decision])).toEqual(source.reportBacks.map(({ matter, decision }) => [matter, decision]));
  });

  test("no text of its sections is lost on the way", () => {
    const told = bare(model.blocks.flatMap(pieces).join(""));
    const all = source.sections.slice(source.sections.findIndex(({ heading }) => heading.startsWith("Sammanfattning")));
    expect(all.length).toBeGreaterThan(20);
    const lost = all.flatMap(({ heading, paragraphs }) => paragraphs.flatMap((paragraph) => (told.includes(bare(paragraph.replace(/^– /, ""))) ? [] : [`${heading}: ${paragraph.slice(0, 60)}`])));
    expect(lost).toEqual([]);
  });
});
