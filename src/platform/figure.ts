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
