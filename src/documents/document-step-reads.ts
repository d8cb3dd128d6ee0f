import type { Scope } from "../organisation/scope.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import type { DocumentModel } from "./document.ts";
import { figureDifferences, textDifferences, type DocumentTextDifference, type FigureDifference } from "./document-difference.ts";
import { makeDocument } from "./document-reads.ts";
import type { DocumentOptions } from "./build-document.ts";
import { standingOf, STATE_WORDS, type DocumentStanding, type DocumentStep } from "./document-step.ts";
import { fingerprint, loadFrozen, loadSteps } from "./document-step-store.ts";
import type { PlannedDocument } from "./template.ts";

/** A document with all that has been done with it, as it would be now, and as it was decided. */
export interface FoundDocument {
  readonly steps: readonly DocumentStep[];
  readonly standing: DocumentStanding;
  /** As it would be made now, with its charts. */
  readonly now: DocumentModel;
  /** The fingerprint of that. */
  readonly hash: string;
  /** Whether what was approved is what it is now. */
  readonly approvedNow: boolean;
}

export async function findDocument(db: Db, { committee, year }: Scope, planned: PlannedDocument): Promise<FoundDocument> {
  const steps = await loadSteps(db, { committeeId: committee.id, year, documentKind: planned.key });
  const now = await makeDocument(db, committee, year, planned, { charts: true });
  const standing = standingOf(steps);
  const hash = fingerprint(now);
  return { steps, standing, now, hash, approvedNow: standing.approved?.hash === hash };
}

/** A document as it is read: as it was decided, or as it is being worked on. */
export interface ReadableDocument {
  readonly model: DocumentModel;
  readonly standing: DocumentStanding;
  /** The decision that it is read as; null for what is being worked on. */
  readonly decision: DocumentStep | null;
}
/** The latest decided edition where there is one, else the document as it would be made now; that too where it is asked for. */
export async function readDocument(db: Db, { committee, year }: Scope, planned: PlannedDocument, { charts, working }: DocumentOptions & { readonly working: boolean }): Promise<ReadableDocument> {
  const standing = standingOf(await loadSteps(db, { committeeId: committee.id, year, documentKind: planned.key }));
  const decision = working ? null : (standing.decided.at(-1) ?? null);
  const frozen = decision?.hash ? await loadFrozen(db, committee.id, decision.hash) : null;
  if (!decision || !frozen) return { standing, decision: null, model: { ...(await makeDocument(db, committee, year, planned, { charts })), status: `${STATE_WORDS[standing.state === "decided" || standing.state === "published" ? "draft" : standing.state]}. Siffrorna är hämtade ur registret när dokumentet gjordes.` } };
  const blocks = charts ? frozen.blocks : frozen.blocks.filter((block) => block.kind !== "chart");
  return { standing, decision, model: { ...frozen, blocks, status: `Beslutat ${decision.onDate}${decision.note ? `, ${decision.note}` : ""}. Fingeravtryck ${decision.hash!.slice(0, 12)}.` } };
}

/** How each of some documents of a year stands. */
export async function listStandings(db: Db, { committee, year }: Scope, kinds: readonly string[]): Promise<Map<string, DocumentStanding>> {
  const found = await together(db, kinds.map((kind) => async () => [kind, standingOf(await loadSteps(db, { committeeId: committee.id, year, documentKind: kind }))] as const));
  return new Map(found);
}
export { countPublished, hasPublished, loadPublished as listPublishedEditions, searchFrozen, type FoundSection, type PublishedAsked, type PublishedTable } from "./document-step-store.ts";
export { loadSteps as listDocumentSteps, loadStepsOf as listStepsOf } from "./document-step-store.ts";
export { loadFrozen as findFrozen } from "./document-step-store.ts";

/** What differs between two documents. */
export interface DocumentDifferences {
  readonly figures: readonly FigureDifference[];
  readonly texts: readonly DocumentTextDifference[];
}
export const differencesOf = (before: DocumentModel, after: DocumentModel): DocumentDifferences => ({ figures: figureDifferences(before, after), texts: textDifferences(before, after) });
