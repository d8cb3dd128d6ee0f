import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { keepsRegister } from "../platform/edit/register-row-store.ts";
import { listContracts, listReviews } from "../contracts/contract-reads.ts";
import { listMeetings } from "../matters/matter-reads.ts";
import { MEETING_KINDS } from "../matters/meeting.ts";
import { READY_TEMPLATES } from "./ready-templates.ts";
import { REGISTER_TEMPLATES } from "./register-data.ts";
import type { SectionPlace } from "./section-text.ts";
import { loadPlanned, loadTemplates } from "./template-store.ts";
import { plannedDocuments, type PlannedDocument, type Template } from "./template.ts";

/** A municipality's templates: its own, and the ready ones that it has not written anew. */
export async function listTemplates(db: Db, municipalityId: number): Promise<Template[]> {
  const own = await loadTemplates(db, municipalityId);
  return [...READY_TEMPLATES.map((ready) => own.find(({ key }) => key === ready.key) ?? ready), ...own.filter(({ key }) => !READY_TEMPLATES.some((ready) => ready.key === key))];
}

/** All documents of a committee's year, written or not. */
export async function listPlannedDocuments(db: Db, committee: Pick<Committee, "id" | "municipalityId">, year: number): Promise<PlannedDocument[]> {
  const [templates, points, rows, reviews, contracts, meetings] = await together(db, [() => listTemplates(db, committee.municipalityId), () => listFollowUpPoints(db, committee.municipalityId), () => loadPlanned(db, committee.id, year), () => listReviews(db, committee.id), () => listContracts(db, committee.id), () => listMeetings(db, committee.id)]);
  return plannedDocuments(templates, points, rows, year, {
    review: reviews.filter((review) => review.year === year).map(({ contractId, id }) => ({ id, name: contracts.find((one) => one.id === contractId)?.name ?? "" })),
    meeting: meetings.filter(({ onDate }) => onDate.startsWith(`${year}-`)).map(({ id, kind, onDate }) => ({ id, name: `${MEETING_KINDS[kind]} ${onDate}` })),
  });
}

/** Those that a committee has any use for: reports of registers that it does not keep are left out. */
export async function listShownDocuments(db: Db, committee: Pick<Committee, "id" | "municipalityId">, year: number): Promise<PlannedDocument[]> {
  const documents = await listPlannedDocuments(db, committee, year);
  const tables = [...new Set(documents.flatMap(({ template }) => REGISTER_TEMPLATES[template.key] ?? []))];
  const kept = new Map(await together(db, tables.map((table) => async () => [table, await keepsRegister(db, table, committee.id)] as const)));
  return documents.filter(({ template }) => { const table = REGISTER_TEMPLATES[template.key]; return table === undefined || kept.get(table) === true; });
}

/** A document by its key; null where the committee's year has none such. */
export async function findPlannedDocument(db: Db, committee: Pick<Committee, "id" | "municipalityId">, year: number, key: string): Promise<PlannedDocument | null> {
  return (await listPlannedDocuments(db, committee, year)).find((planned) => planned.key === key) ?? null;
}

export interface PlacedDocument {
  readonly committee: Committee;
  readonly planned: PlannedDocument;
}
/** A document and its committee, as that is called in the year; null where there is none at the place. */
export async function findDocumentAt(db: Db, { committeeId, documentKind, year }: SectionPlace): Promise<PlacedDocument | null> {
  const committee = (await listCommittees(db, year)).find(({ id }) => id === committeeId);
  const planned = committee && (await findPlannedDocument(db, committee, year, documentKind));
  return committee && planned ? { committee, planned } : null;
}
