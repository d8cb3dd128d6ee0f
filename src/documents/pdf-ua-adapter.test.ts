import { createRequire } from "node:module";
import path from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { PDFBool, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream, PDFString, StandardFonts, type PDFContext } from "@cantoo/pdf-lib";
import { describe, expect, test } from "vitest";
import { finishPdf } from "./pdf-objects-adapter.ts";
import { bytesOf, dictAt, dictsAt, itemsAt, structureOf, tableAttributes, valueAt, type StructureElement } from "./pdf-structure.ts";
import { checkPdfUa } from "./pdf-ua-adapter.ts";

const fonts = path.dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-sans-3/package.json"));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: ["400Regular", "700Bold"].map((weight) => path.join(fonts, weight)) }] });

const SQUARE = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9' fill='red' opacity='0.5'/></svg>";
const REPORT = `
  #title()
  Omsorgsnämnden
  #outline(title: [Innehåll])
  #pagebreak()
  = Mål
  Andelen nöjda#footnote[Brukarundersökningen.] ökar#footnote[Jämfört med 2023.], se #link("https://www.kolada.se")[Koladas webbplats].
  == Ekonomi
  #figure(kind: table, caption: [Utfall], table(columns: 3,
    table.header[Post][2023][2024], [Intäkter], [10], [11], [Kostnader], [9], [8]))
  #figure(caption: [Läget], image(bytes("${SQUARE}"), format: "svg", alt: "En röd ruta."))
  #math.equation(block: true, alt: "Avvikelsen är budget minus utfall.", $ a = b - u $)
  - Första punkten
  - Andra punkten
`;

function pdfOf(body: string): Uint8Array {
  const head = `#set document(title: "Tertialrapport 2024")\n#set text(font: "Source Sans 3", lang: "sv")\n#set page(footer: [Sidfot])\n`;
  const compiled = compiler.compile({ mainFileContent: head + body.replace(/^ +/gm, "") });
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
  return compiler.pdf(compiled.result, { pdfStandard: "ua-1" });
}

const load = (pdf: Uint8Array) => PDFDocument.load(pdf, { updateMetadata: false });
const report = finishPdf(pdfOf(REPORT));

class Mutable {
  readonly document: PDFDocument;
  readonly context: PDFContext;
  readonly catalog: PDFDict;
  readonly elements: readonly StructureElement[];

  constructor(document: PDFDocument) {
    this.document = document;
    this.context = document.context;
    this.catalog = document.catalog;
    this.elements = structureOf(document)?.elements ?? [];
  }

  all(role: string): PDFDict[] {
    return this.elements.filter((element) => element.role === role).map(({ dict }) => dict);
  }
  first(role: string): PDFDict {
    return this.all(role)[0]!;
  }
  rename(role: string, to: string): void {
    this.first(role).set(PDFName.of("S"), PDFName.of(to));
  }
  page(index: number): PDFDict {
    return this.document.getPage(index).node;
  }
  link(): PDFDict {
    return dictsAt(this.page(1), "Annots")[0]!;
  }
  fonts(): PDFDict[] {
    const fonts = dictAt(dictAt(this.page(0), "Resources"), "Font")!;
    return fonts.values().map((font) => this.context.lookup(font, PDFDict));
  }
  paint(content: string): void {
    this.document.getPage(0).node.addContentStream(this.context.register(this.context.stream(content)));
  }
  rewriteMetadata(pattern: RegExp): void {
    const xmp = Buffer.from(bytesOf(valueAt(this.catalog, "Metadata"))).toString("utf8");
    this.catalog.set(PDFName.of("Metadata"), this.context.register(this.context.stream(xmp.replace(pattern, ""))));
  }
}

async function changed(change: (pdf: Mutable) => void, pdf = report): Promise<Uint8Array> {
  const document = await load(pdf);
  change(new Mutable(document));
  return document.save({ addDefaultPage: false, updateFieldAppearances: false });
}

async function rulesOf(pdf: Uint8Array): Promise<string[]> {
  return [...new Set((await checkPdfUa(pdf)).findings.map(({ rule }) => rule))];
}

const drop = (dict: PDFDict | null, key: string) => dict!.delete(PDFName.of(key));
const setName = (dict: PDFDict, key: string, value: string) => dict.set(PDFName.of(key), PDFName.of(value));

