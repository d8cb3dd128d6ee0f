import { absolute, subtract } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets } from "./shown-span.ts";

const ASSETS = /^summa tillgangar$/;
const CLAIMS = /^summa (?:eget kapital|skulder)\b.*\b(?:skulder|eget kapital)$/;
interface Side { readonly table: FigureTable; readonly row: FigureRow }
const sides = (tables: readonly FigureTable[], pattern: RegExp): Side[] => tables.flatMap((table) => table.rows.filter(({ label }) => pattern.test(fold(label))).map((row) => ({ table, row })));

/** What a municipality owns is what it owes and what is its own (lag (2018:597) om kommunal bokföring och redovisning, 6 kap.): the two sides of a balance sheet, column by column. */
export function balanceSheetFindings(tables: readonly FigureTable[]): Finding[] {
  const assets = sides(tables, ASSETS);
  return sides(tables, CLAIMS).flatMap(({ row, table }): Finding[] => {
    // The sheet's own other side: in the same table, or in the one before it.
    const own = assets.findLast((side) => side.row.line < row.line && side.table.columns.length === table.columns.length);
    if (!own) return [];
    const judged = table.columns.flatMap(({ heading, kind }, at) => {
      const [a, b] = [own.row.cells[at] ?? null, row.cells[at] ?? null];
      return kind !== "value" || a === null || b === null ? [] : [{ heading, a, b, ok: meets(cellSpan(own.table, a), cellSpan(table, b)) }];
    });
    const wrong = judged.filter(({ ok }) => !ok);
    // Where no column agrees, they are two tables of two things.
    if (judged.length === 0 || (judged.length > 1 && wrong.length === judged.length) || (judged.length === 1 && own.table !== table)) return [];
    return wrong.map(({ a, b, heading }): Finding => ({
      code: "table-total", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(a),
      message: `»${row.label}« är ${formatNumber(b)} i kolumnen »${heading}«, men »${own.row.label}« är ${formatNumber(a)}: balansräkningens två sidor skiljer ${formatNumber(absolute(subtract(b, a)))}.`,
      evidence: [{ line: own.row.line, quote: own.row.quote }],
    }));
  });
}
