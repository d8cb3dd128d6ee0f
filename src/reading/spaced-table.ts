import type { TableSegment } from "./positioned-rows.ts";
import { isNumberCell } from "./table-cells.ts";

const GAP = /\s{2,}/g;
/** Shorter runs are more often prose with doubled spaces than tables. */
const FEWEST_ROWS = 3;
const INDENTED = /^\s{12,}\S/;

/** The pieces of a line that two spaces or more keep apart, with the characters they take up. */
export function segmentsOf(line: string): TableSegment[] {
  const segments: TableSegment[] = [];
  let from = line.length - line.trimStart().length;
  for (const gap of line.trim().matchAll(GAP)) {
    const start = line.length - line.trimStart().length + gap.index;
    segments.push({ text: line.slice(from, start), from, to: start });
    from = start + gap[0].length;
  }
  const end = line.trimEnd().length;
  if (end > from) segments.push({ text: line.slice(from, end), from, to: end });
  return segments;
}

export const isFigure = ({ text }: TableSegment): boolean => isNumberCell(text) || /^[-–—]$/.test(text);

/** Most rows have as many pieces as the heading, each beginning or ending where the heading's does: a table, whatever its cells say. */
function isAligned([head, ...rows]: readonly (readonly TableSegment[])[]): boolean {
  if (!head || head.length < 3 || rows.length < FEWEST_ROWS) return false;
  const inLine = rows.filter((row) => row.length === head.length && row.every(({ from, text, to }, at) => from === head[at]!.from || from + text.length === head[at]!.from + head[at]!.text.length || to === head[at]!.to));
  // The same words over and over are no heading with rows.
  return inLine.length * 5 >= rows.length * 4 && inLine.every((row) => row.some(({ text }, at) => text !== head[at]!.text));
}

const [FEWEST_ALIKE, LONGEST_PIECE] = [4, 70];
/** As many short pieces on every line, three or more: cells, wherever they stand. */
const isOrdered = (rows: readonly (readonly TableSegment[])[]): boolean => rows.length >= FEWEST_ALIKE && rows[0]!.length >= 3 && rows.every((row) => row.length === rows[0]!.length && row.every(({ text }) => text.trim().length <= LONGEST_PIECE)) && new Set(rows.map((row) => row[0]!.text)).size === rows.length;

const [MOST_OVER, LONGEST_LABEL, FARTHEST_LABEL, MOST_ALONE] = [4, 70, 6, 3];
/** A line of words only, at the left: a label that goes on in the next row, or what the rows after it are of. */
export function isLabelAlone(line: string | undefined): boolean {
  const [only, ...others] = segmentsOf(line ?? "");
  return only !== undefined && others.length === 0 && only.from <= FARTHEST_LABEL && only.text.length <= LONGEST_LABEL && /^\p{L}|^\d+(?:\.\d+)*\s+\p{L}/u.test(only.text) && !/[.:;]$/.test(only.text.trim()) && !/[\t|#]/.test(line!);
}

const [FEWEST_REGULAR, LEAST_PIECES] = [4, 4];
/** Rows of words and figures, where the fullest draw columns that the others' pieces stand in: "KS   Attest av fakturor   60   2   Försumbar". */
function isRegular(rows: readonly (readonly TableSegment[])[]): boolean {
  const told = rows.filter((row) => row.slice(1).filter(isFigure).length >= 2);
  const most = Math.max(0, ...told.map(({ length }) => length));
  const fullest = told.filter(({ length }) => length === most);
  if (told.length < FEWEST_REGULAR || most < LEAST_PIECES || fullest.length < 2 || told.length * 3 < rows.length * 2) return false;
  const columns = fullest[0]!.map((_, at) => ({ from: Math.min(...fullest.map((row) => row[at]!.from)), to: Math.max(...fullest.map((row) => row[at]!.from + row[at]!.text.trimEnd().length)) }));
  if (columns.some(({ from }, at) => at > 0 && from <= columns[at - 1]!.to)) return false;
  const stands = (segment: TableSegment): boolean => columns.filter(({ from, to }) => Math.min(to, segment.from + segment.text.trimEnd().length) - Math.max(from, segment.from) > 0).length === 1;
  return told.filter((row) => row.slice(1).every(stands)).length * 5 >= told.length * 4;
}

/**
 * Where the lines set apart with spaces end that begin here, and whether they are a table: rows that follow each other,
 * each of a label and figures under one another, with a heading of at least two pieces first.
 */
export function spacedTable(lines: readonly string[], start: number): { end: number; isTable: boolean } {
  const isRow = (line: string | undefined): boolean => {
    if (!line?.trim() || /[\t|]/.test(line) || /^\s*#{1,6}\s/.test(line)) return false;
    const segments = segmentsOf(line);
    return segments.length >= 3 || (segments.length === 2 && isFigure(segments[1]!));
  };
  const tellsFigures = (line: string): boolean => segmentsOf(line).slice(1).some(isFigure);
  // "Månad     Utförda timmar", over rows of a name and a figure.
  const isPairHead = segmentsOf(lines[start] ?? "").length === 2 && !/[\t|]|^\s*#{1,6}\s/.test(lines[start]!) && Array.from({ length: FEWEST_ROWS }, (_, at) => segmentsOf(lines[start + 1 + at] ?? "")).every((segments) => segments.length === 2 && isFigure(segments[1]!));
  let end = isPairHead ? start + 1 : start;
  // A heading goes on below itself: words far out to the right, before the first row with figures.
  const headingGoesOn = (): boolean => end > start && INDENTED.test(lines[end] ?? "") && isRow(lines[end + 1]) && !lines.slice(start, end).some(tellsFigures);
  // Words far out to the right may stand over the whole heading; a label that broke, or words between rows, stand alone on a line.
  const isOverHeading = INDENTED.test(lines[start] ?? "") && !isRow(lines[start]) && segmentsOf(lines[start]!).length <= MOST_OVER && isRow(lines[start + 1]) && isRow(lines[start + 2]) && tellsFigures(lines[start + 2]!);
  if (isOverHeading) end++;
  const labelAlone = (): boolean => {
    let next = end;
    while (next - end < MOST_ALONE && isLabelAlone(lines[next])) next++;
    return end > start && next > end && isRow(lines[next]) && tellsFigures(lines[next]!);
  };
  while (isRow(lines[end]) || headingGoesOn() || labelAlone()) end++;
  const rows = lines.slice(start, end).map(segmentsOf);
  const figures = rows.filter((segments) => segments.slice(1).every(isFigure));
  return { end, isTable: (rows.length >= FEWEST_ROWS && figures.length >= 2 && figures.length >= rows.length / 2) || isAligned(rows) || isRegular(rows) || isOrdered(rows) };
}
