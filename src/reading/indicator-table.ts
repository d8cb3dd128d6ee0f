import { fold, type Table } from "./layout.ts";
import type { ReadIndicator } from "./reading.ts";
import { columnOf, oneLine, padRow, readNumberCell, yearOf } from "./table-cells.ts";

const MISSING = /^[\s*–—−-]*$/;

/** A number in plain form, or the words as printed ("öka", "minska med 10 %"), or null where nothing stands. */
export function targetText(cell: string): string | null {
  const text = oneLine(cell);
  if (MISSING.test(text)) return null;
  return readNumberCell(text).value ?? text.replace(/^\p{Lu}(?=\p{Ll}+$)/u, (letter) => letter.toLowerCase());
}

/** Reads a table of indicators with a baseline, targets per year and a source. */
export function readIndicators(table: Table): ReadIndicator[] {
  const header = table.rows[0]?.cells ?? [];
  const baseline = columnOf(header, /ingaende varde|basvarde|utgangsvarde|nulage|^utfall/);
  const source = columnOf(header, /kalla|metod|matmetod/);
  const years = header.flatMap((cell, column) => {
    const year = yearOf(cell);
    return year && column > 0 && column !== baseline && /riktvarde|malvarde|malniva|mal|^\d{4}$/.test(fold(cell)) ? [{ column, year }] : [];
  });
  const plainTarget = years.length ? null : columnOf(header, /riktvarde|malvarde|malniva|^mal/);
  const found: ReadIndicator[] = [];
  for (const row of table.rows.slice(1)) {
    const cells = padRow(row.cells, header.length, "right");
    const name = oneLine(cells[0]);
    if (!name) continue;
    const targets: Record<string, string> = {};
    for (const { column, year } of years) {
      const target = targetText(cells[column] ?? "");
      if (target !== null) targets[year] = target;
    }
    const target = plainTarget === null ? null : targetText(cells[plainTarget] ?? "");
    if (target !== null) targets[""] = target;
    found.push({
      name,
      baseline: baseline === null ? null : targetText(cells[baseline] ?? ""),
      targets,
      source: source === null ? null : oneLine(cells[source]) || null,
      line: row.line,
      sure: table.strict && row.cells.length === header.length,
    });
  }
  return found;
}
