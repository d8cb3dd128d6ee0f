import { createHash } from "node:crypto";
import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { buildDocument } from "./build-document.ts";
import { checkModel, type AnsweredFinding } from "./document-check.ts";
import type { DocumentModel } from "./document.ts";
import { loadDocumentData } from "./document-reads.ts";
import { loadAnswers } from "./finding-answer-store.ts";
import type { SectionPlace, SectionText } from "./section-text.ts";
import type { PlannedDocument } from "./template.ts";

/** What a document says against itself, and what has been answered to it while its words and figures were the same. */
export async function findingsOf(db: Db, place: SectionPlace, model: DocumentModel): Promise<AnsweredFinding[]> {
  const answers = await loadAnswers(db, place);
  return checkModel(model).map((found) => {
    const { code, message, quote } = found.finding;
    const key = createHash("sha256").update([code, quote, message].join("\u0000")).digest("hex");
    return { ...found, key, answer: answers.find((answer) => answer.key === key) ?? null };
  });
}

/** A section's text as it is being written, in the place of the one that is kept. */
export interface SectionDraft extends Pick<SectionText, "section" | "body"> {}

/** What a document says against itself as it would be made now, and what has been answered to it; with a draft, as it would be with that. */
export async function listFindings(db: Db, committee: Committee, year: number, planned: PlannedDocument, draft: SectionDraft | null = null): Promise<AnsweredFinding[]> {
  const data = await loadDocumentData(db, committee, year, planned);
  const own = draft && data.sections.find(({ section }) => section === draft.section);
  const sections = draft === null ? data.sections : [...data.sections.filter((one) => one !== own), { readAs: null, carried: null, origin: 0, version: 0, ...own, ...draft }];
  const model = buildDocument(planned, { ...data, sections }, { charts: false });
  return findingsOf(db, { committeeId: committee.id, year, documentKind: planned.key }, model);
}
