import { tableRows, type TableLine, type TableSegment } from "./positioned-rows.ts";
import type { TableRow } from "./layout.ts";
import { isFigure, isLabelAlone, segmentsOf } from "./spaced-table.ts";
import { isYear } from "./table-cells.ts";

interface Column { readonly from: number; readonly to: number }
const overlap = (a: Column, b: Column): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);
const isBody = ({ segments }: TableLine): boolean => segments.slice(1).some((segment) => isFigure(segment) && !isYear(segment.text));
/** Where the figures of a table stand, and the words beside them, from the left. */
function figureColumns(body: readonly TableLine[]): Column[] {
  const columns: { from: number; to: number }[] = [];
  for (const { segments } of body.toSorted((a, b) => b.segments.length - a.segments.length)) {
    for (const { from, text } of segments.slice(1)) {
      const own = { from, to: from + text.trimEnd().length };
      const hits = columns.filter((column) => overlap(column, own) > 0);
      if (hits.length === 1) Object.assign(hits[0]!, { from: Math.min(hits[0]!.from, own.from), to: Math.max(hits[0]!.to, own.to) });
      else if (hits.length === 0) columns.push(own);
    }
  }
  return columns.toSorted((a, b) => a.from - b.from);
}
/** The words of a piece, each where it stands. */
const piecesOf = ({ from, text }: TableSegment): TableSegment[] => [...text.matchAll(/\S+/gu)].map((word) => ({ text: word[0], from: from + word.index, to: from + word.index + word[0].length }));
/** Which columns the pieces of a heading line stand over. */
function standOver(pieces: readonly TableSegment[], columns: readonly Column[]): TableSegment[][] {
  if (pieces.length === columns.length) return pieces.map((piece) => [piece]);
  const each = columns.length / pieces.length;
  const isOfGroup = ({ from, to }: TableSegment, at: number): boolean => { const middle = (from + to) / 2; return middle > columns[at * each]!.from && middle < columns[(at + 1) * each - 1]!.to; };
  if (each > 1 && Number.isInteger(each) && pieces.every(isOfGroup)) return columns.map((_, at) => [pieces[Math.floor(at / each)]!]);
  const found = columns.map((): TableSegment[] => []);
  for (const piece of pieces) found[columns.reduce((best, column, at) => (overlap(column, piece) > overlap(columns[best]!, piece) ? at : best), 0)]!.push(piece);
  return found;
}
/** Headings in several lines over their columns, and such as have only one space between them, as one line with a piece for each column. */
function withOneHeading(lines: readonly TableLine[]): readonly TableLine[] {
  const first = lines.findIndex(isBody);
  const body = lines.slice(Math.max(0, first)).filter(isBody);
  const columns = figureColumns(body);
  const label = Math.max(...body.map(({ segments: [own] }) => own!.from + own!.text.trimEnd().length));
  const head = lines.slice(0, Math.max(0, first)).map(({ segments }) => { const corner = segments.filter(({ from, text }) => from + text.trimEnd().length / 2 < Math.min(label, columns[0]?.from ?? 0)); return { corner, over: segments.filter((segment) => !corner.includes(segment)) }; });
  const cramped = head.some(({ over }) => over.some((segment) => columns.filter((column) => overlap(column, segment) > 0).length > 1));
  if (columns.length < 2 || (head.length < 2 && !cramped) || head.every(({ over }) => over.length === 0)) return lines;
  const cells = columns.map((): string[] => []);
  for (const { over } of head) {
    const words = over.flatMap(piecesOf);
    for (const [at, pieces] of standOver(words.length === columns.length ? words : over, columns).entries()) cells[at]!.push(...pieces.map(({ text }) => text.trim()));
  }
  const corner = head.flatMap((one) => one.corner.map(({ text }) => text.trim())).join(" ");
  const heading: TableLine = { line: lines[0]!.line, segments: [...(corner ? [{ text: corner, from: 0, to: Math.max(1, Math.min(label, columns[0]!.from - 1)) }] : []), ...columns.flatMap(({ from, to }, at) => (cells[at]!.length ? [{ text: cells[at]!.join(" "), from, to }] : []))] };
  return [heading, ...lines.slice(first)];
}

/** A label that broke over lines is that of the row that it ends in; words alone between rows are a row. */
function withWholeLabels(lines: readonly TableLine[]): TableLine[] {
  const found: TableLine[] = [];
  let before = "";
  for (const [at, line] of lines.entries()) {
    const [first, ...others] = line.segments;
    const next = lines[at + 1]?.segments[0]?.text.trim() ?? "";
    const alone = at > 0 && others.length === 0 && first !== undefined && isLabelAlone(" ".repeat(first.from) + first.text);
    if (alone && (/^\p{Ll}/u.test(next) || /[,-]$/.test(first.text.trim()))) before = `${before} ${first.text.trim()}`.trim();
    else if (alone) found.push({ ...line, isOwnRow: true });
    else {
      found.push(before && first ? { ...line, segments: [{ ...first, text: `${before} ${first.text}` }, ...others] } : line);
      before = "";
    }
  }
  return found;
}

const FEWEST_CELLS = 3;
/** Where every line has as many pieces, they are the cells, wherever they stand; null where some have fewer, or more. */
function straightRows(lines: readonly string[], from: number, clean: (cell: string) => string): TableRow[] | null {
  const rows = lines.map(segmentsOf);
  const [head] = rows;
  if (!head || head.length < FEWEST_CELLS || rows.some(({ length }) => length !== head.length)) return null;
  return rows.map((segments, offset) => ({ cells: segments.map(({ text }) => clean(text.trim())), line: from + offset }));
}

/** A long label pushes its figures aside: where a row has as many pieces as most have, they stand in the same columns. */
function withOrderedRows(rows: readonly TableRow[], lines: readonly string[], from: number, clean: (cell: string) => string): TableRow[] {
  const filled = ({ cells }: TableRow): number[] => cells.flatMap((cell, at) => (cell ? [at] : []));
  const [most] = [...Map.groupBy(rows.slice(1), (row) => filled(row).join(" ")).values()].toSorted((a, b) => b.length - a.length);
  const columns = most && most.length * 2 > rows.length ? filled(most[0]!) : [];
  if (columns.length < FEWEST_CELLS) return [...rows];
  return rows.map((row, at) => {
    const pieces = segmentsOf(lines[row.line - from] ?? "");
    if (at === 0 || pieces.length !== columns.length || filled(row).join(" ") === columns.join(" ") || !pieces.slice(1).every(isFigure)) return row;
    return { ...row, cells: row.cells.map((_, place) => (columns.includes(place) ? clean(pieces[columns.indexOf(place)]!.text.trim()) : "")) };
  });
}

/** A column that no row has anything in is none. */
function withoutEmptyColumns(rows: readonly TableRow[]): TableRow[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const kept = Array.from({ length: width }, (_, at) => at).filter((at) => rows.some(({ cells }) => cells[at]));
  return kept.length === width ? [...rows] : rows.map((row) => ({ ...row, cells: kept.map((at) => row.cells[at] ?? "") }));
}

/** The rows of a table whose cells are set apart with spaces, its heading first; `from` is the line that it begins at. */
export const spacedRows = (lines: readonly string[], from: number, clean: (cell: string) => string): TableRow[] =>
  straightRows(lines, from, clean) ?? withoutEmptyColumns(withOrderedRows(tableRows(withOneHeading(withWholeLabels(lines.map((text, offset) => ({ segments: segmentsOf(text), line: from + offset })))), clean), lines, from, clean));
