import type { Table } from "./layout.ts";
import { isNumberCell, isYear, yearOf } from "./table-cells.ts";
import { tellsFigures } from "./table-kind.ts";

const filled = (cells: readonly string[]): string[] => cells.slice(1).filter((cell) => cell.trim());

/**
 * A heading in two rows, as "Utfall | | Budget |" over "2023 | 2022 | 2023 | 2022", becomes one: "Utfall 2023" and so on.
 * Words are put together where one of them is a year, or where the lower ones come twice.
 */
export function mergeHeadingRows(table: Table): Table {
  const [upper, lower, ...body] = table.rows;
  if (!upper || !lower || !body.length) return table;
  const groups = spread(upper.cells, lower.cells);
  const over = filled(upper.cells);
  const under = filled(lower.cells);
  const isHeading = groups !== null && under.length >= 2 && under.every(tellsFigures) && over.length > 0 && over.every((cell) => !isNumberCell(cell) || isYear(cell));
  // A row with a label of its own under a heading with one is a row, also when its figures look like years.
  const unit = /^\(?(mkr|mnkr|tkr|kr|msek|tsek)\)?$/i.test((lower.cells[0] ?? "").trim());
  const labelled = Boolean(upper.cells[0]?.trim() && lower.cells[0]?.trim()) && !unit && under.some(isYear);
  if (!isHeading || labelled) return table;
  // "Budget | Utfall | Budget | Utfall" is told apart by what stands over it.
  const repeated = new Set(under).size < under.length && over.length > 1;
  let group = "";
  const cells = lower.cells.map((cell, column) => {
    const own = cell.trim();
    const above = (groups[column] ?? "").trim();
    if (above) group = above;
    if (column === 0) return [above, own].filter(Boolean).join(" ");
    if (!own) return above;
    return group && (repeated || isYear(own) !== (yearOf(group) !== null)) ? `${group} ${own}` : own;
  });
  return { ...table, rows: [{ cells, line: upper.line }, ...body] };
}

/**
 * Words that stand over the middle of their columns, as PDFs give them: each has its equal share, where that is where it
 * stands; null where it is not.
 */
function spreadFromTheMiddle(upper: readonly string[]): string[] | null {
  const words = upper.flatMap((cell, column) => (column > 0 && cell.trim() ? [{ cell, column }] : []));
  const each = (upper.length - 1) / words.length;
  const shared = Number.isInteger(each) && words.every(({ column }, index) => column > index * each && column <= (index + 1) * each);
  return shared ? [upper[0]!, ...words.flatMap(({ cell }) => [cell, ...Array<string>(each - 1).fill("")])] : null;
}

/** The upper row in the lower one's columns; null where it says nothing of them. Lost spans are given back where they are equal. */
function spread(upper: readonly string[], lower: readonly string[]): string[] | null {
  const width = lower.length;
  // Words over bare years need no span: "Bokslut | Budget" over "2022 | 2023".
  const wordsOverYears = upper.slice(1).every((cell) => cell.trim() && yearOf(cell) === null) && lower.slice(1).every((cell) => isYear(cell) || !cell.trim());
  if (upper.length === width && !upper[1]?.trim() && lower[1]?.trim()) return spreadFromTheMiddle(upper);
  if (upper.length === width) return wordsOverYears || upper.slice(1).some((cell) => !cell.trim()) ? [...upper] : null;
  const groups = upper.length - 1;
  const each = (width - 1) / groups;
  if (groups < 1 || each < 2 || !Number.isInteger(each)) return null;
  return [upper[0]!, ...upper.slice(1).flatMap((cell) => [cell, ...Array<string>(each - 1).fill("")])];
}
