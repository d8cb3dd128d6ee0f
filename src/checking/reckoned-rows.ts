import { absolute, compare, isZero, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, isSum, isWithin, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets } from "./shown-span.ts";

/** What is reckoned from the rows over it, though it is not called a sum. */
const RECKONED = /^(?:(?:arets|periodens) )?(?:resultat|balanskravsresultat|kassaflode)(?: (?:efter|fore|innan|fran)\b.*)?$|^(?:arets|periodens) (?:resultat|balanskravsresultat) (?:efter|fore) /;
const isReckoned = ({ label }: FigureRow): boolean => RECKONED.test(fold(label));
const FEWEST_TERMS = 2;

/** "Resultat efter justeringar": all of the rows over it in one column, and not in another. */
export function reckonedRowFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table) => {
    const rows = table.rows.filter((row) => !isWithin(row));
    if (rows.some(({ label }) => isSum(label))) return [];
    return rows.flatMap((row, at): Finding[] => {
      if (at < FEWEST_TERMS || !isReckoned(row)) return [];
      // From the top, or from the result before it.
      const before = rows.slice(0, at).findLastIndex(isReckoned);
      const from = Math.max(0, before);
      const judged = table.columns.flatMap(({ heading, kind }, column) => {
        const parts = rows.slice(from, at).map(({ cells }) => cells[column] ?? null);
        const printed = row.cells[column] ?? null;
        if (kind !== "value" || printed === null || parts.includes(null)) return [];
        const values = parts as Decimal[];
        return [{ heading, printed, values, telling: values.filter((value) => !isZero(value)).length >= FEWEST_TERMS, ok: meets(addSpans(values.map((value) => cellSpan(table, value))), cellSpan(table, printed)) }];
      });
      const wrong = judged.filter(({ ok }) => !ok);
      if (!wrong.length || wrong.length > judged.filter(({ ok, telling }) => ok && telling).length) return [];
      return wrong.map(({ heading, printed, values }): Finding => {
        const right = sum(values);
        return { code: "table-total", severity: compare(absolute(subtract(printed, right)), "1") > 0 ? "error" : "warning", line: row.line, quote: row.quote, expected: formatNumber(right), message: `»${row.label}« är ${formatNumber(printed)} i kolumnen »${heading}«, men raderna före är tillsammans ${formatNumber(right)}; i de andra kolumnerna går det ihop.`, evidence: rows.slice(from, at).map(({ line, quote }) => ({ line, quote })) };
      });
    });
  });
}
