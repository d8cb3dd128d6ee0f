import { formatNumber } from "./swedish.ts";
import type { Decimal } from "./decimal.ts";

/** A stored row that a figure was computed from. */
export interface SourceRow {
  /** Table name. */
  readonly table: string;
  /** The row's key as text; composite keys are joined with "/". */
  readonly key: string;
  /** The row in `origin` that tells where the value came from. */
  readonly origin: number;
}

/** A number is never bare: it knows its unit, its decimals and the rows it comes from. */
export interface Figure {
  /** Null is missing, which is not zero. */
  readonly value: Decimal | null;
  readonly unit: string | null;
  readonly decimals: number;
  readonly source: readonly SourceRow[];
}

export const figure = (value: Decimal | null, decimals: number, source: readonly SourceRow[], unit: string | null = null): Figure => ({
  value,
  unit,
  decimals,
  source,
});

/** The figure as shown in a table, where the unit stands in the heading; empty when missing. */
export const figureText = (shown: Figure): string => (shown.value === null ? "" : formatNumber(shown.value, shown.decimals));

/** Widths of a tabular figure and of the decimal comma in Source Sans 3, in em. */
const DIGIT = 0.497;
const COMMA = 0.249;

/**
 * How far in from the right each text of a column stands, in em, so that decimal commas stand under one another: the
 * width of the decimals that others have and it has not. Zero for what is no number.
 */
export function commaGaps(column: readonly string[]): number[] {
  const decimals = column.map((text) => (/^[+\u2212-]?[\d\u00a0]+(?:,(\d+))?$/.test(text) ? (/,(\d+)$/.exec(text)?.[1]?.length ?? 0) : null));
  const most = Math.max(0, ...decimals.map((count) => count ?? 0));
  return decimals.map((count) => (count === null || count === most ? 0 : Math.round(((most - count) * DIGIT + (count === 0 ? COMMA : 0)) * 1000) / 1000));
}
