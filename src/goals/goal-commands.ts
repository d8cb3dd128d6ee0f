import { command } from "../platform/command.ts";
import { emptyTally, type Tally } from "../platform/db/upsert.ts";
import type { AssignmentInput, GoalInput } from "./goal.ts";
import { ensureLevel, linkParent, loadGoals, saveAssignment, saveGoal, saveGoalParts, type GoalPlace } from "./goal-store.ts";

export interface SavedRows {
  readonly tally: Tally;
  /** In the order of the input. */
  readonly ids: readonly number[];
}

/** Keeps a year's goals with their activities, indicators and places in the tree; the same again changes nothing. */
export const saveGoals = command("goal.plan", async (context, input: GoalPlace & { goals: readonly GoalInput[] }): Promise<SavedRows> => {
  context.permit(input.committeeId);
  const { db } = context;
  const tally = emptyTally();
  const ids: number[] = [];
  const idOf = new Map((await loadGoals(db, input.committeeId, input.year)).map(({ text, id }) => [text, id]));
  const own = new Map<string, number[]>();
  for (const [position, goal] of input.goals.entries()) {
    const levelId = await ensureLevel(db, input.municipalityId, goal.level);
    const { id, saved } = await saveGoal(db, input, position, levelId, goal);
    const parts = await saveGoalParts(db, id, goal);
    const changed = saved === "unchanged" && parts > 0 ? "changed" : saved;
    tally[changed]++;
    ids.push(id);
    own.set(goal.text, [...(own.get(goal.text) ?? []), id]);
    if (changed !== "unchanged") context.record({ action: `goal.${changed}`, subject: `goal:${id}` });
  }
  // Parents are found when all goals are kept: among these, else among the year's.
  for (const [index, { parentText }] of input.goals.entries()) {
    if (parentText === null) continue;
    const parent = own.get(parentText)?.find((id) => id !== ids[index]) ?? idOf.get(parentText);
    if (parent !== undefined && (await linkParent(db, ids[index]!, parent))) context.record({ action: "goal.linked", subject: `goal:${ids[index]}` });
  }
  return { tally, ids };
});

/** Keeps a year's assignments from the council. */
export const saveAssignments = command("goal.plan", async (context, input: GoalPlace & { assignments: readonly AssignmentInput[] }): Promise<SavedRows> => {
  context.permit(input.committeeId);
  const { db } = context;
  const tally = emptyTally();
  const ids: number[] = [];
  for (const [position, assignment] of input.assignments.entries()) {
    const { id, saved } = await saveAssignment(db, input, position, assignment);
    tally[saved]++;
    ids.push(id);
    if (saved !== "unchanged") context.record({ action: `assignment.${saved}`, subject: `assignment:${id}` });
  }
  return { tally, ids };
});
