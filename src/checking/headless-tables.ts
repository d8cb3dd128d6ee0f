import { isTable, type Layout } from "../reading/layout.ts";
import { oneLine, readNumberCell } from "../reading/table-cells.ts";
import type { FigureColumn, FigureRow, FigureTable } from "./figure-table.ts";

const [FEWEST_ROWS, FEWEST_COLUMNS] = [5, 3];
const YEAR = /^(?:19|20)\d\d$/;

/** Tables that have lost their headings: what their columns are is known only from what they are to each other. */
export function headlessTables({ blocks }: Pick<Layout, "blocks">): FigureTable[] {
  return blocks.filter(isTable).flatMap(({ line, rows }): FigureTable[] => {
    const width = rows[0]?.cells.length ?? 0;
    const first = (rows[0]?.cells ?? []).slice(1).map(oneLine);
    const isFigures = first.length >= FEWEST_COLUMNS && first.every((cell) => readNumberCell(cell).value !== null && !YEAR.test(cell));
    if (!isFigures || rows.length < FEWEST_ROWS || rows.some(({ cells }) => cells.length !== width)) return [];
    const places = Array.from({ length: width - 1 }, (_, at) => at + 1);
    const columns = places.map((at): FigureColumn => ({ heading: `kolumn ${at}`, kind: rows.every(({ cells }) => oneLine(cells[at]).endsWith("%")) ? "percent" : "value", year: null }));
    const read = rows.map(({ cells, line: at }): FigureRow => ({ label: oneLine(cells[0]), line: at, cells: places.map((place) => readNumberCell(oneLine(cells[place])).value), quote: cells.map(oneLine).filter(Boolean).join(" ") }));
    return [{ line, section: line, heading: "", corner: "", caption: null, saidUnit: null, unit: null, exact: false, columns, rows: read }];
  });
}
