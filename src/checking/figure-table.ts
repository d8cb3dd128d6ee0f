import type { Decimal } from "../platform/decimal.ts";
import { fold, isTable, joinBrokenWord, type Layout, type Place, type Table } from "../reading/layout.ts";
import { mergeHeadingRows } from "../reading/heading-rows.ts";
import { monthCell, oneLine, readNumberCell, yearOf } from "../reading/table-cells.ts";

/** What the numbers of a column are: amounts or counts, a difference between two other columns, or a percentage of one. */
export type FigureColumnKind = "value" | "difference" | "percent";
export interface FigureColumn {
  readonly heading: string;
  readonly kind: FigureColumnKind;
  readonly year: string | null;
}
export interface FigureRow {
  readonly label: string;
  readonly line: Place;
  /** As printed; null where nothing is. Percentages keep no unit. */
  readonly cells: readonly (Decimal | null)[];
  /** The row itself, as it stands. */
  readonly quote: string;
}
/** A table whose cells are figures, its columns told apart by their headings. */
export interface FigureTable {
  readonly line: Place;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
}

const DIFFERENCE = /avvik|diff|forandr|skillnad|aterstar|andring/;
const kindOf = (heading: string): FigureColumnKind => {
  if (/%|procent/i.test(heading)) return "percent";
  return DIFFERENCE.test(fold(heading).replaceAll(" ", "")) ? "difference" : "value";
};

function figureTable(table: Table): FigureTable | null {
  const [head, ...body] = mergeHeadingRows(table).rows;
  if (!head || !table.strict || head.cells.length < 3) return null;
  const headings = head.cells.slice(1).map((cell) => joinBrokenWord(oneLine(cell)));
  // Months are series, and a table whose heading is a row of figures has no heading.
  if (headings.some((heading) => monthCell(heading) !== null) || headings.some((heading) => readNumberCell(heading).value !== null && !/^(19|20)\d\d$/.test(heading))) return null;
  const rows = body.flatMap(({ cells, line }): FigureRow[] => {
    const read = headings.map((_, at) => readNumberCell(oneLine(cells[at + 1])));
    const values = read.map(({ value }) => value);
    return read.some(({ text }) => text) || values.every((value) => value === null) ? [] : [{ label: oneLine(cells[0]), line, cells: values, quote: cells.map(oneLine).filter(Boolean).join(" ") }];
  });
  if (!rows.length) return null;
  return { line: head.line, columns: headings.map((heading) => ({ heading, kind: kindOf(heading), year: yearOf(heading) })), rows };
}

/** The tables of a document whose cells are figures. */
export const figureTables = ({ blocks }: Layout): FigureTable[] => blocks.flatMap((block) => (isTable(block) ? (figureTable(block) ?? []) : []));
