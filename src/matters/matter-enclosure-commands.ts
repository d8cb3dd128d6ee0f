import { createHash } from "node:crypto";
import { today } from "../platform/clock.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { plainFileName, sizeText } from "../platform/file-name.ts";
import { findRegisterRow } from "../platform/edit/register-row-store.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { Refused } from "../platform/outcome.ts";
import { ENCLOSURE_KINDS, enclosureKind, matterEnclosureFault, MOST_MATTER_ENCLOSURE_BYTES, MOST_MATTER_ENCLOSURES, type MatterEnclosure, type MatterEnclosureInput } from "./matter-enclosure.ts";
import { deleteMatterEnclosure, holdMatterEnclosure, insertMatterEnclosure, keepPiecesSecret, loadMatterEnclosures } from "./matter-enclosure-store.ts";

const fit = (input: MatterEnclosureInput) => {
  const fault = matterEnclosureFault(input);
  if (fault) throw new Refused({ code: "bad-field", ...fault });
  return { title: input.title.trim(), secrecy: input.secrecy, secrecy_ground: input.secrecyGround?.trim() || null };
};
const refuseFile = (message: string): Refused => new Refused({ code: "bad-enclosure", field: "file", message });

/** Lays a file with a matter. Of what kind it is its name and its first bytes say together. */
export const addMatterEnclosure = outcomeCommand("matter.keep", async (context, { bytes, fileName, input, matterId }: { readonly matterId: number; readonly fileName: string; readonly bytes: Uint8Array; readonly input: MatterEnclosureInput }): Promise<{ id: number }> => {
  const matter = await findRegisterRow(context.db, "matter", matterId);
  if (!matter) throw new Refused({ code: "no-matter", message: "Ärendet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(matter["committee_id"]);
  if (matter["struck_reason"] !== null) throw new Refused({ code: "struck", message: "Ärendet är makulerat; lägg handlingen i det rätta ärendet." });
  const name = plainFileName(fileName);
  if (bytes.length === 0) throw refuseFile(`»${name}« är tom; kontrollera att rätt fil valdes.`);
  if (bytes.length > MOST_MATTER_ENCLOSURE_BYTES) throw refuseFile(`»${name}« är ${sizeText(bytes.length)} men högst ${sizeText(MOST_MATTER_ENCLOSURE_BYTES)} tas emot; dela den eller spara den mindre.`);
  const kind = enclosureKind(name, bytes);
  if (!kind) throw refuseFile(`»${name}« tas inte emot: det ska vara ${ENCLOSURE_KINDS.map(({ words }) => words).join(", ")}, och filen ska vara det som dess namn säger.`);
  const told = fit(input);
  const hash = createHash("sha256").update(bytes).digest("hex");
  const known = await loadMatterEnclosures(context.db, [matterId]);
  if (known.length >= MOST_MATTER_ENCLOSURES) throw refuseFile(`Ärendet har redan ${MOST_MATTER_ENCLOSURES} handlingar, fler går inte att lägga till.`);
  const same = known.find((one) => one.hash === hash);
  if (same) throw new Refused({ code: "same-enclosure", field: "file", message: `»${name}« ligger redan i ärendet, som »${same.title}«.` });
  const id = await insertMatterEnclosure(context.db, { committee_id: matter["committee_id"], matter_id: matterId, ...told, file_name: name, media_type: kind.mediaType, byte_count: bytes.length, hash, added_on: today() }, bytes);
  context.record({ action: "matter_enclosure.added", subject: `matter_enclosure:${id}`, details: { hash } });
  return { id };
});

async function held(context: CommandContext, id: number, version: number): Promise<MatterEnclosure> {
  const found = await holdMatterEnclosure(context.db, id);
  if (!found) throw new Refused({ code: "no-matter-enclosure", message: "Handlingen finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(found.committeeId);
  if (found.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat handlingen under tiden; se hur den är nu." });
  return found;
}
/** Calls a file something else, or changes its secrecy: its bytes are as secret as it is, from the same moment. */
export const changeMatterEnclosure = outcomeCommand("matter.keep", async (context, { id, input, version }: { readonly id: number; readonly version: number; readonly input: MatterEnclosureInput }): Promise<null> => {
  const found = await held(context, id, version);
  const told = fit(input);
  if (told.title === found.title && told.secrecy === found.secrecy && told.secrecy_ground === found.secrecyGround) return null;
  await changeRow(context.db, "matter_enclosure", { id }, version, told, null);
  if (told.secrecy !== found.secrecy) await keepPiecesSecret(context.db, id, told.secrecy as MatterEnclosure["secrecy"]);
  context.record({ action: "matter_enclosure.changed", subject: `matter_enclosure:${id}` });
  return null;
});
/** Takes a file away that should not have been there; why stands in the trail. */
export const removeMatterEnclosure = outcomeCommand("matter.keep", async (context, { id, reason, version }: { readonly id: number; readonly version: number; readonly reason: string | null }): Promise<null> => {
  const found = await held(context, id, version);
  if (!reason?.trim()) throw new Refused({ code: "no-reason", field: "reason", message: "Skriv varför handlingen tas bort." });
  await deleteMatterEnclosure(context.db, id);
  context.record({ action: "matter_enclosure.removed", subject: `matter_enclosure:${id}`, reason: reason.trim(), details: { hash: found.hash } });
  return null;
});
