import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import { diaryNumberOf, type Matter } from "./matter.ts";
import { decisionWords, type AgendaItem, type DecisionReport, type Dispatch, type Meeting } from "./meeting.ts";
import type { AgreementParty, PartyAgreement } from "./party-agreement.ts";
import { loadReportBacks } from "./report-back-store.ts";

export { findPrefix } from "./matter-store.ts";

export const listMatters = async (db: Db, committeeId: number): Promise<Matter[]> => (await loadRegister<Matter>(db, "matter", committeeId)).toSorted((a, b) => b.year - a.year || b.number - a.number);
export const listMeetings = async (db: Db, committeeId: number): Promise<Meeting[]> => (await loadRegister<Meeting>(db, "meeting", committeeId)).toSorted((a, b) => a.onDate.localeCompare(b.onDate) || a.id - b.id);
export const listItems = async (db: Db, committeeId: number): Promise<AgendaItem[]> => (await loadRegister<AgendaItem>(db, "agenda_item", committeeId)).toSorted((a, b) => a.meetingId - b.meetingId || a.position - b.position || a.id - b.id);
export const listDispatches = (db: Db, committeeId: number): Promise<Dispatch[]> => loadRegister(db, "dispatch", committeeId);
export const listDecisionReports = (db: Db, committeeId: number): Promise<DecisionReport[]> => loadRegister(db, "decision_report", committeeId);
export const listAgreements = (db: Db, committeeId: number): Promise<PartyAgreement[]> => loadRegister(db, "party_agreement", committeeId);
export const listParties = (db: Db, committeeId: number): Promise<AgreementParty[]> => loadRegister(db, "agreement_party", committeeId);

/** A meeting with all that belongs to it. */
export interface WholeMeeting {
  readonly meeting: Meeting;
  readonly items: readonly (AgendaItem & { readonly matter: Matter | null; readonly dispatches: readonly Dispatch[]; readonly reports: readonly DecisionReport[] })[];
}
export async function loadMeetings(db: Db, committeeId: number): Promise<WholeMeeting[]> {
  const [meetings, items, matters, dispatches, reports] = await together(db, [() => listMeetings(db, committeeId), () => listItems(db, committeeId), () => listMatters(db, committeeId), () => listDispatches(db, committeeId), () => listDecisionReports(db, committeeId)]);
  return meetings.map((meeting) => ({ meeting, items: items.filter(({ meetingId }) => meetingId === meeting.id).map((item) => ({ ...item, matter: matters.find(({ id }) => id === item.matterId) ?? null, dispatches: dispatches.filter(({ itemId }) => itemId === item.id), reports: reports.filter(({ itemId }) => itemId === item.id) })) }));
}

/** A decision reported back, as a document tells of it: read from a published one, or kept here. */
export interface ToldReportBack { readonly matter: string; readonly meeting: string | null; readonly decision: string | null; readonly report: string | null }
/** What a year's report tells of decisions that were to be reported back: those that were read, and those that are kept here and were reported in the year, or wait. */
export async function listReportBacksTold(db: Db, committeeId: number, year: number, until: number | null): Promise<ToldReportBack[]> {
  const read = await loadReportBacks(db, committeeId, year);
  const end = `${year}-${String(until ?? 12).padStart(2, "0")}-31`;
  const own = (await loadMeetings(db, committeeId)).flatMap(({ items, meeting }) => items.flatMap((item) => item.reports.filter(({ doneOn, reportedOn }) => meeting.onDate <= end && (doneOn === null || doneOn >= `${year}-01-01` || (reportedOn ?? "") >= `${year}-01-01`)).map((report) => ({
    matter: item.matter ? `${item.title} (${diaryNumberOf(item.matter)})` : item.title, meeting: `${meeting.kind === "committee" ? "" : "Arbetsutskottet "}${meeting.onDate}`.trim(), decision: decisionWords(item) || null,
    report: report.reportedOn !== null && report.reportedOn <= end ? report.report : `Inte återrapporterat ännu${report.dueOn ? `; ska återrapporteras senast ${report.dueOn}` : ""}.`,
  }))));
  return [...read, ...own];
}
