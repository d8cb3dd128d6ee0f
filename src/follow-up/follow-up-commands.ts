import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { municipalityOf } from "../organisation/unit.ts";
import { NEXT_STEP, stateOf, TASK_WORDS, type FollowUpStep } from "./follow-up-task.ts";
import { addStep, delegate, pointOf, stepsForUpdate, type FollowUpPlace } from "./follow-up-store.ts";
import { listAble } from "./follow-up-reads.ts";

async function ownPoint(context: CommandContext, { committeeId, pointId }: FollowUpPlace): Promise<void> {
  const point = await pointOf(context.db, pointId);
  if (!point || point.municipalityId !== municipalityOf(await listUnits(context.db), committeeId)) throw new Refused({ code: "no-point", message: "Uppföljningstillfället finns inte i kommunen." });
}

/** Opens, closes or reopens a committee's follow-up, from the state that was seen. Closing freezes nothing, and is taken back with a reason. */
export const stepFollowUp = outcomeCommand("follow-up.lead", async (context, { kind, reason, ...place }: FollowUpPlace & { readonly kind: FollowUpStep["kind"]; readonly reason: string | null }): Promise<null> => {
  context.permit(place.committeeId);
  await ownPoint(context, place);
  const state = stateOf(await stepsForUpdate(context.db, place));
  if (NEXT_STEP[state] !== kind) throw new Refused({ code: "changed", message: "Någon annan har redan öppnat eller stängt uppföljningen; se nedan hur den står." });
  if (kind === "reopened" && !reason) throw new Refused({ code: "no-reason", message: "Skriv varför uppföljningen öppnas igen.", field: "reason" });
  if ((reason?.length ?? 0) > 1000) throw new Refused({ code: "long-text", message: "Skälet är längre än 1000 tecken; korta det.", field: "reason" });
  await addStep(context.db, place, { kind, reason, actor: context.actor.key });
  context.record({ action: `follow-up.${kind}`, subject: `follow_up:${place.committeeId}`, details: { point: place.pointId }, reason: reason ?? undefined });
  return null;
});

const TASK = new RegExp(`^(${Object.keys(TASK_WORDS).join("|")}):\\d{1,9}$`);

/** Makes tasks of a follow-up somebody's, or nobody's in particular. */
export const delegateTasks = outcomeCommand("follow-up.lead", async (context, { tasks, userId, ...place }: FollowUpPlace & { readonly tasks: readonly string[]; readonly userId: number | null }): Promise<null> => {
  context.permit(place.committeeId);
  await ownPoint(context, place);
  if (!tasks.length || tasks.some((task) => !TASK.test(task))) throw new Refused({ code: "no-task", message: "Kryssa för de uppgifter som ska lämnas över." });
  if (userId !== null && !(await listAble(context.db, place.committeeId)).some(({ id }) => id === userId)) throw new Refused({ code: "no-user", message: "Personen har ingen roll där uppgiften kan göras; välj en i listan." });
  for (const task of tasks) await delegate(context.db, place, task, userId);
  context.record({ action: "follow-up.delegated", subject: `follow_up:${place.committeeId}`, details: { point: place.pointId, tasks: tasks.length } });
  return null;
});
