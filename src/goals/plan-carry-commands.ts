import { isDay } from "../platform/clock.ts";
import { outcomeCommand } from "../platform/command.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { municipalityOf, successorOn } from "../organisation/unit.ts";
import { assignmentFault, goalFault } from "./goal-plan.ts";
import { addLinks, addPlanned, type LinkTable, type PlanTable } from "./goal-plan-store.ts";
import { loadAssignments, loadGoalsOf } from "./goal-store.ts";
import { loadGoverningDocuments } from "./steering-model-store.ts";
import { hangLoose, markPrevious, removeDropped, sameRow, saveDropped, successors } from "./plan-carry-store.ts";

export interface CarriedGoal {
  readonly goalId: number;
  /** As it reads next year. */
  readonly text: string;
  /** Those of its activities that follow along. */
  readonly activityIds: readonly number[];
}
export interface DroppedPlan {
  readonly id: number;
  readonly reason: string | null;
}
export interface CarryInput {
  /** The committee, or the municipality for the council's. */
  readonly ownerId: number;
  /** The year that is left. */
  readonly year: number;
  readonly goals: readonly CarriedGoal[];
  readonly droppedGoals: readonly DroppedPlan[];
  readonly assignments: readonly { readonly assignmentId: number; readonly text: string }[];
  readonly droppedAssignments: readonly DroppedPlan[];
}
export interface CarryAnswer {
  readonly goals: number;
  readonly activities: number;
  readonly assignments: number;
}

/**
 * Makes next year's plan of this year's: goals with their activities, measures, links and responsible, and assignments.
 * A goal stands under what its own has become; what has become of nothing leaves it loose until somebody takes it along. A
 * unit that is merged by then is the one that it went into; one that has ended is nobody. Nothing of the old year changes, and
 * what has been taken along before stays as it is.
 */
