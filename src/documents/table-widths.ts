import { commaGaps } from "../platform/figure.ts";
import { cellText, type TableBlock } from "./document.ts";

const COMPOUND = /(\p{L}{3,})(avvikelse|årsbudget|likhet|kvens|index)(?![\p{L}-])/giu;
/** From here on a table is wide, and its long heading words are broken where their parts meet. */
const WIDE = 5;

/** "Budget-\navvikelse": a real hyphen, in wide tables only. */
export const headingLabel = (table: TableBlock, label: string): string =>
  table.columns.length >= WIDE && label.length > 9 ? label.replace(COMPOUND, "$1-\n$2") : label;

/** For each row, how far in from the right each of its figures stands, in em; zero for words. */
export function figureGaps(table: TableBlock): number[][] {
  const columns = table.columns.map(({ align }, index) => (align === "number" ? commaGaps(table.rows.map((row) => cellText(row.cells[index]!))) : table.rows.map(() => 0)));
  return table.rows.map((_, row) => columns.map((gaps) => gaps[row]!));
}

const CHARACTER = { heading: 1.95, figure: 1.75 };
const PADDING = 3;

/** Millimetres for each column of figures, by its longest heading word and longest figure; null for columns of words. */
export function figureWidths(table: TableBlock): (number | null)[] {
  return table.columns.map(({ align, label }, index) => {
    if (align !== "number") return null;
    const heading = Math.max(...headingLabel(table, label).split(/\s/).map((word) => word.length));
    const figures = Math.max(0, ...table.rows.map((row) => cellText(row.cells[index]!).length));
    return Math.max(9, Math.round((Math.max(heading * CHARACTER.heading, figures * CHARACTER.figure) + PADDING) * 10) / 10);
  });
}
