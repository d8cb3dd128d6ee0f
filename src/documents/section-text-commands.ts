import { command, outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { changeRow, lastChange } from "../platform/edit/versioned-row-store.ts";
import { Refused } from "../platform/outcome.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { emptyTally, isChange, type Tally } from "../platform/db/upsert.ts";
import { loadFigureData } from "./document-reads.ts";
import { proseText } from "./live-figure.ts";
import { addSection, keepReading, loadReport, loadSections, saveReport, saveSection } from "./section-text-store.ts";
import { mayBeWritten, standingOf } from "./document-step.ts";
import { loadSteps } from "./document-step-store.ts";
import { isOwnSentence } from "./block-parts.ts";
import { movedText, textsToCarry } from "./carried-text.ts";
import { SUBHEADING, type SectionPlace, type SectionTextInput } from "./section-text.ts";
import { followUpDate } from "../calendar/follow-up-point.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { findDocumentAt } from "./template-reads.ts";
import { interimKey, partOf, reachOfPart, sectionOfHeading } from "./template.ts";

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
export const saveReadSections = command("document.write", async (context, read: ReadSectionsInput): Promise<Tally> => {
  context.permit(read.committeeId);
  const { db } = context;
  // Interim reports of a year are told apart by the follow-up that they report at.
  const month = read.documentKind === "interim-report" ? followUpDate(read.documentKind, read.title, read.year)?.slice(5, 7) : undefined;
  const input = { ...read, documentKind: month === undefined ? read.documentKind : interimKey(read.documentKind, Number(month)) };
  await saveReport(db, input, input);
  const template = (await findDocumentAt(db, input))?.planned.template;
  if (!template?.sections.length) return emptyTally();
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

export interface WrittenSection extends SectionPlace {
  /** The section's key, or the place of a unit's part of it. */
  readonly section: string;
  readonly version: number;
  readonly body: string;
}
/** Writes a section's text, from the version that was read; 0 where there was none. */
export const writeSection = outcomeCommand("document.write", async (context, input: WrittenSection): Promise<{ version: number }> => {
  context.permit(input.committeeId);
  return write(context, input);
});
/** Writes a unit's part of a section. */
export const writePart = outcomeCommand("document.write-part", async (context, input: WrittenSection): Promise<{ version: number }> => {
  const { unitId } = partOf(input.section);
  context.permit(unitId ?? input.committeeId);
  if (unitId === null || !(await unitsUnder(context.db, input.committeeId, input.year)).some(({ id }) => id === unitId)) throw new Refused({ code: "no-section", message: "Nämnden har ingen sådan enhet." });
  return write(context, input);
});

async function write(context: CommandContext, input: WrittenSection): Promise<{ version: number }> {
  const { db } = context;
  const planned = (await findDocumentAt(db, input))?.planned;
  const of = partOf(input.section);
  if (!planned?.template.sections.some(({ key, perUnit }) => key === of.section && (perUnit || of.unitId === null))) throw new Refused({ code: "no-section", message: "Dokumentet har inget sådant avsnitt." });
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
      return { version: await keepRead(context, input, input.body, planned.month) ?? version };
    }
  }
  if (known && input.version === 0 && known.body !== input.body) {
    throw new Conflicted({ conflicts: [{ field: "body", base: null, theirs: known.body, mine: input.body }], merged: {}, version: known.version, ...(await lastChange(db, "section_text", key)) });
  }
  const changed = await changeRow(db, "section_text", key, input.version, { body: input.body }, () => typedOrigin(context));
  if (!isChange(changed.saved)) return { version: changed.version };
  context.record({ action: "section-text.changed", subject });
  const body = (await loadSections(db, input)).find(({ section }) => section === input.section)!.body;
  return { version: await keepRead(context, input, body, planned.month) ?? changed.version };
}

/** Who writes a text has read its figures as they are; null where it has none. */
async function keepRead({ db }: CommandContext, place: SectionPlace & { readonly section: string }, body: string, month: number | null): Promise<number | null> {
  return body.includes("{{") ? keepReading(db, place, place.section, proseText(body, await loadFigureData(db, place.committeeId, place.year, month)), false) : null;
}

const LONGEST_DIARY_NUMBER = 60;
/** Gives a document the diary number of its matter, or takes it away. */
export const setDiaryNumber = outcomeCommand("document.write", async (context, { diaryNumber, ...place }: SectionPlace & { readonly diaryNumber: string | null }): Promise<null> => {
  context.permit(place.committeeId);
  const { db } = context;
  const planned = (await findDocumentAt(db, place))?.planned;
  if (!planned) throw new Refused({ code: "no-section", message: "Nämnden har inget sådant dokument." });
  if (!mayBeWritten(standingOf(await loadSteps(db, place)))) throw new Refused({ code: "decided-document", message: "Dokumentet är framlagt eller beslutat och ändras inte." });
  if ((diaryNumber?.length ?? 0) > LONGEST_DIARY_NUMBER) throw new Refused({ code: "long-text", field: "diaryNumber", message: `Diarienumret är längre än ${LONGEST_DIARY_NUMBER} tecken.` });
  const known = await loadReport(db, place);
  if ((known?.diaryNumber ?? null) === diaryNumber) return null;
  await saveReport(db, place, { title: known?.title ?? planned.title, diaryNumber, originId: await typedOrigin(context) });
  context.record({ action: "document.changed", subject: `report:${place.committeeId}/${place.year}/${place.documentKind}` });
  return null;
});

export interface ReadSection extends SectionPlace {
  readonly section: string;
  /** The text as it was shown, figures and all. */
  readonly shown: string;
}
/** Keeps that somebody has read a section again, with its figures as they were shown. */
export const rereadSection = outcomeCommand("document.write", async (context, input: ReadSection): Promise<null> => {
  context.permit(input.committeeId);
  return reread(context, input);
});
/** Keeps that somebody has read their unit's part again. */
export const rereadPart = outcomeCommand("document.write-part", async (context, input: ReadSection): Promise<null> => {
  context.permit(reachOfPart(input));
  if (partOf(input.section).unitId === null) throw new Refused({ code: "no-section", message: "Nämnden har ingen sådan enhet." });
  return reread(context, input);
});

async function reread(context: CommandContext, input: ReadSection): Promise<null> {
  const { db } = context;
  const known = (await loadSections(db, input)).find(({ section }) => section === input.section);
  if (!known) throw new Refused({ code: "no-section", message: "Avsnittet har ingen text." });
  const now = proseText(known.body, await loadFigureData(db, input.committeeId, input.year, (await findDocumentAt(db, input))?.planned.month ?? null));
  if (now !== input.shown) throw new Refused({ code: "changed", message: "Texten eller dess siffror har ändrats sedan du öppnade sidan: läs den som den är nu." });
  await keepReading(db, input, input.section, known.body.includes("{{") ? now : null, true);
  context.record({ action: "section-text.reread", subject: `section_text:${input.committeeId}/${input.year}/${input.documentKind}/${input.section}` });
  return null;
}

/** Begins a document from last year's texts, with their periods moved on: each sentence is to be read again. What is written already stays. */
export const carryTexts = outcomeCommand("document.write", async (context, input: SectionPlace): Promise<{ carried: number }> => {
  context.permit(input.committeeId);
  const { db } = context;
  const planned = (await findDocumentAt(db, input))?.planned;
  if (!planned) throw new Refused({ code: "no-section", message: "Nämnden har inget sådant dokument." });
  if (!mayBeWritten(standingOf(await loadSteps(db, input)))) throw new Refused({ code: "decided-document", message: "Dokumentet är framlagt eller beslutat och skrivs inte i." });
  const before = await loadSections(db, { ...input, year: input.year - 1 });
  const texts = textsToCarry(planned.template, await unitsUnder(db, input.committeeId, input.year), before, await loadSections(db, input));
  if (!texts.length) throw new Refused({ code: "nothing-to-carry", message: `Det finns ingen text från ${input.year - 1} som inte redan har en för ${input.year}.` });
  const originId = await typedOrigin(context);
  for (const { body, section } of texts) {
    const moved = movedText(body, input.year - 1);
    if ((await addSection(db, input, { section, body: moved, carried: moved, originId })) !== null) context.record({ action: "section-text.carried", subject: `section_text:${input.committeeId}/${input.year}/${input.documentKind}/${section}` });
  }
  return { carried: texts.length };
});
