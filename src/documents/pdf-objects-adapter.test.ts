import { createRequire } from "node:module";
import path from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, test } from "vitest";
import { finishPdf } from "./pdf-objects-adapter.ts";
import { bytesOf, structureOf, tableAttributes, textAt, valueAt, type StructureElement } from "./pdf-structure.ts";
import { checkPdfUa } from "./pdf-ua-adapter.ts";

const fonts = path.dirname(createRequire(import.meta.url).resolve("@expo-google-fonts/source-sans-3/package.json"));
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [path.join(fonts, "400Regular"), path.join(fonts, "700Bold")] }] });
const REPORT = "= Ekonomi\n#figure(kind: table, caption: [Utfall], table(columns: 3, table.header[Post][2023][2024], [Intäkter], [10], [11]))";

function pdfOf(body: string): Uint8Array {
  const compiled = compiler.compile({ mainFileContent: `#set document(title: "Tertialrapport 2024")\n#set text(font: "Source Sans 3", lang: "sv")\n${body}` });
  return compiler.pdf(compiled.result!, { pdfStandard: "ua-1" });
}
const load = (pdf: Uint8Array) => PDFDocument.load(pdf, { updateMetadata: false });

/** The rows of a PDF's tables: the cells' roles, and H where a list of headers is left. */
async function rowsOf(pdf: Uint8Array): Promise<string[]> {
  const cell = ({ role, dict }: StructureElement) =>
    [role, textAt(tableAttributes(dict, "Scope"), "Scope"), tableAttributes(dict, "Headers") && "H"].filter(Boolean).join(":");
  return structureOf(await load(pdf))!.elements.filter(({ role }) => role === "TR").map(({ children }) => children.map(cell).join(" "));
}

describe("the first cell of each body row becomes its row's header", () => {
  test("under a header row, which keeps its column headers, and above a footer", async () => {
    const pdf = pdfOf(`= A\n#table(columns: 2, table.header[Post][Kr], [Intäkter], [1], [Kostnader], [2], table.footer([Not], [3]))`);
    expect(await rowsOf(pdf)).toEqual(["TH:Column:H TH:Column:H", "TD:H TD:H", "TD:H TD:H", "TD:H TD:H"]);
    expect(await rowsOf(finishPdf(pdf))).toEqual(["TH:Column TH:Column", "TH:Row TD", "TH:Row TD", "TD TD"]);
  });

  test("in a table whose rows lie directly under it", async () => {
    expect(await rowsOf(finishPdf(pdfOf("= A\n#table(columns: 2, [Post], [1], [Post], [2])")))).toEqual(["TH:Row TD", "TH:Row TD"]);
  });

  test("but not in a row that the header of the row above reaches down into", async () => {
    const body = "table.cell(rowspan: 2)[Inköp], [a], [b], [Lön], [c]";
    const pdf = finishPdf(pdfOf(`= A\n#table(columns: 2, table.header[Process][Moment], ${body})`));
    expect(await rowsOf(pdf)).toEqual(["TH:Column TH:Column", "TH:Row TD", "TD", "TH:Row TD"]);
    expect((await checkPdfUa(pdf)).findings).toEqual([]);
  });

  test("and not in a header row in the middle of the table", async () => {
    const pdf = pdfOf("= A\n#table(columns: 2, table.header[Post][Kr], [a], [1], table.header(level: 2, table.cell(colspan: 2)[Del]), [b], [2])");
    expect(await rowsOf(finishPdf(pdf))).toEqual(["TH:Column TH:Column", "TH:Row TD", "TH:Column", "TH:Row TD"]);
  });

  test("without touching the metadata, and packed in object streams", async () => {
    const pdf = pdfOf(REPORT);
    const metadata = async (bytes: Uint8Array) => {
      const { catalog, context } = await load(bytes);
      return [Buffer.from(bytesOf(valueAt(catalog, "Metadata"))).toString("utf8"), String(context.lookup(context.trailerInfo.Info))];
    };
    const packed = finishPdf(pdf);
    expect(await metadata(packed)).toEqual(await metadata(pdf));
    expect(Buffer.from(packed).toString("latin1")).toContain("/ObjStm");
    expect(packed.length).toBeLessThan(pdf.length);
  });

  test("and a PDF that is damaged, cut short or packed already is refused whole", () => {
    const pdf = pdfOf(REPORT);
    for (const other of [Buffer.from("Hej"), pdf.subarray(0, pdf.length / 2), finishPdf(pdf)]) expect(() => finishPdf(other)).toThrow("cross-reference");
    const moved = Buffer.from(Buffer.from(pdf).toString("latin1").replace("1 0 obj", "1  0 obj"), "latin1");
    expect(() => finishPdf(moved)).toThrow();
  });
});
