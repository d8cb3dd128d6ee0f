import type { Decimal } from "../platform/decimal.ts";
import { fold, type Layout } from "./layout.ts";
import type { ReadStatement, ReadStatementRow } from "./reading.ts";
import { splitGroupedNumbers } from "./scanned-values.ts";

const COLUMN = /((?:f\S{0,2}rslag )?budget|f\S{0,2}rslag|prognos|utfall|f\S{0,3}r.ndring|(?:netto)?kostna\S*|antal dygn|dygn|belopp)(?: (20\d\d))?/gi;
const ROW = /^((?:20\d\d(?: \p{L}+)?|(?:budget|utfall|prognos) 20\d\d)|.*?\p{L}.*?)\s+([+-]?\d[\d.,]*(?:\s*[+-]\d[\d.,]*|\s+\d[\d.,]*)*)(?<none>(?:\s+[-–—])*)\s*$/iu;
const UNIT = /\b(mnkr|mkr|tkr)\b/;
const NOT_A_TABLE = /[.:]$|\b(tabell|kap\.?|§)\b/i;

/** Of several ways to group the digits, the one without giant numbers: the columns of a row are of a size. */
const smallest = (ways: readonly string[][]): string[] => {
  const size = (way: readonly string[]) => Math.max(...way.map((value) => value.replace(/\D/g, "").length));
  return ways.filter((way) => size(way) <= 9).reduce((best, way) => (size(way) < size(best) ? way : best), ways[0]!);
};

const digits = (cell: Decimal | null): number => cell?.replace(/\D/g, "").length ?? 0;
const FAR = 3;
interface ScannedRow { readonly label: string; readonly tokens: readonly string[]; readonly cells: readonly (Decimal | null)[]; readonly line: number }
/** How many digits most figures of each column have. */
const columnSizes = (rows: readonly ScannedRow[], count: number): number[] => Array.from({ length: count }, (_, at) => { const own = rows.flatMap(({ cells }) => (cells[at] === null || cells[at] === undefined ? [] : [digits(cells[at])])).toSorted((a, b) => a - b); return own[Math.floor(own.length / 2)] ?? 0; });
/** A row that has no figure in its last column, and was parted as if it had: one figure of a size that no other row has there, where fewer would be like the others. */
function withoutLast(row: ScannedRow, sizes: readonly number[]): ScannedRow {
  const unlike = (cells: readonly (Decimal | null)[]): number => cells.filter((cell, at) => cell !== null && Math.abs(digits(cell) - sizes[at]!) >= FAR).length;
  const [shorter] = row.cells.includes(null) || unlike(row.cells) === 0 ? [] : splitGroupedNumbers(row.tokens, row.cells.length - 1).filter((way) => unlike(way) === 0);
  return shorter ? { ...row, cells: [...shorter, null] } : row;
}
/** "Kostna:G;::(?;": what is left of a word that a machine has misread. */
const columnName = (column: string): string => (/^kostna[^d]/iu.test(column) ? "Kostnad" : column);

/** Finds money tables whose rows have become lines of text: a heading of column words, then labels with figures. */
export function readScannedStatements(layout: Layout): ReadStatement[] {
  const lines = layout.lines.map((text, index) => ({ text: text.replace(/\|/g, " ").replace(/\s+/g, " ").trim(), line: index + 1 }));
  const found: ReadStatement[] = [];
  let index = 0;
  while (index < lines.length) {
    const heading = lines[index]!;
    const columns = [...heading.text.matchAll(COLUMN)].map((match) => match[0]);
    if (columns.length < 2 || heading.text.length > 110 || NOT_A_TABLE.test(heading.text)) {
      index++;
      continue;
    }
    const parted: ScannedRow[] = [];
    let at = index + 1;
    for (let misses = 0; at < lines.length && misses < 7; at++) {
      const { text, line } = lines[at]!;
      const match = ROW.exec(text);
      const none = (match?.groups!["none"] ?? "").replace(/[^-–—]/gu, "").length;
      const tokens = match?.[2]!.trim().split(" ") ?? [];
      const ways = match && none < columns.length ? splitGroupedNumbers(tokens, columns.length - none) : [];
      if (match && ways.length > 0 && !NOT_A_TABLE.test(text)) {
        parted.push({ label: match[1]!, tokens, cells: [...smallest(ways), ...Array<null>(none).fill(null)], line });
        misses = 0;
      } else if (parted.length && text && !match) break;
      else misses++;
    }
    if (parted.length >= 2) {
      const sizes = columnSizes(parted, columns.length);
      const rows = parted.map((row): ReadStatementRow => { const { cells, label, line } = withoutLast(row, sizes); return { label, cells, line, sure: false }; });
      const above = lines.slice(Math.max(0, index - 4), index).reverse().find(({ text }) => text.length > 3);
      const near = lines.slice(Math.max(0, index - 2), index + 6).map(({ text }) => text).join(" ");
      found.push({
        title: above && above.text.length < 110 ? above.text : heading.text,
        unit: UNIT.exec(fold(near))?.[1] ?? null,
        kind: columns.every((column) => /budget|ndring/i.test(column)) ? "budget" : "activities",
        columns: columns.map(columnName),
        rows,
        footnotes: [],
        line: heading.line,
        sure: false,
      });
      index = at;
    } else index++;
  }
  return found;
}