const BREACHES: readonly (readonly [breach: string, rules: readonly string[], says: RegExp, change: (pdf: Mutable) => void])[] = [
  ["has no metadata", ["06-001"], /XMP/, (pdf) => drop(pdf.catalog, "Metadata")],
  ["does not claim to follow PDF/UA-1", ["06-002"], /PDF\/UA-1/, (pdf) => pdf.rewriteMetadata(/<pdfuaid:part>1<\/pdfuaid:part>/)],
  ["claims to follow PDF/UA-1 in words of its own", ["06-002"], /PDF\/UA-1/, (pdf) => pdf.rewriteMetadata(/www\.aiim\.org/)],
  ["has no title in its metadata", ["06-003"], /titel/, (pdf) => pdf.rewriteMetadata(/<dc:title>.*<\/dc:title>/)],
  ["has an empty title in its metadata", ["06-003"], /titel/, (pdf) => pdf.rewriteMetadata(/Tertialrapport 2024/)],
  ["is not marked as tagged", ["01"], /märkt som taggat/, (pdf) => drop(pdf.catalog, "MarkInfo")],
  ["has no structure tree", ["01", "28-011"], /saknar taggar/, (pdf) => drop(pdf.catalog, "StructTreeRoot")],
  ["has no parent tree", ["01"], /förteckningen/, (pdf) => drop(dictAt(pdf.catalog, "StructTreeRoot"), "ParentTree")],
  ["has a page that the parent tree does not know", ["01"], /Sidan 2/, (pdf) => drop(pdf.page(1), "StructParents")],
  ["paints outside tags and artifacts", ["01-005"], /Sidan 1 har innehåll/, (pdf) => pdf.paint("0 0 9 9 re f")],
  ["marks content that no tag holds", ["01-005"], /Sidan 2 har märkt innehåll/, (pdf) => drop(pdf.first("LBody"), "K")],
  ["uses a role that is neither standard nor mapped", ["02-001"], /Ruta/, (pdf) => pdf.rename("Caption", "Ruta")],
  ["does not say whether to show its title", ["07-001"], /titeln/, (pdf) => drop(dictAt(pdf.catalog, "ViewerPreferences"), "DisplayDocTitle")],
  [
    "shows its file name instead of its title", ["07-002"], /filnamnet/,
    (pdf) => dictAt(pdf.catalog, "ViewerPreferences")!.set(PDFName.of("DisplayDocTitle"), PDFBool.False),
  ],
  ["has cells outside rows", ["09-004"], /TH får inte ligga i P/, (pdf) => setName(pdf.all("TR").at(-1)!, "S", "P")],
  ["has list items outside lists", ["09-005"], /LI får inte ligga i Div/, (pdf) => pdf.rename("L", "Div")],
  ["has entries outside tables of contents", ["09-006"], /TOCI får inte ligga i Div/, (pdf) => setName(pdf.all("TOC").at(-1)!, "S", "Div")],
  ["has a font that does not say its characters", ["10-001"], /SourceSans3/, (pdf) => drop(pdf.fonts()[0]!, "ToUnicode")],
  ["does not state its language", ["11-006"], /språk/, (pdf) => drop(pdf.catalog, "Lang")],
  ["states another language than Swedish", ["own"], /språket en-GB/, (pdf) => pdf.catalog.set(PDFName.of("Lang"), PDFString.of("en-GB"))],
  ["has a figure without alternative text", ["13-004"], /^1 av 1 figurer/, (pdf) => drop(pdf.first("Figure"), "Alt")],
  ["has a formula without alternative text", ["17-002"], /^1 av 1 formler/, (pdf) => drop(pdf.first("Formula"), "Alt")],
  ["starts with a heading below level one", ["14-002"], /nivå 3/, (pdf) => pdf.rename("H1", "H3")],
  ["skips a heading level", ["14-003"], /nivå 4 .* nivå 1/, (pdf) => pdf.rename("H2", "H4")],
  [
    "has a table without header cells", ["15", "own"], /^1 av 1 tabeller saknar rubrikceller/,
    (pdf) => pdf.all("TH").forEach((cell) => setName(cell, "S", "TD")),
  ],
  ["has a table whose rows differ in length", ["15"], /olika många kolumner/, (pdf) => pdf.rename("TD", "Span")],
  [
    "has a table with a cell that reaches below the last row", ["15"], /olika många kolumner/,
    (pdf) => tableAttributes(pdf.all("TD").at(-1)!, "O")!.set(PDFName.of("RowSpan"), PDFNumber.of(2)),
  ],
  ["has header cells without scope", ["15-003"], /^5 av 5 rubrikceller/, (pdf) => pdf.all("TH").forEach((cell) => drop(cell, "A"))],
  ["has a row without header", ["own"], /utan radrubrik/, (pdf) => setName(pdf.all("TH").at(-1)!, "S", "TD")],
  ["has a note without identity", ["19-003"], /^1 av 2 noter/, (pdf) => drop(pdf.first("Note"), "ID")],
  [
    "has notes that share an identity", ["19-004"], /samma identitet/,
    (pdf) => pdf.all("Note").forEach((note) => setName(note, "ID", "Note")),
  ],
  ["has no bookmarks", ["own"], /bokmärken/, (pdf) => drop(pdf.catalog, "Outlines")],
  ["has links on a page without tab order", ["28-008"], /Sidan 2/, (pdf) => drop(pdf.page(1), "Tabs")],
  ["has links on a page with a tab order by rows", ["28-009"], /Sidan 1/, (pdf) => setName(pdf.page(0), "Tabs", "R")],
  ["has a link in another tag than Link", ["28-011"], /länktagg/, (pdf) => pdf.rename("Link", "Span")],
  ["has a link that does not know its tag", ["28-011"], /pekar inte/, (pdf) => drop(pdf.link(), "StructParent")],
  ["has a link without description", ["28-012"], /beskrivning/, (pdf) => drop(pdf.link(), "Contents")],
  [
    "has a font that is not embedded", ["31-009"], /inbäddat/,
    (pdf) => ["FontFile2", "FontFile3"].forEach((key) => drop(dictAt(dictsAt(pdf.fonts()[0]!, "DescendantFonts")[0]!, "FontDescriptor"), key)),
  ],
];

