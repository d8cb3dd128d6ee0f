import { listContracts, listReviews } from "../contracts/contract-reads.ts";
import { REVIEW_KINDS } from "../contracts/contract-review.ts";
import { contractDays } from "../contracts/contract.ts";
import { listNotices, loadInspections } from "../inspections/inspection-reads.ts";
import { NOTICE_KINDS, waitsForUs } from "../inspections/licence-notice.ts";
import { listMatters, loadMeetings } from "../matters/matter-reads.ts";
import { diaryNumberOf, dueMatters } from "../matters/matter.ts";
import { openReports } from "../matters/meeting.ts";
import type { PermissionAction } from "../permission/permission.ts";
import { pageHref, type Scope } from "../organisation/scope.ts";
import { readerRead } from "../platform/db/remembered.ts";
import { together } from "../platform/db/together.ts";
import type { Db } from "../platform/db/database.ts";
import { daysAfter } from "../platform/days.ts";
import { listFeedback } from "../quality/feedback-reads.ts";
import { ANSWER_DAYS, FEEDBACK_KINDS, isOpen, stateOfFeedback } from "../quality/feedback.ts";
import { listIncidents, listLexSarah } from "../quality/incident-reads.ts";
import { stateOfIncident } from "../quality/incident.ts";
import { investigationDue, lexSarahWait } from "../quality/lex-sarah.ts";
import { listTimedCases } from "../quality/timed-case-reads.ts";
import { lastDay, lateCases, TIMED_KINDS } from "../quality/timed-case.ts";
import { listUnexecutedDecisions } from "../quality/unexecuted-decision-reads.ts";
import { dueDay, waiting } from "../quality/unexecuted-decision.ts";
import { inOrderOfDays, type DueDay } from "./due-day.ts";

/** So far ahead a day is told of, where its register says nothing else. */
const AHEAD_DAYS = 30;