export const carryPlan = outcomeCommand("goal.plan", async (context, input: CarryInput): Promise<CarryAnswer> => {
  context.permit(input.ownerId);
  const { db } = context;
  const next = input.year + 1;
  const units = await listUnits(db);
  const municipalityId = municipalityOf(units, input.ownerId);
  if (municipalityId === null) throw new Refused({ code: "no-committee", message: "Nämnden finns inte." });
  const points = await listFollowUpPoints(db, municipalityId);
  const pointIn = (id: number): number[] => {
    const old = points.find((point) => point.id === id);
    const same = points.find(({ onDate, year }) => year === next && onDate.slice(5) === old?.onDate.slice(5));
    return same ? [same.id] : [];
  };
  const unitIn = (id: number | null): number | null => (id === null ? null : (successorOn(units, id, `${next}-01-01`)?.id ?? null));
  const all = await loadGoalsOf(db, [input.ownerId], input.year);
  const originId = await typedOrigin(context);
  const made = { goals: 0, activities: 0, assignments: 0 };
  const become = await successors(db, "goal", [...all.map(({ id }) => id), ...all.flatMap(({ parentId }) => parentId ?? [])]);
  const documents = (await loadGoverningDocuments(db, municipalityId)).filter(({ toYear }) => toYear === null || toYear >= next);
  /** Adds a row, or finds the one that says the same. */
  const add = async (table: PlanTable, siblings: Record<string, unknown>, column: "text" | "title", text: string, previousId: number, values: Record<string, unknown>): Promise<{ id: number; added: boolean }> => {
    const id = await addPlanned(db, table, siblings, { ...values, [column]: text, previous_id: previousId, origin_id: originId });
    if (id !== null) return { id, added: true };
    const there = (await sameRow(db, table, siblings, column, text))!;
    await markPrevious(db, table, there, previousId);
    return { id: there, added: false };
  };
  const link = (table: LinkTable, id: number, others: readonly number[]) => addLinks(db, table, id, others);

  // Those above come before those that stand under them.
  const wanted = new Map(input.goals.map((goal) => [goal.goalId, goal]));
  for (const goal of all.filter(({ id }) => wanted.has(id)).toSorted((a, b) => a.levelRank - b.levelRank)) {
    if (become.has(goal.id)) continue;
    const { activityIds, text: written } = wanted.get(goal.id)!;
    const text = written.trim();
    const fault = goalFault({ text }, isDay);
    if (fault) throw new Refused({ code: "bad-plan", message: `»${goal.text.slice(0, 60)}«: ${fault.message}`, field: `text-${goal.id}` });
    const { id } = await add("goal", { committee_id: input.ownerId, year: next, level_id: goal.levelId }, "text", text, goal.id, {
      parent_id: goal.parentId === null ? null : (become.get(goal.parentId) ?? null), unit_id: unitIn(goal.unitId), description: goal.description, responsible: goal.responsible, method: goal.method, weight: goal.weight, green_share: goal.greenShare,
    });
    become.set(goal.id, id);
    made.goals++;
    await link("goal_indicator", id, goal.indicatorIds);
    await link("goal_agenda", id, goal.agenda);
    await link("goal_document", id, goal.documentIds.filter((one) => documents.some((document) => document.id === one)));
    await link("goal_point", id, goal.pointIds.flatMap(pointIn));
    for (const activity of goal.activities.filter((one) => activityIds.includes(one.id))) {
      // Days that lie in the old year are over; those of what goes on stand.
      const goesOn = activity.endsOn !== null && activity.endsOn >= `${next}-01-01`;
      const row = await add("activity", { goal_id: id }, "title", activity.title, activity.id, {
        description: activity.description, responsible: activity.responsible, unit_id: unitIn(activity.unitId), starts_on: goesOn ? activity.startsOn : null, ends_on: goesOn ? activity.endsOn : null,
      });
      if (row.added) made.activities++;
    }
    await hangLoose(db, goal.id, id, next);
    await removeDropped(db, "goal", goal.id);
    context.record({ action: "goal.carried", subject: `goal:${id}`, details: { from: goal.id, year: next } });
  }

  const assignments = await loadAssignments(db, input.ownerId, input.year);
  const followed = await successors(db, "assignment", assignments.map(({ id }) => id));
  for (const { assignmentId, text: written } of input.assignments) {
    const assignment = assignments.find(({ id }) => id === assignmentId);
    if (!assignment || followed.has(assignmentId)) continue;
    const text = written.trim();
    const fault = assignmentFault({ text }, isDay);
    if (fault) throw new Refused({ code: "bad-plan", message: `»${assignment.text.slice(0, 60)}«: ${fault.message}`, field: `utext-${assignmentId}` });
    const { added, id } = await add("assignment", { committee_id: input.ownerId, year: next }, "text", text, assignmentId, {
      kind: assignment.kind, description: assignment.description, decided: assignment.decided, responsible: assignment.responsible, due_on: assignment.dueOn !== null && assignment.dueOn >= `${next}-01-01` ? assignment.dueOn : null,
    });
    if (added) made.assignments++;
    await link("assignment_point", id, assignment.pointIds.flatMap(pointIn));
    await removeDropped(db, "assignment", assignmentId);
    context.record({ action: "assignment.carried", subject: `assignment:${id}`, details: { from: assignmentId, year: next } });
  }

  for (const [kind, some, known, text] of [["goal", input.droppedGoals, all, (id: number) => all.find((one) => one.id === id)?.text], ["assignment", input.droppedAssignments, assignments, (id: number) => assignments.find((one) => one.id === id)?.text]] as const) {
    for (const { id, reason } of some) {
      if (!known.some((one) => one.id === id)) throw new Refused({ code: `no-${kind}`, message: "Något som inte skulle tas med finns inte i årets plan; ladda om sidan." });
      if (!reason?.trim()) throw new Refused({ code: "no-reason", message: `»${text(id)?.slice(0, 60)}«: skriv varför det inte tas med.`, field: `skal-${kind}-${id}` });
      if (reason.length > 1000) throw new Refused({ code: "long-text", message: `»${text(id)?.slice(0, 60)}«: skälet är längre än 1000 tecken; korta det.`, field: `skal-${kind}-${id}` });
      await saveDropped(db, { kind, id, reason: reason.trim(), actor: context.actor.key });
      context.record({ action: `${kind}.dropped`, subject: `${kind}:${id}`, reason });
    }
  }
  return made;
});
