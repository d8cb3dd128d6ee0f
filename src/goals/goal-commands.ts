import { command, outcomeCommand } from "../platform/command.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { emptyTally, isChange, type Tally } from "../platform/db/upsert.ts";
import type { AssignmentInput, GoalInput } from "./goal.ts";
import { sameText } from "./goal-plan-store.ts";
import { ensureLevel, findGoals, linkParent, loadGoals, saveAssignment, saveGoal, saveGoalParts, type GoalPlace } from "./goal-store.ts";

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
    const changed = !isChange(saved) && parts > 0 ? "changed" : saved;
    tally[changed]++;
    ids.push(id);
    own.set(goal.text, [...(own.get(goal.text) ?? []), id]);
    if (isChange(changed)) context.record({ action: `goal.${changed}`, subject: `goal:${id}` });
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
    if (isChange(saved)) context.record({ action: `assignment.${saved}`, subject: `assignment:${id}` });
  }
  return { tally, ids };
});

const LONGEST_GOAL = 2000;

/** Changes a goal's wording, from the version that was read. */
export const changeGoal = outcomeCommand("goal.plan", async (context, { goalId, reason, text, version }: { goalId: number; version: number; text: string; reason?: string | null }): Promise<{ version: number }> => {
  const [goal] = await findGoals(context.db, [goalId]);
  if (!goal) throw new Refused({ code: "no-goal", message: "Målet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(goal.committeeId);
  if (!text.trim()) throw new Refused({ code: "no-text", field: "text", message: "Målets text saknas; skriv vad som ska uppnås." });
  if (text.length > LONGEST_GOAL) throw new Refused({ code: "long-text", field: "text", message: `Målets text är längre än ${LONGEST_GOAL} tecken; korta den.` });
  if (await sameText(context.db, "goal", { committee_id: goal.committeeId, year: goal.year, level_id: goal.levelId }, "text", text.trim(), goalId)) throw new Refused({ code: "same-goal", field: "text", message: "Målet finns redan på den nivån samma år." });
  const changed = await changeRow(context.db, "goal", { id: goalId }, version, { text: text.trim() }, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "goal.changed", subject: `goal:${goalId}`, reason: reason ?? undefined });
  return { version: changed.version };
});
