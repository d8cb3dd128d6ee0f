import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { findFrozen, listDocumentSteps } from "../documents/document-step-reads.ts";
import { standingOf } from "../documents/document-step.ts";
import type { SectionPlace } from "../documents/section-text.ts";
import { loadWithheldOf, writeWithheld } from "./publication-store.ts";
import { LONGEST_GROUND, LOOKED_THROUGH, seenOf, withheldOf, withholdable, type WithheldDocument } from "./published-document.ts";

export interface WithholdInput extends SectionPlace {
  readonly edition: number;
  /** All that is to be withheld of the edition, each with its ground in law. */
  readonly withheld: readonly WithheldDocument[];
  /** What was withheld of it when the choice was made, as seenOf() tells it. */
  readonly seen: string;
}
/**
 * Says what of a decided edition is not told when it is published, and by which ground in law (OSL 2009:400; public unless a
 * provision says otherwise). What was decided is not changed by it.
 */
export const withholdDocument = outcomeCommand("document.decide", async (context, { edition, seen, withheld, ...place }: WithholdInput): Promise<null> => {
  context.permit(place.committeeId);
  const { db } = context;
  const decision = standingOf(await listDocumentSteps(db, place)).decided.find((one) => one.edition === edition);
  const model = decision?.hash ? await findFrozen(db, place.committeeId, decision.hash) : null;
  if (!model) throw new Refused({ code: "not-decided", message: "Dokumentet är inte beslutat; det som ska undantas väljs när det är det." });
  const places = withholdable(model);
  for (const { ground, section } of withheld) {
    if (!places.has(section)) throw new Refused({ code: "no-section", message: "Dokumentet har inget sådant avsnitt." });
    if (!ground.trim()) throw new Refused({ code: "no-ground", field: section, message: "Skriv lagrummet som avsnittet undantas med, till exempel 26 kap. 1 § OSL." });
    if (ground.length > LONGEST_GROUND) throw new Refused({ code: "long-text", field: section, message: `Grunden är längre än ${LONGEST_GROUND} tecken; korta den.` });
  }
  const rows = await loadWithheldOf(db, place);
  const known = withheldOf(rows, edition);
  if (seenOf(known) !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat vad som undantas sedan du öppnade sidan; se hur det är nu och ändra igen." });
  const wanted = new Map(withheld.map(({ ground, section }) => [section, ground.trim()]));
  if (seenOf(withheld.map(({ ground, section }) => ({ section, ground: ground.trim() }))) === seen) return null;
  const own = rows.filter((row) => row.edition === edition);
  for (const section of new Set([...own.map((row) => row.section), ...wanted.keys(), LOOKED_THROUGH])) await writeWithheld(db, { ...place, edition, section }, section === LOOKED_THROUGH ? "genomgånget" : (wanted.get(section) ?? null));
  context.record({ action: "document.withheld", subject: `document:${place.committeeId}` });
  return null;
});
