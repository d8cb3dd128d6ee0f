import type { Assessment } from "../assessment/assessment.ts";
import type { Assignment, Goal } from "../goals/goal.ts";
import type { Indicator } from "../indicators/indicator.ts";
import { text, words, type Block, type Status } from "./document.ts";
import { headingId, nothing, OWN, paragraphs } from "./block-parts.ts";
import { indicatorTable } from "./indicator-blocks.ts";

const assessmentOf = (assessments: readonly Assessment[], subjectId: number): Assessment | undefined =>
  assessments.findLast((assessment) => assessment.subjectId === subjectId);

export const statusOf = (assessment: Assessment): Status => ({
  shape: assessment.level.shape,
  colour: assessment.level.colour,
  label: assessment.level.label,
});

/** The annual report's goals: a summary table, then each goal with its status, reasoning and activities. */
export function goalBlocks(goals: readonly Goal[], assessments: readonly Assessment[], indicators: readonly Indicator[], year: number): Block[] {
  if (!goals.length) return [nothing(OWN.goals)];
  const assessed = goals.filter((goal) => assessmentOf(assessments, goal.id));
  const summary: Block = {
    kind: "table",
    caption: "Bedömning av målen",
    columns: [{ label: "Nämndmål", align: "text", weight: 3 }, { label: "Bedömning", align: "text", weight: 1 }],
    rows: assessed.map((goal) => ({
      cells: [text(goal.text), { kind: "status", status: statusOf(assessmentOf(assessments, goal.id)!), text: null }],
      total: false,
    })),
    unbroken: true,
    notes: [],
  };
  return [
    ...(assessed.length ? [summary] : []),
    ...goals.flatMap((goal): Block[] => {
      const assessment = assessmentOf(assessments, goal.id);
      return [
        { kind: "heading", level: 3, text: goal.text, id: headingId(goal.text, `mal-${goal.id}`) },
        ...(assessment ? [{ kind: "status" as const, status: statusOf(assessment) }] : [nothing(OWN.goalAssessment)]),
        ...(assessment?.reasoning ? paragraphs(assessment.reasoning) : []),
        ...activityBlocks(goal),
        ...indicatorTable(`Indikatorer: ${goal.text}`, linked(goal, indicators), year),
      ];
    }),
  ];
}

const linked = (goal: Goal, indicators: readonly Indicator[]): Indicator[] =>
  goal.indicatorIds.flatMap((id) => indicators.find((indicator) => indicator.id === id) ?? []);

function activityBlocks(goal: Goal): Block[] {
  if (!goal.activities.length) return [];
  if (goal.activities.every(({ description }) => description === null)) {
    return [
      { kind: "paragraph", inlines: [words("Viktiga aktiviteter:")] },
      { kind: "list", items: goal.activities.map(({ title }) => [words(title)]) },
    ];
  }
  return [
    {
      kind: "table",
      caption: `Aktiviteter: ${goal.text}`,
      columns: [{ label: "Aktiviteter", align: "text", weight: 2 }, { label: "Beskrivning", align: "text", weight: 5 }],
      rows: goal.activities.map(({ title, description }) => ({ cells: [text(title), text(description ?? "")], total: false })),
      unbroken: false,
      notes: [],
    },
  ];
}

/** The plan's goals: each with its activities, indicators with targets, and measures. */
export function planGoalBlocks(goals: readonly Goal[], indicators: readonly Indicator[], year: number): Block[] {
  if (!goals.length) return [nothing(OWN.goals)];
  const byLevel = Map.groupBy(goals, (goal) => goal.level);
  return [...byLevel].flatMap(([level, own]): Block[] => {
    const bare = own.every((goal) => !goal.activities.length && !goal.indicatorIds.length);
    if (bare && byLevel.size > 1) {
      return [{ kind: "paragraph", inlines: [words(`${level}:`)] }, { kind: "list", items: own.map((goal) => [words(goal.text)]) }];
    }
    return own.flatMap((goal): Block[] => {
      const measures = linked(goal, indicators);
      const withTargets = measures.filter((indicator) => indicator.targets.length > 0);
      const names = measures.filter((indicator) => !indicator.targets.length);
      return [
        { kind: "heading", level: 3, text: goal.text, id: headingId(goal.text, `mal-${goal.id}`) },
        ...activityBlocks(goal),
        ...indicatorTable(`Indikatorer: ${goal.text}`, withTargets, year),
        ...(names.length ? [measureTable(goal, names)] : []),
      ];
    });
  });
}

const measureTable = (goal: Goal, indicators: readonly Indicator[]): Block => ({
  kind: "table",
  caption: `Mått: ${goal.text}`,
  columns: [{ label: "Mått", align: "text" }],
  rows: indicators.map(({ name }) => ({ cells: [text(name)], total: false })),
  unbroken: true,
  notes: [],
});

export function assignmentBlocks(assignments: readonly Assignment[], assessments: readonly Assessment[]): Block[] {
  if (!assignments.length) return [nothing(OWN.assignments)];
  return assignments.flatMap((assignment): Block[] => {
    const assessment = assessmentOf(assessments, assignment.id);
    return [
      { kind: "paragraph", inlines: [{ kind: "text", text: assignment.text, strong: true }] },
      ...(assessment ? [{ kind: "status" as const, status: statusOf(assessment) }] : [nothing(OWN.assignmentAssessment)]),
      ...(assessment?.reasoning ? paragraphs(assessment.reasoning) : []),
    ];
  });
}
