import { fold, type Table } from "./layout.ts";
import { isNumberCell, isYear, yearOf } from "./table-cells.ts";
import { VALUE_COLUMN } from "./table-kind.ts";

const filled = (cells: readonly string[]): string[] => cells.slice(1).filter((cell) => cell.trim());
const tells = (cell: string): boolean => isYear(cell) || VALUE_COLUMN.test(fold(cell)) || (yearOf(cell) !== null && !isNumberCell(cell));

/**
 * A heading in two rows, as "Utfall | | Budget |" over "2023 | 2022 | 2023 | 2022", becomes one: "Utfall 2023" and so on.
 * Words are put together only where one of them is a year; two words of one sort stand each for its own column.
 */
export function mergeHeadingRows(table: Table): Table {
  const [upper, lower, ...body] = table.rows;
  if (!upper || !lower || !body.length) return table;
  const groups = spread(upper.cells, lower.cells.length);
  const over = filled(upper.cells);
  const under = filled(lower.cells);
  const isHeading = groups !== null && under.length >= 2 && under.every(tells) && over.length > 0 && over.every((cell) => !isNumberCell(cell) || isYear(cell));
  // A row with a label of its own under a heading with one is a row, also when its figures look like years.
  const labelled = Boolean(upper.cells[0]?.trim() && lower.cells[0]?.trim()) && under.some(isYear);
  if (!isHeading || labelled) return table;
  let group = "";
  const cells = lower.cells.map((cell, column) => {
    const own = cell.trim();
    const above = (groups[column] ?? "").trim();
    if (above) group = above;
    if (column === 0) return own || above;
    if (!own) return above;
    return group && isYear(own) !== (yearOf(group) !== null) ? `${group} ${own}` : own;
  });
  return { ...table, rows: [{ cells, line: upper.line }, ...body] };
}

/** The upper row in the lower one's columns; null where it says nothing of them. Lost spans are given back where they are equal. */
function spread(upper: readonly string[], width: number): string[] | null {
  if (upper.length === width) return upper.slice(1).some((cell) => !cell.trim()) ? [...upper] : null;
  const groups = upper.length - 1;
  const each = (width - 1) / groups;
  if (groups < 1 || each < 2 || !Number.isInteger(each)) return null;
  return [upper[0]!, ...upper.slice(1).flatMap((cell) => [cell, ...Array<string>(each - 1).fill("")])];
}
