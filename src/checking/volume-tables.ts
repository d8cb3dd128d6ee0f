import { absolute, isZero, type Decimal } from "../platform/decimal.ts";
import { fold } from "../reading/layout.ts";
import { isCount, type FigureRow, type FigureTable } from "./figure-table.ts";
import type { FigureUnit } from "./figure-unit.ts";

/** One year of what is bought by the piece: how many, what it was thought to cost and what it came to. */
export interface VolumeYear {
  readonly year: number;
  readonly kind: "actual" | "forecast" | "budget";
  readonly count: Decimal | null;
  readonly budget: Decimal | null;
  readonly cost: Decimal | null;
  readonly row: FigureRow;
}
/** "Tabell 2. Budget placeringar": rows that are years, with how many days were bought and what they cost. */
export interface VolumeTable {
  readonly table: FigureTable;
  readonly unit: FigureUnit;
  /** What is counted, as the heading says. */
  readonly counted: string;
  readonly years: readonly VolumeYear[];
}
const YEAR_ROW = /^(?:(?<before>utfall|bokslut|prognos|budget|plan)\s+)?(?<year>20\d\d)(?:\s+(?<after>utfall|bokslut|prognos|budget|plan))?$/iu;
const kindOf = (word: string): VolumeYear["kind"] => (/^prognos/iu.test(word) ? "forecast" : /^(?:budget|plan)/iu.test(word) ? "budget" : "actual");
const FEWEST_YEARS = 2;

/** Tables whose rows are years one after the other, with a column that counts something and columns of what it costs. */
export function volumeTables(tables: readonly FigureTable[]): VolumeTable[] {
  return tables.flatMap((table): VolumeTable[] => {
    const { columns, rows, unit } = table;
    const at = (holds: (heading: string) => boolean): number => columns.findIndex(({ heading, kind }) => kind === "value" && holds(fold(heading)));
    const counted = columns.findIndex(({ heading, kind }) => kind === "value" && isCount(heading) && !/per|kostnad|kr(?:onor)?$/iu.test(heading));
    const [budget, cost] = [at((heading) => heading.startsWith("budget")), at((heading) => /^(?:netto)?kostnad|^utfall/.test(heading))];
    if (unit === null || counted < 0 || budget < 0) return [];
    const cell = (row: FigureRow, column: number): Decimal | null => { const value = row.cells[column] ?? null; return value === null || isZero(value) ? null : absolute(value); };
    const years = rows.flatMap((row): VolumeYear[] => {
      const { after, before, year } = YEAR_ROW.exec(row.label.trim())?.groups ?? {};
      return year ? [{ year: Number(year), kind: kindOf(before ?? after ?? ""), count: cell(row, counted), budget: cell(row, budget), cost: cell(row, cost), row }] : [];
    });
    const inOrder = years.every((one, index) => index === 0 || one.year === years[index - 1]!.year + 1);
    return years.length === rows.length && years.length >= FEWEST_YEARS && inOrder ? [{ table, unit, counted: columns[counted]!.heading, years }] : [];
  });
}
