import type { ScopePage } from "../organisation/scope.ts";
import { OBLIGATION_FIELDS } from "../contracts/contract-obligation.ts";
import { REVIEW_FIELDS } from "../contracts/contract-review.ts";
import { SUPPLIER_FIELDS } from "../contracts/contract-supplier.ts";
import { CONTRACT_FIELDS } from "../contracts/contract.ts";
import { NEED_FIELDS } from "../contracts/procurement-need.ts";
import { FORM_FIELDS } from "../contracts/review-form.ts";
import { INSPECTION_FIELDS, TARGET_FIELDS } from "../inspections/inspection.ts";
import { NOTICE_FIELDS, NOTICE_STEP_WORDS } from "../inspections/licence-notice.ts";
import { TOTAL_FIELDS } from "../inspections/licence-statistics.ts";
import { EVENT_FIELDS, LICENCE_FIELDS, PLACE_FIELDS } from "../inspections/licence.ts";
import { MATTER_FIELDS } from "../matters/matter.ts";
import { DISPATCH_FIELDS, ITEM_FIELDS, MEETING_FIELDS, REPORT_FIELDS } from "../matters/meeting.ts";
import { AGREEMENT_FIELDS, PARTY_FIELDS } from "../matters/party-agreement.ts";
import { OVERSIGHT_FIELDS } from "../overview/oversight-report.ts";
import type { RegisterField } from "../platform/edit/register-field.ts";
import { RULING_FIELDS } from "../quality/court-ruling.ts";
import { FEEDBACK_FIELDS, FEEDBACK_STEP_WORDS } from "../quality/feedback.ts";
import { INCIDENT_FIELDS, INCIDENT_STEP_WORDS } from "../quality/incident.ts";
import { LEX_SARAH_FIELDS, LEX_SARAH_STEP_WORDS } from "../quality/lex-sarah.ts";
import { OWN_CONTROL_FIELDS } from "../quality/own-control.ts";
import { DECLARATION_FIELDS, PROMISE_FIELDS } from "../quality/service-declaration.ts";
import { TIMED_FIELDS } from "../quality/timed-case.ts";
import { DECISION_FIELDS } from "../quality/unexecuted-decision.ts";
import { SURVEY_FIELDS } from "../quality/user-survey.ts";

/** What a register's rows are called in the trail, and where they are seen. The table and what the trail calls a row are the same word. */
export interface RegisterWords {
  /** "Ej verkställt beslut". */
  readonly kind: string;
  /** "det ej verkställda beslutet": "historiken för …". */
  readonly definite: string;
  readonly fields: readonly RegisterField[];
  readonly page: ScopePage;
  /** Under the page, before the row's own place. */
  readonly path: string;
  /** Whether the page has a place for each row. */
  readonly listed: boolean;
  /** The page in words. */
  readonly label: string;
  /** What tells the row: the columns whose content is its name. */
  readonly named: readonly string[];
}
const register = (kind: string, definite: string, fields: readonly RegisterField[], named: readonly string[], page: ScopePage, path: string, label: string, listed = true): RegisterWords => ({ kind, definite, fields, named, page, path, label, listed });

