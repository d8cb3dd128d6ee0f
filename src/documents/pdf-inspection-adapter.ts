import { EncryptedPDFError, PDFDict, PDFDocument, PDFStream } from "@cantoo/pdf-lib";
import { succeed, type Outcome } from "../platform/outcome.ts";
import { MOST_ENCLOSURE_PAGES } from "./enclosure.ts";
import { textAt } from "./pdf-structure.ts";
import { checkPdfUa } from "./pdf-ua-adapter.ts";

export interface InspectedPdf {
  readonly pageCount: number;
  /** What a machine finds against its accessibility, a sentence each. */
  readonly findings: readonly string[];
}

/** What a PDF may not do on the machine of who reads it. */
const ACTS = new Set(["JavaScript", "Launch", "SubmitForm", "ImportData"]);

/** Looks a PDF through before it is kept: that it can be read, does nothing by itself, and how accessible it is. */
export async function inspectPdf(fileName: string, bytes: Uint8Array): Promise<Outcome<InspectedPdf>> {
  if (Buffer.from(bytes.subarray(0, 1024)).indexOf("%PDF-") < 0) return refused(`»${fileName}« är ingen PDF; spara handlingen som PDF och försök igen.`);
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false });
    const pageCount = document.getPageCount();
    if (pageCount === 0) return refused(`»${fileName}« har inga sidor; kontrollera att rätt fil valdes.`);
    if (pageCount > MOST_ENCLOSURE_PAGES) return refused(`»${fileName}« har ${pageCount} sidor men högst ${MOST_ENCLOSURE_PAGES} tas emot; dela den.`);
    for (const [, value] of document.context.enumerateIndirectObjects()) {
      if (acts(value)) return refused(`»${fileName}« innehåller ett program eller en inbäddad fil; skriv ut den till en ny PDF och bifoga den i stället.`);
    }
    return succeed({ pageCount, findings: (await checkPdfUa(bytes)).findings.map(({ message }) => message) });
  } catch (error) {
    return refused(error instanceof EncryptedPDFError ? `»${fileName}« är låst med lösenord; ta bort låset och försök igen.` : `»${fileName}« är skadad och går inte att läsa; spara den som PDF på nytt och försök igen.`);
  }
}

const MOST_DEPTH = 20;
/** Whether something acts by itself, or holds a file: directly, or in what it holds. */
function acts(value: unknown, depth = 0): boolean {
  if (value instanceof PDFStream) return textAt(value.dict, "Type") === "EmbeddedFile" || acts(value.dict, depth + 1);
  if (!(value instanceof PDFDict) || depth > MOST_DEPTH) return false;
  if (ACTS.has(textAt(value, "S") ?? "") && textAt(value, "Type") !== "StructElem") return true;
  return value.values().some((inside) => acts(inside, depth + 1));
}
const refused = (message: string): Outcome<never> => ({ ok: false, failure: { code: "bad-enclosure", field: "file", message } });
