import type { Decimal } from "../platform/decimal.ts";
import type { Table } from "./layout.ts";
import type { ReadSeries } from "./reading.ts";
import { fold } from "./layout.ts";
import { isYear, monthCell, onlyYearOf, readNumberCell, refuseBrokenRow, yearOf } from "./table-cells.ts";

export interface SeriesContext {
  readonly name: string;
  readonly group: string | null;
  /** The year of the document, for tables whose rows are measures instead of years. */
  readonly year: string | null;
  readonly footnotes: readonly string[];
}

interface Row {
  readonly label: string;
  /** The year that the months' own headings, or a column of years, give the row. */
  readonly year: string | null;
  readonly line: number;
  readonly values: (Decimal | null)[];
  sure: boolean;
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
  const rows = monthCell(table.rows[1]?.cells[0] ?? "") === null ? rowsOf(table, context.name) : columnsOf(table, context.name);
  if (rows.some(({ year }) => year !== null)) return seriesOfDatedRows(table, context, rows);
  const inYears = rows.filter((row) => yearKey(row.label) !== null);
  if (inYears.length > 0) return seriesOfYears(table, context, rows);
  const headingYear = yearOf(table.rows[0]?.cells[0] ?? "") ?? onlyYearOf(context.name);
  const year = headingYear ?? context.year;
  if (!year) return [];
  return rows.filter(hasValues).map((row) => ({
    group: row.label ? context.name : context.group,
    name: row.label || context.name,
    years: { [year]: row.values },
    lines: { [year]: row.line },
    footnotes: context.footnotes,
    line: row.line,
    sure: table.strict && row.sure && headingYear !== null,
  }));
}

const hasValues = (row: Row): boolean => row.values.some((value) => value !== null);

type OpenSeries = Omit<ReadSeries, "years" | "lines" | "sure"> & {
  readonly years: Record<string, readonly (Decimal | null)[]>;
  readonly lines: Record<string, number>;
  sure: boolean;
};

/** Takes a row in as a year of a series. The same year twice under one name: one of them belongs to something else. */
function addYear(series: OpenSeries, year: string, row: Row): void {
  if (year in series.years) series.sure = false;
  else {
    series.years[year] = row.values;
    series.lines[year] = row.line;
  }
  series.sure &&= row.sure;
}

/** Months that name their years ("jan-23 | … | jan-24"): each label is a measure. */
function seriesOfDatedRows(table: Table, context: SeriesContext, rows: readonly Row[]): ReadSeries[] {
  const found = new Map<string, OpenSeries>();
  for (const row of rows.filter(hasValues)) {
    const label = row.label.trim();
    const own = label === "" || yearKey(label) !== null;
    const name = own ? context.name : label;
    const series = found.get(name) ?? { name, group: own ? context.group : context.name, line: row.line, years: {}, lines: {}, footnotes: context.footnotes, sure: table.strict };
    if (row.year) addYear(series, row.year, row);
    else series.sure = false;
    found.set(name, series);
  }
  return [...found.values()].filter(({ years }) => Object.keys(years).length > 0);
}

/** A row of words alone names the measure that the years below it belong to; a difference or a sum is left out. */
function seriesOfYears(table: Table, context: SeriesContext, rows: readonly Row[]): ReadSeries[] {
  const start = (name: string, group: string | null, line: number): OpenSeries => ({ name, group, line, years: {}, lines: {}, footnotes: context.footnotes, sure: table.strict });
  let open = start(context.name, context.group, table.line);
  const found = [open];
  for (const row of rows) {
    const key = yearKey(row.label);
    if (key !== null) addYear(open, key, row);
    else if (!hasValues(row) && row.label.trim()) {
      open = start(row.label.trim(), context.name, row.line);
      found.push(open);
    }
  }
  return found.filter(({ years }) => Object.values(years).some((values) => values.some((value) => value !== null)));
}

/** Puts a value in its month; a month that is given twice makes the row unsure, and its first word stands. */
function put(row: Row, month: number, cell: string): void {
  const { value, sure } = readNumberCell(cell);
  if (value !== null && row.values[month] !== null) row.sure = false;
  else row.values[month] = value;
  if (!sure) row.sure = false;
}

const emptyRow = (label: string, year: string | null, line: number): Row => ({ label, year, line, values: Array<Decimal | null>(12).fill(null), sure: true });

function rowsOf(table: Table, name: string): Row[] {
  const [header, ...body] = table.rows;
  if (!header) return [];
  const startsWithMonth = monthCell(header.cells[0] ?? "") !== null;
  // Months over their figures and nothing else: the row is called what the table is.
  const bare = startsWithMonth && body.every(({ cells: own }) => own.length === header.cells.length && readNumberCell(own[0] ?? "").value !== null && !isYear(own[0] ?? ""));
  const cells = startsWithMonth && !bare ? ["", ...header.cells] : header.cells;
  const months = cells.map(monthCell);
  const years = [...new Set(months.flatMap((month) => month?.year ?? []))];
  const yearColumn = cells.findIndex((cell, column) => column > 0 && fold(cell) === "ar");
  return body
    .filter((row) => row.cells.some((cell) => cell.trim()))
    .flatMap((row) => {
      const onlyLabel = row.cells.filter((cell) => cell.trim()).length === 1 && (row.cells[0] ?? "").trim() !== "";
      if (table.strict && row.cells.length !== cells.length && !onlyLabel) refuseBrokenRow(table, row, cells.length, name || null);
      const stated = yearColumn > 0 ? yearOf(row.cells[yearColumn] ?? "") : null;
      const label = bare ? "" : (row.cells[0] ?? "");
      const found = (years.length ? years : [null]).map((year) => emptyRow(label, year ?? stated, row.line));
      months.forEach((month, column) => {
        if (month === null) return;
        const at = years.length ? years.indexOf(month.year ?? "") : 0;
        if (at >= 0) put(found[at]!, month.month, row.cells[column] ?? "");
        else for (const one of found) one.sure = false;
      });
      return found;
    });
}

function columnsOf(table: Table, name: string): Row[] {
  const [header, ...body] = table.rows;
  const dated = [...new Set(body.flatMap((row) => monthCell(row.cells[0] ?? "")?.year ?? []))];
  return (header?.cells ?? []).slice(1).flatMap((label, index): Row[] => {
    if (!label.trim() && !dated.length) return [];
    const found = (dated.length ? dated : [null]).map((year) => emptyRow(label, year, table.line));
    for (const row of body) {
      const month = monthCell(row.cells[0] ?? "");
      if (month === null) continue;
      if (table.strict && row.cells.length !== header!.cells.length) refuseBrokenRow(table, row, header!.cells.length, name || null);
      const at = dated.length ? dated.indexOf(month.year ?? "") : 0;
      if (at >= 0) put(found[at]!, month.month, row.cells[index + 1] ?? "");
      else for (const one of found) one.sure = false;
    }
    return found;
  });
}
