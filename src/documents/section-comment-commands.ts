import { command, outcomeCommand, type CommandContext } from "../platform/command.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { isChange } from "../platform/db/upsert.ts";
import { Refused } from "../platform/outcome.ts";
import { listAbleTo } from "../people/user-reads.ts";
import { unitsUnder } from "../organisation/unit-reads.ts";
import { commentFault, namedIn, type SectionComment } from "./section-comment.ts";
import { findComment, insertComment, noteWriter } from "./section-comment-store.ts";
import type { SectionPlace } from "./section-text.ts";
import { findDocumentAt } from "./template-reads.ts";
import { partOf, reachOfPart } from "./template.ts";

export interface NewComment extends SectionPlace {
  readonly section: string;
  readonly answersId: number | null;
  readonly quote: string;
  readonly body: string;
  /** Users who are asked to answer, besides those that the text names with @. */
  readonly asked: readonly number[];
}

/** Says something of a section, or answers what somebody has said. Who is asked, or named with @, has it as a task. */
export const addComment = outcomeCommand("document.comment", async (context, input: NewComment): Promise<{ id: number }> => {
  context.permit(reachOfPart(input));
  const { db } = context;
  const planned = (await findDocumentAt(db, input))?.planned;
  const of = partOf(input.section);
  const section = planned?.template.sections.find(({ key }) => key === of.section);
  // A unit's part is one of a unit in the committee, of a section that units write.
  if (!section || (of.unitId !== null && (!section.perUnit || !(await unitsUnder(db, input.committeeId, input.year)).some(({ id }) => id === of.unitId)))) throw new Refused({ code: "no-section", message: "Dokumentet har inget sådant avsnitt." });
  const fault = commentFault(input);
  if (fault) throw new Refused({ code: "bad-comment", ...fault });
  const begun = input.answersId === null ? null : await findComment(db, input.answersId);
  if (input.answersId !== null && (!begun || begun.answersId !== null || begun.committeeId !== input.committeeId || begun.year !== input.year || begun.documentKind !== input.documentKind || begun.section !== input.section)) throw new Refused({ code: "no-comment", message: "Kommentaren som du svarar på finns inte." });
  const people = await listAbleTo(db, "document.comment", reachOfPart(input));
  const strangers = input.asked.filter((id) => !people.some((person) => person.id === id));
  if (strangers.length) throw new Refused({ code: "not-able", field: "asked", message: "Den som du ber om svar får inte kommentera här; välj en annan." });
  const asked = [...new Set([...input.asked, ...namedIn(input.body, people)])];
  const id = await insertComment(db, { ...input, body: input.body.trim(), quote: input.quote.trim(), author: context.actor.key, asked });
  // An answer to what was done with takes it up again.
  if (begun?.resolvedBy) await setResolved(context, begun, false);
  context.record({ action: "section-comment.added", subject: `section_comment:${id}` });
  return { id };
});

async function setResolved(context: CommandContext, { id, version }: SectionComment, resolved: boolean): Promise<boolean> {
  return isChange((await changeRow(context.db, "section_comment", { id }, version, { resolved_by: resolved ? context.actor.key : null }, null)).saved);
}

/** Says that a talk is done with, or that it is not. */
export const resolveComment = outcomeCommand("document.comment", async (context, { commentId, resolved }: { commentId: number; resolved: boolean }): Promise<null> => {
  const found = await findComment(context.db, commentId);
  if (!found || found.answersId !== null) throw new Refused({ code: "no-comment", message: "Kommentaren finns inte, eller så får du inte läsa den." });
  context.permit(reachOfPart(found));
  if ((found.resolvedBy !== null) !== resolved && (await setResolved(context, found, resolved))) context.record({ action: `section-comment.${resolved ? "resolved" : "reopened"}`, subject: `section_comment:${commentId}` });
  return null;
});

export interface WritingInput extends SectionPlace {
  readonly section: string;
  readonly writes: boolean;
}
/** Notes that somebody writes in a section just now, so that others are told; a note of the moment, which no history keeps. */
export const noteWriting = command("document.write", async (context, input: WritingInput): Promise<void> => {
  context.permit(input.committeeId);
  await noteWriter(context.db, input, context.actor.key, input.writes);
});
/** The same of a unit's part. */
export const notePartWriting = command("document.write-part", async (context, input: WritingInput): Promise<void> => {
  context.permit(reachOfPart(input));
  await noteWriter(context.db, input, context.actor.key, input.writes);
});
