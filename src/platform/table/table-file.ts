import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import readSheets from "read-excel-file/node";
import writeSheet from "write-excel-file/node";
import { inspectArchive } from "../archive.ts";
import { isDecimal, type Decimal } from "../decimal.ts";
import { fail, succeed, type Outcome } from "../outcome.ts";

/** A cell that is written: text, or a number as an exact decimal. Null is empty. */
export type TableCell = string | { readonly number: Decimal } | null;

const MOST_ROWS = 100_000;
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;
const MOST_COLUMNS = 200;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const begins = (bytes: Uint8Array, marks: readonly number[]): boolean => marks.every((mark, index) => bytes[index] === mark);

/**
 * Reads a table file as rows of text, whatever it calls itself: CSV in UTF-8, UTF-16 or Windows-1252 with semicolons, commas
 * or tabs, or the first sheet of an Excel workbook. Days come as ISO dates.
 */
export async function readTableFile(fileName: string, bytes: Uint8Array): Promise<Outcome<string[][]>> {
  if (!bytes.length) return fail("empty-file", `»${fileName}« är tom.`);
  if (begins(bytes, OLE)) return fail("old-excel", `»${fileName}« är i Excels gamla format (.xls); spara den som .xlsx eller CSV och försök igen.`);
  let rows: string[][];
  if (begins(bytes, ZIP)) {
    const { names, state } = inspectArchive(bytes, MOST_UNPACKED_BYTES);
    if (state === "bomb") return fail("too-large", `»${fileName}« packas upp till mer än en tabell kan vara; spara den som CSV eller dela den.`);
    if (state === "damaged" || !names.has("xl/workbook.xml")) return fail("bad-workbook", `»${fileName}« går inte att läsa som en Excelfil; öppna den, spara den på nytt och försök igen.`);
    try {
      const sheets = await readSheets(Buffer.from(bytes));
      const sheet = sheets.find(({ data }) => data.length > 0);
      rows = (sheet?.data ?? []).map((row) => row.map(cellText));
    } catch {
      return fail("bad-workbook", `»${fileName}« går inte att läsa som en Excelfil; öppna den, spara den på nytt och försök igen.`);
    }
  } else {
    const text = decode(bytes);
    if (/\u0000/.test(text)) return fail("not-text", `»${fileName}« är varken en CSV-fil eller en Excelfil.`);
    try {
      rows = parse(text, { delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true, skip_empty_lines: false, bom: true, trim: true }) as string[][];
    } catch {
      return fail("bad-csv", `»${fileName}« går inte att läsa som en tabell; kontrollera citattecknen.`);
    }
  }
  if (rows.length > MOST_ROWS) return fail("many-rows", `»${fileName}« har fler än ${MOST_ROWS} rader; dela den.`);
  if (rows.some((row) => row.length > MOST_COLUMNS)) return fail("many-columns", `»${fileName}« har fler än ${MOST_COLUMNS} kolumner.`);
  if (!rows.some((row) => row.some(Boolean))) return fail("empty-file", `»${fileName}« har inga celler med innehåll.`);
  return succeed(rows.map((row) => row.map((cell) => cell.replaceAll("\u0000", "").toWellFormed())));
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "number") return decimalText(value);
  return String(value).trim();
}

/** A number of a workbook as it is written: never with an exponent, without the tail that binary fractions have. */
function decimalText(value: number): string {
  const text = String(Number(value.toPrecision(15)));
  return /e/i.test(text) ? value.toFixed(10).replace(/\.?0+$/, "") : text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The mark that most of the first lines have as many of; a comma is a decimal mark first in Swedish files. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/).filter(Boolean).slice(0, 20);
  const score = (mark: string) => Math.min(...lines.slice(0, 5).map((line) => line.split(mark).length));
  return [";", "\t", ","].find((mark) => score(mark) > 1) ?? ";";
}

const shown = (cell: TableCell): string => (cell === null ? "" : typeof cell === "string" ? cell : cell.number.replace(".", ","));
/** A text that a spreadsheet would take for a formula is told to be text. */
const guarded = (cell: TableCell): string => (typeof cell === "string" && /^[=+@\t\r-]/.test(cell) ? `'${cell}` : shown(cell));

/** CSV as Swedish spreadsheets open it: semicolons, decimal commas, UTF-8 with its mark. */
export const writeCsv = (rows: readonly (readonly TableCell[])[]): string => `\ufeff${stringify(rows.map((row) => row.map(guarded)), { delimiter: ";", record_delimiter: "windows", quoted_string: false })}`;

/** A sheet's name, as Excel takes one: no more than 31 characters, none of those it keeps for itself, each name once. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const clean = name.replace(/[\\/?*[\]:]/g, " ").replace(/\s+/g, " ").replace(/^'+|'+$/g, "").trim() || "Tabell";
    for (let number = 1; ; number++) {
      const mark = number === 1 ? "" : ` ${number}`;
      const own = `${clean.slice(0, 31 - mark.length).trim()}${mark}`;
      if (taken.has(own.toLowerCase())) continue;
      taken.add(own.toLowerCase());
      return own;
    }
  });
}

/** An Excel workbook of one or several sheets, the first row of each in bold. Numbers are numbers where they are exact as such, else text. */
export async function writeWorkbook(sheets: readonly { readonly name: string; readonly rows: readonly (readonly TableCell[])[] }[]): Promise<Buffer> {
  const names = sheetNames(sheets.map(({ name }) => name));
  return writeSheet(sheets.map(({ rows }, index) => ({ data: sheetData(rows), sheet: names[index]!, stickyRowsCount: 1 }))).toBuffer();
}

const sheetData = (rows: readonly (readonly TableCell[])[]) =>
  rows.map((row, index) =>
    row.map((cell) => {
      if (cell === null) return null;
      if (typeof cell === "string") return { value: cell, type: String, ...(index === 0 ? { fontWeight: "bold" as const } : {}) };
      const number = Number(cell.number);
      const exact = isDecimal(cell.number) && decimalText(number) === cell.number.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
      return exact ? { value: number, type: Number } : { value: cell.number.replace(".", ","), type: String };
    }),
  );
