import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { isChange } from "../platform/db/upsert.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { Refused } from "../platform/outcome.ts";
import { mayBeWritten, standingOf } from "./document-step.ts";
import { loadSteps } from "./document-step-store.ts";
import { LONGEST_ENCLOSURE_TITLE, MOST_ENCLOSURES, movedStep } from "./enclosure.ts";
import { deleteEnclosure, findEnclosure, forgetFile, insertEnclosure, keepFile, loadEnclosures, placeEnclosure, type KeptFile, type StoredEnclosure } from "./enclosure-store.ts";
import type { SectionPlace } from "./section-text.ts";
import { findDocumentAt } from "./template-reads.ts";

/** A file that was looked through at the door. */
export interface EnclosedFile extends KeptFile {
  readonly fileName: string;
}

async function mayEnclose(context: CommandContext, place: SectionPlace): Promise<void> {
  const standing = standingOf(await loadSteps(context.db, place));
  if (!mayBeWritten(standing)) throw new Refused({ code: "decided-document", message: standing.state === "proposed" ? "Dokumentet är framlagt för sammanträdet, och dess handlingar ändras inte; ta tillbaka det först." : "Dokumentet är beslutat, och dess handlingar ändras inte; påbörja en reviderad upplaga." });
}
function fitTitle(title: string): string {
  const told = title.trim();
  if (!told) throw new Refused({ code: "no-title", field: "title", message: "Skriv vad handlingen heter." });
  if (told.length > LONGEST_ENCLOSURE_TITLE) throw new Refused({ code: "long-text", field: "title", message: `Handlingens namn är längre än ${LONGEST_ENCLOSURE_TITLE} tecken; korta det.` });
  return told;
}
async function ownEnclosure(context: CommandContext, id: number): Promise<StoredEnclosure> {
  const found = await findEnclosure(context.db, id);
  if (!found) throw new Refused({ code: "no-enclosure", message: "Handlingen finns inte längre; ladda om sidan." });
  context.permit(found.committeeId);
  await mayEnclose(context, found);
  return found;
}
const recordOf = ({ documentKind, year }: SectionPlace, hash: string) => ({ kind: documentKind, year, hash });

/** Lays a file with a document, last of those that lie with it. An approval is of its bytes too. */
export const addEnclosure = outcomeCommand("document.write", async (context, { file, title, ...place }: SectionPlace & { readonly title: string; readonly file: EnclosedFile }): Promise<{ id: number }> => {
  context.permit(place.committeeId);
  const { db } = context;
  if (!(await findDocumentAt(db, place))) throw new Refused({ code: "no-section", message: "Nämnden har inget sådant dokument." });
  await mayEnclose(context, place);
  const told = fitTitle(title);
  const known = await loadEnclosures(db, place);
  if (known.length >= MOST_ENCLOSURES) throw new Refused({ code: "many-enclosures", field: "file", message: `Dokumentet har redan ${MOST_ENCLOSURES} handlingar, fler går inte att bifoga.` });
  const same = known.find(({ hash }) => hash === file.hash);
  if (same) throw new Refused({ code: "same-enclosure", field: "file", message: `»${file.fileName}« är redan bifogad, som »${same.title}«.` });
  await keepFile(db, place.committeeId, file);
  const id = await insertEnclosure(db, { ...place, title: told, fileName: file.fileName, hash: file.hash, position: (known.at(-1)?.position ?? 0) + 1 });
  context.record({ action: "document.enclosed", subject: `document:${place.committeeId}`, details: recordOf(place, file.hash) });
  return { id };
});

/** Calls an enclosure something else, or puts another file in its place. */
export const changeEnclosure = outcomeCommand("document.write", async (context, { enclosureId, file, title, version }: { readonly enclosureId: number; readonly version: number; readonly title: string; readonly file: EnclosedFile | null }): Promise<null> => {
  const found = await ownEnclosure(context, enclosureId);
  const { db } = context;
  const told = fitTitle(title);
  const same = file && (await loadEnclosures(db, found)).find(({ hash, id }) => hash === file.hash && id !== enclosureId);
  if (same) throw new Refused({ code: "same-enclosure", field: "file", message: `»${file.fileName}« är redan bifogad, som »${same.title}«.` });
  if (file) await keepFile(db, found.committeeId, file);
  const { saved } = await changeRow(db, "enclosure", { id: enclosureId }, version, { title: told, ...(file ? { file_name: file.fileName, hash: file.hash } : {}) }, null);
  if (!isChange(saved)) return null;
  if (file && file.hash !== found.hash) await forgetFile(db, found.committeeId, found.hash);
  context.record({ action: "document.enclosed", subject: `document:${found.committeeId}`, details: recordOf(found, file?.hash ?? found.hash) });
  return null;
});

/** Takes an enclosure away. Its file is forgotten too, where no approved or decided document holds it. */
export const removeEnclosure = outcomeCommand("document.write", async (context, { enclosureId }: { readonly enclosureId: number }): Promise<null> => {
  const found = await ownEnclosure(context, enclosureId);
  await deleteEnclosure(context.db, enclosureId);
  await forgetFile(context.db, found.committeeId, found.hash);
  context.record({ action: "document.unenclosed", subject: `document:${found.committeeId}`, details: recordOf(found, found.hash) });
  return null;
});

/** Moves an enclosure a step up or down among those of its document. */
export const moveEnclosure = outcomeCommand("document.write", async (context, { enclosureId, step }: { readonly enclosureId: number; readonly step: -1 | 1 }): Promise<null> => {
  const found = await ownEnclosure(context, enclosureId);
  const known = await loadEnclosures(context.db, found);
  const moved = movedStep(known, enclosureId, step);
  if (moved === known) return null;
  for (const [index, { id }] of moved.entries()) await placeEnclosure(context.db, id, index + 1);
  context.record({ action: "document.enclosed", subject: `document:${found.committeeId}`, details: recordOf(found, found.hash) });
  return null;
});
