import { command, outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { changeRow, lastChange } from "../platform/edit/versioned-row-store.ts";
import { Refused } from "../platform/outcome.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { emptyTally, isChange, type Tally } from "../platform/db/upsert.ts";
import { loadFigureData } from "./document-reads.ts";
import { proseText } from "./live-figure.ts";
import { addSection, keepReading, loadSections, saveReport, saveSection } from "./section-text-store.ts";
import { mayBeWritten, standingOf } from "./document-step.ts";
import { loadSteps } from "./document-step-store.ts";
import { isOwnSentence } from "./block-parts.ts";
import { SUBHEADING, type SectionPlace, type SectionTextInput } from "./section-text.ts";
import { isTemplateKind, sectionOfHeading, TEMPLATES } from "./template.ts";

/** Keeps the prose of a document's sections. */
export const saveSectionTexts = command("document.write", async (context, input: SectionPlace & { sections: readonly SectionTextInput[] }): Promise<Tally> => {
  context.permit(input.committeeId);
  const tally = emptyTally();
  for (const section of input.sections) {
    const saved = await saveSection(context.db, input, section);
    tally[saved]++;
    if (isChange(saved)) context.record({ action: `section-text.${saved}`, subject: `section_text:${input.committeeId}/${input.year}/${input.documentKind}/${section.section}` });
  }
  return tally;
});

export interface ReadSectionsInput extends SectionPlace {
  readonly title: string;
  readonly diaryNumber: string | null;
  readonly originId: number;
  readonly sections: readonly { readonly heading: string; readonly paragraphs: readonly string[]; readonly originId: number }[];
}

/**
 * Keeps what a published document says of itself and the prose of its sections, each under the section of our template
 * that answers to its heading. What stands under a heading that the template does not know, or that comes a second time
 * and says something new, goes with the section above, under its heading.
 */
export const saveReadSections = command("document.write", async (context, input: ReadSectionsInput): Promise<Tally> => {
  context.permit(input.committeeId);
  const { db } = context;
  await saveReport(db, input, input);
  if (!isTemplateKind(input.documentKind)) return emptyTally();
  const template = TEMPLATES[input.documentKind];
  const bodies = new Map<string, SectionTextInput>();
  // What stands before any known heading belongs to the first section, after its own text.
  let open: string = template.sections[0]!.key;
  const begun = new Set<string>();
  for (const { heading, paragraphs, originId } of input.sections) {
    const section = sectionOfHeading(template, heading);
    if (section) open = section.key;
    const before = bodies.get(open);
    const told = new Set(before?.body.split("\n\n"));
    const body = paragraphs.filter((paragraph) => !isOwnSentence(paragraph) && !told.has(paragraph)).join("\n\n");
    if (!body) continue;
    const first = section !== null && !begun.has(section.key);
    if (section) begun.add(section.key);
    const own = (first ? [body, before?.body] : [before?.body, `${SUBHEADING}${heading}`, body]).filter(Boolean).join("\n\n");
    bodies.set(open, { section: open, body: own, originId: before?.originId ?? originId });
  }
  // Text that takes its figures from the register is worth more than the same text with the figures typed in.
  const live = new Set((await loadSections(db, input)).filter(({ body }) => body.includes("{{")).map(({ section }) => section));
  const sections = [...bodies.values()].filter(({ section, body }) => !live.has(section) || body.includes("{{"));
  return saveSectionTexts(context, { ...input, sections });
});

const LONGEST_BODY = 200_000;

/** Writes a section's text, from the version that was read; 0 where there was none. */
export const writeSection = outcomeCommand("document.write", async (context, input: SectionPlace & { section: string; version: number; body: string }): Promise<{ version: number }> => {
  context.permit(input.committeeId);
  const { db } = context;
  if (!isTemplateKind(input.documentKind) || !TEMPLATES[input.documentKind].sections.some(({ key }) => key === input.section)) {
    throw new Refused({ code: "no-section", message: "Dokumentet har inget sådant avsnitt." });
  }
  if (input.body.length > LONGEST_BODY) throw new Refused({ code: "long-text", field: "body", message: `Texten är längre än ${LONGEST_BODY} tecken; dela den.` });
  const standing = standingOf(await loadSteps(db, input));
  if (!mayBeWritten(standing)) throw new Refused({ code: "decided-document", message: standing.state === "proposed" ? "Dokumentet är framlagt för sammanträdet och skrivs inte i; ta tillbaka det först." : "Dokumentet är beslutat och ändras inte; påbörja en reviderad upplaga." });
  const key = { committee_id: input.committeeId, year: input.year, document_kind: input.documentKind, section: input.section };
  const subject = `section_text:${Object.values(key).join("/")}`;
  const known = (await loadSections(db, input)).find(({ section }) => section === input.section);
  if (!known) {
    if (!input.body) return { version: 0 };
    const version = await addSection(db, input, { section: input.section, body: input.body, originId: await typedOrigin(context) });
    if (version !== null) {
      context.record({ action: "section-text.added", subject });
      return { version: await keepRead(context, input, input.body) ?? version };
    }
  }
  if (known && input.version === 0 && known.body !== input.body) {
    throw new Conflicted({ conflicts: [{ field: "body", base: null, theirs: known.body, mine: input.body }], merged: {}, version: known.version, ...(await lastChange(db, "section_text", key)) });
  }
  const changed = await changeRow(db, "section_text", key, input.version, { body: input.body }, () => typedOrigin(context));
  if (!isChange(changed.saved)) return { version: changed.version };
  context.record({ action: "section-text.changed", subject });
  const body = (await loadSections(db, input)).find(({ section }) => section === input.section)!.body;
  return { version: await keepRead(context, input, body) ?? changed.version };
});

/** Who writes a text has read its figures as they are; null where it has none. */
async function keepRead({ db }: CommandContext, place: SectionPlace & { readonly section: string }, body: string): Promise<number | null> {
  return body.includes("{{") ? keepReading(db, place, place.section, proseText(body, await loadFigureData(db, place.committeeId, place.year))) : null;
}

/** Keeps that somebody has read a section again, with its figures as they were shown. */
export const rereadSection = outcomeCommand("document.write", async (context, input: SectionPlace & { section: string; shown: string }): Promise<null> => {
  context.permit(input.committeeId);
  const { db } = context;
  const known = (await loadSections(db, input)).find(({ section }) => section === input.section);
  if (!known) throw new Refused({ code: "no-section", message: "Avsnittet har ingen text." });
  const now = proseText(known.body, await loadFigureData(db, input.committeeId, input.year));
  if (now !== input.shown) throw new Refused({ code: "changed", message: "Texten eller dess siffror har ändrats sedan du öppnade sidan: läs den som den är nu." });
  await keepReading(db, input, input.section, now);
  context.record({ action: "section-text.reread", subject: `section_text:${input.committeeId}/${input.year}/${input.documentKind}/${input.section}` });
  return null;
});
