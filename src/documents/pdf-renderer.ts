import { Worker } from "node:worker_threads";
import { PLAIN_LOOK, TYPEFACES, type DocumentLook } from "./document-look.ts";
import type { Enclosure } from "./enclosure.ts";
import type { InsertedPdf } from "./pdf-join-adapter.ts";
import { cellText, enclosureList, enclosureSheet, leadsOn, type Block, type DocumentModel } from "./document.ts";
import { STATUS_COLOURS } from "./palette.ts";
import { figureGaps, figureWidths, headingLabel } from "./table-widths.ts";

const HOST = import.meta.url.endsWith(".ts") ? "./typst-host.ts" : "./typst-host.js";

type Answer = { id: number; pdf?: Uint8Array; error?: string; ready?: boolean };

/** Makes PDF/UA-1 documents in a worker that is started at the first one and kept warm; one at a time. */
export class PdfRenderer {
  #worker: Promise<Worker> | null = null;
  #lastId = 0;

  async #start(): Promise<Worker> {
    const worker = new Worker(new URL(HOST, import.meta.url));
    await new Promise<void>((resolve, reject) => {
      worker.once("message", () => resolve());
      worker.once("error", reject);
    });
    worker.unref();
    worker.once("exit", () => (this.#worker = null));
    return worker;
  }

  /**
   * @param fileOf gives the bytes of an enclosure, for a document that holds its enclosures' pages.
   * @throws when Typst refuses the document: a bug in the template, not in the data.
   */
  async render(model: DocumentModel, look: DocumentLook = PLAIN_LOOK, fileOf: FileSource = noFile): Promise<Uint8Array> {
    const inserted = await insertedPdfs(model, fileOf);
    const worker = await (this.#worker ??= this.#start());
    const id = ++this.#lastId;
    return new Promise<Uint8Array>((resolve, reject) => {
      const done = () => {
        worker.off("message", receive);
        worker.off("error", fail);
        worker.unref();
      };
      const fail = (error: Error) => {
        done();
        reject(error);
      };
      const receive = (answer: Answer) => {
        if (answer.id !== id) return;
        done();
        if (answer.pdf) resolve(answer.pdf);
        else reject(new Error(`The PDF could not be made: ${answer.error}`));
      };
      worker.ref();
      worker.on("message", receive);
      worker.on("error", fail);
      worker.postMessage({ id, data: JSON.stringify(pdfData(model, look)), logo: look.logo && Buffer.from(look.logo.png, "base64"), inserted, headings: model.blocks.filter(isHeading).length });
    });
  }

  async close(): Promise<void> {
    await (await this.#worker)?.terminate();
  }
}

/** Gives an enclosure's bytes; null where they are not to be had. */
export type FileSource = (enclosure: Enclosure) => Promise<Uint8Array | null>;
const noFile: FileSource = () => Promise.resolve(null);
const isHeading = ({ kind }: Block): boolean => kind === "heading" || kind === "enclosure";

async function insertedPdfs({ blocks }: DocumentModel, fileOf: FileSource): Promise<InsertedPdf[]> {
  const inserted: InsertedPdf[] = [];
  for (const [heading, block] of blocks.filter(isHeading).entries()) {
    const bytes = block.kind === "enclosure" ? await fileOf(block.enclosure) : null;
    if (block.kind === "enclosure" && bytes) inserted.push({ heading, title: block.heading, bytes, accessible: block.enclosure.accessible });
  }
  return inserted;
}

/** The model as the template wants it: cells with their shown text, nothing left to compute. */
export function pdfData(model: DocumentModel, look: DocumentLook): Record<string, unknown> {
  return {
    title: model.title,
    organisation: model.organisation,
    committee: model.committee,
    diaryNumber: model.diaryNumber,
    keywords: model.diaryNumber ? [model.diaryNumber] : [],
    running: [model.title, model.diaryNumber].filter(Boolean).join(" · "),
    status: model.status,
    colours: STATUS_COLOURS,
    look: { accent: look.accent, font: TYPEFACES[look.typeface], logo: look.logo !== null },
    trailing: trailingPages(model.blocks.at(-1)),
    blocks: model.blocks.map((block, index) => ({ ...blockData(block), sticky: leadsOn(block, model.blocks[index + 1]) })),
  };
}

/** The pages that follow the last that is set. */
const trailingPages = (last: Block | undefined): number => (last?.kind === "enclosure" ? last.enclosure.pageCount : 0);

function blockData(block: Block): object {
  if (block.kind === "enclosures") return enclosureList(block);
  if (block.kind === "enclosure") return { kind: "enclosure", heading: block.heading, text: enclosureSheet(block), pages: block.enclosure.pageCount };
  if (block.kind !== "table") return block;
  const widths = figureWidths(block);
  const gaps = figureGaps(block);
  return {
    ...block,
    columns: block.columns.map((column, index) => ({ ...column, label: headingLabel(block, column.label), width: widths[index] })),
    rows: block.rows.map((row, at) => ({
      total: row.total,
      cells: row.cells.map((cell, index) => (cell.kind === "status" ? cell : { kind: cell.kind, text: cellText(cell), gap: gaps[at]![index]! })),
    })),
  };
}
