import { newToken, tokenHash } from "../platform/auth/token.ts";
import { today } from "../platform/clock.ts";
import { command, outcomeCommand, program } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import { readFields } from "../platform/edit/register-field.ts";
import { findRegisterRow, insertRegisterRow } from "../platform/edit/register-row-store.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { stepCommand } from "../platform/edit/step-command.ts";
import type { StepRules } from "../platform/edit/step.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { loadStepRows } from "../platform/edit/step-store.ts";
import { holdPlace } from "./inspection-reads.ts";
import { addLink, endLinks, findBySentKey } from "./inspection-store.ts";
import { INSPECTION_FIELDS, inspectionFault, TARGET_FIELDS, targetFault } from "./inspection.ts";
import { NOTICE_FIELDS, NOTICE_STEP_WORDS, nextNoticeSteps, noticeFault, noticeStepFault, type NoticeStepKind } from "./licence-notice.ts";
import { TOTAL_FIELDS } from "./licence-statistics.ts";
import { EVENT_FIELDS, LICENCE_FIELDS, licenceFault, PLACE_FIELDS } from "./licence.ts";

const kept = { action: "inspection.keep", yearly: false } as const;
export const LICENSED_PLACES: Register = { ...kept, table: "licensed_place", subject: "licensed_place", noun: "Stället", fields: PLACE_FIELDS, usedBy: { licence: "tillstånd", licence_event: "händelser", inspection: "besök", licence_notice: "anmälningar", licence_link: "en adress för sin innehavare" }, importing: { natural: ["name", "address"], keyNames: ["Objektnummer", "Ställe-id"] } };
export const { add: addLicensedPlace, change: changeLicensedPlace, remove: removeLicensedPlace, take: takeLicensedPlaces } = registerCommands(LICENSED_PLACES);

export const LICENCES: Register = { ...kept, table: "licence", subject: "licence", noun: "Tillståndet", fields: LICENCE_FIELDS, fault: licenceFault, hold: (db, { committeeId }, row) => holdPlace(db, committeeId, row["place_id"]), importing: { natural: ["place_id", "kind", "valid_from"], keyNames: ["Tillståndsnummer"] } };
export const { add: addLicence, change: changeLicence, remove: removeLicence, take: takeLicences } = registerCommands(LICENCES);

export const LICENCE_EVENTS: Register = { ...kept, table: "licence_event", subject: "licence_event", noun: "Händelsen", fields: EVENT_FIELDS, hold: (db, { committeeId }, row) => holdPlace(db, committeeId, row["place_id"]) };
export const { add: addLicenceEvent, change: changeLicenceEvent, remove: removeLicenceEvent } = registerCommands(LICENCE_EVENTS);

export const LICENCE_TOTALS: Register = { ...kept, yearly: true, table: "licence_total", subject: "licence_total", noun: "Årssumman", fields: TOTAL_FIELDS, single: ["measure"], singleWords: "Årets summa finns redan.", importing: { natural: ["measure"], keyNames: [] } };
export const { add: addLicenceTotal, change: changeLicenceTotal, remove: removeLicenceTotal, take: takeLicenceTotals } = registerCommands(LICENCE_TOTALS);

export const INSPECTION_TARGETS: Register = { ...kept, yearly: true, table: "inspection_target", subject: "inspection_target", noun: "Målet i tillsynsplanen", fields: TARGET_FIELDS, fault: targetFault };
export const { add: addInspectionTarget, change: changeInspectionTarget, remove: removeInspectionTarget } = registerCommands(INSPECTION_TARGETS);

export const INSPECTIONS: Register = { ...kept, table: "inspection", subject: "inspection", noun: "Tillsynen", fields: INSPECTION_FIELDS, fault: (row) => inspectionFault(row, today()), hold: (db, { committeeId }, row) => holdPlace(db, committeeId, row["place_id"]) };
export const { change: changeInspection, remove: removeInspection } = registerCommands(INSPECTIONS);

const KEY = /^[0-9a-f-]{36}$/;
/** Keeps a visit, once: a form that was filled in without a connection may be sent more than once. Answers its number, and whether it was new. */
export const addInspection = outcomeCommand("inspection.keep", async (context, { committeeId, fields, sentKey = null }: { readonly committeeId: number; readonly fields: Fields; readonly sentKey?: string | null }): Promise<{ id: number; added: boolean }> => {
  context.permit(committeeId);
  if (sentKey !== null && !KEY.test(sentKey)) throw new Refused({ code: "bad-key", message: "Formuläret är inte helt; ladda om sidan." });
  const row = readFields(INSPECTION_FIELDS, fields, true);
  const known = sentKey === null ? null : await findBySentKey(context.db, "inspection", sentKey);
  if (known !== null) {
    const before = (await findRegisterRow(context.db, "inspection", known))!;
    // What was sent before is kept once; another visit with the same key is somebody's mistake, and not lost in silence.
    if (String(before["place_id"]) !== row["place_id"] || before["on_date"] !== row["on_date"]) throw new Refused({ code: "sent-before", message: "Det här formuläret har redan skickats med ett annat besök; öppna ett nytt formulär." });
    return { id: known, added: false };
  }
  const fault = inspectionFault(row, today());
  if (fault) throw new Refused({ code: "bad-field", ...fault });
  await holdPlace(context.db, committeeId, row["place_id"]);
  const id = await insertRegisterRow(context.db, "inspection", { committee_id: committeeId, ...row, inspector: context.actor.key, sent_key: sentKey });
  context.record({ action: "inspection.added", subject: `inspection:${id}` });
  return { id, added: true };
});

