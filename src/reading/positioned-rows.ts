import type { Place, TableRow } from "./layout.ts";
import { isNumberCell } from "./table-cells.ts";

/** A piece of a line with where it begins and ends: in points on a page, in characters in a text. */
export interface TableSegment {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}
export interface TableLine {
  readonly segments: readonly TableSegment[];
  readonly line: Place;
  /** It is no part of the row above, though it has no figures. */
  readonly isOwnRow?: true;
}

/** Puts pieces that stand over one another in columns; a line without figures of its own goes on with the row above. */
export function tableRows(lines: readonly TableLine[], clean: (cell: string) => string): TableRow[] {
  const columns: { from: number; to: number }[] = [];
  // The fullest lines draw the columns; a segment that overlaps one belongs to it.
  for (const line of [...lines].sort((a, b) => b.segments.length - a.segments.length)) {
    for (const segment of line.segments) {
      const hits = columns.filter((column) => Math.min(column.to, segment.to) - Math.max(column.from, segment.from) > 0);
      if (hits.length === 0) columns.push({ from: segment.from, to: segment.to });
      else if (hits.length === 1) {
        hits[0]!.from = Math.min(hits[0]!.from, segment.from);
        hits[0]!.to = Math.max(hits[0]!.to, segment.to);
      }
    }
  }
  columns.sort((a, b) => a.from - b.from);
  const columnOf = (segment: TableSegment) => {
    const overlap = columns.map((column) => Math.min(column.to, segment.to) - Math.max(column.from, segment.from));
    return overlap.indexOf(Math.max(...overlap));
  };
  const rows: { cells: string[]; line: number }[] = [];
  for (const line of lines) {
    const cells = Array<string>(columns.length).fill("");
    for (const segment of line.segments) {
      const column = columnOf(segment);
      cells[column] = `${cells[column]} ${segment.text}`.trim();
    }
    const figures = cells.slice(1).some((cell) => isNumberCell(cell));
    const last = rows.at(-1);
    const headingGoesOn = rows.length === 1 && last !== undefined && !last.cells.slice(1).some((cell) => isNumberCell(cell)) && !figures && !cells[0];
    const textGoesOn = last !== undefined && rows.length > 1 && !figures && !line.isOwnRow && (!cells[0] || line.segments.length === 1);
    if (headingGoesOn || textGoesOn) last.cells = last.cells.map((cell, index) => [cell, cells[index]].filter(Boolean).join(" "));
    else rows.push({ cells, line: line.line });
  }
  return rows.map((row) => ({ cells: row.cells.map(clean), line: row.line }));
}
