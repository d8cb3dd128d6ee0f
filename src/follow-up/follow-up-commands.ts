import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { municipalityOf } from "../organisation/unit.ts";
import { NEXT_STEP, stateOf, type FollowUpStep } from "./follow-up-task.ts";
import { addStep, delegate, pointOf, stepsForUpdate, type FollowUpPlace } from "./follow-up-store.ts";
import { findFollowUpPlace, listAbleFor, loadRound } from "./follow-up-reads.ts";

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

/** Makes tasks of a follow-up somebody's, or nobody's in particular: who answers for where they lie hands them over, to who may do them there. */
export const delegateTasks = outcomeCommand("follow-up.hand-over", async (context, { tasks, userId, ...place }: FollowUpPlace & { readonly tasks: readonly string[]; readonly userId: number | null }): Promise<null> => {
  const found = await findFollowUpPlace(context.db, place);
  const round = found && (await loadRound(context.db, found, place.pointId));
  if (!round) throw new Refused({ code: "no-point", message: "Uppföljningstillfället finns inte i kommunen." });
  const chosen = tasks.map((key) => round.tasks.find((task) => task.key === key));
  for (const task of chosen) context.permit(task?.unitId ?? place.committeeId);
  if (!chosen.length) context.permit(place.committeeId);
  if (!chosen.length || chosen.includes(undefined)) throw new Refused({ code: "no-task", message: "Kryssa för de uppgifter som ska lämnas över." });
  const ableFor = userId === null ? null : await listAbleFor(context.db, place.committeeId);
  for (const task of chosen) {
    if (ableFor && !ableFor(task!).includes(userId!)) throw new Refused({ code: "no-user", message: `Personen har ingen roll som låter dem göra »${task!.text.slice(0, 60)}«; välj någon annan.`, field: "till" });
    await delegate(context.db, place, task!.key, userId);
  }
  context.record({ action: "follow-up.delegated", subject: `follow_up:${place.committeeId}`, details: { point: place.pointId, tasks: tasks.length } });
  return null;
});
