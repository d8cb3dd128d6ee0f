import type { Receivers } from "../src/reading/reading-commands.ts";
import { assess } from "../src/assessment/assessment-commands.ts";
import { ensureCommittee } from "../src/organisation/unit-commands.ts";
import { openPlanningYear } from "../src/calendar/follow-up-point-commands.ts";
import { saveAssignments, saveGoals } from "../src/goals/goal-commands.ts";
import { saveControlChecks, saveControlPlan } from "../src/internal-control/control-plan-commands.ts";
import { saveFees } from "../src/finance/fee-commands.ts";
import { saveIndicators } from "../src/indicators/indicator-commands.ts";
import { saveReadSections } from "../src/documents/section-text-commands.ts";
import { saveReportBacks } from "../src/matters/report-back-commands.ts";
import { saveServiceDeclarations } from "../src/quality/service-declaration-commands.ts";
import { saveStatements } from "../src/finance/statement-commands.ts";

/** The same wiring as compose.ts, for tests that open their own database. */
export const receivers: Receivers = {
  ensureCommittee, openPlanningYear, assess, saveIndicators, saveGoals, saveAssignments, saveStatements, saveControlPlan, saveControlChecks,
  saveFees, saveServiceDeclarations, saveReportBacks, saveReadSections,
};
