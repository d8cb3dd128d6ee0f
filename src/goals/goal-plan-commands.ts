import { isDay, today } from "../platform/clock.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { isChange } from "../platform/db/upsert.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { holdRetirement } from "../platform/edit/retirement.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { belongsTo, municipalityOf } from "../organisation/unit.ts";
import { activityFault, assignmentFault, goalFault, mergeChosen, type ActivityField, type AssignmentField, type PlanChoice, type PlanFault, type GoalField, type PlanFields } from "./goal-plan.ts";
import { addLinks, addPlanned, findPlanned, known, linksOf, removeLinks, sameText, setPositions, type LinkTable, type PlannedRow, type PlanTable } from "./goal-plan-store.ts";
import { dayInYear, placeFault } from "./goal.ts";
import { findGoals, goalsBelow, loadGoalsOf } from "./goal-store.ts";
import { findLevel } from "./steering-model-store.ts";

const refuse = (code: string, message: string, field?: string): Refused => new Refused(field === undefined ? { code, message } : { code, message, field });
const keep = (fault: PlanFault<string> | null): void => {
  if (fault) throw refuse("bad-plan", fault.message, fault.field);
};
const NOUNS: Readonly<Record<PlanTable, string>> = { goal: "Målet", activity: "Aktiviteten", assignment: "Uppdraget" };

/** The row, held to be there for who asks, with permission to change what its owner plans. */
async function thePlanned(context: CommandContext, table: PlanTable, id: number): Promise<PlannedRow> {
  const row = await findPlanned(context.db, table, id);
  if (!row) throw refuse(`no-${table}`, `${NOUNS[table]} finns inte, eller så har du ingen roll i dess nämnd.`);
  context.permit(row.ownerId);
  return row;
}

/** The unit that a goal or an activity is for lies under its owner. */
async function ownUnit(context: CommandContext, ownerId: number, unitId: string | null | undefined): Promise<void> {
  if (unitId === null || unitId === undefined) return;
  if (!belongsTo(await listUnits(context.db), Number(unitId), ownerId)) throw refuse("no-unit", "Enheten hör inte till den som äger målet; välj en i listan.", "unit_id");
}

/** The place of a goal under another, whoever's that is, as the year's levels allow. */
async function place(context: CommandContext, goal: { id: number; year: number; levelRank: number }, parentId: number): Promise<void> {
  const [parent] = await findGoals(context.db, [parentId]);
  if (!parent) throw refuse("no-goal", "Det överordnade målet finns inte, eller så får du inte läsa det.", "parent_id");
  const chain = new Map<number, number | null>([[parent.id, parent.parentId]]);
  for (let at = parent.parentId; at !== null && !chain.has(at); ) {
    const [above] = await findGoals(context.db, [at]);
    chain.set(at, above?.parentId ?? null);
    at = above?.parentId ?? null;
  }
  const fault = placeFault(goal, parent, (id) => chain.get(id) ?? null);
  if (fault) throw refuse("bad-place", fault, "parent_id");
}

async function levelFor(context: CommandContext, ownerId: number, year: number, levelId: number) {
  const municipalityId = municipalityOf(await listUnits(context.db), ownerId);
  const level = municipalityId === null ? null : await findLevel(context.db, municipalityId, year, levelId);
  if (!level) throw refuse("no-level", "Nivån finns inte i kommunens styrmodell; välj en i listan.", "level_id");
  return level;
}

export interface NewGoal {
  /** The committee, or the municipality for the council's. */
  readonly ownerId: number;
  readonly year: number;
  readonly fields: PlanFields<GoalField> & { readonly text: string; readonly level_id: string };
}

/** Adds a goal to a year's plan, last on its level. */
export const addGoal = outcomeCommand("goal.plan", async (context, { fields, ownerId, year }: NewGoal): Promise<{ id: number }> => {
  context.permit(ownerId);
  keep(goalFault(fields, isDay));
  const level = await levelFor(context, ownerId, year, Number(fields.level_id));
  await ownUnit(context, ownerId, fields.unit_id);
  if (fields.parent_id) await place(context, { id: 0, year, levelRank: level.rank }, Number(fields.parent_id));
  const { weight, ...values } = fields;
  const id = await addPlanned(context.db, "goal", { committee_id: ownerId, year, level_id: Number(fields.level_id) }, { ...values, text: fields.text.trim(), ...(weight ? { weight } : {}), origin_id: await typedOrigin(context) });
  if (id === null) throw refuse("same-goal", "Målet finns redan på den nivån samma år.", "text");
  context.record({ action: "goal.added", subject: `goal:${id}` });
  return { id };
});