/** The registers by the word that the trail has for their rows. */
export const REGISTER_WORDS: Readonly<Record<string, RegisterWords>> = {
  unexecuted_decision: register("Ej verkställt beslut", "det ej verkställda beslutet", DECISION_FIELDS, ["decided_on", "assistance"], "kvalitet", "/ej-verkstallda", "Ej verkställda beslut"),
  feedback: register("Synpunkt", "synpunkten", FEEDBACK_FIELDS, ["received_on"], "kvalitet", "/synpunkter", "Synpunkter och klagomål"),
  incident: register("Avvikelse", "avvikelsen", INCIDENT_FIELDS, ["occurred_on"], "kvalitet", "/avvikelser", "Avvikelser"),
  lex_sarah: register("Rapport enligt lex Sarah", "rapporten", LEX_SARAH_FIELDS, ["reported_on"], "kvalitet", "/lex-sarah", "Lex Sarah"),
  service_declaration: register("Kvalitetsdeklaration", "kvalitetsdeklarationen", DECLARATION_FIELDS, ["service"], "kvalitet", "/deklarationer", "Kvalitetsdeklarationerna"),
  service_promise: register("Löfte", "löftet", PROMISE_FIELDS, ["promise"], "kvalitet", "/deklarationer", "Kvalitetsdeklarationerna", false),
  timed_case: register("Ärende med tid i lagen", "ärendet", TIMED_FIELDS, ["started_on"], "kvalitet", "/lagens-tider", "Lagens tider"),
  matter_enclosure: register("Handling i ett ärende", "handlingen", [{ name: "title", label: "Namn" }, { name: "secrecy", label: "Sekretess", kind: "select", options: [["open", "offentlig"], ["secret", "sekretess"]] }, { name: "secrecy_ground", label: "Grund för sekretess" }], ["title"], "arenden", "", "Ärendena", false),
  oversight_report: register("Rapport till kommunstyrelsen", "rapporten", OVERSIGHT_FIELDS, ["year"], "oversikt", "/rapport", "Rapporterna"),
  user_survey: register("Brukarundersökning", "brukarundersökningen", SURVEY_FIELDS, ["name"], "kvalitet", "/undersokningar", "Brukarundersökningar"),
  contract: register("Avtal", "avtalet", CONTRACT_FIELDS, ["name"], "avtal", "", "Avtalen"),
  contract_supplier: register("Leverantör", "leverantören", SUPPLIER_FIELDS, ["name"], "avtal", "/leverantorer", "Leverantörerna"),
  contract_obligation: register("Åtagande", "åtagandet", OBLIGATION_FIELDS, ["name"], "avtal", "/ataganden", "Åtagandena"),
  procurement_need: register("Upphandlingsbehov", "upphandlingsbehovet", NEED_FIELDS, ["name"], "avtal", "/upphandling", "Upphandling"),
  review_form: register("Mall för avtalsuppföljning", "mallen", FORM_FIELDS, ["name"], "avtal", "/mallar", "Mallarna"),
  contract_review: register("Avtalsuppföljning", "uppföljningen", REVIEW_FIELDS, ["year"], "avtal", "/uppfoljningar", "Avtalsuppföljningarna"),
  licensed_place: register("Ställe", "stället", PLACE_FIELDS, ["name"], "tillsyn", "/stallen", "Ställena"),
  licence: register("Tillstånd", "tillståndet", LICENCE_FIELDS, ["holder"], "tillsyn", "/tillstand", "Tillstånden"),
  licence_event: register("Händelse med tillstånd", "händelsen", EVENT_FIELDS, ["on_date"], "tillsyn", "/handelser", "Händelserna"),
  licence_total: register("Årssumma", "årssumman", TOTAL_FIELDS, ["year"], "tillsyn", "/arssummor", "Årssummorna"),
  inspection_target: register("Mål i tillsynsplanen", "målet", TARGET_FIELDS, ["year"], "tillsyn", "/plan", "Tillsynsplanen"),
  inspection: register("Tillsyn", "tillsynen", INSPECTION_FIELDS, ["on_date"], "tillsyn", "/besok", "Besöken"),
  licence_notice: register("Anmälan från innehavare", "anmälan", NOTICE_FIELDS, ["received_on"], "tillsyn", "/anmalningar", "Anmälningarna"),
  matter: register("Ärende", "ärendet", MATTER_FIELDS, ["title"], "arenden", "", "Ärendena"),
  meeting: register("Sammanträde", "sammanträdet", MEETING_FIELDS, ["on_date"], "arenden", "/sammantraden", "Sammanträdena"),
  agenda_item: register("Punkt på dagordningen", "punkten", ITEM_FIELDS, ["title"], "arenden", "/punkter", "Punkterna"),
  dispatch: register("Expediering", "expedieringen", DISPATCH_FIELDS, ["recipient"], "arenden", "/expediering", "Expedieringen"),
  decision_report: register("Återrapportering av beslut", "återrapporteringen", REPORT_FIELDS, ["responsible"], "arenden", "/aterrapportering", "Återrapporteringen"),
  party_agreement: register("Överenskommelse", "överenskommelsen", AGREEMENT_FIELDS, ["name"], "arenden", "/overenskommelser", "Överenskommelserna"),
  agreement_party: register("Part", "parten", PARTY_FIELDS, ["name"], "arenden", "/overenskommelser", "Överenskommelserna"),
  court_ruling: register("Dom", "domen", RULING_FIELDS, ["ruled_on", "concerning"], "kvalitet", "/domar", "Domar"),
  own_control: register("Egenkontroll", "egenkontrollen", OWN_CONTROL_FIELDS, ["name"], "kvalitet", "/egenkontroller", "Egenkontroller"),
};

/** The tables of steps, and what each step is called. */
export const STEPS_TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = { feedback_step: FEEDBACK_STEP_WORDS, incident_step: INCIDENT_STEP_WORDS, lex_sarah_step: LEX_SARAH_STEP_WORDS, licence_notice_step: NOTICE_STEP_WORDS };
