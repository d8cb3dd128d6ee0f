import { compare, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets } from "./shown-span.ts";

const [FEWEST, MOST] = [4, 20];
/** What is built up, step by step: a frame, a budget, a balance. */
const BUILT = /(?<![a-z])(?:[a-z]*ram|[a-z]*budget|anslag|kapital|reserv|saldo|avsattning)(?:en|et)?(?![a-z])/;
const whatOf = (label: string): string | null => BUILT.exec(fold(label))?.[0]?.replace(/(?:en|et)$/, "").replace(/^(?:netto|budget|drift|investerings)(?=ram|budget)/, "") ?? null;
const LAST = /^(?:beslutad|ny|nya|justerad|slutlig|reviderad|total|utgaende|ram|budget|nettoram|budgetram|namndens|gallande)(?: |$)/;

/** "Ursprunglig ram", what has been added and taken away, and "Beslutad ram": the last row is all of it together. Only a table of one column, whose ends are called the same. */
export function bridgedTotalFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table): Finding[] => {
    const { columns } = table;
    // "Varav ..." is within the row before.
    const rows = table.rows.filter(({ label }) => !/^(?:varav|darav)(?: |$)/.test(fold(label)));
    if (columns.length !== 1 || rows.length < FEWEST || rows.length > MOST || rows.some(({ label }) => isSum(label))) return [];
    const [first, last] = [rows[0]!, rows.at(-1)!];
    const what = whatOf(first.label);
    if (what === null || whatOf(last.label) !== what || !LAST.test(fold(last.label)) || rows.slice(1, -1).some(({ label }) => LAST.test(fold(label)) && whatOf(label) === what)) return [];
    const cell = ({ cells: [value] }: FigureRow): Decimal | null => value ?? null;
    const printed = cell(last);
    if (printed === null || rows.some((row) => cell(row) === null) || compare(cell(first)!, "0") <= 0) return [];
    // "Preliminär ram", on the way: all that stands before it, and what comes after is added to that.
    const on = rows.slice(1, -1).filter(({ label }) => whatOf(label) === what && !/[–+-]|till(?:skott|agg)|minsk|okning|okad/.test(fold(label)));
    const since = on.reduce((from, row) => { const at = rows.indexOf(row); return meets(addSpans(rows.slice(from, at).map((part) => cellSpan(table, cell(part)!))), cellSpan(table, cell(row)!)) ? at : from; }, 0);
    const values = rows.slice(since, -1).map((row) => cell(row)!);
    // What is taken away may stand without its minus: then nothing is known.
    if (meets(addSpans(values.map((value) => cellSpan(table, value))), cellSpan(table, printed)) || rows.slice(1, -1).some(({ cells, label }) => /effektivisering|minskning|avgar|besparing|upphor|sankning/.test(fold(label)) && compare(cells[0] ?? "0", "0") > 0)) return [];
    const right = sum(values);
    return [{ code: "table-total", severity: "warning", line: last.line, quote: last.quote, expected: formatNumber(right), message: `»${last.label}« är ${formatNumber(printed)}, men det som står före är tillsammans ${formatNumber(right)} (${formatNumber(subtract(printed, right))}).`, evidence: rows.slice(0, -1).map(({ line, quote }) => ({ line, quote })) }];
  });
}