export interface GoalPlanInput {
  readonly goalId: number;
  readonly version: number;
  readonly reason?: string | null;
  readonly fields: PlanFields<GoalField>;
  readonly links?: Readonly<Partial<Record<"indicators" | "agenda" | "documents" | "points", PlanChoice>>>;
}
const LINK_TABLES = { indicators: "goal_indicator", agenda: "goal_agenda", documents: "goal_document", points: "goal_point" } as const satisfies Record<string, LinkTable>;

/** Changes what is planned of a goal, from the version that was read. What two chose from the same list is joined. */
export const planGoal = outcomeCommand("goal.plan", async (context, { fields, goalId, links = {}, reason, version }: GoalPlanInput): Promise<{ version: number }> => {
  const row = await thePlanned(context, "goal", goalId);
  const { db } = context;
  keep(goalFault(fields, isDay));
  await ownUnit(context, row.ownerId, fields.unit_id);
  const [goal] = await findGoals(db, [goalId]);
  const level = fields.level_id ? await levelFor(context, row.ownerId, row.year, Number(fields.level_id)) : null;
  if (fields.parent_id && Number(fields.parent_id) !== goal!.parentId) await place(context, { id: goalId, year: row.year, levelRank: level?.rank ?? goal!.levelRank }, Number(fields.parent_id));
  if (fields.text && (await sameText(db, "goal", { committee_id: row.ownerId, year: row.year, level_id: Number(fields.level_id ?? goal!.levelId) }, "text", fields.text.trim(), goalId))) throw refuse("same-goal", "Målet finns redan på den nivån samma år.", "text");
  // Where a goal hangs and what it weighs says nothing of where its words come from.
  const reworded = fields.text !== undefined && fields.text?.trim() !== goal!.text;
  const changed = await changeRow(db, "goal", { id: goalId }, version, { ...fields }, reworded ? () => typedOrigin(context) : null);
  let linked = false;
  for (const [name, chosen] of Object.entries(links) as [keyof typeof LINK_TABLES, PlanChoice][]) {
    const table = LINK_TABLES[name];
    const { added, removed } = mergeChosen(await linksOf(db, table, goalId), chosen);
    if (!added.length && !removed.length) continue;
    await mayLink(context, row, name, added);
    await removeLinks(db, table, goalId, removed);
    await addLinks(db, table, goalId, added);
    linked = true;
  }
  if (isChange(changed.saved) || linked) context.record({ action: "goal.changed", subject: `goal:${goalId}`, reason: reason ?? undefined });
  return { version: changed.version };
});

/** What a goal is linked to is there, and is its own municipality's. */
async function mayLink(context: CommandContext, row: PlannedRow, name: keyof typeof LINK_TABLES, added: readonly number[]): Promise<void> {
  if (name === "agenda") {
    if (added.some((number) => !Number.isInteger(number) || number < 1 || number > 17)) throw refuse("no-agenda", "Agenda 2030 har målen 1 till 17.");
    return;
  }
  const municipality = { municipality_id: municipalityOf(await listUnits(context.db), row.ownerId) };
  const found = name === "indicators" ? await known(context.db, "indicator", added, {}) : await known(context.db, name === "documents" ? "governing_document" : "follow_up_point", added, municipality);
  if (found.length < added.length) throw refuse("no-link", `Det som målet ska kopplas till finns inte: ${{ indicators: "ett mått", documents: "ett styrande dokument", points: "ett uppföljningstillfälle" }[name]}. Ladda om sidan och välj igen.`);
}

/** Moves a goal one step among those beside it: the same owner, year, level and parent. */
export const moveGoal = outcomeCommand("goal.plan", async (context, { goalId, step }: { goalId: number; step: -1 | 1 }): Promise<null> => {
  const row = await thePlanned(context, "goal", goalId);
  const all = await loadGoalsOf(context.db, [row.ownerId], row.year);
  const goal = all.find(({ id }) => id === goalId)!;
  const beside = all.filter(({ levelId, parentId, retired }) => levelId === goal.levelId && parentId === goal.parentId && (retired === null || retired.on > dayInYear(row.year, today())));
  const at = beside.findIndex(({ id }) => id === goalId);
  const to = at + step;
  if (at < 0 || to < 0 || to >= beside.length) return null;
  // Positions count over the whole level: only these two change places in it.
  const level = all.filter(({ levelId }) => levelId === goal.levelId).map(({ id }) => id);
  const other = beside[to]!.id;
  await setPositions(context.db, "goal", level.map((id) => (id === goalId ? other : id === other ? goalId : id)));
  context.record({ action: "goal.moved", subject: `goal:${goalId}` });
  return null;
});

export interface RetireInput {
  readonly table: PlanTable;
  readonly id: number;
  readonly version: number;
  /** ISO date, the first day it no longer holds. Null takes it back. */
  readonly on: string | null;
  readonly reason: string | null;
}

