import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { outcomeCommand } from "../platform/command.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import { readFields } from "../platform/edit/register-field.ts";
import { findRegisterRow, insertRegisterRow } from "../platform/edit/register-row-store.ts";
import { holdOwn, registerCommands, type Register } from "../platform/edit/register.ts";
import { Refused } from "../platform/outcome.ts";
import { decideItem, findPrefix, holdItem, keepPrefix, takeNumber } from "./matter-store.ts";
import { diaryNumberOf, MATTER_FIELDS, matterFault } from "./matter.ts";
import { decisionTextFault, DISPATCH_FIELDS, dispatchFault, ITEM_FIELDS, MEETING_FIELDS, meetingFault, REPORT_FIELDS, reportFault } from "./meeting.ts";
import { AGREEMENT_FIELDS, agreementFault, PARTY_FIELDS } from "./party-agreement.ts";

const kept = { action: "matter.keep", yearly: false } as const;
export const MATTERS: Register = { ...kept, table: "matter", subject: "matter", noun: "Ärendet", fields: MATTER_FIELDS, fault: matterFault, hold: holdRowsUnit("opened_on") };
/** A matter is changed, closed or struck, and never taken away: its number stays. */
export const { change: changeMatter } = registerCommands(MATTERS);

/** Opens a matter: its number is the next of its committee and year, taken with its row or not at all. */
export const addMatter = outcomeCommand("matter.keep", async (context, { committeeId, fields, year }: { readonly committeeId: number; readonly year: number; readonly fields: Fields }): Promise<{ id: number; diaryNumber: string }> => {
  context.permit(committeeId);
  const prefix = await findPrefix(context.db, committeeId);
  if (prefix === null) throw new Refused({ code: "no-prefix", message: "Bestäm först vilken beteckning nämndens diarienummer börjar med." });
  const row = readFields(MATTER_FIELDS, fields, true);
  const fault = matterFault(row);
  if (fault) throw new Refused({ code: "bad-field", ...fault });
  if (row["opened_on"]! > `${year}-12-31`) throw new Refused({ code: "bad-field", field: "opened_on", message: `Dagen är efter ${year}; öppna ärendet i det år då det kom in, så att det får dess nummer.` });
  await MATTERS.hold!(context.db, { committeeId, year }, row);
  const number = await takeNumber(context.db, committeeId, year, "matter");
  const id = await insertRegisterRow(context.db, "matter", { committee_id: committeeId, year, number, prefix, ...row });
  context.record({ action: "matter.added", subject: `matter:${id}` });
  return { id, diaryNumber: diaryNumberOf({ number, prefix, year }) };
});
/** Says what a committee's diary numbers begin with; those that are taken keep theirs. */
export const setDiaryPrefix = outcomeCommand("matter.keep", async (context, { committeeId, prefix }: { readonly committeeId: number; readonly prefix: string }): Promise<null> => {
  context.permit(committeeId);
  const own = prefix.trim().toUpperCase();
  if (!/^[A-ZÅÄÖ0-9]{1,10}$/.test(own)) throw new Refused({ code: "bad-field", field: "prefix", message: "Skriv högst tio bokstäver eller siffror, till exempel SN." });
  await keepPrefix(context.db, committeeId, own);
  context.record({ action: "diary_series.changed", subject: `diary_series:${committeeId}` });
  return null;
});

export const MEETINGS: Register = { ...kept, table: "meeting", subject: "meeting", noun: "Sammanträdet", fields: MEETING_FIELDS, fault: meetingFault, single: ["on_date", "kind"], singleWords: "Ett sådant sammanträde finns redan den dagen.", usedBy: { agenda_item: "punkter på dagordningen" } };
export const { add: addMeeting, change: changeMeeting, remove: removeMeeting } = registerCommands(MEETINGS);

