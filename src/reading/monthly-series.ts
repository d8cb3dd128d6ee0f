import type { Decimal } from "../platform/decimal.ts";
import type { Table } from "./layout.ts";
import type { ReadSeries } from "./reading.ts";
import { isYear, monthOf, readNumberCell, refuseBrokenRow, yearOf } from "./table-cells.ts";

export interface SeriesContext {
  readonly name: string;
  readonly group: string | null;
  /** The year of the document, for tables whose rows are measures instead of years. */
  readonly year: string | null;
  readonly footnotes: readonly string[];
}

interface Row {
  readonly label: string;
  readonly line: number;
  readonly values: readonly (Decimal | null)[];
  readonly sure: boolean;
}

/** "År 2021" is 2021; "Budget 2022" stays what it says; a difference between years is no year. */
const yearKey = (label: string): string | null => {
  const text = label.trim();
  if (isYear(text)) return text;
  const plain = /^år\s+((?:19|20)\d\d)$/i.exec(text)?.[1];
  return plain ?? (/^(utfall|budget|prognos|mål|plan)\b/i.test(text) && yearOf(text) ? text : null);
};

/** Reads a table of months: rows are years of one measure, or measures of one year, or measures with years below each. */
export function readMonthlySeries(table: Table, context: SeriesContext): ReadSeries[] {
  const rows = monthOf(table.rows[1]?.cells[0] ?? "") === null ? rowsOf(table, context.name) : columnsOf(table, context.name);
  const inYears = rows.filter((row) => yearKey(row.label) !== null);
  if (inYears.length > 0) return seriesOfYears(table, context, rows);
  const headingYear = yearOf(table.rows[0]?.cells[0] ?? "") ?? yearOf(context.name);
  const year = headingYear ?? context.year;
  if (!year) return [];
  return rows.filter(hasValues).map((row) => ({
    group: context.name,
    name: row.label,
    years: { [year]: row.values },
    lines: { [year]: row.line },
    footnotes: context.footnotes,
    line: row.line,
    sure: table.strict && row.sure && headingYear !== null,
  }));
}

const hasValues = (row: Row): boolean => row.values.some((value) => value !== null);

interface OpenSeries {
  readonly name: string;
  readonly group: string | null;
  readonly line: number;
  readonly years: Record<string, readonly (Decimal | null)[]>;
  readonly lines: Record<string, number>;
  readonly footnotes: readonly string[];
  sure: boolean;
}

/** A row of words alone names the measure that the years below it belong to; a difference or a sum is left out. */
function seriesOfYears(table: Table, context: SeriesContext, rows: readonly Row[]): ReadSeries[] {
  const found: OpenSeries[] = [];
  let open: OpenSeries = { name: context.name, group: context.group, line: table.line, years: {}, lines: {}, footnotes: context.footnotes, sure: table.strict };
  found.push(open);
  for (const row of rows) {
    const key = yearKey(row.label);
    if (key !== null) {
      // The same year twice under one name: one of them belongs to something else.
      if (key in open.years) open.sure = false;
      else {
        open.years[key] = row.values;
        open.lines[key] = row.line;
      }
      open.sure &&= row.sure;
    } else if (!hasValues(row) && row.label.trim()) {
      open = { name: row.label.trim(), group: context.name, line: row.line, years: {}, lines: {}, footnotes: context.footnotes, sure: table.strict };
      found.push(open);
    }
  }
  return found.filter(({ years }) => Object.keys(years).length > 0);
}

function rowsOf(table: Table, name: string): Row[] {
  const [header, ...body] = table.rows;
  if (!header) return [];
  const startsWithMonth = monthOf(header.cells[0] ?? "") !== null;
  const cells = startsWithMonth ? ["", ...header.cells] : header.cells;
  const months = cells.map((cell) => monthOf(cell));
  return body
    .filter((row) => row.cells.some((cell) => cell.trim()))
    .map((row) => {
      const onlyLabel = row.cells.filter((cell) => cell.trim()).length === 1 && (row.cells[0] ?? "").trim() !== "";
      if (table.strict && row.cells.length !== cells.length && !onlyLabel) refuseBrokenRow(table, row, cells.length, name || null);
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

function columnsOf(table: Table, name: string): Row[] {
  const [header, ...body] = table.rows;
  return (header?.cells ?? []).slice(1).flatMap((label, index): Row[] => {
    if (!label.trim()) return [];
    const values = Array<Decimal | null>(12).fill(null);
    let sure = true;
    for (const row of body) {
      const month = monthOf(row.cells[0] ?? "");
      if (month === null) continue;
      if (table.strict && row.cells.length !== header!.cells.length) refuseBrokenRow(table, row, header!.cells.length, name || null);
      const cell = readNumberCell(row.cells[index + 1] ?? "");
      values[month] = cell.value;
      sure &&= cell.sure;
    }
    return [{ label, line: table.line, values, sure }];
  });
}
