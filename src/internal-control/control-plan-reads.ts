import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import type { ControlAction } from "./control-action.ts";
import type { ControlCheck, Risk } from "./control-plan.ts";
import { controlQuestions, type ControlQuestion } from "./control-question.ts";
import { resultsOf, type ControlResult } from "./control-result.ts";
import type { ControlSample } from "./control-sample.ts";
import type { ControlSuccession } from "./control-succession.ts";
import { loadControlChecks, loadRisks } from "./control-plan-store.ts";
import { loadActions, loadControlAnswers, loadSamples, loadSuccession, loadTypedResults } from "./control-round-store.ts";

export { describeRisk, loadControlChecks as listControlChecks, loadJudgements as listJudgements, loadRisks as listRisks } from "./control-plan-store.ts";
export { findSample, loadActions as listActions } from "./control-round-store.ts";

/** A year's internal control of a committee, with how it went. */
export interface ControlYear {
  readonly risks: readonly Risk[];
  readonly checks: readonly ControlCheck[];
  readonly samples: readonly ControlSample[];
  readonly results: readonly ControlResult[];
  /** The year's last word on each check. */
  readonly grades: readonly Assessment[];
  readonly actions: readonly ControlAction[];
  readonly questions: readonly ControlQuestion[];
  readonly succession: readonly ControlSuccession[];
}

export async function loadControlYear(db: Db, committeeId: number, year: number): Promise<ControlYear> {
  const [risks, checks, actions, ofNext] = await together(db, [() => loadRisks(db, committeeId, year), () => loadControlChecks(db, committeeId, year), () => loadActions(db, committeeId, year), () => loadRisks(db, committeeId, year + 1)]);
  const ids = checks.map(({ id }) => id);
  const [samples, typed, grades, succession, answers] = await together(db, [() => loadSamples(db, ids), () => loadTypedResults(db, ids), () => listAssessmentsOfYear(db, "control-check", ids, year), () => loadSuccession(db, ids), () => loadControlAnswers(db, ids)]);
  const results = checks.flatMap(({ id }) => resultsOf(id, typed, samples));
  const nextRisks = ofNext.filter(({ previousId }) => previousId !== null);
  return { risks, checks, samples, results, grades, actions, succession, questions: controlQuestions({ checks, risks, nextRisks, grades, results, actions, answers }) };
}

/** The results of some checks, by month. */
export async function listResults(db: Db, checkIds: readonly number[]): Promise<ControlResult[]> {
  const [samples, typed] = [await loadSamples(db, checkIds), await loadTypedResults(db, checkIds)];
  return checkIds.flatMap((id) => resultsOf(id, typed, samples));
}
