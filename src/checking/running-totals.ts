import { absolute, compare, divide, isZero, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { formatNumber } from "../platform/swedish.ts";
import { fold, isParagraph, type Layout } from "../reading/layout.ts";
import { bareRow, endsAsRow, FEWEST_COLUMNS, type BareFigureRow } from "./bare-rows.ts";
import { isWithin, type FigureTable } from "./figure-table.ts";
import type { Finding } from "./finding.ts";
import { addSpans, meets, spanOf } from "./shown-span.ts";

/** What is reckoned from the rows before it. */
const TOTAL = /^(?:summa|totalt?|sammanlagt|verksamhetens nettokostnad|nettokostnad|verksamhetens resultat|arets resultat|resultat (?:efter|fore)|periodens resultat|kassaflode fran|arets kassaflode|medel fran)|(?:^| )(?:summa|totalt)$/;
const isTotal = ({ label }: { readonly label: string }): boolean => TOTAL.test(fold(label));
const [FEWEST_RIGHT, MOST_ROWS] = [2, 14];
/** A total is wrong by less than this; where more is amiss it is other rows that are added. */
const MOST_AMISS = "0.6";

/** A row of a table may lack some of its numbers. */
type RowInTable = Omit<BareFigureRow, "values"> & { readonly values: readonly (Decimal | null)[] };

type Fit = "right" | "wrong" | "unsaid";
/** What a column's parts come to, beside its total. A part that is missing may be anything: what does not add up without it is not wrong. */
function fitOf(all: readonly (Decimal | null)[], total: Decimal | null): Fit {
  const parts = all.filter((part) => part !== null);
  // What is less than one of its parts is no sum of them, but a mean or a price; and nothing and nothing is nothing: that says little.
  if (total === null || (parts.every((part) => !part.startsWith("-")) && parts.some((part) => compare(part, total) >= 0))) return "unsaid";
  if (meets(addSpans(parts.map((part) => spanOf(part))), spanOf(total))) return !isZero(total) && parts.filter((part) => !isZero(part)).length > 1 ? "right" : "unsaid";
  return parts.length === all.length ? "wrong" : "unsaid";
}
interface Judged { readonly right: number; readonly wrong: readonly number[] }
function judged(rows: readonly RowInTable[], total: RowInTable): Judged {
  const fits = total.values.map((value, column) => fitOf(rows.map(({ values }) => values[column]!), value));
  return { right: fits.filter((fit) => fit === "right").length, wrong: fits.flatMap((fit, column) => (fit === "wrong" ? [column] : [])) };
}
/** Rows that come right before a total, so many; and the totals before it, that it may be the total of. */
const candidates = (rows: readonly RowInTable[]): RowInTable[][] => [rows, rows.filter(isTotal)].flatMap((all) => Array.from({ length: Math.max(0, Math.min(MOST_ROWS, all.length) - 1) }, (_, at) => all.slice(-(at + 2))));

function wrongTotals(rows: readonly RowInTable[]): Finding[] {
  return rows.flatMap((total, at): Finding[] => {
    // Persons that are counted once, whatever they have had, are fewer than all.
    if (!isTotal(total) || at < 2 || /unik/iu.test(total.label)) return [];
    const ways = candidates(rows.slice(Math.max(0, at - MOST_ROWS * 2), at)).map((own) => ({ own, ...judged(own, total) }));
    // Once it is right in some way, that is how it was meant.
    if (ways.some(({ right, wrong }) => !wrong.length && right > 0)) return [];
    const near = ways.filter(({ right, wrong }) => wrong.length === 1 && right >= FEWEST_RIGHT);
    const [way] = near.toSorted((a, b) => b.right - a.right || a.own.length - b.own.length);
    if (!way) return [];
    const column = way.wrong[0]!;
    const [printed, expected] = [total.values[column]!, sum(way.own.map(({ values }) => values[column]!))];
    const larger = compare(absolute(printed), absolute(expected)) > 0 ? absolute(printed) : absolute(expected);
    if (isZero(larger) || compare(divide(absolute(subtract(printed, expected)), larger), MOST_AMISS) > 0) return [];
    return [{ code: "table-total", severity: "warning", line: total.line, quote: total.quote, expected: formatNumber(expected), message: `»${total.label}« är ${formatNumber(printed)} i kolumn ${column + 1}, men de ${way.own.length} raderna som det är summan av i de andra kolumnerna är tillsammans ${formatNumber(expected)} (${formatNumber(subtract(printed, expected))}).`, evidence: way.own.map(({ line, quote }) => ({ line, quote })) }];
  });
}

const MOST_APART = 6;
const HAS_NOTES = /(?:^|\s)not(?:er)?(?=\s|$)/iu;
/** Runs of rows with as many numbers each; names of groups and blank lines may part them. */
function bareRuns({ blocks }: Layout): BareFigureRow[][] {
  const lines = blocks.filter(isParagraph).flatMap(({ line, lines: own, text }) => (own.length ? own : [{ line, text }]));
  const runs: BareFigureRow[][] = [];
  const noted = lines.some(({ text }) => HAS_NOTES.test(text)) || blocks.some((block) => "text" in block && HAS_NOTES.test(block.text));
  let torn = false;
  for (const { line, text } of lines) {
    const row = bareRow(text, line, noted);
    const last = runs.at(-1);
    // A row that has lost some of its numbers belongs to the sum too.
    if (!row) torn ||= endsAsRow(text);
    if (!row) continue;
    const goesOn = !torn;
    torn = false;
    if (goesOn && last && last[0]!.values.length === row.values.length && line - last.at(-1)!.line <= MOST_APART) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

/** Totals of statements, in all their columns but one: in tables, and in rows that have lost their heading. */
export function runningTotalFindings(tables: readonly FigureTable[], layout: Layout): Finding[] {
  const ofTables = tables.map(({ columns, rows }) => {
    const own = columns.flatMap(({ heading, kind }, at) => (kind === "percent" || /unik/iu.test(heading) ? [] : [at]));
    return rows.filter((row) => !isWithin(row)).map(({ cells, label, line, quote }): RowInTable => ({ label, line, quote, values: own.map((at) => cells[at] ?? null) }));
  });
  return [...ofTables, ...bareRuns(layout).map((rows) => rows.filter((row) => !isWithin(row)))].filter((rows) => (rows[0]?.values.length ?? 0) >= FEWEST_COLUMNS).flatMap(wrongTotals);
}
