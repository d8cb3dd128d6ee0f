import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

export const LICENCE_KINDS = { "serving-public": "servering till allmänheten", "serving-closed": "servering till slutet sällskap", tobacco: "tobak", "folk-beer": "folköl", "e-cigarettes": "e-cigaretter", medicines: "receptfria läkemedel" } as const;
export type LicenceKind = keyof typeof LICENCE_KINDS;
/** The kinds of licences to serve; the others are to sell. */
export const SERVING_KINDS: readonly LicenceKind[] = ["serving-public", "serving-closed"];
export const END_REASONS = { surrendered: "egen återkallelse", revoked: "återkallat av nämnden", expired: "gick ut" } as const;
export const ORIENTATIONS = { day: "dagtid, till exempel lunchrestaurang eller butik", evening: "kvällstid, nöje", events: "evenemang" } as const;

/** Where something is served or sold that asks for a licence or a notification. Days are ISO dates. */
export interface LicensedPlace {
  readonly id: number;
  readonly committeeId: number;
  readonly name: string;
  readonly address: string | null;
  readonly orientation: keyof typeof ORIENTATIONS;
  /** Until when later hours are on trial. */
  readonly trialUntil: string | null;
  readonly note: string | null;
  readonly endedOn: string | null;
  readonly version: number;
}
export const PLACE_FIELDS = [
  { name: "name", label: "Ställe", required: true, longest: 150 },
  { name: "address", label: "Adress", longest: 150 },
  { name: "orientation", label: "Inriktning", kind: "select", required: true, options: Object.entries(ORIENTATIONS) },
  { name: "trial_until", label: "Provotid för senare servering till", kind: "date" },
  { name: "ended_on", label: "Upphört", kind: "date" },
  { name: "note", label: "Anteckning", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];

/** A licence, or a notified sale, that a company holds at a place. */
export interface Licence {
  readonly id: number;
  readonly committeeId: number;
  readonly placeId: number;
  readonly kind: LicenceKind;
  readonly holder: string;
  readonly organisationNumber: string | null;
  readonly validFrom: string;
  readonly endedOn: string | null;
  readonly endReason: keyof typeof END_REASONS | null;
  readonly diaryNumber: string | null;
  readonly terms: string | null;
  readonly version: number;
}
export const LICENCE_FIELDS = [
  { name: "place_id", label: "Ställe", kind: "id", required: true },
  { name: "kind", label: "Slag", kind: "select", required: true, options: [["", "välj"], ...Object.entries(LICENCE_KINDS)] },
  { name: "holder", label: "Innehavare", hint: "(bolag eller förening)", required: true, longest: 150 },
  { name: "organisation_number", label: "Organisationsnummer", longest: 13 },
  { name: "valid_from", label: "Gäller från", kind: "date", required: true },
  { name: "ended_on", label: "Upphörde", kind: "date" },
  { name: "end_reason", label: "Hur det upphörde", kind: "select", options: [["", "gäller"], ...Object.entries(END_REASONS)] },
  { name: "diary_number", label: "Diarienummer", longest: 60 },
  { name: "terms", label: "Villkor", hint: "(till exempel serveringstid, ordningsvakter)", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];

/** What makes a licence unfit, with its field; null where nothing does. */
export function licenceFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const said = (name: string): boolean => (row[name] ?? null) !== null;
  if (said("organisation_number") && !/^\d{6}-?\d{4}$/.test(row["organisation_number"]!)) return { field: "organisation_number", message: "Ett organisationsnummer har tio siffror, till exempel 556000-0000." };
  if (said("organisation_number") && Number(row["organisation_number"]![2]) < 2) return { field: "organisation_number", message: "Det ser ut som ett personnummer; för inte in sådana här." };
  if (said("ended_on") && said("valid_from") && row["ended_on"]! < row["valid_from"]!) return { field: "ended_on", message: `Tillståndet upphörde före det började, ${row["valid_from"]}.` };
  return said("ended_on") === said("end_reason") ? null : { field: said("ended_on") ? "end_reason" : "ended_on", message: "Skriv både när tillståndet upphörde och hur." };
}
/** Whether a licence holds on a day. */
export const holds = ({ endedOn, validFrom }: Pick<Licence, "endedOn" | "validFrom">, on: string): boolean => validFrom <= on && (endedOn === null || endedOn > on);

export const EVENT_KINDS = {
  warning: "varning", remark: "erinran", "knowledge-test": "godkänt kunskapsprov", ownership: "anmälan om ändrade ägarförhållanden", "temporary-public": "tillfälligt tillstånd, allmänheten", "temporary-closed": "tillfälligt tillstånd, slutet sällskap",
  "extended-hours": "tillfälligt utökad serveringstid", "extended-area": "tillfälligt utökad serveringsyta", training: "utbildning", letter: "informationsbrev",
} as const;
/** Something that happens with licences beside their being given and ended. */
export interface LicenceEvent {
  readonly id: number;
  readonly placeId: number | null;
  readonly kind: keyof typeof EVENT_KINDS;
  readonly onDate: string;
  readonly number: number;
  readonly note: string | null;
  readonly version: number;
}
export const EVENT_FIELDS = [
  { name: "kind", label: "Vad", kind: "select", required: true, options: [["", "välj"], ...Object.entries(EVENT_KINDS)] },
  { name: "on_date", label: "Dag", kind: "date", required: true },
  { name: "place_id", label: "Ställe", kind: "id" },
  { name: "number", label: "Antal", kind: "number", decimals: 0, required: true },
  { name: "note", label: "Anteckning", longest: 300 },
] as const satisfies Register["fields"];
