/**
 * An annual report as PDF, Word and HTML: the PDF against the bare setting of the same pages (Typst, without what makes it PDF/UA) and against headless Chromium
 * printing our own HTML; each round another report, as if it were another committee's. Then a hundred in a row, and what memory they leave.
 */
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { chromium } from "@playwright/test";
import type { DocumentModel } from "../../src/documents/document.ts";
import { PLAIN_LOOK } from "../../src/documents/document-look.ts";
import { makeDocument } from "../../src/documents/document-reads.ts";
import { renderDocument } from "../../src/documents/document-renderer.ts";
import { pdfData, PdfRenderer } from "../../src/documents/pdf-renderer.ts";
import { checkPdfUa } from "../../src/documents/pdf-ua-adapter.ts";
import { findPlannedDocument } from "../../src/documents/template-reads.ts";
import { loadExample } from "../../src/example.ts";
import { findCommittee } from "../../src/organisation/unit-reads.ts";
import { createLog } from "../../src/platform/log.ts";
import { valueOf } from "../../src/platform/outcome.ts";
import { freshDatabase } from "../../test/database.ts";
import { appOver } from "../../test/town.ts";
import { temporary } from "../places.ts";
import { growth, median, result, timed, type Bench, type Options } from "../result.ts";

const LENGTHS = [1, 3, 10];
const IN_A_ROW = 100;
const SRC = path.resolve(import.meta.dirname, "../../src/documents");
const require = createRequire(import.meta.url);
const CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const LETTERS = "etaoinsrhldcumfpgwybvkåäö";

/** The same report with other words and figures in every block. */
function reworded(model: DocumentModel, round: number): DocumentModel {
  const other = (text: string, turn: number) => text.replace(/[a-zåäö]|\d/g, (sign) => (/\d/.test(sign) ? String((Number(sign) + turn) % 10) : (LETTERS[(LETTERS.indexOf(sign) + turn) % LETTERS.length] ?? sign)));
  const change = (value: unknown, turn: number, key = ""): unknown => {
    if (typeof value === "string") return ["text", "label", "caption"].includes(key) ? other(value, turn) : value;
    if (Array.isArray(value)) return value.map((item) => change(item, turn));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, turn, name)]));
  };
  return { ...model, blocks: model.blocks.map((block, index) => change(block, round * 7 + Math.floor((index * 5) / model.blocks.length)) as DocumentModel["blocks"][number]) };
}
const longer = (base: DocumentModel, count: number): DocumentModel => ({ ...base, blocks: Array.from({ length: count }, () => base.blocks).flat().map((block, index) => (block.kind === "heading" ? { ...block, id: `${block.id}-${index}` } : block)) });

function bareTypst() {
  const folder = temporary("typst");
  fs.mkdirSync(folder);
  fs.copyFileSync(path.join(SRC, "document.typ"), path.join(folder, "document.typ"));
  const fonts = ["@expo-google-fonts/source-sans-3", "@expo-google-fonts/source-serif-4"].map((name) => path.dirname(require.resolve(`${name}/package.json`)));
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: fonts.flatMap((own) => ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"].map((weight) => path.join(own, weight))) }] });
  return (model: DocumentModel): number => {
    compiler.mapShadow(path.join(folder, "data.json"), Buffer.from(JSON.stringify(pdfData(model, PLAIN_LOOK))));
    const compiled = compiler.compile({ mainFilePath: path.join(folder, "document.typ") });
    const { length } = compiler.pdf(compiled.result!);
    compiler.evictCache(10);
    return length;
  };
}

export default async function* documents({ rounds }: Options): Bench {
  const database = await freshDatabase("embedded");
  await loadExample(appOver(database), createLog("silent"));
  const committee = await valueOf(findCommittee(database.db, "Individ- och familjenämnden", 2021));
  const planned = (await findPlannedDocument(database.db, committee, 2021, "annual-report"))!;
  const base = await makeDocument(database.db, committee, 2021, planned, { charts: false });
  await database.close();
  const pdf = new PdfRenderer();
  const bare = bareTypst();
  const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: CHROMIUM });
  const make = async (model: DocumentModel, format: "pdf" | "docx" | "html") => (await valueOf(renderDocument(model, format, pdf))).bytes;
  const printed = async (model: DocumentModel) => {
    const file = temporary("rapport.html");
    fs.writeFileSync(file, await make(model, "html"));
    const page = await browser.newPage();
    await page.goto(`file://${file}`);
    await page.pdf({ format: "A4", tagged: true });
    await page.close();
  };
  await make(base, "pdf");
  bare(base);
  const sizes: number[] = [];
  const costs: number[] = [];
  for (const length of LENGTHS) {
    const model = longer(base, length);
    const { pages } = await checkPdfUa(await make(model, "pdf"));
    const times = { pdf: [] as number[], bare: [] as number[], chromium: [] as number[], docx: [] as number[], html: [] as number[] };
    for (let round = 0; round < Math.max(3, Math.round(rounds / length)); round++) {
      const own = reworded(model, round + 1);
      // Turn by turn, and in turn first: what one has warmed helps neither.
      const ways = [async () => times.pdf.push(await timed(() => make(own, "pdf"))), async () => times.bare.push(await timed(() => bare(own)))];
      for (const way of round % 2 ? ways : ways.toReversed()) await way();
      times.chromium.push(await timed(() => printed(own)));
      times.docx.push(await timed(() => make(own, "docx")));
      times.html.push(await timed(() => make(own, "html")));
    }
    sizes.push(pages);
    costs.push(median(times.pdf));
    yield result("årsredovisning som PDF/UA", `${pages} sidor`, "ms", median(times.pdf), "naken Typst", median(times.bare));
    yield result("årsredovisning som PDF/UA", `${pages} sidor`, "ms", median(times.pdf), "Chromium", median(times.chromium));
    yield result("årsredovisning som Word", `${pages} sidor`, "ms", median(times.docx), "PDF", median(times.pdf));
    yield result("årsredovisning som HTML", `${pages} sidor`, "ms", median(times.html), "PDF", median(times.pdf));
  }
  for (const one of growth("PDF/UA", sizes, costs, sizes.map((pages) => `${pages} sidor`))) yield one;
  await browser.close();
  const memory = (): number => process.memoryUsage.rss() / 1048576;
  const held: number[] = [];
  for (let round = 0; round < IN_A_ROW; round++) {
    await make(reworded(base, round + 100), "pdf");
    held.push(memory());
  }
  const tenth = IN_A_ROW / 10;
  yield result(`${IN_A_ROW} rapporter i rad, minne`, `${sizes[0]} sidor var`, "MB", median(held.slice(-tenth)), `efter ${2 * tenth}`, median(held.slice(tenth, 2 * tenth)));
  await pdf.close();
}
