import type { App } from "./app.ts";
import { KEPT_BY } from "./example-registers.ts";
import { addAgendaItem, addAgreementParty, addDecisionReport, addDispatch, addMatter, addMeeting, addPartyAgreement, changeMatter, decideAgendaItem, setDiaryPrefix } from "./matters/matter-commands.ts";
import { addMatterEnclosure } from "./matters/matter-enclosure-commands.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { program, type Context } from "./platform/command.ts";
import { valueOf } from "./platform/outcome.ts";

type Fields = Readonly<Record<string, string>>;
/** Matters of a year, invented: each with its kind, when it came and from whom. */
const MATTERS: readonly Fields[] = [
  { title: "Årsredovisning 2021", kind: "report", opened_on: "2021-01-07" }, { title: "Samverkan om jourhem i länet", kind: "agreement", opened_on: "2021-01-18", sender: "Länets kommuner" },
  { title: "Remiss: stöd till anhöriga", kind: "consultation", opened_on: "2021-03-02", sender: "Kommunstyrelsen", due_on: "2021-05-20", handler: "Utredare" }, { title: "Uppföljning av gruppbostäder", kind: "matter", opened_on: "2021-10-04", handler: "Controller" },
  { title: "Enskilt ärende", kind: "matter", opened_on: "2021-11-15", secrecy: "secret", secrecy_ground: "OSL 26 kap. 1 §" },
];
/** Meetings with what was put to them: which matter, what was proposed, and how it was decided. */
const MEETINGS: readonly { readonly fields: Fields; readonly items: readonly { readonly matter: number; readonly proposal: string; readonly outcome: string; readonly decision?: string; readonly to?: readonly string[]; readonly report?: Fields }[] }[] = [
  { fields: { on_date: "2021-02-15", kind: "committee", starts_at: "17.00", place: "Ekhamns stadshus", notice_on: "2021-02-05", adjusted_on: "2021-02-22" }, items: [{ matter: 1, proposal: "Nämnden ger förvaltningschefen i uppdrag att teckna avtalet.", outcome: "as-proposed", to: ["Länets kommuner"], report: { responsible: "Förvaltningschef", due_on: "2021-08-31", report: "Avtalet är undertecknat.", reported_on: "2021-06-14", done_on: "2021-06-14" } }] },
  { fields: { on_date: "2021-05-17", kind: "committee", starts_at: "17.00", place: "Ekhamns stadshus", notice_on: "2021-05-07", adjusted_on: "2021-05-24" }, items: [{ matter: 2, proposal: "Nämnden överlämnar förvaltningens yttrande till kommunstyrelsen.", outcome: "changed", decision: "Nämnden överlämnar förvaltningens yttrande, med tillägget att anhöriga till unga ska nämnas särskilt.", to: ["Kommunstyrelsen"], report: { responsible: "Utredare", due_on: "2021-12-31" } }] },
  { fields: { on_date: "2021-12-13", kind: "committee", starts_at: "17.00", place: "Ekhamns stadshus", notice_on: "2021-12-03" }, items: [{ matter: 3, proposal: "Nämnden godkänner uppföljningen.", outcome: "as-proposed", to: ["Leverantören"] }, { matter: 4, proposal: "Enligt förslag i handlingarna.", outcome: "referred" }] },
];
/** Files of matters: one that all may open, one with secrecy. */
const FILES = [
  { matter: 3, file: "besok-i-gruppbostaderna.txt", text: "Besöken gjordes i september. Frågorna är de i avtalets mall.\n", input: { title: "Besök i gruppbostäderna", secrecy: "open", secrecyGround: null } },
  { matter: 4, file: "utredning.txt", text: "Påhittad utredning, för att visa en handling med sekretess.\n", input: { title: "Utredning", secrecy: "secret", secrecyGround: "OSL 26 kap. 1 §" } },
] as const;
const PARTIES = [["Ekhamns kommun", "2021-02-15", "IFN § 1"], ["Grannkommunen", "2021-03-01", ""], ["Regionen", "", ""]] as const;

/** The diary of the example municipality: a year of matters, three meetings, and an agreement that one party has not adopted yet. */
export async function mattersExample({ database }: App): Promise<void> {
  const context: Context = { db: database.db, actor: program("start") };
  const committee = (await listCommittees(database.db)).find(({ name }) => name === KEPT_BY.committee);
  if (!committee) return;
  const place = { committeeId: committee.id, year: null };
  await valueOf(setDiaryPrefix(context, { committeeId: committee.id, prefix: "IFN" }));
  const matters: number[] = [];
  for (const fields of MATTERS) matters.push((await valueOf(addMatter(context, { committeeId: committee.id, year: KEPT_BY.year, fields: { secrecy: "open", ...fields } }))).id);
  for (const { file, input, matter, text } of FILES) await valueOf(addMatterEnclosure(context, { matterId: matters[matter]!, fileName: file, bytes: new TextEncoder().encode(text), input }));
  for (const { fields, items } of MEETINGS) {
    const { id: meeting } = await valueOf(addMeeting(context, { ...place, fields }));
    for (const [index, { decision = null, matter, outcome, proposal, report, to = [] }] of items.entries()) {
      const { id } = await valueOf(addAgendaItem(context, { ...place, fields: { meeting_id: String(meeting), position: String(index + 1), matter_id: String(matters[matter]), title: MATTERS[matter]!["title"]!, proposal } }));
      await valueOf(decideAgendaItem(context, { id, version: 1, outcome, decision, reservations: null }));
      for (const recipient of to) await valueOf(addDispatch(context, { ...place, fields: { item_id: String(id), recipient, sent_on: fields["adjusted_on"] ?? fields["on_date"]!, way: "e-mail" } }));
      if (report) await valueOf(addDecisionReport(context, { ...place, fields: { item_id: String(id), ...report } }));
    }
  }
  await valueOf(changeMatter(context, { id: matters[1]!, version: 1, fields: { closed_on: "2021-06-14" } }));
  await valueOf(changeMatter(context, { id: matters[2]!, version: 1, fields: { closed_on: "2021-05-18" } }));
  const { id: agreement } = await valueOf(addPartyAgreement(context, { ...place, fields: { name: "Samverkan om jourhem i länet", matter_id: String(matters[1]), rule: "all", to_date: "2026-12-31", notice: "tolv månader, skriftligt" } }));
  for (const [name, adopted, decision] of PARTIES) await valueOf(addAgreementParty(context, { ...place, fields: { agreement_id: String(agreement), name, ...(adopted ? { adopted_on: adopted } : {}), ...(decision ? { decision } : {}) } }));
}
