import type { Failure } from "../platform/outcome.ts";

const starts = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;

/** Whether a file may be a table of postings: a workbook, or text in columns that is no SIE. */
export function maybeTable(beginning: Uint8Array): boolean {
  if (starts(beginning, "PK\u0003\u0004")) return true;
  const text = Buffer.from(beginning.subarray(0, 8192)).toString("latin1").replaceAll("\u0000", "");
  return !/^\s*[#<%{]/.test(text) && text.split("\n").slice(0, 20).some((line) => /[;\t,].*[;\t,]/.test(line));
}

/** What a file is that is no ledger in SIE, in one sentence; null where it looks like one. */
export function notLedger(fileName: string, beginning: Uint8Array): Failure | null {
  const refused = (message: string): Failure => ({ code: "not-ledger", field: "file", message: `»${fileName}« är ${message}` });
  if (beginning.length === 0) return refused("tom; kontrollera att rätt fil valdes.");
  if (starts(beginning, "%PDF-")) return refused("en PDF, ingen SIE-fil; ta ut SIE ur ekonomisystemet.");
  if (starts(beginning, "PK\u0003\u0004")) return refused("ett arkiv eller ett kalkylblad, ingen SIE-fil; packa upp den. Ett kalkylblad läses in på sidan Läs in utfall, där kolumnerna väljs.");
  if (starts(beginning, "\u00d0\u00cf\u0011\u00e0")) return refused("en fil i ett gammalt Office-format, ingen SIE-fil.");
  const text = Buffer.from(beginning.subarray(0, 8192)).toString("latin1");
  if (starts(beginning, "\u00ff\u00fe") || starts(beginning, "\u00fe\u00ff") || text.includes("\u0000")) return refused("ingen SIE-fil: den är skriven i UTF-16 eller är ingen text; spara den som PC8.");
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype\s+html|html|head)\b/i.test(text)) {
    const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1]?.trim();
    return refused(`en webbsida${title ? ` med rubriken »${title.slice(0, 60)}«` : ""}, ingen SIE-fil; hämta själva filen igen.`);
  }
  if (/^(\u00ef\u00bb\u00bf)?\s*</.test(text)) return /<(\w+:)?Sie(Entry)?[\s>]/.test(text) ? null : refused("XML men inte SIE 5; roten Sie eller SieEntry saknas.");
  if (/^\s*[[{]\s*["{[]/.test(text)) return refused("data för program (JSON), ingen SIE-fil.");
  if (!/^\s*#(FLAGGA|PROGRAM|FORMAT|GEN|SIETYP|KSUMMA|FNAMN|ORGNR|RAR|KONTO|VER|PROSA|FNR|KPTYP|DIM|ADRESS|FTYP|VALUTA|OMFATTN|TAXAR)\b/im.test(text)) return refused(/[;\t,].*[;\t,]/.test(text) ? "en tabell i text, ingen SIE-fil; den läses in på sidan Läs in utfall, där kolumnerna väljs." : "ingen SIE-fil: ingen rad börjar med en post som #FLAGGA eller #PROGRAM.");
  return null;
}
