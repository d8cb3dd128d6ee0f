import { fold, joinBrokenWord, type Table, type TableRow } from "./layout.ts";
import type { ReadStatement, ReadStatementRow, StatementKind } from "./reading.ts";
import { STAFF_ROW } from "./table-kind.ts";
import { isWordColumn, readNumberCell, refuseBrokenRow, yearOf } from "./table-cells.ts";

const UNIT = /\(?\b(mkr|mnkr|tkr|kr|msek|tsek)\b\)?/i;
const ONLY_UNIT = /^(?:belopp(?: i)?|i)?\s*\(?(mkr|mnkr|tkr|kr|msek|tsek)\)?\.?$/i;

/** Reads an income statement, activities, investments, budget or staff table; cells as printed, sums included. */
export function readStatement(table: Table, heading: string | null, footnotes: readonly string[]): ReadStatement {
  const [header, ...body] = withoutWords(table).rows;
  const [corner = "", ...columns] = header?.cells ?? [];
  const unit = UNIT.exec(corner)?.[1] ?? UNIT.exec(columns.join(" "))?.[1] ?? UNIT.exec(table.caption ?? heading ?? "")?.[1] ?? null;
  const named = ONLY_UNIT.test(corner.trim()) ? "" : corner.replace(UNIT, "").replace(/[\s,(]+$/, "").trim();
  const title = (table.caption ?? "").replace(/\s*\((mkr|mnkr|tkr|kr)\)$/i, "") || named || heading || "Tabell";
  const width = columns.length + 1;
  const rows = body.filter((row) => row.cells.some((cell) => cell.trim())).map((row) => readRow(table, row, width));
  // "Prognos-avvikelse" is a word that a narrow column broke, with or without the space that tells it.
  const shown = columns.map((column) => joinBrokenWord(column).replace(/(\p{Ll})-(?=avvikelse\b)/gu, "$1"));
  return {
    title,
    unit: unit?.toLowerCase() ?? null,
    kind: statementKind([title, heading ?? "", corner].join(" "), shown, rows),
    columns: shown,
    rows,
    footnotes,
    line: table.line,
    sure: table.strict && rows.every((row) => row.sure),
  };
}

/** Remarks in a column of their own are no figures; they stand in the table as it was read. */
function withoutWords(table: Table): Table {
  const words = new Set((table.rows[0]?.cells ?? []).flatMap((cell, column) => (column > 0 && isWordColumn(cell) ? [column] : [])));
  return words.size ? { ...table, rows: table.rows.map((row) => ({ ...row, cells: row.cells.filter((_, column) => !words.has(column)) })) } : table;
}

function readRow(table: Table, row: TableRow, width: number): ReadStatementRow {
  const filled = row.cells.filter((cell) => cell.trim());
  const onlyLabel = filled.length === 1 && (row.cells[0] ?? "").trim() !== "";
  if (table.strict && row.cells.length !== width && !onlyLabel) refuseBrokenRow(table, row, width);
  const cells = Array.from({ length: width - 1 }, (_, index) => readNumberCell(row.cells[index + 1] ?? ""));
  return { label: (row.cells[0] ?? "").trim(), cells: cells.map(({ value }) => value), line: row.line, sure: cells.every(({ sure }) => sure) };
}

/** Judged by the rows first, since headings are kept from one year to the next while tables change under them. */
function statementKind(title: string, columns: readonly string[], rows: readonly ReadStatementRow[]): StatementKind {
  const heading = fold(title);
  const labels = rows.map((row) => fold(row.label));
  const has = (pattern: RegExp) => labels.some((label) => pattern.test(label));
  const money = labels.filter((label) => /kostnad|intakt|bidrag|avgifter|netto/.test(label)).length;
  const staff = labels.filter((label) => STAFF_ROW.test(label)).length;
  if (staff > money) return "staff";
  if (/investering|reinvestering/.test(heading) || has(/^(kapital)?inventarier|investering/)) return "investments";
  const onlyBudget = columns.every((column) => /budget|forandring|differens|ram\b|plan/.test(fold(column)));
  if (onlyBudget && columns.some((column) => /budget|ram/.test(fold(column)))) return "budget";
  if (has(/personalkostnad|lokalkostnad|kapitalkostnad|avskrivning/) || /resultatrakning/.test(heading)) return "income";
  if (has(/^(summa )?intakter$/) && has(/^(summa )?kostnader$/)) return "income";
  if (columns.every((column) => yearOf(column) === null) && /budget/.test(heading)) return "budget";
  return "activities";
}
