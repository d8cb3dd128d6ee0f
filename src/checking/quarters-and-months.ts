import { compare, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthCell } from "../reading/table-cells.ts";
import type { FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

const QUARTER = /^(?:kvartal|kv|q)\.?\s*([1-4])(?:\s+(?:19|20)\d\d)?$/;
interface ReadYear { readonly label: string; readonly line: number; readonly quote: string; readonly values: readonly Decimal[] }
const rowsOf = ({ columns, rows }: FigureTable, at: readonly number[]): ReadYear[] => (at.some((column) => column < 0) ? [] : rows.flatMap(({ cells, label, line, quote }) => { const values = at.map((column) => cells[column] ?? null); return values.includes(null) || columns.length === 0 ? [] : [{ label: fold(label), line, quote, values: values as Decimal[] }]; }));

/** Rows of a table by quarter against the same rows by month: most are the sums of their months, and one is not. */
export function quarterMonthFindings(tables: readonly FigureTable[]): Finding[] {
  const monthly = tables.filter(({ columns }) => columns.length >= 12).map((table) => { const months = table.columns.map(({ heading }) => monthCell(heading)?.month ?? null); return rowsOf(table, Array.from({ length: 12 }, (_, month) => months.indexOf(month))); }).filter(({ length }) => length > 0);
  const quarterly = tables.filter(({ columns }) => columns.some(({ heading }) => QUARTER.test(fold(heading)))).map((table) => rowsOf(table, [1, 2, 3, 4].map((number) => table.columns.findIndex(({ heading }) => QUARTER.exec(fold(heading))?.[1] === String(number)))));
  return quarterly.flatMap((quarters): Finding[] => monthly.flatMap((months): Finding[] => {
    const both = quarters.flatMap((one) => months.filter(({ label }) => label === one.label).map((other) => ({ one, other, sums: [0, 1, 2, 3].map((at) => sum(other.values.slice(at * 3, at * 3 + 3))) })));
    const judged = both.map((pair) => ({ ...pair, wrong: pair.sums.flatMap((value, at) => (compare(value, pair.one.values[at]!) === 0 ? [] : [at])) }));
    const wrong = judged.filter((pair) => pair.wrong.length > 0);
    if (!wrong.length || (judged.length - wrong.length) < Math.max(2, wrong.length)) return [];
    return wrong.map(({ one, other, sums, wrong: [at = 0] }): Finding => ({ code: "same-row", severity: "error", line: other.line, quote: other.quote, expected: formatNumber(one.values[at]!), message: `Kvartal ${at + 1} är ${formatNumber(one.values[at]!)} på rad ${one.line}, men månaderna här är tillsammans ${formatNumber(sums[at]!)}; de andra raderna går ihop.`, evidence: [{ line: one.line, quote: one.quote }] }));
  }));
}

const [FEWEST_RIGHT, QUARTERS] = [2, 4];
/** Four quarters in rows and the year under them: most columns are the sums of their quarters, and one is more than any of them and not that. */
export function quarterTotalFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, rows }) => rows.flatMap((year, at): Finding[] => {
    const quarters = rows.slice(Math.max(0, at - QUARTERS), at);
    if (!/^(?:helar(?:et)?|aret|arets summa)(?: |$)/.test(fold(year.label)) || quarters.length < QUARTERS || quarters.some(({ label }, index) => QUARTER.exec(fold(label))?.[1] !== String(index + 1))) return [];
    const judged = columns.flatMap(({ heading, kind }, column) => {
      const [values, printed] = [quarters.map(({ cells }) => cells[column] ?? null), year.cells[column] ?? null];
      if (kind !== "value" || printed === null || values.includes(null)) return [];
      const right = sum(values as Decimal[]);
      return [{ heading, printed, right, ok: compare(printed, right) === 0, over: (values as Decimal[]).every((value) => compare(printed, value) > 0) }];
    });
    const wrong = judged.filter(({ ok, over }) => !ok && over);
    if (!wrong.length || judged.filter(({ ok }) => ok).length < FEWEST_RIGHT) return [];
    return wrong.map(({ heading, printed, right }): Finding => ({ code: "table-total", severity: "warning", line: year.line, quote: year.quote, expected: formatNumber(right), message: `»${year.label}« är ${formatNumber(printed)} i »${heading}«, men kvartalen är tillsammans ${formatNumber(right)}; i de andra kolumnerna går det ihop.`, evidence: quarters.map(({ line, quote }) => ({ line, quote })) }));
  }));
}
