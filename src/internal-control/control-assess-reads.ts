import { SCALES_OF, type AssessedSubject } from "../assessment/assessment.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { listControlChecks, listResults } from "./control-plan-reads.ts";
import { evidenceWords } from "./control-result.ts";

/** A check as it is graded: from what was counted in the year. No rule says where a deviation becomes felt; that is judged. */
export async function findAssessedCheck(db: Db, scope: Scope, id: number): Promise<AssessedSubject | null> {
  const check = (await listControlChecks(db, scope.committee.id, scope.year)).find((one) => one.id === id);
  if (!check) return null;
  const href = pageHref(scope, "intern-kontroll", `/kontroller/${id}`);
  return {
    text: check.description, committeeId: scope.committee.id, reach: check.unitId ?? scope.committee.id, scale: SCALES_OF["control-check"][0]!, active: "intern-kontroll", listHref: pageHref(scope, "intern-kontroll"), listWords: "Intern kontroll", savedHref: `${href}?sparat=1`,
    evidence: async (onDate) => {
      const results = await listResults(db, [id]);
      return results.length || check.months.length ? { words: evidenceWords(results, check.months, Number(onDate.slice(5, 7))), proposes: false, colour: null, href } : null;
    },
  };
}
