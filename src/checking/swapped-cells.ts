import { compare, isZero, negate, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { isSum, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";

/** A row whose two cells have changed places: the totals of both columns are as far out, one each way, as the cells are from each other. */
export function swappedCellFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, line, rows }): Finding[] => {
    const total = rows.at(-1);
    const parts = rows.slice(0, -1);
    if (!total || parts.length < 3 || !isSum(total.label) || parts.some(({ label }) => isSum(label))) return [];
    const out = columns.flatMap(({ kind }, at) => {
      const cells = parts.map((row) => row.cells[at] ?? null);
      const printed = total.cells[at] ?? null;
      return kind === "percent" || printed === null || cells.includes(null) ? [] : [{ at, by: subtract(printed, sum(cells as Decimal[])) }];
    });
    const wrong = out.filter(({ by }) => !isZero(by));
    const [a, b] = wrong;
    if (!a || !b || wrong.length !== 2 || compare(a.by, negate(b.by)) !== 0) return [];
    const swapped = parts.filter(({ cells }) => compare(subtract(cells[b.at]!, cells[a.at]!), a.by) === 0);
    const [row] = swapped;
    if (!row || swapped.length > 1) return [];
    const [first, second] = [row.cells[a.at]!, row.cells[b.at]!];
    return [{ code: "row-shifted", severity: "error", line: row.line, quote: row.quote, expected: `${formatNumber(second)} och ${formatNumber(first)}`, message: `»${columns[a.at]!.heading}« och »${columns[b.at]!.heading}« för »${row.label}« har bytt plats: med ${formatNumber(second)} och ${formatNumber(first)} går båda summorna ihop.`, evidence: [{ line: total.line, quote: total.quote }, { line, quote: columns.map(({ heading }) => heading).join(" | ") }] }];
  });
}
