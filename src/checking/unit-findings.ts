import { absolute, compare, divide, isZero, multiply, round, scale, type Decimal } from "../platform/decimal.ts";
import { formatNumber, parseNumber } from "../platform/swedish.ts";
import { fold } from "../reading/layout.ts";
import { NUMBER, type CheckedSentence } from "./checked-sentences.ts";
import { impossibleMillions, isCount, isSum, type FigureRow, type FigureTable } from "./figure-table.ts";
import { FIGURE_UNITS, kronor, moneyUnitOf } from "./figure-unit.ts";
import type { Finding } from "./finding.ts";

function tooLarge(table: FigureTable): Finding[] {
  const largest = impossibleMillions(table);
  if (!largest) return [];
  return [{ code: "unit-size", severity: "error", line: table.line, quote: table.columns.map(({ heading }) => heading).join(" | "), expected: "tkr", message: `Rubriken säger miljoner kronor, men ${formatNumber(largest.cell)} mkr är inte möjligt; värdena är troligen i tkr.`, evidence: [{ line: largest.row.line, quote: largest.row.quote }] }];
}

const [TIMES_LARGER, FEWEST_OTHERS] = ["20", 2];
/** Millions of kronor, many times what all else in the paper comes to: whole numbers under a heading that is another's. */
function largerThanAll(tables: readonly FigureTable[]): Finding[] {
  const largestOf = ({ columns, rows, unit }: FigureTable): Decimal | null => rows.flatMap(({ cells }) => cells.flatMap((cell, at) => (cell !== null && unit !== null && columns[at]!.kind === "value" && moneyUnitOf(columns[at]!.heading) === null && !isCount(columns[at]!.heading) ? [kronor(absolute(cell), unit)] : []))).toSorted(compare).at(-1) ?? null;
  const sizes = tables.flatMap((table) => { const largest = table.unit === null ? null : largestOf(table); return largest === null ? [] : [{ table, largest }]; });
  const whole = sizes.filter(({ table: { columns, rows, saidUnit, unit } }) => saidUnit === "mkr" && unit === "mkr" && rows.length > 1 && rows.every(({ cells }) => cells.every((cell, at) => cell === null || columns[at]!.kind === "percent" || scale(cell) === 0)));
  return whole.flatMap(({ largest, table }): Finding[] => {
    const others = sizes.filter((one) => !whole.includes(one) && one.table.unit !== "kr");
    const most = others.map((one) => one.largest).toSorted(compare).at(-1);
    if (most === undefined || others.length < FEWEST_OTHERS || compare(largest, multiply(most, TIMES_LARGER)) <= 0) return [];
    return [{ code: "unit-size", severity: "warning", line: table.line, quote: [table.corner, ...table.columns.map(({ heading }) => heading)].filter(Boolean).join(" | "), expected: "tkr", message: `Rubriken säger miljoner kronor, men ${formatNumber(divide(largest, FIGURE_UNITS.mkr))} mkr är mer än ${TIMES_LARGER} gånger det största beloppet i handlingens andra tabeller; värdena är troligen i tkr.`, evidence: [] }];
  });
}

/** The heading over the rows and the table's own name say two units. */
function twoHeadings({ caption, columns, corner, line }: FigureTable): Finding[] {
  // One column with a unit of its own ("kr per elev") says nothing of the others.
  const own = columns.filter(({ heading }) => moneyUnitOf(heading) !== null);
  const [inside, over] = [moneyUnitOf([corner, ...(own.length * 2 >= columns.length ? own : []).map(({ heading }) => heading)].join(" ")), moneyUnitOf(caption ?? "")];
  if (inside === null || over === null || inside === over) return [];
  return [{ code: "unit-heading", severity: "error", line, quote: `${caption} – ${corner}`, expected: null, message: `Tabellens namn säger ${over}, men rubriken i den säger ${inside}.`, evidence: [{ line, quote: caption! }] }];
}

const telling = ({ cells }: FigureRow): Decimal[] => cells.filter((cell): cell is Decimal => cell !== null && !isZero(cell) && cell.replace(/\D/g, "").length >= 2);
/** One row in two tables with the same figures and two units. */
function sameFigures(tables: readonly FigureTable[]): Finding[] {
  const seen = new Map<string, { table: FigureTable; row: FigureRow }>();
  const told = new Set<FigureTable>();
  return tables.flatMap((table) => table.rows.flatMap((row): Finding[] => {
    const before = seen.get(fold(row.label));
    if (!before) { seen.set(fold(row.label), { table, row }); return []; }
    if (before.table === table || table.unit === null || before.table.unit === null || table.unit === before.table.unit || told.has(table)) return [];
    const same = telling(row).filter((cell) => telling(before.row).some((other) => compare(other, cell) === 0 && scale(other) === scale(cell)));
    if (same.length < 2) return [];
    told.add(table);
    return [{ code: "unit-heading", severity: "error", line: table.line, quote: [table.corner, ...table.columns.map(({ heading }) => heading)].filter(Boolean).join(" | "), expected: before.table.unit, message: `»${row.label}« har samma tal i ${table.unit} här som i ${before.table.unit} i en annan tabell.`, evidence: [{ line: row.line, quote: row.quote }, { line: before.row.line, quote: before.row.quote }] }];
  }));
}

