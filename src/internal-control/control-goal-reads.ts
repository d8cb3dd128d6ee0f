import type { GoalControl } from "../goals/goal-evidence.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { loadControlYear } from "./control-plan-reads.ts";
import { evidenceWords } from "./control-result.ts";

/** What the checks of a goal found up to a month, as the goal's page tells it. */
export async function findControlsOfGoal(db: Db, scope: Scope, goalId: number, month: number): Promise<GoalControl[]> {
  const { checks, grades, results } = await loadControlYear(db, scope.committee.id, scope.year);
  return checks.filter((check) => check.goalId === goalId).map((check) => ({
    text: check.description, href: pageHref(scope, "intern-kontroll", `/kontroller/${check.id}`), level: grades.find(({ subjectId }) => subjectId === check.id)?.level ?? null,
    words: evidenceWords(results.filter(({ checkId }) => checkId === check.id), check.months, month),
  }));
}
