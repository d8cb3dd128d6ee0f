import { isZero } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { monthColumns, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { meets, spanOf } from "./shown-span.ts";

const FEWEST_ALIKE = 4;
const TOTAL = /^(?:summa|delsumma|total|samman|netto|verksamhetens netto|resultat|saldo)/;
/** Two rows of a table with the same figures in every column: one has been copied from the other. */
export function copiedRowFindings(tables: readonly FigureTable[]): Finding[] {
  // Twelve months are told of by the rules of series.
  return tables.filter((table) => monthColumns(table).length < 12).flatMap((table) => {
    const columns = table.columns.flatMap(({ kind }, at) => (kind === "value" ? [at] : []));
    // A total of one part only is that part.
    const told = table.rows.filter(({ label }) => !TOTAL.test(fold(label))).flatMap((row) => {
      const cells = columns.flatMap((at) => row.cells[at] ?? []);
      // The same number all along, and numbers of a single figure, come by chance or are a standing sum.
      const large = cells.every((cell) => cell.replace(/\D/g, "").length >= 4);
      const fewest = large ? FEWEST_ALIKE - 1 : FEWEST_ALIKE;
      return cells.length === columns.length && columns.length >= fewest && new Set(cells).size >= Math.min(fewest, FEWEST_ALIKE - 1) && cells.every((cell) => cell.replace(/\D/g, "").length >= 2) ? [{ row, key: cells.join(" ") }] : [];
    });
    return [...Map.groupBy(told, ({ key }) => key).values()].filter((same) => same.length === 2 && fold(same[0]!.row.label) !== fold(same[1]!.row.label)).map(([first, second]): Finding => ({
      code: "same-series", severity: "warning", line: second!.row.line, quote: second!.row.quote, expected: null,
      message: `»${second!.row.label}« har samma tal som »${first!.row.label}« i alla kolumner; är raden kopierad?`, evidence: [{ line: first!.row.line, quote: first!.row.quote }],
    }));
  });
}

const YEAR = /^(?:19|20)\d\d$/;
/** Two years that follow each other with the same number in every quarter: one has been copied from the other. */
export function copiedQuarterFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, rows }) => {
    const quarters = columns.flatMap(({ heading }, at) => (/^(?:kvartal|kv|q)\.? ?[1-4](?: |$)/.test(fold(heading)) ? [at] : []));
    return quarters.length !== 4 ? [] : rows.flatMap((row, at): Finding[] => {
      const before = rows[at - 1];
      if (!before || !YEAR.test(row.label) || Number(row.label) - Number(before.label) !== 1) return [];
      const [own, other] = [row, before].map(({ cells }) => quarters.map((column) => cells[column] ?? null));
      // What is always the same, or nothing, is the same again.
      if (own!.some((cell, index) => cell === null || isZero(cell) || cell !== other![index]) || new Set(own).size < 3) return [];
      return [{ code: "same-year", severity: "warning", line: row.line, quote: row.quote, expected: null, message: `${row.label} har samma tal som ${before.label} i alla fyra kvartalen; är raden kopierad?`, evidence: [{ line: before.line, quote: before.quote }] }];
    });
  });
}

const FEWEST_ROWS = 6;
/** Two years beside each other with the same figure in every row: one has been copied from the other. */
export function copiedColumnFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap(({ columns, line, rows }) => columns.flatMap(({ heading, kind, year }, at): Finding[] => {
    const before = columns.findIndex((other, index) => index < at && other.kind === "value" && other.year !== null && other.year !== year);
    if (kind !== "value" || year === null || before < 0 || rows.length < FEWEST_ROWS) return [];
    const pairs = rows.flatMap(({ cells }) => { const [a, b] = [cells[before] ?? null, cells[at] ?? null]; return a === null || b === null ? [] : [{ a, same: a === b }]; });
    // Small numbers, and standing sums, come again.
    if (pairs.length < FEWEST_ROWS || pairs.some(({ a, same }) => !same || a.replace(/\D/g, "").length < 2) || new Set(pairs.map(({ a }) => a)).size < FEWEST_ROWS - 1) return [];
    return [{ code: "same-year", severity: "warning", line, quote: columns.map((column) => column.heading).join(" | "), expected: null, message: `»${heading}« har samma tal som »${columns[before]!.heading}« i alla rader; är kolumnen kopierad?`, evidence: rows.map((row) => ({ line: row.line, quote: row.quote })) }];
  }));
}

/** The same row in two tables: that it is the same is told by the columns where it agrees, and then it agrees in all. */
export function sameRowFindings(tables: readonly FigureTable[]): Finding[] {
  const seen = new Map<string, { table: FigureTable; row: FigureRow }>();
  return tables.flatMap((table) => table.rows.flatMap((row): Finding[] => {
    const name = fold(row.label);
    const before = seen.get(name);
    if (!before) {
      if (name) seen.set(name, { table, row });
      return [];
    }
    if (before.table === table) return [];
    const shared = table.columns.flatMap(({ heading, kind }, at) => {
      const other = before.table.columns.findIndex((column) => column.kind === kind && fold(column.heading) === fold(heading));
      const [a, b] = [row.cells[at] ?? null, before.row.cells[other] ?? null];
      return a === null || b === null ? [] : [{ heading, a, b, agree: meets(spanOf(a), spanOf(b)) }];
    });
    const agreed = shared.filter(({ a, agree }) => agree && !isZero(a)).length;
    const differing = shared.filter(({ agree }) => !agree);
    if (agreed < 2 || agreed < differing.length * 2) return [];
    return differing.map(({ a, b, heading }) => ({
      code: "same-row", severity: "error", line: row.line, quote: row.quote, expected: formatNumber(b),
      message: `»${row.label}« är ${formatNumber(a)} i kolumnen »${heading}« här, men ${formatNumber(b)} i en annan tabell i samma handling.`,
      evidence: [{ line: before.row.line, quote: before.row.quote }],
    }));
  }));
}
