import { parseNumber } from "../platform/swedish.ts";
import type { TableRow } from "./layout.ts";
import { isYear } from "./table-cells.ts";

/** A table that came with each cell on a line of its own, or some of a row's cells on each. */
export interface TableOfLines {
  /** The line after its last. */
  readonly end: number;
  readonly rows: readonly TableRow[];
}
const [FEWEST_ROWS, MOST_CELLS, MOST_BLANK, LONGEST_LABEL] = [3, 14, 2, 90];
const isNumber = (text: string): boolean => /\d/.test(text) && parseNumber(text.replace(/\s*%$/u, "")) !== null;
const isValue = (text: string): boolean => isNumber(text) || /^[–—-]$/u.test(text);
/** The cells of a line: parted by two spaces and more. Null where any of them is words. */
function valuesOf(line: string): string[] | null {
  const cells = line.trim().split(/\s{2,}|\t/u).flatMap((cell) => (isValue(cell.trim()) ? [cell.trim()] : spaced(cell.trim())));
  return cells.length > 0 && cells.every(isValue) ? cells : null;
}
/** "-964,6 14,3": numbers with decimals, a space between. */
const spaced = (text: string): string[] => { const cells = text.split(/(?<=,\d+)\s+/u); return cells.length > 1 && cells.every(isValue) ? cells : [text]; };
const isLabel = (line: string): boolean => { const text = line.trim(); return text.length > 1 && text.length <= LONGEST_LABEL && /\p{L}{2}/u.test(text) && !/[.!?;]$/u.test(text) && valuesOf(line) === null; };

/** What a column of one cell measures, in its heading: without that, names and numbers by turns are a table of contents. */
const MEASURES = /(?<!\p{L})(?:mkr|mnkr|tkr|kr|kronor|miljoner|antal|procent|andel|ton|kilo|veckor|dagar|timmar|platser|belopp|kostnad|effekt)|%|^(?:19|20)\d\d$/iu;
const MOST_HEADINGS = 9;

interface StackedRow { readonly label: string; readonly line: number; readonly cells: readonly string[]; readonly end: number }
/** A name, and under it its cells, until the next name; null where they are fewer. */
function recordAt(lines: readonly string[], from: number, fewest: number): StackedRow | null {
  if (!isLabel(lines[from] ?? "")) return null;
  const cells: string[] = [];
  let [at, blank] = [from + 1, 0];
  for (; at < lines.length && blank <= MOST_BLANK && cells.length <= MOST_CELLS; at++) {
    if (!lines[at]!.trim()) {
      blank++;
      continue;
    }
    const values = valuesOf(lines[at]!);
    if (!values) break;
    cells.push(...values);
    blank = 0;
  }
  return cells.length >= fewest && cells.length <= MOST_CELLS ? { label: lines[from]!.trim(), line: from + 1, cells, end: at } : null;
}
const next = (lines: readonly string[], from: number): number => { let at = from; while (at < lines.length && at - from <= MOST_BLANK && !lines[at]!.trim()) at++; return at; };

/** "Post", "Budget", "Utfall", each on its own line, and then a name and under it two cells: a corner, and as many headings as there are cells. */
function wordedHead(lines: readonly string[], start: number): StackedRow | null {
  let at = start;
  while (at - start <= MOST_HEADINGS && isLabel(lines[at] ?? "")) at++;
  const first = at - start >= 3 ? recordAt(lines, at - 1, 1) : null;
  const cells = lines.slice(start + 1, at - 1).map((line) => line.trim());
  if (!first || first.cells.length !== cells.length || (cells.length === 1 && !MEASURES.test(`${lines[start]!.trim()} ${cells[0]!}`))) return null;
  return { label: lines[start]!.trim(), line: start + 1, cells, end: at - 1 };
}
/** "Mkr", "2024": the heading of one year. */
function yearHead(lines: readonly string[], start: number): StackedRow | null {
  const head = recordAt(lines, start, 1);
  return head && head.cells.every(isYear) && new Set(head.cells).size === head.cells.length && (head.cells.length > 1 || MEASURES.test(head.label)) ? head : null;
}

/** The table that begins at a line: "År", "2013", "2014" as its heading, each cell on its own line, and then rows of as many cells, three and more; null where none does. */
export function tableOfLines(lines: readonly string[], start: number): TableOfLines | null {
  const head = yearHead(lines, start) ?? wordedHead(lines, start);
  if (!head) return null;
  const rows: TableRow[] = [{ cells: [head.label, ...head.cells], line: head.line }];
  let at = next(lines, head.end);
  let end = head.end;
  let names = 0;
  while (at < lines.length) {
    const row = recordAt(lines, at, head.cells.length);
    if (row && row.cells.length === head.cells.length && !row.cells.every(isYear)) {
      rows.push({ cells: [row.label, ...row.cells], line: row.line });
      at = next(lines, row.end);
      end = row.end;
      names = 0;
    } else if (!row && isLabel(lines[at]!) && names++ === 0 && recordAt(lines, next(lines, at + 1), head.cells.length)?.cells.length === head.cells.length) at = next(lines, at + 1);
    else break;
  }
  return rows.length > FEWEST_ROWS ? { end, rows } : null;
}