/** The days of a committee's registers that are near on a day, or have gone by: of the rows that the asker may see. */
export const listDueDays = (db: Db, scope: Scope, on: string): Promise<readonly DueDay[]> => readerRead(db, `due days ${scope.committee.id} ${scope.committee.slug} ${scope.year} ${on}`, () => readDueDays(db, scope, on));
async function readDueDays(db: Db, scope: Scope, on: string): Promise<DueDay[]> {
  const { id } = scope.committee;
  const near = (day: string): boolean => day <= daysAfter(on, AHEAD_DAYS);
  const href = (page: Parameters<typeof pageHref>[1], rest: string, year = scope.year): string => pageHref({ ...scope, year }, page, rest);
  const [contracts, reviews, decisions, feedback, incidents, reports, register, notices, matters, meetings, cases] = await together(db, [
    () => listContracts(db, id), () => listReviews(db, id), () => listUnexecutedDecisions(db, id), () => listFeedback(db, id), () => listIncidents(db, id), () => listLexSarah(db, id), () => loadInspections(db, id), () => listNotices(db, id), () => listMatters(db, id), () => loadMeetings(db, id), () => listTimedCases(db, id),
  ]);
  const ofCommittee = (action: PermissionAction) => ({ action, reach: id, fresh: null });
  const ofUnit = (action: PermissionAction, { unitId }: { readonly unitId: number | null }) => ({ action, reach: unitId ?? id, fresh: null });
  const place = new Map(register.places.map(({ id: own, name }) => [own, name]));
  const timed = lateCases(cases, on);
  return inOrderOfDays([
    ...contractDays(contracts, on).map(({ contractId, day, words }): DueDay => ({ day, words, of: "Avtal", href: href("avtal", `/${contractId}`), ...ofCommittee("contract.keep") })),
    ...reviews.filter(({ dueOn, reviewedOn }) => reviewedOn === null && dueOn !== null && near(dueOn)).map((review): DueDay => ({ day: review.dueOn!, words: `${REVIEW_KINDS[review.kind]} uppföljning av ${contracts.find(({ id: own }) => own === review.contractId)?.name ?? "ett avtal"}`, of: "Avtal", href: href("avtal", `/uppfoljningar/${review.id}`, review.year), ...ofCommittee("contract.keep") })),
    ...waiting(decisions, on).open.filter((decision) => near(dueDay(decision))).map((decision): DueDay => ({ day: dueDay(decision), words: `beslut om ${decision.assistance.toLowerCase()} ska vara verkställt`, of: "Ej verkställda beslut", href: href("kvalitet", `/ej-verkstallda#rad-${decision.id}`), ...ofUnit("quality.unexecuted", decision), inside: true })),
    ...timed.map((one): DueDay => ({ day: lastDay(one), words: `${TIMED_KINDS[one.kind]} från ${one.startedOn} ska vara klar`, of: "Lagens tider", href: href("kvalitet", "/lagens-tider"), ...ofUnit("quality.unexecuted", one), inside: true })),
    ...feedback.filter((one) => isOpen(one) && one.wantsAnswer === "yes" && !one.steps.some(({ kind }) => kind === "answered") && stateOfFeedback(one) !== "closed").map((one): DueDay => ({ day: daysAfter(one.receivedOn, ANSWER_DAYS), words: `svara på ${FEEDBACK_KINDS[one.kind]} från ${one.receivedOn}`, of: "Synpunkter", href: href("kvalitet", `/synpunkter/${one.id}`), ...ofUnit("feedback.handle", one), fresh: one.steps.length === 0 ? one.receivedOn : null })),
    ...incidents.filter((one) => stateOfIncident(one) !== "closed" && one.actionDue !== null && near(one.actionDue) && !one.steps.some(({ kind }) => kind === "acted")).map((one): DueDay => ({ day: one.actionDue!, words: `åtgärd efter avvikelsen ${one.occurredOn}`, of: "Avvikelser", href: href("kvalitet", `/avvikelser/${one.id}`), ...ofUnit("incident.handle", one) })),
    // Who has only reported a wrong is not asked to investigate it.
    ...reports.filter((one) => one.steps.at(-1)?.kind !== "closed" && one.steps.length > 0 && one.judgement !== "open" && one.judgement !== "outside" && lexSarahWait(one, on) !== "kan avslutas" && near(investigationDue(one))).map((one): DueDay => ({ day: investigationDue(one), words: "en utredning ska vara klar", of: "Lex Sarah", href: href("kvalitet", `/lex-sarah/${one.id}`), ...ofCommittee("lex-sarah.handle") })),
    ...register.places.flatMap((one): DueDay[] => { const last = register.inspections.findLast(({ placeId, what }) => placeId === one.id && what !== "inner"); return last?.result === "deficient" && last.followOn !== null && near(last.followOn) && one.endedOn === null ? [{ day: last.followOn, words: `följ upp bristen hos ${one.name}`, of: "Tillsyn", href: href("tillsyn", `/stallen/${one.id}`), ...ofCommittee("inspection.keep") }] : []; }),
    ...notices.filter(waitsForUs).map((notice): DueDay => ({ day: notice.fromDate ?? notice.receivedOn, words: `anmälan om ${NOTICE_KINDS[notice.kind]} från ${place.get(notice.placeId) ?? "ett ställe"}`, of: "Tillsyn", href: href("tillsyn", `/anmalningar/${notice.id}`), ...ofCommittee("inspection.keep"), fresh: notice.steps.at(-1)?.onDate ?? notice.receivedOn })),
    ...dueMatters(matters, on).map((matter): DueDay => ({ day: matter.dueOn!, words: `${diaryNumberOf(matter)} ${matter.title}`, of: "Ärenden", href: href("arenden", `/${matter.id}`, matter.year), ...ofCommittee("matter.keep"), inside: matter.secrecy !== "open" })),
    ...openReports(meetings.flatMap(({ items }) => items.flatMap(({ reports: own }) => own))).filter(({ dueOn }) => dueOn !== null && near(dueOn)).map((report): DueDay => { const found = meetings.flatMap(({ items, meeting }) => items.map((item) => ({ item, meeting }))).find(({ item }) => item.id === report.itemId)!; return { day: report.dueOn!, words: `återrapportera ${found.item.title}`, of: "Ärenden", href: href("arenden", `/sammantraden/${found.meeting.id}#punkt-${found.item.id}`, Number(found.meeting.onDate.slice(0, 4))), ...ofCommittee("matter.report-back"), inside: (found.item.matter?.secrecy ?? "open") !== "open" }; }),
  ]);
}
