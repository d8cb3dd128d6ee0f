import { SCALES_OF, type AssessedSubject } from "../assessment/assessment.ts";
import { nameInGroup } from "../indicators/indicator.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { evidenceOf } from "./goal-evidence.ts";
import { loadEvidence } from "./goal-evidence-reads.ts";
import { listAssignments, listGoalsOf } from "./goal-reads.ts";
import { steeringModel } from "./steering-model-reads.ts";

const NO_EVIDENCE = async (): Promise<null> => null;
const common = (scope: Scope) => ({ active: "mal", listHref: pageHref(scope, "mal"), listWords: "Alla mål" });
const goalsOf = (db: Db, scope: Scope) => listGoalsOf(db, [scope.committee.id, scope.committee.municipalityId], scope.year);

/** A goal as it is judged: on its level's own scale, with what the level's rule makes of its evidence. */
export async function findAssessedGoal(db: Db, scope: Scope, id: number): Promise<AssessedSubject | null> {
  const goal = (await goalsOf(db, scope)).find((one) => one.id === id);
  if (!goal) return null;
  const { levels } = await steeringModel(db, scope.committee.municipalityId, scope.year);
  return {
    ...common(scope), text: goal.text, committeeId: goal.committeeId, reach: goal.unitId ?? goal.committeeId, scale: levels.find(({ levelId }) => levelId === goal.levelId)?.scale ?? SCALES_OF.goal[0]!, savedHref: pageHref(scope, "mal", `/${id}?sparat=1`),
    evidence: async (onDate) => {
      const { activities, measures, proposal } = evidenceOf(goal, await loadEvidence(db, scope, [goal], Number(onDate.slice(5, 7))));
      const facts = [...measures.map(({ indicator, judgement }) => `${nameInGroup(indicator)}: ${judgement.words}`), ...activities.map(({ activity, assessment }) => `Aktiviteten »${activity.title.replace(/\.$/, "")}«: ${assessment?.level.label ?? "inte bedömd"}.`)];
      return proposal || facts.length ? { words: proposal?.words ?? "", proposes: proposal !== null, colour: proposal?.light ?? null, href: pageHref(scope, "mal", `/${id}`), facts } : null;
    },
  };
}

/** An activity as it is judged. */
export async function findAssessedActivity(db: Db, scope: Scope, id: number): Promise<AssessedSubject | null> {
  const goal = (await goalsOf(db, scope)).find(({ activities }) => activities.some((activity) => activity.id === id));
  const activity = goal?.activities.find((one) => one.id === id);
  return goal && activity
    ? { ...common(scope), text: activity.title, committeeId: goal.committeeId, reach: activity.unitId ?? goal.unitId ?? goal.committeeId, scale: SCALES_OF.activity[0]!, savedHref: pageHref(scope, "mal", `?sparat=1#aktivitet-${id}`), evidence: NO_EVIDENCE }
    : null;
}

/** An assignment or a focus area as it is judged. */
export async function findAssessedAssignment(db: Db, scope: Scope, id: number): Promise<AssessedSubject | null> {
  const assignment = (await listAssignments(db, scope.committee.id, scope.year)).find((one) => one.id === id);
  return assignment
    ? { ...common(scope), text: assignment.text, committeeId: scope.committee.id, reach: scope.committee.id, scale: SCALES_OF.assignment[0]!, savedHref: pageHref(scope, "mal", `?sparat=1#uppdrag-${id}`), evidence: NO_EVIDENCE }
    : null;
}