export const AGENDA_ITEMS: Register = {
  ...kept, table: "agenda_item", subject: "agenda_item", noun: "Punkten", fields: ITEM_FIELDS, usedBy: { dispatch: "mottagare", decision_report: "en återrapportering" }, importing: { natural: ["meeting_id", "title"], keyNames: [] },
  hold: async (db, { committeeId }, row) => {
    await holdOwn(db, committeeId, "meeting", row["meeting_id"], "meeting_id", "Sammanträdet är inte nämndens.");
    await holdOwn(db, committeeId, "matter", row["matter_id"], "matter_id", "Ärendet är inte nämndens.");
  },
};
export const { add: addAgendaItem, change: changeAgendaItem, remove: removeAgendaItem, take: takeAgendaItems } = registerCommands(AGENDA_ITEMS);

export interface DecisionInput { readonly id: number; readonly version: number; readonly outcome: string | null; readonly decision: string | null; readonly reservations: string | null }
/** Keeps what a meeting decided: the first time it takes the next paragraph of the committee's year. */
export const decideAgendaItem = outcomeCommand("matter.keep", async (context, { decision, id, outcome, reservations, version }: DecisionInput): Promise<{ paragraph: number }> => {
  const row = await holdItem(context.db, id);
  if (!row) throw new Refused({ code: "no-agenda-item", message: "Punkten finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(row["committee_id"]);
  if (row["version"] !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat punkten under tiden; se hur den är nu." });
  const fault = decisionTextFault(outcome, decision, row["proposal"]);
  if (fault) throw new Refused({ code: "bad-field", ...fault });
  const meeting = await findRegisterRow(context.db, "meeting", row["meeting_id"]);
  const year = Number(String(meeting!["on_date"]).slice(0, 4));
  const paragraph = (row["paragraph"] as number | null) ?? (await takeNumber(context.db, row["committee_id"], year, "paragraph"));
  await decideItem(context.db, id, { outcome, decision, reservations, paragraph, paragraph_year: year });
  context.record({ action: "agenda_item.decided", subject: `agenda_item:${id}` });
  return { paragraph };
});

const ofItem: NonNullable<Register["hold"]> = (db, { committeeId }, row) => holdOwn(db, committeeId, "agenda_item", row["item_id"], "item_id", "Beslutet är inte nämndens.");
export const DISPATCHES: Register = { ...kept, table: "dispatch", subject: "dispatch", noun: "Expedieringen", fields: DISPATCH_FIELDS, fault: dispatchFault, single: ["item_id", "recipient"], singleWords: "Mottagaren står redan för det beslutet.", hold: ofItem };
export const { add: addDispatch, change: changeDispatch, remove: removeDispatch } = registerCommands(DISPATCHES);

export const DECISION_REPORTS: Register = { ...kept, action: "matter.report-back", table: "decision_report", subject: "decision_report", noun: "Återrapporteringen", fields: REPORT_FIELDS, fault: reportFault, hold: ofItem };
export const { add: addDecisionReport, change: changeDecisionReport, remove: removeDecisionReport } = registerCommands(DECISION_REPORTS);

export const PARTY_AGREEMENTS: Register = { ...kept, table: "party_agreement", subject: "party_agreement", noun: "Överenskommelsen", fields: AGREEMENT_FIELDS, fault: agreementFault, hold: (db, { committeeId }, row) => holdOwn(db, committeeId, "matter", row["matter_id"], "matter_id", "Ärendet är inte nämndens.") };
export const { add: addPartyAgreement, change: changePartyAgreement, remove: removePartyAgreement } = registerCommands(PARTY_AGREEMENTS);
export const AGREEMENT_PARTIES: Register = { ...kept, table: "agreement_party", subject: "agreement_party", noun: "Parten", fields: PARTY_FIELDS, single: ["agreement_id", "name"], singleWords: "Parten finns redan.", hold: (db, { committeeId }, row) => holdOwn(db, committeeId, "party_agreement", row["agreement_id"], "agreement_id", "Överenskommelsen är inte nämndens.") };
export const { add: addAgreementParty, change: changeAgreementParty, remove: removeAgreementParty } = registerCommands(AGREEMENT_PARTIES);
