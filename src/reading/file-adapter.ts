import { createHash } from "node:crypto";
import { inspectArchive } from "../platform/archive.ts";
import { fail, Refused, succeed, type Outcome } from "../platform/outcome.ts";
import { isTable, type Layout, type Table } from "./layout.ts";
import type { Reading } from "./reading.ts";
import { recognise } from "./recognise.ts";
import { layoutOfText } from "./text-layout.ts";

export interface ReadFile {
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly layout: Layout;
  readonly reading: Reading;
}

export type ReadFailure =
  | "empty-file" | "web-page" | "not-text" | "too-large" | "old-word" | "unknown-archive" | "damaged" | "locked" | "no-text" | "broken-row";

const MEBIBYTE = 1024 * 1024;
export const MAX_TEXT_BYTES = 10 * MEBIBYTE;
/** The longest reports have some ten thousand lines; more is no report, and would keep others waiting. */
const MAX_LINES = 40_000;
export const MAX_FILE_BYTES = 60 * MEBIBYTE;
const MAX_UNPACKED_BYTES = 200 * MEBIBYTE;
/** The text of the longest report is a few megabytes; more is no report. */
const MAX_WORD_TEXT_BYTES = 30 * MEBIBYTE;

const startsWith = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.subarray(0, text.length)).toString("latin1") === text;
const megabytes = (bytes: number): string => String(Math.round(bytes / MEBIBYTE));

/**
 * Reads a file of any kind that we know into what it says. Nothing is stored. What cannot be read is refused with one
 * sentence that says what the file is and what to do.
 */
export const readFile = (fileName: string, bytes: Uint8Array): Promise<Outcome<ReadFile, ReadFailure>> => readInto(fileName, bytes, (layout) => ({ layout, reading: recognise(layout) }));

/**
 * As {@link readFile}, of a document that is only looked at: a table with rows that do not fit its heading is taken as one whose cells are guessed.
 * Nothing of it becomes data, and the rest of the document is to be looked at all the same.
 */
export const readFileToCheck = (fileName: string, bytes: Uint8Array): Promise<Outcome<ReadFile, ReadFailure>> => readInto(fileName, bytes, (layout) => {
  for (let [loose, round] = [layout, 0]; ; round++) {
    try {
      return { layout: loose, reading: recognise(loose) };
    } catch (error) {
      if (!(error instanceof Refused) || error.failure.code !== "broken-row") throw error;
      const told = error.failure["line"] as number;
      const looser = loosened(loose, (table) => round >= MOST_ROUNDS || isBroken(table) || table.rows.some(({ line }) => line === told));
      // Each time round one more table is guessed, until none is left that is not.
      if (looser === null) throw error;
      loose = looser;
    }
  }
});
/** So many times a document is read anew for one table at a time; where more are broken, all are taken as guessed. */
const MOST_ROUNDS = 5;
const isBroken = ({ rows: [head, ...rows] }: Table): boolean => rows.some(({ cells }) => cells.length !== head!.cells.length && cells.filter((cell) => cell.trim()).length > 1);
/** A layout where some of its strict tables are taken as guessed; null where there is none of them left. */
function loosened(layout: Layout, isLoose: (table: Table) => boolean): Layout | null {
  const loose = new Set(layout.blocks.filter((block) => isTable(block) && block.strict && isLoose(block)));
  return loose.size === 0 ? null : { ...layout, blocks: layout.blocks.map((block) => (isTable(block) && loose.has(block) ? { ...block, strict: false } : block)) };
}

async function readInto(fileName: string, bytes: Uint8Array, understood: (layout: Layout) => Pick<ReadFile, "layout" | "reading">): Promise<Outcome<ReadFile, ReadFailure>> {
  try {
    const layout = await layoutOf(fileName, bytes);
    if (!layout.ok) return layout;
    return succeed({ fileName, hash: createHash("sha256").update(bytes).digest("hex"), ...understood(layout.value) });
  } catch (error) {
    if (error instanceof Refused) return { ok: false, failure: error.failure as { code: ReadFailure; message: string; line?: number } };
    throw error;
  }
}

