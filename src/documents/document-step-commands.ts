import { isDay } from "../platform/clock.ts";
import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused, type Failure } from "../platform/outcome.ts";
import { counted } from "../platform/swedish.ts";
import { openErrors } from "./document-check.ts";
import { findingsOf } from "./document-check-reads.ts";
import { transitionFor, type DocumentStepAction, type DocumentStepKind } from "./document-step.ts";
import { findDocument } from "./document-step-reads.ts";
import { cellText, faultsOf, inlineText, type Block, type DocumentModel } from "./document.ts";
import { MISSING_FIGURE } from "./live-figure.ts";
import { addStep, freeze } from "./document-step-store.ts";
import type { SectionPlace } from "./section-text.ts";
import { findDocumentAt } from "./template-reads.ts";
import { listSectionTexts } from "./section-text-reads.ts";

const LONGEST_NOTE = 1000;

export interface DocumentStepInput extends SectionPlace {
  readonly kind: DocumentStepKind;
  /** How many steps had been taken when the page was seen. */
  readonly seen: number;
  /** The fingerprint of the document that was seen, where it is one that is answered for. */
  readonly hash: string | null;
  /** ISO date of the meeting. */
  readonly onDate: string | null;
  readonly note: string | null;
  /** Puts it to a meeting although it says something against itself that nobody has answered. */
  readonly despiteErrors?: boolean;
}

/** Steps that take a document on as it is: what is decided could never be mended. */
const TAKEN_ON: ReadonlySet<DocumentStepKind> = new Set(["reviewed", "approved", "proposed", "decided"]);

/** What keeps a document from being taken on: a text that asks for a figure that there is none of, or what cannot be read by all; null where nothing does. */
function hindrance(model: DocumentModel): Failure | null {
  const [fault] = faultsOf(model);
  let heading = model.title;
  let place = "";
  for (const block of model.blocks) {
    if (block.kind === "heading") heading = block.text;
    const missing = textsOf(block).find((text) => text.includes(MISSING_FIGURE));
    if (missing) return { code: "missing-figure", message: `I »${heading}« finns en siffra som inte går att hämta: ${missing.slice(missing.indexOf(MISSING_FIGURE))} Rätta den och försök igen.` };
    if (place === "" && block.kind === "table" && faultsOf({ ...model, blocks: [block] }).length) place = ` Den står under »${heading}«.`;
  }
  return fault ? { code: "unfit-document", message: `Dokumentet är inte tillgängligt ännu: ${fault}${place} Rätta texten och försök igen.` } : null;
}
function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case "heading": return [block.text];
    case "paragraph": return block.inlines.map(inlineText);
    case "list": return block.items.flat().map(inlineText);
    case "table": return [block.caption, ...block.columns.map(({ label }) => label), ...block.rows.flatMap(({ cells }) => cells.map(cellText))];
    case "enclosures": case "enclosure": case "status": case "chart": return [];
  }
}

/**
 * Takes a document one step on, from how it stood when it was seen. An approval is of what was seen, to the last figure: a
 * document that has changed since is not approved by it, and neither put to a meeting nor decided. A decision freezes it.
 */
async function takeStep(context: CommandContext, input: DocumentStepInput, action: DocumentStepAction): Promise<{ edition: number; hash: string | null }> {
  context.permit(input.committeeId);
  const { db } = context;
  const placed = await findDocumentAt(db, input);
  if (!placed) throw new Refused({ code: "no-section", message: "Nämnden har inget sådant dokument." });
  const { committee, planned } = placed;
  const found = await findDocument(db, { committee, year: input.year }, planned);
  const { standing, steps } = found;
  const transition = steps.length === input.seen ? transitionFor(standing, input.kind) : null;
  if (!transition || transition.action !== action) throw new Refused({ code: "changed", message: "Någon annan har redan gått vidare med dokumentet; se nedan hur det står." });
  if ((input.note?.length ?? 0) > LONGEST_NOTE) throw new Refused({ code: "long-text", field: "note", message: `Texten är längre än ${LONGEST_NOTE} tecken; korta den.` });
  const hinders = TAKEN_ON.has(input.kind) ? hindrance(found.now) : null;
  if (hinders) throw new Refused(hinders);
  if (input.kind === "returned" && !input.note) throw new Refused({ code: "no-reason", field: "note", message: "Skriv varför dokumentet går tillbaka." });
  if (input.kind === "reviewed") {
    const written = new Set((await listSectionTexts(db, input)).filter(({ body }) => body).map(({ section }) => section));
    const missing = planned.template.sections.filter(({ key, required }) => required && !written.has(key));
    if (missing.length) throw new Refused({ code: "no-text", message: `${missing.map(({ heading }) => `»${heading}«`).join(", ")} ska ha text innan dokumentet lämnas för granskning.` });
  }
  const meeting = input.kind === "proposed" || input.kind === "decided";
  if (meeting && (input.onDate === null || !isDay(input.onDate))) throw new Refused({ code: "bad-date", field: "onDate", message: "Skriv sammanträdets dag som ÅÅÅÅ-MM-DD." });
  if (input.kind === "approved" && input.hash !== found.hash) throw new Refused({ code: "changed", message: "Dokumentet har ändrats sedan du öppnade sidan. Inget är godkänt: läs det som det är nu." });
  if (meeting && !found.approvedNow) throw new Refused({ code: "not-approved", message: "Dokumentet har ändrats sedan det godkändes. Låt godkänna det på nytt, eller återställ det som ändrades." });
  if (input.kind === "proposed" && !input.despiteErrors) {
    const open = openErrors(await findingsOf(db, input, found.now));
    if (open.length) throw new Refused({ code: "open-errors", message: `Dokumentet säger emot sig självt på ${counted(open.length, "ställe", "ställen")} som ingen har svarat på; det första är under »${open[0]!.heading}«: ${open[0]!.finding.message} Rätta eller svara, eller säg att det läggs fram ändå.` });
  }
  const hash = input.kind === "approved" || input.kind === "decided" ? await freeze(db, input.committeeId, found.now) : null;
  const edition = input.kind === "revised" ? standing.edition + 1 : standing.edition;
  await addStep(db, input, { ordinal: steps.length + 1, edition, kind: input.kind, hash, onDate: meeting ? input.onDate : null, note: input.note, actor: context.actor.key });
  context.record({ action: `document.${input.kind === "proposed" ? "tabled" : input.kind}`, subject: `document:${input.committeeId}`, details: { kind: input.documentKind, year: input.year, edition, ...(input.kind === "proposed" && input.despiteErrors ? { despiteErrors: true } : {}), ...(hash ? { hash } : {}), ...(meeting ? { on: input.onDate } : {}) }, reason: input.note ?? undefined });
  return { edition, hash };
}

const stepCommand = (action: DocumentStepAction) => outcomeCommand(action, (context, input: DocumentStepInput) => takeStep(context, input, action));
/** Leaves a document to be reviewed, or begins a revised edition of one that is decided. */
export const writeOnDocument = stepCommand("document.write");
/** Approves a document as it was seen, or sends it back with a reason. */
export const approveDocument = stepCommand("document.approve");
/** Puts an approved document to a meeting, keeps what the meeting decided or sends back, and publishes it. */
export const decideDocument = stepCommand("document.decide");
/** The command that takes a step, by the row of the permission table that the step asks. */
export const STEP_COMMANDS = { "document.write": writeOnDocument, "document.approve": approveDocument, "document.decide": decideDocument } as const;
