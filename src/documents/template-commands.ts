import { isDay } from "../platform/clock.ts";
import { outcomeCommand } from "../platform/command.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { isChange } from "../platform/db/upsert.ts";
import { Refused } from "../platform/outcome.ts";
import { slug } from "../platform/swedish.ts";
import { holdUnit, listCommittees } from "../organisation/unit-reads.ts";
import { READY_TEMPLATES } from "./ready-templates.ts";
import { findDocumentAt, listPlannedDocuments, listTemplates } from "./template-reads.ts";
import { addPlanned, removeTemplate, sectionsWithText, writeTemplate } from "./template-store.ts";
import { templateFault, type TemplateInput, type TemplateSection } from "./template.ts";

/** A section as a form sends it: a new one has no key yet. */
export type SectionInput = Omit<TemplateSection, "key"> & { readonly key: string | null };
export interface TemplateChange {
  readonly municipalityId: number;
  /** Null for a new template. */
  readonly key: string | null;
  /** The revision that was seen; 0 for a ready template or a new one. */
  readonly seen: number;
  readonly input: Omit<TemplateInput, "sections"> & { readonly sections: readonly SectionInput[] };
}
const LONGEST_KEY = 40;
const CHANGED = "Någon annan har ändrat mallen sedan du öppnade sidan. Inget är sparat: se nedan vad som gäller nu, och gör om din ändring.";

/** Words that addresses of documents and templates use themselves. */
const RESERVED = ["alla", "ny", "fardig", "mallar", "avsnitt", "beslut", "skillnader", "siffror", "klart", "publicering", "sammantraden", "utseende"];

/** A key that no other has: "bakgrund", "bakgrund-2". */
function freeKey(heading: string, taken: ReadonlySet<string>, otherwise: string): string {
  const bare = slug(heading).replace(/^[^a-z]+/, "").slice(0, LONGEST_KEY - 3).replace(/-$/, "") || otherwise;
  for (let number = 1; ; number++) {
    const key = number === 1 ? bare : `${bare}-${number}`;
    if (!taken.has(key)) return key;
  }
}

/** Writes a template of the municipality's own, over a ready one or beside them. A section whose text somebody has written is not taken away. */
export const changeTemplate = outcomeCommand("template.change", async (context, { input, key, municipalityId, seen }: TemplateChange): Promise<{ key: string }> => {
  context.permit(municipalityId);
  const { db } = context;
  await holdUnit(db, municipalityId);
  const templates = await listTemplates(db, municipalityId);
  const known = key === null ? null : templates.find((one) => one.key === key);
  if (known === undefined) throw new Refused({ code: "no-template", message: "Mallen finns inte." });
  if (known && known.revision !== seen) throw new Refused({ code: "changed", message: CHANGED });
  const own = known?.key ?? freeKey(input.title, new Set([...RESERVED, ...templates.map((one) => one.key)]), "mall");
  // A section has an address of its own on the public site, beside these.
  const taken = new Set(["hela", "tabell", ...(known?.sections.map((section) => section.key) ?? [])]);
  const named = input.sections.filter(({ heading }) => heading.trim() !== "").map((section): TemplateSection => {
    const sectionKey = section.key !== null && taken.has(section.key) ? section.key : freeKey(section.heading, taken, "avsnitt");
    taken.add(sectionKey);
    return { ...section, key: sectionKey, heading: section.heading.trim(), guidance: section.guidance.trim() };
  });
  const template: TemplateInput = { ...input, title: input.title.trim(), purpose: input.purpose.trim(), sections: named };
  const fault = templateFault(template);
  if (fault) throw new Refused({ code: "bad-template", ...fault });
  if (!known && templates.some(({ title }) => title.toLowerCase() === template.title.toLowerCase())) throw new Refused({ code: "same-template", field: "title", message: `Mallen »${template.title}« finns redan.` });
  const left = (known?.sections ?? []).filter((section) => !named.some((one) => one.key === section.key));
  const written = await sectionsWithText(db, own, left.map((section) => section.key));
  const kept = left.filter((section) => written.has(section.key));
  if (kept.length) throw new Refused({ code: "section-in-use", message: `${kept.map(({ heading }) => `»${heading}«`).join(", ")} har text i något dokument och kan inte tas bort; flytta texten först.` });
  await writeTemplate(db, municipalityId, own, seen + 1, template);
  context.record({ action: "template.changed", subject: `template:${municipalityId}`, details: { template: own, revision: seen + 1 } });
  return { key: own };
});

