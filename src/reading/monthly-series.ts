import type { Decimal } from "../platform/decimal.ts";
import type { Table } from "./layout.ts";
import type { ReadSeries } from "./reading.ts";
import { isYear, monthOf, readNumberCell, refuseBrokenRow, yearOf } from "./table-cells.ts";

export interface SeriesContext {
  readonly name: string;
  readonly group: string | null;
  /** The year of the document, for tables whose rows are measures instead of years. */
  readonly year: string | null;
}

interface Row {
  readonly label: string;
  readonly line: number;
  readonly values: readonly (Decimal | null)[];
  readonly sure: boolean;
}

/** Reads a table of months: rows are years of one measure, or measures of one year. */
export function readMonthlySeries(table: Table, context: SeriesContext): ReadSeries[] {
  const rows = monthOf(table.rows[1]?.cells[0] ?? "") === null ? rowsOf(table) : columnsOf(table);
  const allYears = rows.every((row) => yearOf(row.label) !== null);
  const plainYears = allYears && rows.every((row) => isYear(row.label));
  if (plainYears || (allYears && new Set(rows.map((row) => yearOf(row.label))).size < rows.length)) {
    const years: Record<string, readonly (Decimal | null)[]> = {};
    for (const row of rows) years[row.label.trim()] = row.values;
    return [{ group: context.group, name: context.name, years, line: table.line, sure: table.strict && rows.every((row) => row.sure) }];
  }
  if (allYears) {
    const years = Object.fromEntries(rows.map((row) => [yearOf(row.label)!, row.values]));
    return [{ group: context.group, name: context.name, years, line: table.line, sure: false }];
  }
  const headingYear = yearOf(table.rows[0]?.cells[0] ?? "") ?? yearOf(context.name);
  const year = headingYear ?? context.year;
  if (!year) return [];
  return rows.map((row) => ({
    group: context.name,
    name: row.label,
    years: { [year]: row.values },
    line: row.line,
    sure: table.strict && row.sure && headingYear !== null,
  }));
}

function rowsOf(table: Table): Row[] {
  const [header, ...body] = table.rows;
  if (!header) return [];
  const startsWithMonth = monthOf(header.cells[0] ?? "") !== null;
  const cells = startsWithMonth ? ["", ...header.cells] : header.cells;
  const months = cells.map((cell) => monthOf(cell));
  return body
    .filter((row) => row.cells.some((cell) => cell.trim()))
    .map((row) => {
      if (table.strict && row.cells.length !== cells.length) refuseBrokenRow(table, row, cells.length);
      const values = Array<Decimal | null>(12).fill(null);
      let sure = true;
      months.forEach((month, column) => {
        if (month === null) return;
        const cell = readNumberCell(row.cells[column] ?? "");
        values[month] = cell.value;
        sure &&= cell.sure;
      });
      return { label: row.cells[0] ?? "", line: row.line, values, sure };
    });
}

function columnsOf(table: Table): Row[] {
  const [header, ...body] = table.rows;
  return (header?.cells ?? []).slice(1).flatMap((label, index): Row[] => {
    if (!label.trim()) return [];
    const values = Array<Decimal | null>(12).fill(null);
    let sure = true;
    for (const row of body) {
      const month = monthOf(row.cells[0] ?? "");
      if (month === null) continue;
      if (table.strict && row.cells.length !== header!.cells.length) refuseBrokenRow(table, row, header!.cells.length);
      const cell = readNumberCell(row.cells[index + 1] ?? "");
      values[month] = cell.value;
      sure &&= cell.sure;
    }
    return [{ label, line: table.line, values, sure }];
  });
}
