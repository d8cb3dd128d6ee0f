import { isZero, multiply, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, middleOf } from "./shown-span.ts";

const BEGINS = /(?:^| )(?:borjan|ingang|ingaende|ib)(?: |$)/;
const ENDS = /(?:^| )(?:slut|utgang|utgaende|ub)(?: |$)/;
/** What it is that there is so much of, without when: "kö vid periodens början" and "kö vid periodens slut". */
const subjectOf = (label: string): string => fold(label).replace(BEGINS, " ").replace(ENDS, " ").replaceAll(/(?:^| )(?:vid|periodens|arets|kvartalets|manadens|av|aret|perioden)(?= |$)/g, " ").replaceAll(/\s+/g, " ").trim();
const [FEWEST, MOST] = [1, 5];
const [FEWEST_RIGHT, TIMES_RIGHT] = [2, 2];

/** A line of a table, down or across: what it is called, and its figures. */
interface Lane { readonly label: string; readonly cells: readonly (Decimal | null)[]; readonly line: number; readonly quote: string }
/** Every way to let each of so many lanes add or take away. */
const signsOf = (count: number): readonly (readonly ("1" | "-1")[])[] => Array.from({ length: 2 ** count }, (_, bits) => Array.from({ length: count }, (_each, at) => ((bits >> at) & 1 ? "-1" : "1")));

/** From what there was to what there is, by what came and what went: which of them came, the other columns tell. */
function between(table: FigureTable, opening: Lane, parts: readonly Lane[], closing: Lane, names: readonly string[]): Finding[] {
  const at = names.flatMap((_, index) => ([opening, ...parts, closing].every(({ cells }) => cells[index] !== null && cells[index] !== undefined) ? [index] : []));
  const judged = signsOf(parts.length).map((signs) => at.map((index) => {
    const span = addSpans([cellSpan(table, opening.cells[index]!), ...parts.map(({ cells }, part) => cellSpan(table, multiply(cells[index]!, signs[part]!)))]);
    return { index, span, ok: meets(span, cellSpan(table, closing.cells[index]!)), telling: parts.some(({ cells }) => !isZero(cells[index]!)) };
  })).toSorted((a, b) => b.filter(({ ok, telling }) => ok && telling).length - a.filter(({ ok, telling }) => ok && telling).length);
  const [best] = judged;
  const wrong = best?.filter(({ ok }) => !ok) ?? [];
  const right = best?.filter(({ ok, telling }) => ok && telling).length ?? 0;
  if (!wrong.length || right < FEWEST_RIGHT || right < wrong.length * TIMES_RIGHT) return [];
  return wrong.map(({ index, span }): Finding => {
    const expected = formatNumber(round(middleOf(span), Math.max(...[opening, ...parts, closing].map(({ cells }) => scale(cells[index]!)))));
    return { code: "flow-stock", severity: "error", line: closing.line, quote: closing.quote, expected, message: `»${closing.label}« är ${formatNumber(closing.cells[index]!)} i »${names[index]!}«, men »${opening.label}« med det som kommit till och gått bort är ${expected}; i de andra går det ihop.`, evidence: [opening, ...parts].map(({ line, quote }) => ({ line, quote })) };
  });
}

/** "Kö vid periodens början", what came and what went, "Kö vid periodens slut": in rows under each other. */
export function signedFlowFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table) => {
    const { columns, rows } = table;
    if (columns.length < FEWEST_RIGHT + 1 || columns.some(({ kind }) => kind !== "value")) return [];
    return rows.flatMap((opening, at): Finding[] => {
      if (!BEGINS.test(fold(opening.label))) return [];
      const end = rows.findIndex((row, index) => index > at && ENDS.test(fold(row.label)) && subjectOf(row.label) === subjectOf(opening.label));
      const parts = end < 0 ? [] : rows.slice(at + 1, end);
      return parts.length < FEWEST || parts.length > MOST ? [] : between(table, opening, parts, rows[end]!, columns.map(({ heading }) => heading));
    });
  });
}
