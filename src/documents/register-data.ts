import type { UnexecutedDecision } from "../quality/unexecuted-decision.ts";
import { DECISION_REPORT } from "../quality/unexecuted-decision.ts";
import type { BoundBlock } from "./template.ts";

/** What a document shows of the registers of quality, contracts and inspections: only what its template asks for is loaded. */
export interface RegisterData {
  readonly unitNames: ReadonlyMap<number, string>;
  readonly decisions: readonly UnexecutedDecision[];
}
/** What each part of the registers is asked for by. */
export const REGISTER_BLOCKS = {
  decisions: ["unexecuted-summary", "unexecuted-decisions"],
} as const satisfies Partial<Record<keyof RegisterData, readonly BoundBlock[]>>;
/** Ready templates of a register alone, and its table: a committee that does not keep the register has no such documents. */
export const REGISTER_TEMPLATES: Readonly<Record<string, string>> = { [DECISION_REPORT]: "unexecuted_decision" };
