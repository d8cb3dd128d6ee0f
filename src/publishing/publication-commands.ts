import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { findFrozen, listDocumentSteps } from "../documents/document-step-reads.ts";
import { standingOf } from "../documents/document-step.ts";
import type { SectionPlace } from "../documents/section-text.ts";
import { loadWithheld, writeWithheld } from "./publication-store.ts";
import { LONGEST_GROUND, type WithheldDocument } from "./published-document.ts";

export interface WithholdInput extends SectionPlace {
  readonly edition: number;
  /** All that is to be withheld of the edition, each with its ground in law. */
  readonly withheld: readonly WithheldDocument[];
}

/**
 * Says what of a decided edition is not told when it is published, and by which ground in law (OSL 2009:400; public unless a
 * provision says otherwise). What was decided is not changed by it.
 */
export const withholdDocument = outcomeCommand("document.decide", async (context, { edition, withheld, ...place }: WithholdInput): Promise<null> => {
  context.permit(place.committeeId);
  const { db } = context;
  const decision = standingOf(await listDocumentSteps(db, place)).decided.find((one) => one.edition === edition);
  const model = decision?.hash ? await findFrozen(db, place.committeeId, decision.hash) : null;
  if (!model) throw new Refused({ code: "not-decided", message: "Dokumentet är inte beslutat; det som ska undantas väljs när det är det." });
  const headings = new Set(["", ...model.blocks.flatMap((block) => (block.kind === "heading" ? [block.id] : []))]);
  for (const { ground, section } of withheld) {
    if (!headings.has(section)) throw new Refused({ code: "no-section", message: "Dokumentet har inget sådant avsnitt." });
    if (!ground.trim()) throw new Refused({ code: "no-ground", field: section, message: "Skriv lagrummet som avsnittet undantas med, till exempel 26 kap. 1 § OSL." });
    if (ground.length > LONGEST_GROUND) throw new Refused({ code: "long-text", field: section, message: `Grunden är längre än ${LONGEST_GROUND} tecken; korta den.` });
  }
  const known = (await loadWithheld(db)).filter((one) => one.committeeId === place.committeeId && one.year === place.year && one.documentKind === place.documentKind && one.edition === edition);
  const wanted = new Map(withheld.map(({ ground, section }) => [section, ground.trim()]));
  const changes = [...new Set([...known.map(({ section }) => section), ...wanted.keys()])].filter((section) => known.find((one) => one.section === section)?.ground !== wanted.get(section));
  for (const section of changes) await writeWithheld(db, { ...place, edition, section }, wanted.get(section) ?? null);
  if (changes.length) context.record({ action: "document.withheld", subject: `document:${place.committeeId}` });
  return null;
});
