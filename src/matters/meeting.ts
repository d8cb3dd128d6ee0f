import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

export const MEETING_KINDS = { committee: "nämnden", working: "arbetsutskottet" } as const;
/** A meeting of a committee or its working committee. Days are ISO dates. */
export interface Meeting {
  readonly id: number;
  readonly committeeId: number;
  readonly onDate: string;
  readonly startsAt: string | null;
  readonly kind: keyof typeof MEETING_KINDS;
  readonly place: string | null;
  /** When the notice was sent. */
  readonly noticeOn: string | null;
  readonly chair: string | null;
  /** When the minutes were adjusted. */
  readonly adjustedOn: string | null;
  readonly version: number;
}
export const MEETING_FIELDS = [
  { name: "on_date", label: "Dag", kind: "date", required: true },
  { name: "starts_at", label: "Klockslag", hint: "(till exempel 17.00)", longest: 10 },
  { name: "kind", label: "Sammanträder", kind: "select", required: true, options: Object.entries(MEETING_KINDS) },
  { name: "place", label: "Plats", longest: 150 },
  { name: "notice_on", label: "Kallelsen skickad", kind: "date" },
  { name: "chair", label: "Ordförande", longest: 100 },
  { name: "adjusted_on", label: "Protokollet justerat", kind: "date" },
] as const satisfies Register["fields"];
/** What makes a row unfit, with its field; null where nothing does. */
export function meetingFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const [day, notice, adjusted] = [row["on_date"] ?? null, row["notice_on"] ?? null, row["adjusted_on"] ?? null];
  if (day && notice && notice > day) return { field: "notice_on", message: `Kallelsen skickas före sammanträdet, ${day}.` };
  if (day && adjusted && adjusted < day) return { field: "adjusted_on", message: `Protokollet justeras efter sammanträdet, ${day}.` };
  return (row["starts_at"] ?? null) !== null && !/^([01]?\d|2[0-3])[.:][0-5]\d$/.test(row["starts_at"]!) ? { field: "starts_at", message: "Skriv klockslaget som 17.00." } : null;
}

export const OUTCOMES = { "as-proposed": "enligt förslaget", changed: "ändrat", referred: "bordlagt", returned: "återremitterat", noted: "till protokollet" } as const;
export type Outcome = keyof typeof OUTCOMES;
/** A matter as it is put to a meeting, and what was decided. */
export interface AgendaItem {
  readonly id: number;
  readonly committeeId: number;
  readonly meetingId: number;
  readonly position: number;
  readonly matterId: number | null;
  readonly title: string;
  readonly proposal: string | null;
  readonly outcome: Outcome | null;
  readonly decision: string | null;
  readonly reservations: string | null;
  /** The paragraph of the minutes. */
  readonly paragraph: number | null;
  readonly paragraphYear: number | null;
  readonly version: number;
}
export const ITEM_FIELDS = [
  { name: "meeting_id", label: "Sammanträde", kind: "id", required: true },
  { name: "position", label: "Nummer", kind: "number", decimals: 0, required: true },
  { name: "matter_id", label: "Ur diariet", kind: "id" },
  { name: "title", label: "Ärende", required: true, longest: 300 },
  { name: "proposal", label: "Förslag till beslut", kind: "area", rows: 4, longest: 4000 },
] as const satisfies Register["fields"];
/** What makes a decision unfit, with its field; null where nothing does. What is decided as it was proposed needs no words. */
export function decisionTextFault(outcome: string | null, decision: string | null, proposal: string | null): { readonly field: string; readonly message: string } | null {
  if (outcome === null || !Object.hasOwn(OUTCOMES, outcome)) return { field: "outcome", message: "Välj hur ärendet avgjordes." };
  if (outcome === "as-proposed" && proposal === null && decision === null) return { field: "decision", message: "Ärendet har inget förslag; skriv vad som beslutades." };
  return (outcome === "changed" || outcome === "returned") && decision === null ? { field: "decision", message: outcome === "changed" ? "Skriv beslutet som det blev." : "Skriv vad som ska utredas." } : null;
}
/** The words of a decision: its own, else the proposal that was followed, else what it means. */
export const decisionWords = ({ decision, outcome, proposal }: Pick<AgendaItem, "decision" | "outcome" | "proposal">): string => decision ?? (outcome === "as-proposed" ? (proposal ?? "") : outcome === "referred" ? "Ärendet bordläggs." : outcome === "noted" ? "Informationen läggs till protokollet." : "");
/** "§ 14" */
export const paragraphWords = ({ paragraph }: Pick<AgendaItem, "paragraph">): string => (paragraph === null ? "" : `§ ${paragraph}`);

export const DISPATCH_WAYS = { "e-mail": "e-post", letter: "brev", system: "i ärendesystemet", "by-hand": "för hand" } as const;
/** Who is to have a decision, and when it was sent, how, and by what proof. */
export interface Dispatch {
  readonly id: number;
  readonly itemId: number;
  readonly recipient: string;
  readonly sentOn: string | null;
  readonly way: keyof typeof DISPATCH_WAYS | null;
  readonly proof: string | null;
  readonly version: number;
}
export const DISPATCH_FIELDS = [
  { name: "item_id", label: "Beslut", kind: "id", required: true },
  { name: "recipient", label: "Mottagare", required: true, longest: 150 },
  { name: "sent_on", label: "Skickat", kind: "date" },
  { name: "way", label: "Hur", kind: "select", options: [["", "inte skickat"], ...Object.entries(DISPATCH_WAYS)] },
  { name: "proof", label: "Kvittens", hint: "(till exempel mottagningsbevis, diarienummer hos mottagaren)", longest: 200 },
] as const satisfies Register["fields"];
/** What makes a row unfit, with its field; null where nothing does. */
export const dispatchFault = (row: Fields): { readonly field: string; readonly message: string } | null => (((row["sent_on"] ?? null) === null) === ((row["way"] ?? null) === null) ? null : { field: "sent_on", message: "Skriv både vilken dag det skickades och hur." });

/** What a decision asks to be told of (återrapportering), until it is done. */
export interface DecisionReport {
  readonly id: number;
  readonly itemId: number;
  readonly responsible: string;
  readonly dueOn: string | null;
  readonly report: string | null;
  readonly reportedOn: string | null;
  readonly doneOn: string | null;
  readonly version: number;
}
export const REPORT_FIELDS = [
  { name: "item_id", label: "Beslut", kind: "id", required: true },
  { name: "responsible", label: "Ansvarig", hint: "(befattning)", required: true, longest: 100 },
  { name: "due_on", label: "Återrapporteras senast", kind: "date" },
  { name: "report", label: "Återrapportering", hint: "(vad som har hänt med beslutet)", kind: "area", rows: 4, longest: 4000 },
  { name: "reported_on", label: "Återrapporterat", kind: "date" },
  { name: "done_on", label: "Verkställt", kind: "date" },
] as const satisfies Register["fields"];
/** What makes a row unfit, with its field; null where nothing does. */
export function reportFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const said = (name: string): boolean => (row[name] ?? null) !== null;
  if (said("report") !== said("reported_on")) return { field: said("report") ? "reported_on" : "report", message: "Skriv både vad som har hänt och vilken dag det återrapporterades." };
  return said("done_on") && !said("reported_on") ? { field: "report", message: "Skriv vad som hände innan beslutet räknas som verkställt." } : null;
}
/** Decisions that are still to be told of, those that are late first. */
export const openReports = (reports: readonly DecisionReport[]): DecisionReport[] => reports.filter(({ doneOn }) => doneOn === null).toSorted((a, b) => (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || a.id - b.id);
