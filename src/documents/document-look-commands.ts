import { holdUnit } from "../organisation/unit-reads.ts";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { lookFault, type DocumentLook } from "./document-look.ts";
import { loadLook, writeLook } from "./document-look-store.ts";

/** Says how a municipality's documents look, from the version that was seen. */
export const changeLook = outcomeCommand("template.change", async (context, { look, municipalityId, seen }: { municipalityId: number; seen: number; look: DocumentLook }): Promise<null> => {
  context.permit(municipalityId);
  const { db } = context;
  await holdUnit(db, municipalityId);
  const fault = lookFault(look);
  if (fault) throw new Refused({ code: "bad-look", ...fault });
  const { version, ...known } = await loadLook(db, municipalityId);
  if (version !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat utseendet sedan du öppnade sidan; se hur det är nu och ändra igen." });
  if (JSON.stringify(known) === JSON.stringify({ accent: look.accent, email: look.email, typeface: look.typeface, logo: look.logo })) return null;
  await writeLook(db, municipalityId, look);
  context.record({ action: "template.changed", subject: `template:${municipalityId}` });
  return null;
});