/** Ends a goal, an activity or an assignment from a day on, with why. It stays, with all that was said of it; so do goals below it. */
export const retirePlanned = outcomeCommand("goal.plan", async (context, { id, on, reason, table, version }: RetireInput): Promise<{ version: number }> => {
  await thePlanned(context, table, id);
  const why = holdRetirement(on, reason);
  if (table === "goal" && on !== null) {
    const below = await goalsBelow(context.db, [id]);
    if (below.length) throw refuse("has-goals", `Under målet ligger ${below.length === 1 ? "ett mål" : `${below.length} mål`} som gäller; flytta eller avsluta dem först.`);
  }
  const changed = await changeRow(context.db, table, { id }, version, { retired_on: on, retired_reason: on === null ? null : why }, null);
  if (isChange(changed.saved)) context.record({ action: `${table}.${on === null ? "resumed" : "ended"}`, subject: `${table}:${id}`, reason: why });
  return { version: changed.version };
});

/** Adds an activity to a goal. */
export const addActivity = outcomeCommand("goal.plan", async (context, { fields, goalId }: { goalId: number; fields: PlanFields<ActivityField> & { readonly title: string } }): Promise<{ id: number }> => {
  const row = await thePlanned(context, "goal", goalId);
  keep(activityFault(fields, isDay));
  await ownUnit(context, row.ownerId, fields.unit_id);
  const id = await addPlanned(context.db, "activity", { goal_id: goalId }, { ...fields, title: fields.title.trim(), origin_id: await typedOrigin(context) });
  if (id === null) throw refuse("same-activity", "Målet har redan en aktivitet med den rubriken.", "title");
  context.record({ action: "activity.added", subject: `goal:${goalId}` });
  return { id };
});

/** Changes an activity, from the version that was read. */
export const changeActivity = outcomeCommand("goal.plan", async (context, { activityId, fields, reason, version }: { activityId: number; version: number; reason?: string | null; fields: PlanFields<ActivityField> }): Promise<{ version: number }> => {
  const row = await thePlanned(context, "activity", activityId);
  keep(activityFault(fields, isDay));
  await ownUnit(context, row.ownerId, fields.unit_id);
  if (fields.title && (await sameText(context.db, "activity", { goal_id: row.goalId }, "title", fields.title.trim(), activityId))) throw refuse("same-activity", "Målet har redan en aktivitet med den rubriken.", "title");
  const changed = await changeRow(context.db, "activity", { id: activityId }, version, { ...fields }, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "activity.changed", subject: `goal:${row.goalId}`, reason: reason ?? undefined });
  return { version: changed.version };
});

/** Adds an assignment from the council, or a focus area. */
export const addAssignment = outcomeCommand("goal.plan", async (context, { committeeId, fields, year }: { committeeId: number; year: number; fields: PlanFields<AssignmentField> & { readonly text: string } }): Promise<{ id: number }> => {
  context.permit(committeeId);
  keep(assignmentFault(fields, isDay));
  const { kind, ...values } = fields;
  const id = await addPlanned(context.db, "assignment", { committee_id: committeeId, year }, { ...values, ...(kind ? { kind } : {}), text: fields.text.trim(), origin_id: await typedOrigin(context) });
  if (id === null) throw refuse("same-assignment", "Uppdraget finns redan samma år.", "text");
  context.record({ action: "assignment.added", subject: `assignment:${id}` });
  return { id };
});

/** Changes an assignment and when it is reported, from the version that was read. */
export const changeAssignment = outcomeCommand("goal.plan", async (context, { assignmentId, fields, points, reason, version }: { assignmentId: number; version: number; reason?: string | null; fields: PlanFields<AssignmentField>; points?: PlanChoice }): Promise<{ version: number }> => {
  const row = await thePlanned(context, "assignment", assignmentId);
  keep(assignmentFault(fields, isDay));
  if (fields.text && (await sameText(context.db, "assignment", { committee_id: row.ownerId, year: row.year }, "text", fields.text.trim(), assignmentId))) throw refuse("same-assignment", "Uppdraget finns redan samma år.", "text");
  const changed = await changeRow(context.db, "assignment", { id: assignmentId }, version, { ...fields }, () => typedOrigin(context));
  const { added, removed } = points ? mergeChosen(await linksOf(context.db, "assignment_point", assignmentId), points) : { added: [], removed: [] };
  await mayLink(context, row, "points", added);
  await removeLinks(context.db, "assignment_point", assignmentId, removed);
  await addLinks(context.db, "assignment_point", assignmentId, added);
  if (isChange(changed.saved) || added.length || removed.length) context.record({ action: "assignment.changed", subject: `assignment:${assignmentId}`, reason: reason ?? undefined });
  return { version: changed.version };
});
