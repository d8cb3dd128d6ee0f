import { multiply, type Decimal } from "../platform/decimal.ts";
import type { SourceRow } from "../platform/figure.ts";

/** What may go wrong: likelihood 1–4 times consequence 1–4 is the index 1–16. A source may state the index alone. */
export interface Risk {
  readonly id: number;
  readonly category: string | null;
  readonly process: string;
  readonly description: string;
  readonly riskIndex: Decimal | null;
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly origin: number;
}
export interface ControlCheck {
  readonly id: number;
  readonly riskId: number | null;
  readonly category: string | null;
  readonly process: string;
  readonly description: string;
  readonly origin: number;
}

export interface RiskInput {
  readonly category: string | null;
  readonly process: string | null;
  readonly description: string;
  readonly riskIndex: Decimal | null;
  readonly likelihood: number | null;
  readonly consequence: number | null;
  /** The check that answers the risk, where the plan names one. */
  readonly check: string | null;
  readonly originId: number;
}
export interface ControlCheckInput {
  readonly category: string | null;
  readonly process: string | null;
  readonly description: string;
  readonly originId: number;
}

export type RiskBand = "low" | "medium" | "high";
/** Bands of the index 1–16, as the matrix is coloured: 12 and over is high, 8 and over medium. */
export function riskBand(index: Decimal): RiskBand {
  const value = Number(index);
  return value >= 12 ? "high" : value >= 8 ? "medium" : "low";
}

/** The index as stated, or likelihood × consequence where only these are known. */
export const indexOf = (risk: Pick<Risk, "riskIndex" | "likelihood" | "consequence">): Decimal | null =>
  risk.riskIndex ?? (risk.likelihood !== null && risk.consequence !== null ? multiply(String(risk.likelihood), String(risk.consequence)) : null);

/** The stored row of a risk, as a figure names its source. */
export const riskRow = ({ id, origin }: Pick<Risk, "id" | "origin">): SourceRow => ({ table: "risk", key: String(id), origin });

export interface Cell {
  readonly likelihood: number;
  readonly consequence: number;
}
/**
 * The cell of the 4×4 matrix a risk belongs to. An index alone tells the cell only when one product gives it
 * (9 is 3 × 3); 12 may be 3 × 4 or 4 × 3, and is not guessed.
 */
export function matrixCell(risk: Pick<Risk, "riskIndex" | "likelihood" | "consequence">): Cell | null {
  if (risk.likelihood !== null && risk.consequence !== null) return { likelihood: risk.likelihood, consequence: risk.consequence };
  const index = risk.riskIndex === null ? null : Number(risk.riskIndex);
  const cells = [1, 2, 3, 4].flatMap((likelihood) => [1, 2, 3, 4].map((consequence) => ({ likelihood, consequence })));
  const fitting = cells.filter((cell) => cell.likelihood * cell.consequence === index);
  return fitting.length === 1 ? fitting[0]! : null;
}
