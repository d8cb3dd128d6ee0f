import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PDFDocument, PDFName } from "@cantoo/pdf-lib";
import { afterAll, describe, expect, test } from "vitest";
import { plainPdf } from "../../test/pdf.ts";
import type { Block, DocumentModel } from "./document.ts";
import type { Enclosure } from "./enclosure.ts";
import { meetingFile } from "./meeting-file.ts";
import { PdfRenderer } from "./pdf-renderer.ts";
import { structureOf } from "./pdf-structure.ts";
import { checkPdfUa } from "./pdf-ua-adapter.ts";

const pdf = new PdfRenderer();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-fogad-"));
afterAll(async () => {
  await pdf.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const document = (title: string, ...blocks: Block[]): DocumentModel => ({ kind: "memorandum", language: "sv", title, organisation: "Ekby", committee: "Nämnden", year: 2026, diaryNumber: null, status: "", blocks: [{ kind: "heading", level: 1, text: "Förslag till beslut", id: "proposal" }, { kind: "paragraph", inlines: [{ kind: "text", text: `Nämnden beslutar om ${title}.` }] }, ...blocks] });
const enclosure = (id: number, title: string, pageCount: number, accessible: boolean): Enclosure => ({ id, title, fileName: `${id}.pdf`, hash: String(id).repeat(64), byteCount: 1000, pageCount, accessible });
const files = new Map<string, Uint8Array>();
/** A meeting of two matters, with their enclosures' bytes put in. */
async function meeting(...matters: (readonly [title: string, ...enclosures: Enclosure[]])[]): Promise<Uint8Array> {
  const model = meetingFile(matters.map(([title, ...enclosures]) => ({ title, model: document(title, ...(enclosures.length ? [{ kind: "enclosures" as const, enclosures }] : [])) })), { committee: "Nämnden", municipality: "Ekby", onDate: "2026-03-10" });
  const made = await pdf.render(model, undefined, ({ hash }) => Promise.resolve(files.get(hash) ?? null));
  const file = path.join(folder, "mote.pdf");
  fs.writeFileSync(file, made);
  execFileSync("qpdf", ["--check", file], { stdio: "pipe" });
  return made;
}
/** Each page by what tells it: the size of a foreign one, "eget" for our own. */
const sizes = async (made: Uint8Array): Promise<string[]> => (await PDFDocument.load(made)).getPages().map((page) => (Math.round(page.getWidth()) === 595 ? "eget" : String(Math.round(page.getWidth()))));
/** A page that is a picture, as scanners make them. */
async function picturePdf(width: number): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  made.addPage([width, 600]).drawRectangle({ x: 20, y: 20, width: 50, height: 50 });
  return made.save();
}

async function textOfPages(made: Uint8Array): Promise<string[]> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const read = await getDocument({ data: new Uint8Array(made), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let page = 1; page <= read.numPages; page++) pages.push((await (await read.getPage(page)).getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join(""));
  return pages;
}

describe("a meeting's file holds the pages of its enclosures", () => {
  test("each after the page that announces it, in the order of the matters", async () => {
    files.set("1".repeat(64), await plainPdf("Sida", 2, 300));
    files.set("2".repeat(64), await plainPdf("Sida", 1, 400));
    files.set("3".repeat(64), await plainPdf("Sida", 1, 500));
    const made = await meeting(["Öppettider", enclosure(1, "Avtal", 2, false), enclosure(2, "Karta", 1, false)], ["Taxor", enclosure(3, "Taxa", 1, false)]);
    const pages = await sizes(made);
    expect(pages.filter((one) => one !== "eget")).toEqual(["300", "300", "400", "500"]);
    expect(pages.slice(pages.indexOf("300")).join(" ")).toMatch(/^300 300 eget 400 eget( eget)* 500$/);
  });

  test("what had tags keeps them, under a tag of its own, and the whole is still PDF/UA", async () => {
    files.set("4".repeat(64), await pdf.render(document("Tabeller", { kind: "table", caption: "Antal", columns: [{ label: "År", align: "text" }, { label: "Antal", align: "number" }], rows: [{ total: false, cells: [{ kind: "text", text: "2025" }, { kind: "text", text: "12" }] }], unbroken: true, notes: [] })));
    const made = await meeting(["Öppettider", enclosure(4, "Underlag", 3, true), enclosure(4, "Underlag igen", 3, true)], ["Taxor"]);
    const report = await checkPdfUa(made);
    expect(report.findings).toEqual([]);
    expect(report.tables).toBe(2);
    const tree = structureOf(await PDFDocument.load(made))!;
    const whole = tree.elements.map(({ dict, role }) => (role === "Sect" ? String(dict.lookup(PDFName.of("T"))) : role));
    expect(whole.filter((role) => role === "Part")).toHaveLength(2);
    // The second matter is read after the first one's enclosures.
    const read = tree.elements.filter(({ role, parent }) => parent?.role === "Document" && /^(Sect|H1)$/.test(role)).map(({ role }) => role);
    expect(read.slice(-3)).toEqual(["Sect", "Sect", "H1"]);
  });

  test("what had none is tagged page by page, and the whole no longer says that it is PDF/UA", async () => {
    files.set("5".repeat(64), await plainPdf("Sida", 2, 300));
    files.set("6".repeat(64), await picturePdf(400));
    const made = await meeting(["Öppettider", enclosure(5, "Text", 2, false), enclosure(6, "Bild", 1, false)]);
    const rules = (await checkPdfUa(made)).findings.map(({ rule }) => rule);
    expect(rules).toContain("06-002");
    // All that is painted is tagged, and nothing is a picture without words; the fonts are as they came.
    expect(rules.filter((rule) => rule !== "06-002" && rule !== "31-009" && rule !== "10-001")).toEqual([]);
    const figures = structureOf(await PDFDocument.load(made))!.elements.filter(({ role }) => role === "Figure");
    expect(figures).toHaveLength(1);
  });

  test("page numbers count them: the contents lead to where things stand", async () => {
    files.set("7".repeat(64), await plainPdf("Sida", 7, 300));
    const made = await meeting(["Öppettider", enclosure(7, "Avtal", 7, false)], ["Taxor"]);
    const text = await textOfPages(made);
    const last = text.findIndex((page, index) => index > 2 && page.includes("2. Taxor"));
    expect(text[1]).toMatch(new RegExp(`2\\. Taxor[^\\d]+${last + 1}`));
    expect(text[last]).toContain(`Sida ${last + 1} av ${text.length}`);
  });

  test("an enclosure that is last is counted among the pages too", async () => {
    const made = await meeting(["Öppettider", enclosure(7, "Avtal", 7, false)]);
    const text = await textOfPages(made);
    expect(text[2]).toContain(`av ${text.length}`);
    expect(text.at(-1)).toContain("Sida 7");
  });
});