async function layoutOf(fileName: string, bytes: Uint8Array): Promise<Outcome<Layout, ReadFailure>> {
  if (bytes.length === 0) return fail("empty-file", `Filen »${fileName}« är tom; kontrollera att rätt fil valdes.`);
  if (bytes.length > MAX_FILE_BYTES) return tooLarge(fileName, bytes.length, MAX_FILE_BYTES);
  // The readers of PDF and Word take half a second to load, which a text should not wait for.
  if (startsWith(bytes, "%PDF-")) return (await import("./pdf-adapter.ts")).layoutOfPdf(fileName, bytes);
  if (startsWith(bytes, "PK\u0003\u0004")) {
    const archive = archiveKind(bytes);
    if (archive === "bomb") {
      return fail("too-large", `Filen »${fileName}« packas upp till mer än en rapport kan vara (${megabytes(MAX_WORD_TEXT_BYTES)} MB text eller ${megabytes(MAX_UNPACKED_BYTES)} MB i allt) och läses inte; är det rätt fil?`);
    }
    if (archive === "damaged") return fail("damaged", `Filen »${fileName}« är skadad och går inte att packa upp; hämta den på nytt.`);
    if (archive === "docx") return (await import("./docx-adapter.ts")).layoutOfDocx(fileName, bytes);
    return fail("unknown-archive", `Filen »${fileName}« är ett arkiv men inget Word-dokument (.docx); läs in rapporten som PDF, DOCX eller text.`);
  }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return fail("old-word", `Filen »${fileName}« har Words gamla format (.doc); spara den som .docx och läs in igen.`);
  if (bytes.length > MAX_TEXT_BYTES) return tooLarge(fileName, bytes.length, MAX_TEXT_BYTES);
  const text = decodeText(bytes);
  if (text === null) return fail("not-text", `Filen »${fileName}« är varken text, PDF eller Word-dokument; välj en rapport i något av de formaten.`);
  if (!text.trim()) return fail("empty-file", `Filen »${fileName}« innehåller ingen text; kontrollera att rätt fil valdes.`);
  if (/^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype\s+html|html|head)\b/i.test(text.slice(0, 3000))) {
    const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1]?.trim();
    return fail("web-page", `Filen »${fileName}« är en webbsida${title ? ` med rubriken »${title.slice(0, 60)}«` : ""}, inte en rapport; hämta själva dokumentet och läs in det.`);
  }
  if (text.length < 4000 && /^\W*(<[a-z][^>]*>\s*)*(error\s*)?(404|403|500|502|503)\b|page not found|sidan (kunde inte hittas|finns inte)/i.test(text)) {
    return fail("web-page", `Filen »${fileName}« är ett felmeddelande från en webbplats (»${text.replace(/<[^>]*>/g, " ").trim().slice(0, 60)}«); hämta själva dokumentet och läs in det.`);
  }
  if (isJson(text)) return fail("not-text", `Filen »${fileName}« innehåller data för program (JSON) och är ingen rapport; läs in rapporten som PDF, Word eller text.`);
  if (text.startsWith("{\\rtf")) return fail("not-text", `Filen »${fileName}« har formatet RTF; spara den som .docx och läs in igen.`);
  const lines = text.split("\n", MAX_LINES + 1).length;
  if (lines > MAX_LINES) return fail("too-large", `Filen »${fileName}« har fler än ${MAX_LINES} rader; dela den.`);
  return succeed(layoutOfText(text));
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const tooLarge = (fileName: string, size: number, limit: number) =>
  fail("too-large" as const, `Filen »${fileName}« är ${megabytes(size)} MB men högst ${megabytes(limit)} MB läses; dela den eller läs in rapporten som PDF.`);

/** UTF-8, UTF-16 by its mark, or Windows-1252; null for what is no text at all. */
function decodeText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.subarray(0, 65536).includes(0)) return null;
  const control = bytes.subarray(0, 65536).filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  if (control > Math.min(bytes.length, 65536) * 0.02) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function archiveKind(bytes: Uint8Array): "docx" | "other" | "bomb" | "damaged" {
  const { names, state } = inspectArchive(bytes, MAX_UNPACKED_BYTES, { "word/document.xml": MAX_WORD_TEXT_BYTES });
  return state === "whole" ? (names.has("word/document.xml") ? "docx" : "other") : state;
}
