import type { Assessment, Level } from "../assessment/assessment.ts";
import type { Indicator, Target } from "../indicators/indicator.ts";
import { lastMonthOf } from "../indicators/indicator-period.ts";
import { judgeTarget, type TargetJudgement } from "../indicators/target-rule.ts";
import type { Activity, Goal } from "./goal.ts";
import { proposeFromShare, type GoalLight, type GoalProposal } from "./goal-rule.ts";
import { ALL, lackingOf, STANDARD_SHARE, type Requirement, type SteeringLevel } from "./steering-model.ts";

export interface MeasureEvidence {
  readonly indicator: Indicator;
  readonly target: Target | null;
  readonly judgement: TargetJudgement;
}
export interface GoalBelowEvidence {
  readonly goal: Goal;
  /** What somebody judged, or null. */
  readonly assessment: Assessment | null;
  readonly light: GoalLight;
}
/** A check that says something of a goal, as the slice that keeps it tells of it. */
export interface GoalControl {
  readonly text: string;
  readonly href: string;
  readonly level: Level | null;
  readonly words: string;
}
/** What was said of a measure's values in a year up to a month, the latest first. */
export const saidOf = ({ frequency, values }: Pick<Indicator, "frequency" | "values">, year: number, month: number): { readonly period: string; readonly comment: string }[] =>
  values.flatMap(({ comment, period }) => (comment !== null && period.startsWith(`${year}-`) && lastMonthOf(frequency, period) <= month ? [{ period, comment }] : [])).toReversed();

/** All that a goal's level is judged from, at a follow-up. */
export interface GoalEvidence {
  readonly goal: Goal;
  readonly level: SteeringLevel | null;
  readonly measures: readonly MeasureEvidence[];
  readonly activities: readonly { readonly activity: Activity; readonly assessment: Assessment | null }[];
  readonly below: readonly GoalBelowEvidence[];
  /** Null where the level is judged by a person from what is listed. */
  readonly proposal: GoalProposal | null;
  readonly lacking: readonly Requirement[];
}

/** What has been loaded for a year, to be judged purely. */
export interface EvidenceData {
  readonly year: number;
  /** The month that is followed up, 1–12. */
  readonly month: number;
  readonly levels: readonly SteeringLevel[];
  readonly goals: readonly Goal[];
  readonly indicators: readonly Indicator[];
  /** The latest of the year, of goals and of activities. */
  readonly goalAssessments: readonly Assessment[];
  readonly activityAssessments: readonly Assessment[];
}

const lightOf = ({ colour }: Pick<Level, "colour">): GoalLight => (colour === "grey" ? null : colour);
const MEASURES = { one: "mått", many: "mått" } as const;
const GOALS = { one: "mål", many: "mål" } as const;
const DEEPEST = 12;

/** Gathers what a goal's level is judged from, and what the level's own rule proposes. */
export function evidenceOf(goal: Goal, data: EvidenceData, depth = 0): GoalEvidence {
  const { indicators, levels, month, year } = data;
  const level = levels.find(({ levelId }) => levelId === goal.levelId) ?? null;
  const measures = goal.indicatorIds.flatMap((id): MeasureEvidence[] => {
    const indicator = indicators.find((one) => one.id === id);
    const target = indicator?.targets.find((one) => one.year === year) ?? null;
    return indicator ? [{ indicator, target, judgement: judgeTarget(indicator, target, year, month) }] : [];
  });
  const below = depth >= DEEPEST ? [] : data.goals.filter(({ parentId }) => parentId === goal.id).map((child): GoalBelowEvidence => {
    const assessment = data.goalAssessments.find(({ subjectId }) => subjectId === child.id) ?? null;
    // A person's word goes before a rule's.
    return { goal: child, assessment, light: assessment ? lightOf(assessment.level) : (evidenceOf(child, data, depth + 1).proposal?.light ?? null) };
  });
  const share = goal.greenShare ?? level?.greenShare ?? null;
  const proposal =
    level?.rule === "indicators" ? proposeFromShare(measures.map(({ judgement }) => ({ light: judgement.light, weight: "1" })), share ?? STANDARD_SHARE, MEASURES)
      : level?.rule === "goals" ? proposeFromShare(below.map(({ goal: child, light }) => ({ light, weight: child.weight })), share ?? ALL, GOALS)
        : null;
  return {
    goal, level, measures, below, proposal,
    activities: goal.activities.map((activity) => ({ activity, assessment: data.activityAssessments.find(({ subjectId }) => subjectId === activity.id) ?? null })),
    lacking: level ? lackingOf(level.required, goal, (id) => indicators.some((one) => one.id === id && one.targets.some((target) => target.year === year))) : [],
  };
}
