import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { fail, succeed, type Outcome } from "../platform/outcome.ts";
import { PLAIN_LOOK, type DocumentLook } from "./document-look.ts";
import { Turns } from "../platform/turns.ts";
import { faultsOf, type DocumentModel } from "./document.ts";
import { renderDocx } from "./docx-renderer.ts";
import { documentFile } from "./html-renderer.tsx";
import type { FileSource, PdfRenderer } from "./pdf-renderer.ts";

export type Format = "pdf" | "docx" | "html";
export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  html: "text/html; charset=utf-8",
};

const STYLE = path.join(path.dirname(fileURLToPath(import.meta.url)), "document-file.css");

/** Documents are put together and given a form one at a time: a page never waits for twenty reports, nor does memory hold them. */
export const DOCUMENT_TURNS = new Turns(1);

/** Gives the document a form. A document that is not fit to publish is refused with its first fault. */
export async function renderDocument(model: DocumentModel, format: Format, pdf: PdfRenderer, look: DocumentLook = PLAIN_LOOK, fileOf?: FileSource): Promise<Outcome<{ bytes: Uint8Array; mediaType: string }>> {
  const [fault] = faultsOf(model);
  if (fault) return fail("unfit-document", `Dokumentet är inte tillgängligt och görs inte: ${fault}`);
  const bytes =
    format === "pdf" ? await pdf.render(model, look, fileOf) : format === "docx" ? await renderDocx(model, look) : new TextEncoder().encode(documentFile(model, fs.readFileSync(STYLE, "utf8"), look));
  return succeed({ bytes, mediaType: MEDIA_TYPES[format] });
}