describe("a PDF is checked against PDF/UA-1", () => {
  test("a correct report with row headers has no findings, and its parts are counted", async () => {
    const counts = { pages: 2, tables: 1, figures: 1, headings: 3, language: "sv", title: "Tertialrapport 2024" };
    expect(await checkPdfUa(report)).toEqual({ findings: [], ...counts });
  });

  test.each(BREACHES)("a report that %s breaks %j and no other rule", async (_breach, rules, says, change) => {
    const { findings } = await checkPdfUa(await changed(change));
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(rules);
    expect(findings.map(({ message }) => message).join("\n")).toMatch(says);
  });

  test("an untagged PDF breaks the rules for tags, metadata, language, bookmarks and fonts", async () => {
    const document = await PDFDocument.create();
    document.addPage().drawText("Otaggad", { font: await document.embedFont(StandardFonts.Helvetica) });
    const rules = await rulesOf(await document.save());
    expect(rules).toEqual(["06-001", "01", "01-005", "07-001", "10-001", "11-006", "own", "31-009"]);
  });

  test("what only looks like painting, in strings, comments and inline images, is not painting", async () => {
    const strings = ["(f \\) (S) B) pop", "<</P (EMC)>> pop", "/Artifact BMC ((EMC)) Tj EMC"];
    const others = ["% f\n0 g", "/Artifact BMC BI /W 1 ID \nf EMC S\nEI EMC"];
    for (const content of [...strings, ...others]) expect(await rulesOf(await changed((pdf) => pdf.paint(content))), content).toEqual([]);
  });

  test("an inline image and text shown by a quote mark are painting", async () => {
    for (const content of ["BI /W 1 ID x\nEI", "(text) '", '0 0 (text) "', "/P BMC 0 0 m S EMC"]) {
      expect(await rulesOf(await changed((pdf) => pdf.paint(content))), content).toEqual(["01-005"]);
    }
  });

  test("content marked by a named property list is looked for in the tags", async () => {
    const marked = await changed((pdf) => {
      dictAt(pdf.page(0), "Resources")!.set(PDFName.of("Properties"), pdf.context.obj({ Known: { MCID: 0 }, Unknown: { MCID: 99 } }));
      pdf.paint("/P /Known BDC f EMC");
    });
    expect(await rulesOf(marked)).toEqual([]);
    expect(await rulesOf(await changed((pdf) => pdf.paint("/P /Unknown BDC f EMC"), marked))).toEqual(["01-005"]);
  });

  test("a form drawn outside tags is painting only when it paints", async () => {
    const drawing = (content: string) =>
      changed((pdf) => {
        const form = pdf.context.register(pdf.context.stream(content, { Type: "XObject", Subtype: "Form", BBox: [0, 0, 9, 9] }));
        dictAt(pdf.page(0), "Resources")!.set(PDFName.of("XObject"), pdf.context.obj({ Form: form }));
        pdf.paint("/Form Do");
      });
    expect(await rulesOf(await drawing("/Artifact BMC 0 0 9 9 re f EMC"))).toEqual([]);
    expect(await rulesOf(await drawing("0 0 9 9 re f"))).toEqual(["01-005"]);
  });

  test("a damaged PDF is a finding and not a crash", async () => {
    const garbled = await changed((pdf) => {
      const content = pdf.context.lookup(itemsAt(pdf.page(0), "Contents")[0]) as PDFRawStream;
      content.updateContents(Buffer.from("not what its filter promises"));
    });
    const cut = report.slice(0, report.length / 2);
    const blotted = Buffer.from(Buffer.from(pdfOf(REPORT)).toString("latin1").replace("/Alt", ")Alt"), "latin1");
    for (const pdf of [new Uint8Array(), Buffer.from("Hej"), Buffer.from("%PDF-1.7\n%%EOF"), cut, garbled, blotted]) {
      const { findings, pages } = await checkPdfUa(pdf);
      expect(findings).toEqual([{ rule: "own", message: "PDF-filen är skadad eller låst och går inte att kontrollera." }]);
      expect(pages).toBe(0);
    }
  });

  test("a structure tree that goes round in a circle is read once", async () => {
    const circular = await changed((pdf) => pdf.first("Figure").set(PDFName.of("K"), pdf.first("Document")));
    expect((await checkPdfUa(circular)).figures).toBe(1);
  });
});
