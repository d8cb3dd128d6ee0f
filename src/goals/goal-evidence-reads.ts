import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import { listJudged } from "../indicators/indicator-reads.ts";
import type { Scope } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import type { EvidenceData } from "./goal-evidence.ts";
import { goalsBelow } from "./goal-reads.ts";
import type { Goal } from "./goal.ts";
import { steeringModel } from "./steering-model-reads.ts";

const DEEPEST = 12;

/** Loads all that some goals are judged from after a month: themselves, what lies below them whoever's it is, measures and assessments. */
export async function loadEvidence(db: Db, { committee, year }: Scope, goals: readonly Goal[], month: number): Promise<EvidenceData> {
  const all = new Map(goals.map((goal) => [goal.id, goal]));
  let level = [...goals];
  for (let depth = 0; level.length && depth < DEEPEST; depth++) {
    level = (await goalsBelow(db, level.map(({ id }) => id))).filter(({ id }) => !all.has(id));
    for (const goal of level) all.set(goal.id, goal);
  }
  const found = [...all.values()];
  const owners = new Set([committee.id, ...found.filter(({ indicatorIds }) => indicatorIds.length).map(({ committeeId }) => committeeId)]);
  const linked = [...new Set(found.flatMap(({ indicatorIds }) => indicatorIds))];
  const [ofOwners, model, goalAssessments, activityAssessments] = await together(db, [
    () => together(db, [...owners].map((owner) => () => listJudged(db, owner, linked, year))), () => steeringModel(db, committee.municipalityId, year),
    () => listAssessmentsOfYear(db, "goal", found.map(({ id }) => id), year), () => listAssessmentsOfYear(db, "activity", found.flatMap(({ activities }) => activities.map(({ id }) => id)), year),
  ]);
  return { year, month, levels: model.levels, goals: found, indicators: ofOwners.flat(), goalAssessments, activityAssessments };
}