const IN_MILLIONS = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,])(?<amount>${NUMBER})\s*(?:mkr|mnkr|miljoner kronor)(?![A-Za-zÀ-ÿ])`, "giu");
const IN_THOUSANDS = new RegExp(String.raw`(?<![A-Za-zÀ-ÿ\d,])(?<amount>${NUMBER})\s*(?:tkr|tusen kronor)(?![A-Za-zÀ-ÿ])`, "giu");
const FEWEST_TOLD = 2;
/** Whole numbers under a heading of millions, whose sums, or its first row where it has none, the text beside them tells as a thousandth. */
function toldSmaller({ columns, corner, line, rows, saidUnit, section }: FigureTable, sentences: readonly CheckedSentence[]): Finding[] {
  const total = rows.findLast(({ label }) => isSum(label)) ?? rows[0];
  if (saidUnit !== "mkr" || !total || rows.some(({ cells }) => cells.some((cell, at) => cell !== null && columns[at]!.kind === "value" && scale(cell) > 0))) return [];
  const sums = total.cells.flatMap((cell, at) => (cell !== null && columns[at]!.kind === "value" && cell.replace(/\D/g, "").length >= 4 ? [absolute(cell)] : []));
  const told = sentences.filter((one) => !one.inCell && one.section.line === section).flatMap(({ text, line: at }) => [...text.matchAll(IN_MILLIONS)].map(({ 0: quote, groups }) => ({ line: at, quote, amount: parseNumber(groups!["amount"]!)! })));
  // "6 432 tkr", where a cell under a heading of millions has 6 432.
  const cells = rows.flatMap((row) => row.cells.flatMap((cell, at) => (cell !== null && columns[at]!.kind !== "percent" && cell.replace(/\D/g, "").length >= 4 ? [absolute(cell)] : [])));
  const thousands = sentences.filter((one) => !one.inCell && one.section.line === section).flatMap(({ text, line: at }) => [...text.matchAll(IN_THOUSANDS)].map(({ 0: quote, groups }) => ({ line: at, quote, amount: parseNumber(groups!["amount"]!)! }))).filter(({ amount }) => cells.some((cell) => compare(cell, amount) === 0));
  const [thousand] = thousands;
  if (thousand) return [{ code: "unit-heading", severity: "warning", line, quote: [corner, ...columns.map(({ heading }) => heading)].filter(Boolean).join(" | "), expected: "tkr", message: `Rubriken säger miljoner kronor, men texten har ${thousand.quote}, som är tabellens tal.`, evidence: thousands.map(({ line: at, quote }) => ({ line: at, quote })) }];
  // One of the sums, and another of them or of the rows.
  const isThousandth = (amount: Decimal, of: readonly Decimal[]): boolean => scale(amount) > 0 && of.some((one) => compare(round(divide(one, "1000"), scale(amount)), amount) === 0);
  const same = told.some(({ amount }) => isThousandth(amount, sums)) ? told.filter(({ amount }) => isThousandth(amount, [...sums, ...cells])) : [];
  if (new Set(same.map(({ amount }) => amount)).size < FEWEST_TOLD || told.some(({ amount }) => sums.some((one) => compare(one, amount) === 0))) return [];
  return [{ code: "unit-heading", severity: "warning", line, quote: [corner, ...columns.map(({ heading }) => heading)].filter(Boolean).join(" | "), expected: "tkr", message: `Rubriken säger miljoner kronor, men texten har talen som ${same.map(({ quote }) => quote).join(" och ")}: talen är troligen i tkr.`, evidence: [{ line: total.line, quote: total.quote }, ...same.map(({ line: at, quote }) => ({ line: at, quote }))] }];
}

/** What a table's heading says that its amounts are in. */
export const unitFindings = (tables: readonly FigureTable[], sentences: readonly CheckedSentence[]): Finding[] => {
  const found = [...tables.flatMap((table) => [...tooLarge(table), ...twoHeadings(table), ...toldSmaller(table, sentences)]), ...sameFigures(tables)];
  return [...found, ...largerThanAll(tables).filter(({ line }) => !found.some((one) => one.line === line))];
};
