/**
 * How long the annual report takes as PDF, against headless Chromium printing our own HTML of the same model, and how
 * the cost grows with the document. Run: npm test once, then `node_modules/.bin/tsx bench/documents.ts`.
 */
import { program } from "../src/platform/command.ts";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "@playwright/test";
import type { DocumentModel } from "../src/documents/document.ts";
import { makeDocument } from "../src/documents/document-reads.ts";
import { findPlannedDocument } from "../src/documents/template-reads.ts";
import { PdfRenderer } from "../src/documents/pdf-renderer.ts";
import { checkPdfUa } from "../src/documents/pdf-ua-adapter.ts";
import { renderDocument } from "../src/documents/document-renderer.ts";
import { findCommittee } from "../src/organisation/unit-reads.ts";
import { defaultChoice } from "../src/reading/acceptance.ts";
import { readFile } from "../src/reading/file-adapter.ts";
import { acceptReading, proposeReading } from "../src/reading/reading-commands.ts";
import { freshDatabase } from "../test/database.ts";
import { receivers } from "../src/compose.ts";

const ROUNDS = 5;
const EXAMPLE = path.resolve(import.meta.dirname, "../example");
const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const timed = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
};

const database = await freshDatabase("embedded");
for (const file of fs.readdirSync(EXAMPLE).filter((name) => name.endsWith(".md") && name !== "README.md")) {
  const read = await readFile(file, fs.readFileSync(path.join(EXAMPLE, file)));
  if (!read.ok) throw new Error(read.failure.message);
  const context = { db: database.db, actor: program("start") };
  const readingId = await proposeReading(context, read.value);
  await acceptReading(context, { receivers,  readingId, items: defaultChoice(read.value.reading, true) });
}
const committee = await findCommittee(database.db, "Individ- och familjenämnden");
if (!committee.ok) throw new Error(committee.failure.message);
const planned = (await findPlannedDocument(database.db, committee.value, 2021, "annual-report"))!;
const plain = await makeDocument(database.db, committee.value, 2021, planned, { charts: false });
const charted = await makeDocument(database.db, committee.value, 2021, planned, { charts: true });
const times = (base: DocumentModel, count: number): DocumentModel => ({ ...base, blocks: Array.from({ length: count }, () => base.blocks).flat().map((block, index) => (block.kind === "heading" ? { ...block, id: `${block.id}-${index}` } : block)) });

const pdf = new PdfRenderer();
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rodtrad-bench-"));
const pagesOf = async (bytes: Uint8Array) => (await checkPdfUa(bytes)).pages;

async function typst(model: DocumentModel): Promise<Uint8Array> {
  const made = await renderDocument(model, "pdf", pdf);
  if (!made.ok) throw new Error(made.failure.message);
  return made.value.bytes;
}
async function printed(model: DocumentModel): Promise<Uint8Array> {
  const made = await renderDocument(model, "html", pdf);
  if (!made.ok) throw new Error(made.failure.message);
  const file = path.join(folder, "rapport.html");
  fs.writeFileSync(file, made.value.bytes);
  const page = await browser.newPage();
  await page.goto(`file://${file}`);
  const bytes = await page.pdf({ format: "A4", tagged: true });
  await page.close();
  return bytes;
}

/** The same report with other words and figures in every block: as if it were another committee's. */
function reworded(model: DocumentModel, round: number): DocumentModel {
  const letters = "etaoinsrhldcumfpgwybvkåäö";
  const other = (text: string, turn: number) =>
    text.replace(/[a-zåäö]|\d/g, (sign) => (/\d/.test(sign) ? String((Number(sign) + turn) % 10) : (letters[(letters.indexOf(sign) + turn) % letters.length] ?? sign)));
  const change = (value: unknown, turn: number, key = ""): unknown => {
    if (typeof value === "string") return ["text", "label", "caption"].includes(key) ? other(value, turn) : value;
    if (Array.isArray(value)) return value.map((item) => change(item, turn));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, turn, name)]));
  };
  return { ...model, blocks: model.blocks.map((block, index) => change(block, round * 7 + Math.floor((index * 5) / model.blocks.length)) as DocumentModel["blocks"][number]) };
}
const CHANGES = [
  ["en rad ändrad", (model: DocumentModel, round: number) => ({ ...model, status: `${model.status} Runda ${round}.` })],
  ["allt ändrat", reworded],
] as const;

console.log(`${os.cpus().length} kärnor, Node ${process.version}; median av ${ROUNDS} varma rundor, parvis`);
await typst(charted);
await printed(charted);
for (const [name, base, count] of [["utan diagram", plain, 1], ["utan diagram", plain, 3], ["utan diagram", plain, 6], ["med diagram", charted, 1], ["med diagram", charted, 3]] as const) {
  for (const [change, changed] of CHANGES) {
    const own: number[] = [];
    const chromiumTimes: number[] = [];
    const ratios: number[] = [];
    let pages = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const model = changed(times(base, count), round);
      const [a, bytes] = await timed(() => typst(model));
      const [b] = await timed(() => printed(model));
      own.push(a);
      chromiumTimes.push(b);
      ratios.push(a / b);
      pages = await pagesOf(bytes);
    }
    const spread = own.map(Math.round).sort((x, y) => x - y);
    console.log(`${count}× rapporten ${name}, ${change} (${pages} sidor): PDF/UA ${Math.round(median(own))} ms (${spread[0]}–${spread.at(-1)}), Chromium ${Math.round(median(chromiumTimes))} ms, kvot ${median(ratios).toFixed(2)}`);
  }
}
await browser.close();
await pdf.close();
await database.close();
fs.rmSync(folder, { recursive: true, force: true });
