import { absolute, subtract, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, type Layout } from "../reading/layout.ts";
import { bareValues, LONGEST_ROW, type BareFigureRow } from "./bare-rows.ts";
import { cellSpan, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";

const ASSETS = /^summa tillgangar$/;
const CLAIMS = /^summa (?:eget kapital|skulder)\b.*\b(?:skulder|eget kapital)$/;
type ShownSide = Pick<FigureRow, "label" | "line" | "quote">;
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
    return wrong.map(({ a, b, heading }): Finding => sidesDiffer(own.row, row, { column: `kolumnen »${heading}«`, assets: a, claims: b }));
  });
}
/** The two sides in a column, where they are not the same. */
const sidesDiffer = (own: ShownSide, row: ShownSide, { assets, claims, column }: { readonly column: string; readonly assets: Decimal; readonly claims: Decimal }): Finding => ({
  code: "table-total", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(assets),
  message: `»${row.label}« är ${formatNumber(claims)} i ${column}, men »${own.label}« är ${formatNumber(assets)}: balansräkningens två sidor skiljer ${formatNumber(absolute(subtract(claims, assets)))}.`,
  evidence: [{ line: own.line, quote: own.quote }],
});

/** "SUMMA EGET KAPITAL, AVSÄTTNINGAR OCH SKULD" too: a sheet that has lost its borders is known by its names alone. */
const BARE_CLAIMS = /^summa (?:eget kapital|skulder)\b.*\b(?:skulder|skuld|eget kapital)$/;
const ALONE = /^(?:[−–-]\s?)?\d[\d ]*,\d+(?:\s+(?:[−–-]\s?)?\d[\d ]*,\d+)+$/u;
/** What a side comes to, after its name or on the line under it. */
const bareSides = (lines: readonly string[], pattern: RegExp): BareFigureRow[] => lines.flatMap((text, at) => {
  if (text.length > LONGEST_ROW) return [];
  const { name, rest } = /^(?<name>[^\d]+?) ?(?<rest>(?:[−–-] ?)?\d.*)?$/u.exec(text.trim().replace(/\s+/gu, " "))?.groups ?? {};
  if (name === undefined || !pattern.test(fold(name))) return [];
  const under = lines.slice(at + 1, at + 3).find((one) => one.trim())?.trim() ?? "";
  const numbers = rest ?? (ALONE.test(under) ? under : "");
  const values = bareValues(numbers);
  return values.length >= 2 ? [{ line: at + 1, quote: `${name.trim()} ${numbers}`.trim(), values, label: name.trim() }] : [];
});
/** The two sides of a balance sheet that has lost its borders: all columns but one are the same. */
export function bareBalanceFindings({ lines }: Pick<Layout, "lines">): Finding[] {
  const assets = bareSides(lines, ASSETS);
  return bareSides(lines, BARE_CLAIMS).flatMap((claims): Finding[] => {
    const own = assets.findLast(({ line, values }) => line < claims.line && values.length === claims.values.length);
    const [at, ...more] = own ? claims.values.flatMap((value, column) => (meets(spanOf(value), spanOf(own.values[column]!)) ? [] : [column])) : [];
    return own && at !== undefined && !more.length ? [sidesDiffer(own, claims, { column: `kolumn ${at + 1}`, assets: own.values[at]!, claims: claims.values[at]! })] : [];
  });
}
