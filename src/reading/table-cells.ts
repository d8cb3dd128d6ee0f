import { parseNumber, MONTHS, MONTH_NAMES } from "../platform/swedish.ts";
import type { Decimal } from "../platform/decimal.ts";
import { Refused } from "../platform/outcome.ts";
import { fold, type Table, type TableRow } from "./layout.ts";

export interface ReadCell {
  readonly value: Decimal | null;
  readonly sure: boolean;
  /** True when the cell held words that are no number: the cell is text. */
  readonly text: boolean;
}

/** Nothing, or a dash. */
export const BLANK = /^[\s.·…–—−-]*$/;
const UNIT_TAIL = /\s*(%-?enheter|%-?enhet|%|procentenheter|procent|mkr|mnkr|tkr|kr|st|:-)\.?$/i;
const NOTE_MARK = /(?<=\d)\s*(\*+|[¹²³⁴⁵]|\s\d\))$/;

/** A number exactly as printed; a dash or nothing is missing, never zero. Footnote marks are taken off and make it unsure. */
export function readNumberCell(cell: string): ReadCell {
  if (BLANK.test(cell)) return { value: null, sure: true, text: false };
  const bare = cell.replace(UNIT_TAIL, "").trim();
  const value = parseNumber(bare);
  // "1.100" is one and a tenth as it stands, and eleven hundred to many who write so.
  if (value !== null) return { value, sure: !/^\D*\d{1,3}\.\d{3}$/.test(bare), text: false };
  const unmarked = parseNumber(bare.replace(NOTE_MARK, ""));
  return unmarked === null ? { value: null, sure: false, text: true } : { value: unmarked, sure: false, text: false };
}

export const isNumberCell = (cell: string): boolean => readNumberCell(cell).value !== null;

/** The text of a cell on one line; empty where the row has no such cell. */
export const oneLine = (cell: string | undefined): string => (cell ?? "").replace(/\s*\n\s*/g, " ").trim();
/** A row of a table as it is quoted: what stands in its cells. */
export const quoteOfCells = (cells: readonly string[]): string => cells.map(oneLine).filter(Boolean).join(" | ");

/** A coloured or private-use mark in front of a status. */
export const STATUS_MARK = /^[●◆■▲○🟢🟡🔴\uE000-\uF8FF]\s*/u;

export interface TableMonth {
  /** 0–11. */
  readonly month: number;
  /** The year that the cell names itself. */
  readonly year: string | null;
}

/** "jan", "Januari 2024", "jan-24", "2024-01"; a span of months ("jan-apr") is none. */
export function monthCell(cell: string): TableMonth | null {
  const numbered = /^((?:19|20)\d\d)-(0[1-9]|1[0-2])$/.exec(cell.trim());
  if (numbered) return { month: Number(numbered[2]) - 1, year: numbered[1]! };
  const [, name, full, short] = /^(\p{L}{3,9})(?: ((?:19|20)\d\d)| (\d\d))?$/u.exec(fold(cell)) ?? [];
  if (!name) return null;
  const word = name.replace(/^sept$/, "sep");
  const month = MONTHS.findIndex((known, position) => word === fold(known) || word === fold(MONTH_NAMES[position]!));
  return month < 0 ? null : { month, year: full ?? (short ? `20${short}` : null) };
}

/** 0–11, or null when the cell names no month. */
export const monthOf = (cell: string): number | null => monthCell(cell)?.month ?? null;

export const yearOf = (cell: string): string | null => /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(cell)?.[1] ?? null;
export const isYear = (cell: string): boolean => /^(19|20)\d\d$/.test(cell.trim());

/** A row with no label in front of its figures, or whose cells do not fit the heading, cannot be understood: say where. */
export function refuseBrokenRow(table: Table, row: TableRow, expected: number, heading: string | null = null): never {
  const label = row.cells.find((cell) => cell.trim()) ?? "";
  const name = table.caption ?? heading ?? table.rows[0]?.cells.find((cell) => cell.trim()) ?? "tabellen";
  throw new Refused({
    code: "broken-row",
    line: row.line,
    message:
      `Rad ${row.line}: tabellen »${name}« har ${expected} kolumner men raden »${label.slice(0, 60)}« har ${row.cells.length}; ` +
      `rätta raden i källan och läs in igen.`,
  });
}

/** Words beyond the heading's last column belong nowhere that can be known; empty cells at the end are none. */
export function refuseExtraCells(table: Table, heading: string | null): void {
  const width = table.rows[0]?.cells.length ?? 0;
  const broken = table.strict ? table.rows.find(({ cells }) => cells.slice(width).some((cell) => cell.trim())) : undefined;
  if (broken) refuseBrokenRow(table, broken, width, heading);
}

/** The only year that a text names; null where it names none or several. */
export function onlyYearOf(text: string): string | null {
  const years = new Set(text.match(/(?<!\d)(?:19|20)\d\d(?!\d)/g));
  return years.size === 1 ? [...years][0]! : null;
}

/** Columns of words among figures, by their heading. */
export const isWordColumn = (heading: string): boolean => /^(kommentar|anmarkning|not|forklaring)(er)?$/.test(fold(heading));

/** Rows filled out to the table's width. Cells that span rows leave the left ones out, and empty right ones may be cut. */
export function padRow(cells: readonly string[], width: number, side: "left" | "right"): string[] {
  const missing = Math.max(0, width - cells.length);
  const blank = Array<string>(missing).fill("");
  return side === "left" ? [...blank, ...cells] : [...cells, ...blank];
}

/** Index of the first column whose folded heading matches, or null. */
export function columnOf(header: readonly string[], pattern: RegExp): number | null {
  const index = header.findIndex((cell) => pattern.test(fold(cell)));
  return index < 0 ? null : index;
}