export const LICENCE_NOTICES: Register = { ...kept, table: "licence_notice", subject: "licence_notice", noun: "Anmälan", fields: NOTICE_FIELDS, fault: noticeFault, hold: (db, { committeeId }, row) => holdPlace(db, committeeId, row["place_id"]) };
export const { add: addLicenceNotice, change: changeLicenceNotice, remove: removeLicenceNotice } = registerCommands(LICENCE_NOTICES);
export const NOTICE_STEPS: StepRules<NoticeStepKind> = { register: LICENCE_NOTICES, table: "licence_notice_step", parent: "licence_notice_id", action: "inspection.keep", words: NOTICE_STEP_WORDS, next: nextNoticeSteps, by: { supplemented: "innehavaren" }, told: ["completed", "supplemented", "refused"], fault: noticeStepFault };
export const takeNoticeStep = stepCommand(NOTICE_STEPS);

/** Makes the address where a place's holder tells of changes; an earlier one holds no more. Shown once, and kept as a fingerprint. */
export const makeLicenceLink = outcomeCommand("inspection.keep", async (context, { placeId }: { readonly placeId: number }): Promise<{ token: string }> => {
  const row = await findRegisterRow(context.db, "licensed_place", placeId);
  if (!row) throw new Refused({ code: "no-licensed-place", message: "Stället finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(row["committee_id"]);
  await endLinks(context.db, placeId);
  const token = newToken();
  await addLink(context.db, { committeeId: row["committee_id"], placeId, hash: tokenHash(token) });
  context.record({ action: "licensed_place.addressed", subject: `licensed_place:${placeId}` });
  return { token };
});
interface TakenNotice { readonly committeeId: number; readonly placeId: number; readonly fields: Fields; readonly sentKey: string }
const keepNotice = command("inspection.keep", async (context, { committeeId, fields, placeId, sentKey }: TakenNotice) => {
  context.permit(committeeId);
  const known = await findBySentKey(context.db, "licence_notice", sentKey);
  if (known !== null) {
    if ((await findRegisterRow(context.db, "licence_notice", known))!["body"] !== fields["body"]?.trim()) throw new Refused({ code: "sent-before", message: "Det här formuläret har redan skickats med en annan anmälan; ladda om sidan och skicka igen." });
    return;
  }
  const row = readFields(NOTICE_FIELDS, { ...fields, place_id: String(placeId), received_on: today() }, true);
  const fault = noticeFault(row);
  if (fault) throw new Refused({ code: "bad-field", ...fault });
  const id = await insertRegisterRow(context.db, "licence_notice", { committee_id: committeeId, ...row, sent_key: sentKey });
  context.record({ action: "licence_notice.added", subject: `licence_notice:${id}` });
});
/** Keeps what a holder answers to what was asked for of their own notice; the same answer again is kept once. @throws Refused */
export async function answerNotice(db: Db, { noticeId, note, placeId, seen }: { readonly placeId: number; readonly noticeId: number; readonly seen: number; readonly note: string | null }): Promise<void> {
  const own = await findRegisterRow(db, "licence_notice", noticeId);
  if (own?.["place_id"] !== placeId) throw new Refused({ code: "no-licence-notice", message: "Anmälan finns inte." });
  if (!note?.trim()) throw new Refused({ code: "bad-field", field: "note", message: "Skriv ditt svar." });
  const steps = await loadStepRows<NoticeStepKind>(db, "licence_notice_step", "licence_notice_id", noticeId);
  const last = steps.at(-1);
  if (last?.kind === "supplemented" && last.note === note.trim()) return;
  await valueOf(takeNoticeStep({ db, actor: program("web") }, { id: noticeId, kind: "supplemented", seen, onDate: null, note }));
}

/** Keeps what a holder has told through their own address, once. By the program: the address lets them tell, and see what they have told. */
export async function leaveNotice(db: Db, notice: TakenNotice): Promise<void> {
  await keepNotice({ db, actor: program("web") }, notice);
}
