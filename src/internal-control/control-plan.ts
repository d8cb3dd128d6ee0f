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
  /** What is done about it; null while it is on the gross list. */
  readonly response: RiskResponse | null;
  readonly responseReason: string | null;
  readonly responsible: string | null;
  /** When likelihood and consequence were agreed here; null where they were read, or are not agreed. */
  readonly agreedAt: string | null;
  /** The same risk in the plan of the year before. */
  readonly previousId: number | null;
  readonly origin: number;
  readonly version: number;
}
export const RISK_RESPONSES = { control: "kontrolleras", mend: "åtgärdas direkt", watch: "bevakas", accept: "accepteras" } as const;
export type RiskResponse = keyof typeof RISK_RESPONSES;

export interface ControlCheck {
  readonly id: number;
  readonly riskId: number | null;
  readonly year: number;
  readonly category: string | null;
  readonly process: string;
  readonly description: string;
  readonly method: ControlMethod | null;
  /** The months that it is carried out in, 1–12, in order; none where that is not said. */
  readonly months: readonly number[];
  readonly responsible: string | null;
  readonly reportedTo: string | null;
  /** The unit that carries it out; null for the committee as a whole. */
  readonly unitId: number | null;
  /** The goal that it says something of. */
  readonly goalId: number | null;
  /** Questions that each thing drawn is held against. */
  readonly checklist: readonly string[];
  readonly previousId: number | null;
  readonly origin: number;
  readonly version: number;
}
export const CONTROL_METHODS = { sample: "stickprov", all: "alla kontrolleras" } as const;
export type ControlMethod = keyof typeof CONTROL_METHODS;

/** The categories that risks are commonly sorted in; others may be written. */
export const RISK_CATEGORIES = ["Styrning", "Medarbetare", "Ekonomi", "Verksamhetsprocesser"] as const;
export const LIKELIHOOD_WORDS = ["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"] as const;
export const CONSEQUENCE_WORDS = ["Försumbar", "Lindrig", "Kännbar", "Allvarlig"] as const;

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

/** Where a risk stands: not agreed, agreed but nothing said of what is done, or decided about. One with a check is decided about. */
export type RiskStage = "gross" | "agreed" | "decided";
export function stageOf(risk: Pick<Risk, "consequence" | "likelihood" | "response" | "riskIndex">, checks: number): RiskStage {
  if (risk.response !== null || checks > 0) return "decided";
  return indexOf(risk) === null ? "gross" : "agreed";
}

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
