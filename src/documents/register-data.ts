import type { CourtRuling } from "../quality/court-ruling.ts";
import type { JudgedServicePromise, ServiceDeclaration } from "../quality/service-declaration.ts";
import type { TimedCase } from "../quality/timed-case.ts";
import type { OwnControl } from "../quality/own-control.ts";
import type { ToldRegisters } from "../quality/told-count.ts";
import type { UserSurvey } from "../quality/user-survey.ts";
import type { UnexecutedDecision } from "../quality/unexecuted-decision.ts";
import type { WholeReview } from "../contracts/contract-reads.ts";
import type { Contract } from "../contracts/contract.ts";
import type { InspectionRegister } from "../inspections/inspection-reads.ts";
import type { InspectionTarget } from "../inspections/inspection.ts";
import type { WholeMeeting } from "../matters/matter-reads.ts";
import type { ProcurementNeed } from "../contracts/procurement-need.ts";
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
  readonly promises: readonly JudgedServicePromise[];
  readonly promising: readonly ServiceDeclaration[];
  readonly timed: readonly TimedCase[];
  /** The same whoever makes the document: days and kinds, no words. */
  readonly told: ToldRegisters;
  readonly contracts: readonly Contract[];
  readonly needs: readonly ProcurementNeed[];
  /** The year's follow-ups of contracts. */
  readonly reviews: readonly WholeReview[];
  /** Which of the follow-ups, or meetings, the document is of; null for none of them. */
  readonly subjectId: number | null;
  readonly meetings: readonly WholeMeeting[];
  readonly inspections: InspectionRegister;
  readonly targets: readonly InspectionTarget[];
}
/** What each part of the registers is asked for by. */
export const REGISTER_BLOCKS = {
  decisions: ["unexecuted-summary", "unexecuted-decisions"],
  surveys: ["surveys", "survey-results"],
  ownControls: ["own-controls"],
  rulings: ["rulings"],
  promises: ["service-promises"],
  promising: ["service-promises"],
  timed: ["legal-times"],
  told: ["feedback-statistics", "incident-statistics", "lex-sarah-statistics"],
  contracts: ["contract-review-plan", "procurement"],
  needs: ["procurement"],
  meetings: ["meeting-agenda", "meeting-decisions"],
  inspections: ["inspection-summary", "inspection-progress", "licence-events", "licence-counts", "sales-counts", "inspection-counts"],
  targets: ["inspection-plan", "inspection-progress"],
  reviews: ["contract-review-plan", "contract-reviews", "contract-review-summary", "contract-review-answers", "contract-review-remarks", "contract-obligations", "contract-suppliers"],
} as const satisfies Partial<Record<keyof RegisterData, readonly BoundBlock[]>>;
/** Ready templates of a register alone, and its table: a committee that does not keep the register has no such documents. */
export const REGISTER_TEMPLATES: Readonly<Record<string, string>> = { [DECISION_REPORT]: "unexecuted_decision", "survey-plan": "user_survey", "contract-review-plan": "contract", "inspection-report": "licensed_place", "inspection-plan": "licensed_place" };
