import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { loadMadeBudget, loadMadeEconomy } from "../finance/economy-statement-reads.ts";
import { listStatements } from "../finance/statement-reads.ts";
import { loadRound } from "../follow-up/follow-up-reads.ts";
import { listAssignments, listGoals } from "../goals/goal-reads.ts";
import { steeringModel } from "../goals/steering-model-reads.ts";
import { listIndicators, withValues } from "../indicators/indicator-reads.ts";
import { listControlChecks, listRisks } from "../internal-control/control-plan-reads.ts";
import type { Scope } from "../organisation/scope.ts";
import { committeeHistory, committeesTold } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { readerRead } from "../platform/db/remembered.ts";
import { together } from "../platform/db/together.ts";
import { listOversightReports } from "./oversight-report-reads.ts";
import { balanceOf, largestMovements } from "./overview.ts";

const MOST_MOVEMENTS = 5;
async function readOverview(db: Db, scope: Scope) {
  const { id } = scope.committee;
  const [{ levels }, planned, assignments, checks, risks, indicators, points, history] = await together(db, [
    () => steeringModel(db, scope.committee.municipalityId, scope.year), () => listGoals(db, id, scope.year), () => listAssignments(db, id, scope.year), () => listControlChecks(db, id, scope.year), () => listRisks(db, id, scope.year),
    () => listIndicators(db, id, { from: scope.year, to: scope.year }), () => listFollowUpPoints(db, scope.committee.municipalityId), async () => (scope.todaysOrganisation ? [] : committeeHistory(db, scope.committee)),
  ]);
  // What is not assessed, as a vision that a plan restates, is not asked about.
  const assessed = new Set(levels.filter(({ scale }) => scale !== null).map(({ levelId }) => levelId));
  const goals = planned.filter(({ levelId }) => assessed.has(levelId));
  const [goalStatus, results, statuses, round] = await together(db, [
    () => listAssessmentsOfYear(db, "goal", goals.map((goal) => goal.id), scope.year), () => listAssessmentsOfYear(db, "control-check", checks.map((check) => check.id), scope.year), () => listAssessmentsOfYear(db, "assignment", assignments.map((assignment) => assignment.id), scope.year),
    () => loadRound(db, scope, null),
  ]);
  const balances = [];
  for (const own of await committeesTold(db, scope)) balances.push({ name: own.name, balance: balanceOf(await listStatements(db, own.id, scope.year)) });
  // Where no document states the year's money, it is told as the ledger has it.
  if (balances.length === 1 && !balances[0]!.balance) balances[0]!.balance = balanceOf([...((await loadMadeEconomy(db, scope.committee, scope.year, null))?.statements ?? []), ...(await loadMadeBudget(db, scope.committee, scope.year))]);
  // Only a whole year is compared with the one before it.
  const whole = indicators.filter(({ frequency, values }) => frequency === "month" && values.length >= 12);
  const movements = whole.length ? largestMovements(await withValues(db, whole, { from: scope.year - 1, to: scope.year }), scope.year, MOST_MOVEMENTS) : [];
  // Who reports from outside has what was reported to show, and mostly nothing of what a committee has.
  const reports = scope.committee.kind === "committee" ? [] : await listOversightReports(db, id, scope.year);
  return { goals, assignments, checks, risks, points, history, goalStatus, results, statuses, round, balances, movements, reports };
}
/** All that the overview of a committee's year tells, but for what is of whoever reads it and the days to watch, which some see more of than others. */
export const loadOverview = (db: Db, scope: Scope) => readerRead(db, `overview of ${scope.committee.id} ${scope.year}`, () => readOverview(db, scope));
