import { compare, isZero, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { cellSpan, isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, middleOf, type ShownSpan } from "./shown-span.ts";

const TOTAL = /^(?:summa|totalt?|sammanlagt|delsumma|netto|verksamhetens netto|nettokostnad|resultat|utgaende)|^(?:namnd|nimnd|nemnd|forvaltning|kommun|enhet|kontor|sektor|bolag)[a-z]* (?:totalt?|summa)$/;
const isTotal = ({ label }: FigureRow): boolean => TOTAL.test(fold(label));
/** A mean of the rows above it is none of what they come to. */
const isMean = ({ label }: FigureRow): boolean => /^(?:i )?(?:genomsnitt|snitt|medel|median)/.test(fold(label));
const isPart = ({ label }: FigureRow): boolean => /^\W*varav\b/.test(fold(label)) || /^[-–•]\s/.test(label.trim());
const SEXES = /kvinn|(?:^| )man(?: |$)|flick|pojk/;

/** Which rows a total may be of: those above it up to the last total, all that are no totals, the totals above it, or those below where it stands first. */
function candidates(rows: readonly FigureRow[], at: number): FigureRow[][] {
  const above = rows.slice(0, at);
  const since = above.slice(above.findLastIndex(isTotal) + 1);
  const next = rows.findIndex((row, index) => index > at && isTotal(row));
  const below = rows.slice(at + 1, next < 0 ? undefined : next);
  return [since, above.filter((row) => !isTotal(row)), above.filter(isTotal), [...above.filter(isTotal).slice(-1), ...since], at === 0 ? below : []]
    .map((part) => part.filter((row) => !isPart(row) && !isMean(row))).filter((part) => part.length >= 2);
}

const added = (table: FigureTable, parts: readonly FigureRow[], column: number): ShownSpan | null => {
  const values = parts.map(({ cells }) => cells[column] ?? null).filter((value): value is Decimal => value !== null);
  return values.length >= 2 ? addSpans(values.map((value) => cellSpan(table, value))) : null;
};

function isBetween(parts: readonly FigureRow[], column: number, printed: Decimal): boolean {
  const values = parts.flatMap(({ cells }) => cells[column] ?? []).toSorted(compare);
  return values.length >= 2 && compare(printed, values[0]!) >= 0 && compare(printed, values.at(-1)!) <= 0 && compare(values[0]!, "0") > 0;
}

interface ShownAgreement { readonly right: number; readonly wrong: readonly number[] }
function agreement(table: FigureTable, total: FigureRow, parts: readonly FigureRow[], columns: readonly number[]): ShownAgreement {
  let right = 0;
  const wrong: number[] = [];
  for (const column of columns) {
    const span = added(table, parts, column);
    const printed = total.cells[column] ?? null;
    if (span === null || printed === null) continue;
    // What lies between its parts is their mean, and no sum of them.
    if (!meets(span, cellSpan(table, printed)) && !isBetween(parts, column, printed)) wrong.push(column);
    else if (!meets(span, cellSpan(table, printed))) continue;
    else if (!isZero(printed)) right += 1;
  }
  return { right, wrong };
}

const MOST_BEFORE = 8;
function isMeantOtherwise(table: FigureTable, total: FigureRow, columns: readonly number[]): boolean {
  const before = table.rows.slice(0, table.rows.indexOf(total));
  return Array.from({ length: Math.min(MOST_BEFORE, before.length) - 1 }, (_, at) => before.slice(-(at + 2))).some((parts) => {
    const told = columns.filter((column) => (total.cells[column] ?? null) !== null && !isZero(total.cells[column]!));
    return told.length > 1 && told.every((column) => { const span = added(table, parts, column); return span !== null && meets(span, cellSpan(table, total.cells[column]!)); });
  });
}

function wrongTotals(table: FigureTable, total: FigureRow, lists: readonly (readonly FigureRow[])[]): Finding[] {
  // Who is in two rows is one in their sum.
  const columns = table.columns.flatMap(({ heading, kind }, at) => (kind === "percent" || /(?:^| )(?:unika|olika|enskilda)(?: |$)/.test(fold(heading)) ? [] : [at]));
  // Once the rows right before it come to it in every column, that is how it was meant.
  if (isMeantOtherwise(table, total, columns)) return [];
  const best = lists.map((parts) => ({ parts, ...agreement(table, total, parts, columns) })).toSorted((a, b) => b.right - a.right || a.wrong.length - b.wrong.length)[0];
  if (!best) return [];
  // That the rows are this total's parts is told by the columns where they are. A plain sum of two columns needs only the other.
  const plain = isSum(total.label) && best.parts.length >= 3 && best.right >= 1 && best.wrong.length === 1;
  // Women and men are all there are; but what is a share of each has no sum.
  const both = !/%|andel|snitt|medel|franvaro/.test(fold(total.label)) && best.parts.length === 2 && best.parts.every(({ label }) => SEXES.test(fold(label))) && best.wrong.length === 1;
  // The rows' own sums are as wrong as their column: the total was not added up when a row came.
  const together = isSum(total.label) && best.parts.length >= 3 && best.right >= 2 && best.wrong.length === 2 && best.wrong.some((column) => /^(?:summa|totalt?)$/.test(fold(table.columns[column]!.heading)));
  // The only column that has a total is told by nothing else, but a plain sum of it is what it says.
  const only = best.right === 0 && best.wrong.length === 1 && columns.filter((column) => total.cells[column] ?? null).length === 1 && isSum(total.label) && best.parts.length >= 3 && table.rows.filter(isTotal).length === 1;
  if (!plain && !both && !together && !only && (best.right < 2 || best.right < best.wrong.length * 2)) return [];
  return best.wrong.map((column): Finding => {
    const printed = total.cells[column]!;
    const values = best.parts.flatMap(({ cells }) => cells[column] ?? []);
    const expected = formatNumber(round(middleOf(added(table, best.parts, column)!), Math.max(scale(printed), ...values.map(scale))));
    // A part that is missing may be what is amiss.
    const missing = best.parts.filter(({ cells }) => (cells[column] ?? null) === null);
    return {
      code: "table-total", severity: only || missing.length ? "warning" : "error", line: total.line, quote: total.quote, expected,
      message: `»${total.label}« är ${formatNumber(printed)} i kolumnen »${table.columns[column]!.heading}«, men delarna är tillsammans ${expected}${only ? "" : "; i de andra kolumnerna går summan ihop"}${missing.length ? `; ${missing.map(({ label }) => `»${label}«`).join(", ")} har inget tal där` : ""}.`,
      evidence: best.parts.map(({ line, quote }) => ({ line, quote })),
    };
  });
}

/** A sum of one row only has that row's own figures: all of them but one. */
function ofOneRow(table: FigureTable, total: FigureRow, at: number): Finding[] {
  const above = table.rows.slice(0, at).slice(table.rows.slice(0, at).findLastIndex(isTotal) + 1);
  const [only] = above;
  if (!only || above.length > 1 || !isSum(total.label)) return [];
  const told = table.columns.flatMap((_, column) => { const [a, b] = [only.cells[column] ?? null, total.cells[column] ?? null]; return a === null || b === null ? [] : [{ column, a, b }]; });
  const wrong = told.filter(({ a, b }) => compare(a, b) !== 0);
  const [one] = wrong;
  if (!one || wrong.length > 1 || told.length < 3) return [];
  return [{ code: "table-total", severity: "warning", line: total.line, quote: total.quote, expected: formatNumber(one.a), message: `»${total.label}« är ${formatNumber(one.b)} i kolumnen »${table.columns[one.column]!.heading}«, men den enda raden, »${only.label}«, är ${formatNumber(one.a)}; i de andra kolumnerna är de lika.`, evidence: [{ line: only.line, quote: only.quote }] }];
}

/** Totals against their rows, and "varav" against what it is of. */
export function totalFindings(tables: readonly FigureTable[]): Finding[] {
  return tables.flatMap((table) => table.rows.flatMap((row, at) => {
    if (isTotal(row)) return [...wrongTotals(table, row, candidates(table.rows, at)), ...ofOneRow(table, row, at)];
    if (isPart(row) || !table.rows[at + 1] || !isPart(table.rows[at + 1]!)) return [];
    const end = table.rows.findIndex((other, index) => index > at && !isPart(other));
    return wrongTotals(table, row, [table.rows.slice(at + 1, end < 0 ? undefined : end)]);
  }));
}
