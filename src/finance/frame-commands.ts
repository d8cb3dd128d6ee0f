import { holdUnit } from "../organisation/unit-reads.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { frameFault, frameYears, type FrameInput, type FrameScenario } from "./frame.ts";
import { decideFrame, deleteFrame, findFrame, insertFrame, loadFrames, updateFrame } from "./frame-store.ts";

const MOST_FRAMES = 20;

function fit(input: FrameInput): FrameInput {
  const fault = frameFault(input);
  if (fault) throw new Refused({ code: "bad-frame", ...fault });
  return { ...input, name: input.name.trim(), steps: input.steps.map((step) => ({ ...step, label: step.label.trim(), note: step.note?.trim() || null })) };
}
async function ownFrame(context: CommandContext, frameId: number, version: number): Promise<FrameScenario> {
  const seen = await findFrame(context.db, frameId);
  if (!seen) throw new Refused({ code: "no-frame", message: "Ramen finns inte längre; ladda om sidan." });
  context.permit(seen.committeeId);
  await holdUnit(context.db, seen.committeeId);
  const found = await findFrame(context.db, frameId);
  if (!found || found.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat ramen sedan du öppnade sidan; se hur den är nu och ändra igen." });
  return found;
}
const subject = (committeeId: number): string => `frame:${committeeId}`;

/** Makes a frame from a year on: a proposal, until the council has decided it. */
export const addFrame = outcomeCommand("frame.plan", async (context, { committeeId, input, year }: { readonly committeeId: number; readonly year: number; readonly input: FrameInput }): Promise<{ id: number }> => {
  context.permit(committeeId);
  await holdUnit(context.db, committeeId);
  const own = fit(input);
  const known = await loadFrames(context.db, committeeId, year);
  if (known.length >= MOST_FRAMES) throw new Refused({ code: "many-frames", message: `Det finns redan ${MOST_FRAMES} ramar för ${year}; ta bort någon.` });
  if (known.some(({ name }) => name === own.name)) throw new Refused({ code: "same-name", field: "name", message: `Det finns redan en ram som heter »${own.name}«; välj ett annat namn.` });
  const id = await insertFrame(context.db, committeeId, year, own);
  context.record({ action: "frame.added", subject: subject(committeeId), details: { frame: id, year, closing: frameYears(own, year)[0]!.closing } });
  return { id };
});

/** Changes a frame that is not decided. */
export const changeFrame = outcomeCommand("frame.plan", async (context, { frameId, input, version }: { readonly frameId: number; readonly version: number; readonly input: FrameInput }): Promise<null> => {
  const found = await ownFrame(context, frameId, version);
  if (found.decision !== null) throw new Refused({ code: "decided-frame", message: "Ramen är beslutad och ändras inte; gör en ny av den." });
  const own = fit(input);
  if ((await loadFrames(context.db, found.committeeId, found.year)).some(({ id, name }) => id !== frameId && name === own.name)) throw new Refused({ code: "same-name", field: "name", message: `Det finns redan en ram som heter »${own.name}«; välj ett annat namn.` });
  if (JSON.stringify([found.name, found.opening, found.population, found.steps]) === JSON.stringify([own.name, own.opening, own.population, own.steps])) return null;
  await updateFrame(context.db, frameId, own);
  context.record({ action: "frame.changed", subject: subject(found.committeeId), details: { frame: frameId, year: found.year, closing: frameYears(own, found.year)[0]!.closing } });
  return null;
});

const LONGEST_DECISION = 200;
/** Says that a frame is what the council decided, and when; or that it is not. One of a year's is. */
export const setFrameDecision = outcomeCommand("frame.plan", async (context, { decision, frameId, version }: { readonly frameId: number; readonly version: number; readonly decision: string | null }): Promise<null> => {
  const found = await ownFrame(context, frameId, version);
  if (decision !== null && (!decision.trim() || decision.length > LONGEST_DECISION)) throw new Refused({ code: "no-decision", field: "decision", message: "Skriv dagen och paragrafen för fullmäktiges beslut." });
  const other = (await loadFrames(context.db, found.committeeId, found.year)).find((one) => one.decision !== null && one.id !== frameId);
  if (decision !== null && other) throw new Refused({ code: "other-decided", field: "decision", message: `»${other.name}« är redan beslutad (${other.decision}). Ta bort det beslutet först, om det är fel.` });
  if (found.decision === (decision?.trim() ?? null)) return null;
  await decideFrame(context.db, frameId, decision?.trim() ?? null);
  context.record({ action: decision === null ? "frame.reopened" : "frame.decided", subject: subject(found.committeeId), details: { frame: frameId, year: found.year }, reason: decision?.trim() });
  return null;
});

/** Takes away a frame that was never decided. */
export const removeFrame = outcomeCommand("frame.plan", async (context, { frameId, version }: { readonly frameId: number; readonly version: number }): Promise<null> => {
  const found = await ownFrame(context, frameId, version);
  if (found.decision !== null) throw new Refused({ code: "decided-frame", message: "Ramen är beslutad och tas inte bort." });
  await deleteFrame(context.db, frameId);
  context.record({ action: "frame.removed", subject: subject(found.committeeId), details: { frame: frameId, year: found.year } });
  return null;
});