/** Lets the ready template hold again. */
export const restoreTemplate = outcomeCommand("template.change", async (context, { key, municipalityId, seen }: { municipalityId: number; key: string; seen: number }): Promise<null> => {
  context.permit(municipalityId);
  const { db } = context;
  await holdUnit(db, municipalityId);
  const known = (await listTemplates(db, municipalityId)).find((one) => one.key === key);
  const ready = READY_TEMPLATES.find((one) => one.key === key);
  if (!known || !ready) throw new Refused({ code: "no-template", message: "Det finns ingen färdig mall att gå tillbaka till." });
  if (known.revision !== seen) throw new Refused({ code: "changed", message: CHANGED });
  const left = known.sections.filter((section) => !ready.sections.some((one) => one.key === section.key));
  const written = await sectionsWithText(db, key, left.map((section) => section.key));
  const kept = left.filter((section) => written.has(section.key));
  if (kept.length) throw new Refused({ code: "section-in-use", message: `${kept.map(({ heading }) => `»${heading}«`).join(", ")} har text i något dokument och finns inte i den färdiga mallen; flytta texten först.` });
  await removeTemplate(db, municipalityId, key);
  context.record({ action: "template.restored", subject: `template:${municipalityId}`, details: { template: key } });
  return null;
});

const LONGEST_NAME = 150;
const dueDay = (dueOn: string | null): string | null => {
  if (dueOn !== null && !isDay(dueOn)) throw new Refused({ code: "bad-date", field: "dueOn", message: "Skriv dagen som ÅÅÅÅ-MM-DD." });
  return dueOn;
};

/** Makes a document by a template that any number are made by. */
export const planDocument = outcomeCommand("document.write", async (context, { committeeId, dueOn, name, templateKey, year }: { committeeId: number; year: number; templateKey: string; name: string; dueOn: string | null }): Promise<{ key: string }> => {
  context.permit(committeeId);
  const { db } = context;
  const committee = (await listCommittees(db, year)).find(({ id }) => id === committeeId);
  const template = committee && (await listTemplates(db, committee.municipalityId)).find(({ key, per }) => key === templateKey && per === "any");
  if (!committee || !template) throw new Refused({ code: "no-template", field: "template", message: "Välj vilket slags dokument det är." });
  const title = name.trim();
  if (!title || title.length > LONGEST_NAME) throw new Refused({ code: "bad-name", field: "name", message: `Skriv vad dokumentet heter, högst ${LONGEST_NAME} tecken.` });
  const known = await listPlannedDocuments(db, committee, year);
  if (known.some((one) => one.title.toLowerCase() === title.toLowerCase())) throw new Refused({ code: "same-name", field: "name", message: `Ett dokument som heter »${title}« finns redan för ${year}.` });
  const taken = new Set([...RESERVED, ...known.map(({ key }) => key), ...(await listTemplates(db, committee.municipalityId)).map(({ key }) => key)]);
  const key = freeKey(title, taken, "dokument");
  if ((await addPlanned(db, { committeeId, year }, { key, templateKey, name: title, dueOn: dueDay(dueOn) })) === null) throw new Refused({ code: "same-name", field: "name", message: `Ett dokument som heter »${title}« finns redan för ${year}.` });
  context.record({ action: "document.planned", subject: `document:${committeeId}`, details: { kind: key, year, name: title } });
  return { key };
});

/** Says on which day a document's texts are due, or that no day is set. */
export const setDueDay = outcomeCommand("document.write", async (context, { committeeId, dueOn, key, version, year }: { committeeId: number; year: number; key: string; version: number; dueOn: string | null }): Promise<null> => {
  context.permit(committeeId);
  const { db } = context;
  const planned = (await findDocumentAt(db, { committeeId, year, documentKind: key }))?.planned;
  if (!planned) throw new Refused({ code: "no-section", message: "Nämnden har inget sådant dokument." });
  const day = dueDay(dueOn);
  const added = planned.version === 0 && version === 0 ? await addPlanned(db, { committeeId, year }, { key, templateKey: planned.template.key, name: null, dueOn: day }) : null;
  const saved = added === null ? (await changeRow(db, "planned_document", { committee_id: committeeId, year, document_kind: key }, version, { due_on: day }, null)).saved : "added";
  if (isChange(saved)) context.record({ action: "document.due", subject: `document:${committeeId}`, details: { kind: key, year, dueOn: day } });
  return null;
});
