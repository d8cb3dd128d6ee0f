import type { CourtRuling } from "../quality/court-ruling.ts";
import type { OwnControl } from "../quality/own-control.ts";
import type { ToldRegisters } from "../quality/told-count.ts";
import type { UserSurvey } from "../quality/user-survey.ts";
import type { UnexecutedDecision } from "../quality/unexecuted-decision.ts";
import { DECISION_REPORT } from "../quality/unexecuted-decision.ts";
import type { BoundBlock } from "./template.ts";

/** What a document shows of the registers of quality, contracts and inspections: only what its template asks for is loaded. */
export interface RegisterData {
  readonly unitNames: ReadonlyMap<number, string>;
  readonly committeeId: number;
  readonly decisions: readonly UnexecutedDecision[];
  readonly surveys: readonly UserSurvey[];
  readonly ownControls: readonly OwnControl[];
  readonly rulings: readonly CourtRuling[];
  /** The same whoever makes the document: days and kinds, no words. */
  readonly told: ToldRegisters;
}
/** What each part of the registers is asked for by. */
export const REGISTER_BLOCKS = {
  decisions: ["unexecuted-summary", "unexecuted-decisions"],
  surveys: ["surveys", "survey-results"],
  ownControls: ["own-controls"],
  rulings: ["rulings"],
  told: ["feedback-statistics", "incident-statistics", "lex-sarah-statistics"],
} as const satisfies Partial<Record<keyof RegisterData, readonly BoundBlock[]>>;
/** Ready templates of a register alone, and its table: a committee that does not keep the register has no such documents. */
export const REGISTER_TEMPLATES: Readonly<Record<string, string>> = { [DECISION_REPORT]: "unexecuted_decision", "survey-plan": "user_survey" };
