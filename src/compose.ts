import type { App } from "./app.ts";
import { MIGRATIONS } from "./root.ts";
import { assess } from "./assessment/assessment-commands.ts";
import { openCurrentYears, openPlanningYear } from "./calendar/follow-up-point-commands.ts";
import { PdfRenderer } from "./documents/pdf-renderer.ts";
import { saveReadSections } from "./documents/section-text-commands.ts";
import { saveFees } from "./finance/fee-commands.ts";
import { saveStatements } from "./finance/statement-commands.ts";
import { saveAssignments, saveGoals } from "./goals/goal-commands.ts";
import { carryPlan } from "./goals/plan-carry-commands.ts";
import { saveIndicators, setTargets } from "./indicators/indicator-commands.ts";
import { saveControlChecks, saveControlPlan } from "./internal-control/control-plan-commands.ts";
import { saveReportBacks } from "./matters/report-back-commands.ts";
import type { NewYearParts } from "./new-year/new-year-commands.ts";
import { ensureCommittee } from "./organisation/unit-commands.ts";
import { admitUser, changeUserNames, ensureExampleUser, ensureFirstAdministrator, ensureOperator } from "./people/user-commands.ts";
import { makeLink } from "./sign-in/sign-in-commands.ts";
import { openDatabase } from "./platform/db/database.ts";
import { migrate } from "./platform/db/migrate.ts";
import { saveServiceDeclarations } from "./quality/service-declaration-commands.ts";
import type { Receivers } from "./reading/reading-commands.ts";

/** Who takes care of what a reading holds. */
export const receivers: Receivers = {
  ensureCommittee, openCurrentYears, openPlanningYear, assess, saveIndicators, saveGoals, saveAssignments, saveStatements, saveControlPlan, saveControlChecks,
  saveFees, saveServiceDeclarations, saveReportBacks, saveReadSections,
};

/** Who makes the parts of a new year's plan. */
export const newYear: NewYearParts = { openPlanningYear, carryPlan, setTargets };

/** What slices ask of each other's people. */
export const people = { admitUser, changeUserNames, ensureExampleUser, ensureFirstAdministrator, ensureOperator, makeLink };

/** Opens the database, brings it up to date and wires the parts. The only place that knows them all. */
export async function compose(databaseUrl: string, readUrl: string | null = null): Promise<App> {
  const database = await openDatabase(databaseUrl, readUrl);
  try {
    await migrate(database, MIGRATIONS);
  } catch (error) {
    await database.close();
    throw error;
  }
  const pdf = new PdfRenderer();
  return {
    database,
    receivers,
    people,
    newYear,
    pdf,
    mailer: null,
    kolada: null,
    jobs: null,
    live: null,
    close: async () => {
      await pdf.close();
      await database.close();
    },
  };
}
