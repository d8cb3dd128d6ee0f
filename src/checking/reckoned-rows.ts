import { absolute, compare, isZero, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, isSum, isWithin, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets } from "./shown-span.ts";

/** What is reckoned from the rows over it, though it is not called a sum. */
const RECKONED = /^(?:(?:arets|periodens) )?(?:resultat|balanskravsresultat|kassaflode|medel fran (?:den lopande )?verksamhet(?:en)?)(?: (?:efter|fore|innan|fran)\b.*)?$|^(?:arets|periodens) (?:resultat|balanskravsresultat) (?:efter|fore) /;
const isReckoned = ({ label }: FigureRow): boolean => RECKONED.test(fold(label));
const FEWEST_TERMS = 2;

const FLOW = /^kassaflode fran /;
/** What a reckoned row may be of: the rows from the result before it, with that or without, all from the top, or for the year's cash flow those of its parts. */
function candidates(rows: readonly FigureRow[], at: number): (readonly FigureRow[])[] {
  const before = rows.slice(0, at).findLastIndex(isReckoned);
  const flows = /^(?:arets|periodens) kassaflode/.test(fold(rows[at]!.label)) ? [rows.slice(0, at).filter(({ label }) => FLOW.test(fold(label)))] : [];
  return [rows.slice(Math.max(0, before), at), rows.slice(before + 1, at), ...flows].filter((parts) => parts.length >= FEWEST_TERMS);
}
interface JudgedColumn { readonly heading: string; readonly printed: Decimal; readonly values: readonly Decimal[]; readonly telling: boolean; readonly ok: boolean }
const judge = (table: FigureTable, row: FigureRow, parts: readonly FigureRow[]): JudgedColumn[] => table.columns.flatMap(({ heading, kind }, column) => {
  const cells = parts.map((part) => part.cells[column] ?? null);
  const printed = row.cells[column] ?? null;
  if (kind !== "value" || printed === null || cells.includes(null)) return [];
  const values = cells as Decimal[];
  return [{ heading, printed, values, telling: values.filter((value) => !isZero(value)).length >= FEWEST_TERMS, ok: meets(addSpans(values.map((value) => cellSpan(table, value))), cellSpan(table, printed)) }];
});

/** "Resultat efter justeringar", "Kassaflöde från investeringsverksamheten": what the rows over it come to in one column, and not in another. */
export function reckonedRowFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table) => {
    const rows = table.rows.filter((row) => !isWithin(row));
    if (rows.some(({ label }) => isSum(label))) return [];
    return rows.flatMap((row, at): Finding[] => {
      if (at < FEWEST_TERMS || !isReckoned(row)) return [];
      // The rows that it is of in most columns are those that it is of.
      const judged = candidates(rows, at).map((parts) => ({ parts, columns: judge(table, row, parts) })).map((one) => ({ ...one, right: one.columns.filter(({ ok, telling }) => ok && telling).length })).toSorted((a, b) => b.right - a.right)[0];
      const wrong = judged?.columns.filter(({ ok }) => !ok) ?? [];
      if (!judged || !wrong.length || wrong.length > judged.right) return [];
      return wrong.map(({ heading, printed, values }): Finding => {
        const right = sum(values);
        return { code: "table-total", severity: compare(absolute(subtract(printed, right)), "1") > 0 ? "error" : "warning", line: row.line, quote: row.quote, expected: formatNumber(right), message: `»${row.label}« är ${formatNumber(printed)} i kolumnen »${heading}«, men raderna före är tillsammans ${formatNumber(right)}; i de andra kolumnerna går det ihop.`, evidence: judged.parts.map(({ line, quote }) => ({ line, quote })) };
      });
    });
  });
}
