import type { Place } from "../reading/layout.ts";
import type { FindingCode } from "./finding-kinds.ts";

/** What a document cannot have right, or a person should look at. */
export const FINDING_SEVERITIES = { error: "fel", warning: "varning", note: "att se efter" } as const;
export type FindingSeverity = keyof typeof FINDING_SEVERITIES;

export interface FindingEvidence {
  readonly line: Place;
  readonly quote: string;
  /** The other document that it stands in. */
  readonly file?: string;
}
/** Something in a document that contradicts something else in it, or is impossible. */
export interface Finding {
  readonly code: FindingCode;
  /** Error only where the document contradicts itself beyond rounding, or something is impossible. */
  readonly severity: FindingSeverity;
  readonly line: Place;
  readonly quote: string;
  /** One Swedish sentence, with the arithmetic. */
  readonly message: string;
  /** What the document's own figures give; null where nothing can be said. */
  readonly expected: string | null;
  readonly evidence: readonly FindingEvidence[];
}
