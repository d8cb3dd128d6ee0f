import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { daysAfter } from "../platform/days.ts";

export const MATTER_KINDS = { matter: "ärende", consultation: "remiss", motion: "motion eller medborgarförslag", agreement: "avtal eller överenskommelse", report: "rapport eller meddelande" } as const;
export const SECRECY = { open: "offentligt", partly: "delvis sekretess", secret: "sekretess: publiceras inte" } as const;

/** A matter in the diary (ärende), numbered per committee and year. Days are ISO dates. */
export interface Matter {
  readonly id: number;
  readonly committeeId: number;
  readonly year: number;
  readonly number: number;
  /** As the number was written when it was taken. */
  readonly prefix: string;
  readonly title: string;
  readonly kind: keyof typeof MATTER_KINDS;
  readonly openedOn: string;
  readonly sender: string | null;
  /** When an answer is due. */
  readonly dueOn: string | null;
  readonly unitId: number | null;
  readonly handler: string | null;
  readonly secrecy: keyof typeof SECRECY;
  readonly secrecyGround: string | null;
  /** The document that is its memorandum: "2026/remissvar". */
  readonly memorandum: string | null;
  readonly closedOn: string | null;
  /** Why it should not have been in the diary. */
  readonly struckReason: string | null;
  readonly note: string | null;
  readonly version: number;
}
export const MATTER_FIELDS = [
  { name: "title", label: "Ärende", hint: "(skriv så att rubriken kan visas för alla)", required: true, longest: 300 },
  { name: "kind", label: "Slag", kind: "select", required: true, options: Object.entries(MATTER_KINDS) },
  { name: "opened_on", label: "Inkom eller upprättades", kind: "date", required: true },
  { name: "sender", label: "Från", hint: "(myndighet eller organisation)", longest: 150 },
  { name: "due_on", label: "Svar senast", kind: "date" },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "handler", label: "Handläggare", hint: "(befattning)", longest: 100 },
  { name: "secrecy", label: "Sekretess", kind: "select", required: true, options: Object.entries(SECRECY) },
  { name: "secrecy_ground", label: "Grund för sekretess", hint: "(till exempel OSL 26 kap. 1 §)", longest: 150 },
  { name: "memorandum", label: "Tjänsteskrivelse", kind: "text", hint: "(årtalet och dokumentets adress, som 2026/remissvar)", longest: 120 },
  { name: "closed_on", label: "Avslutat", kind: "date" },
  { name: "struck_reason", label: "Makulerat, därför att", hint: "(numret finns kvar)", longest: 300 },
  { name: "note", label: "Anteckning", hint: "(läses av alla som läser nämnden; det som har sekretess hör hemma i en handling)", kind: "area", rows: 3, longest: 2000 },
] as const satisfies Register["fields"];

/** "SN/2022:1" */
export const diaryNumberOf = ({ number, prefix, year }: Pick<Matter, "number" | "prefix" | "year">): string => `${prefix}/${year}:${number}`;
/** What makes a row unfit, with its field; null where nothing does. */
export function matterFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const said = (name: string): boolean => (row[name] ?? null) !== null;
  if (row["secrecy"] !== "open" && said("secrecy") && !said("secrecy_ground")) return { field: "secrecy_ground", message: "Skriv grunden för sekretessen." };
  if (row["kind"] === "consultation" && !said("due_on")) return { field: "due_on", message: "En remiss har en dag då svaret ska lämnas." };
  if (said("memorandum") && !/^\d{4}\/[a-z0-9-]+$/.test(row["memorandum"]!)) return { field: "memorandum", message: "Skriv dokumentet som årtalet, ett snedstreck och dess adress, till exempel 2026/remissvar." };
  return said("closed_on") && said("opened_on") && row["closed_on"]! < row["opened_on"]! ? { field: "closed_on", message: `Ärendet avslutas före det öppnades, ${row["opened_on"]}.` } : null;
}
/** Letters of a name, for a committee that has chosen no prefix: "Socialnämnden" is SN, "Kultur- och fritidsnämnden" KFN. */
export const proposedPrefix = (name: string): string => [...name.replace(/\boch\b/gi, " ").matchAll(/\p{L}+/gu)].flatMap(([word]) => (/nämnden$/i.test(word) && !/^nämnden$/i.test(word) ? [word[0]!, "n"] : [word[0]!])).join("").toUpperCase().slice(0, 10) || "N";
/** A consultation is thought of so long before its day. */
const AHEAD_DAYS = 30;
/** Open matters whose answers are due soon, or were, the first due first. */
export const dueMatters = (matters: readonly Matter[], on: string): Matter[] => matters.filter(({ closedOn, dueOn, struckReason }) => dueOn !== null && closedOn === null && struckReason === null && dueOn <= daysAfter(on, AHEAD_DAYS)).toSorted((a, b) => a.dueOn!.localeCompare(b.dueOn!) || a.id - b.id);
