import { fold, type Table } from "./layout.ts";
import type { DocumentHead, ReadIndicator } from "./reading.ts";
import { tableYears } from "./year-columns.ts";
import { columnOf, oneLine, padRow, readNumberCell, yearOf } from "./table-cells.ts";

const MISSING = /^[\s*–—−-]*$/;

/** A number in plain form, or the words as printed ("öka", "minska med 10 %"), or null where nothing stands. */
export function targetText(cell: string): string | null {
  const text = oneLine(cell);
  if (MISSING.test(text)) return null;
  return readNumberCell(text).value ?? text.replace(/^\p{Lu}(?=\p{Ll}+$)/u, (letter) => letter.toLowerCase());
}

/** A number that is plain, or words that do not begin as one: "86 (2022)" is neither. */
function isSureCell(cell: string): boolean {
  const read = readNumberCell(oneLine(cell));
  return read.sure || (read.text && !/^[+\-\u2212]?\d/.test(oneLine(cell)));
}

const TARGET = /riktvarde|malvarde|malniva|^mal(tal)?( |$)/;
const OUTCOME = /^(utfall|resultat|bokslut|varde)\b/;

/**
 * A target or an outcome without a year is the document's own; an outcome in a plan is where one stood before it, the
 * baseline. Where the document says no year either, it stays without.
 */
export function datedIndicator<T extends ReadIndicator>(indicator: T, document: Pick<DocumentHead, "kind" | "year">): T {
  const { "": target, ...targets } = indicator.targets;
  const { "": outcome, ...values } = indicator.values;
  const isPlan = document.kind === "operational-plan" || document.kind === "control-plan";
  const year = document.year ?? "";
  return {
    ...indicator,
    targets: target === undefined ? targets : { ...targets, [year]: target },
    values: outcome === undefined || isPlan ? values : { ...values, [year]: outcome },
    baseline: indicator.baseline ?? (isPlan ? (outcome ?? null) : null),
  };
}

interface YearColumn {
  readonly column: number;
  /** Empty where the heading names none: the document's own. */
  readonly year: string;
}

/** Columns of targets and of outcomes. A bare year is a target, but an outcome beside columns that say target. */
function yearColumns(header: readonly string[], others: readonly (number | null)[]): { targets: readonly YearColumn[]; outcomes: readonly YearColumn[]; dropped: boolean } {
  const columns = header.map((cell, column) => ({ column, word: fold(cell), year: yearOf(cell) ?? "" })).filter(({ column }) => column > 0 && !others.includes(column));
  const stated = columns.filter(({ word }) => TARGET.test(word));
  const years = columns.filter(({ word }) => /^\d{4}$/.test(word));
  const unnamed = columns.filter(({ word, year }) => OUTCOME.test(word) && !TARGET.test(word) && !year);
  const told = tableYears(header.map((cell, column) => (others.includes(column) ? "" : cell)));
  const named = told.columns.some(({ column }) => !years.some((year) => year.column === column));
  if (!stated.length && !unnamed.length && !named) return { targets: years, outcomes: [], dropped: told.dropped && !years.length };
  return { targets: stated, outcomes: [...unnamed.slice(0, 1), ...told.columns], dropped: told.dropped || unnamed.length > 1 };
}

/** Reads a table of indicators with a baseline, outcomes and targets per year and a source. */
export function readIndicators(table: Table): ReadIndicator[] {
  const header = table.rows[0]?.cells ?? [];
  const baseline = columnOf(header, /ingaende varde|basvarde|utgangsvarde|utgangslage|startvarde|nulage/);
  const source = columnOf(header, /kalla|metod|matmetod/);
  const { targets, outcomes, dropped } = yearColumns(header, [baseline, source]);
  const found: ReadIndicator[] = [];
  for (const row of table.rows.slice(1)) {
    const cells = padRow(row.cells, header.length, "right");
    const name = oneLine(cells[0]);
    if (!name || (row.cells.length === 1 && header.length > 1)) continue;
    const stands = [...targets, ...outcomes].every(({ column }) => isSureCell(cells[column] ?? ""));
    const stated = (columns: readonly YearColumn[]): Record<string, string> =>
      Object.fromEntries(columns.flatMap(({ column, year }) => { const text = targetText(cells[column] ?? ""); return text === null ? [] : [[year, text]]; }));
    found.push({
      name,
      baseline: baseline === null ? null : targetText(cells[baseline] ?? ""),
      targets: stated(targets),
      values: stated(outcomes),
      source: source === null ? null : oneLine(cells[source]) || null,
      line: row.line,
      sure: table.strict && row.cells.length === header.length && !dropped && stands,
    });
  }
  return found;
}
