import { absolute, compare, divide, subtract, sum, type Decimal } from "../platform/decimal.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import type { TableWithoutBorders } from "./flattened-table.ts";
import type { TableRow } from "./layout.ts";
import { readNumberCell } from "./table-cells.ts";

const MONTHS = 12;
/** "Utfall 2022 11459 | 11565 | …": the stroke between name and figures is often lost with the heading. */
const ROW = /^\|?\s*(?<label>(?:(?:budget|utfall|prognos|år)\s+)?(?:19|20)\d\d)\s*\|?\s+(?<cells>\d[^|]*(?:\|[^|]*){11,12})\|?\s*$/iu;
const LAST = { Summa: (values: readonly Decimal[]) => sum(values), Medel: (values: readonly Decimal[]) => divide(sum(values), String(values.length)) } as const;
const isAbout = (a: Decimal, b: Decimal): boolean => compare(absolute(subtract(a, b)), "1") < 0;

interface MonthRow { readonly row: TableRow; readonly values: readonly Decimal[] }
function monthRow(text: string | undefined, line: number): MonthRow | null {
  const { cells, label } = ROW.exec(text?.trim() ?? "")?.groups ?? {};
  if (!cells || !label) return null;
  const own = cells.trim().replace(/\|$/u, "").split("|").map((cell) => cell.trim());
  const values = own.flatMap((cell) => readNumberCell(cell).value ?? []);
  return values.length === own.length ? { row: { cells: [label, ...own], line }, values } : null;
}

/**
 * The years of a measure by month whose heading is lost: rows that are called a year, with twelve figures each, or thirteen where the last is the
 * sum or the mean of the others in at least one row. Null where a line begins no such table.
 */
export function monthsWithoutHeading(lines: readonly string[], start: number): TableWithoutBorders | null {
  const rows: MonthRow[] = [];
  for (let at = start; at < lines.length; at++) {
    const row = monthRow(lines[at], at + 1);
    if (!row || (rows[0] && rows[0].values.length !== row.values.length)) break;
    rows.push(row);
  }
  const [first] = rows;
  if (!first || rows.length < 2) return null;
  const last = first.values.length === MONTHS ? [] : Object.entries(LAST).filter(([, of]) => rows.some(({ values }) => isAbout(values[MONTHS]!, of(values.slice(0, MONTHS))))).map(([name]) => name);
  if (first.values.length > MONTHS && last.length !== 1) return null;
  return { end: start + rows.length, caption: null, rows: [{ cells: ["", ...MONTH_NAMES, ...last], line: start + 1 }, ...rows.map(({ row }) => row)] };
}
