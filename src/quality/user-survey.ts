import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

export const SURVEY_STATUSES = { planned: "planerad", ongoing: "pågår", done: "genomförd", cancelled: "inställd" } as const;

/** A survey or follow-up among those that a service is for (brukarundersökning): planned for a year, what it showed, what changed. */
export interface UserSurvey {
  readonly id: number;
  readonly year: number;
  readonly name: string;
  readonly unitId: number | null;
  readonly content: string | null;
  /** When the committee is told, as planned: "hösten 2022". */
  readonly presentation: string | null;
  readonly status: keyof typeof SURVEY_STATUSES;
  /** ISO date. */
  readonly doneOn: string | null;
  readonly asked: number | null;
  readonly answered: number | null;
  readonly result: string | null;
  readonly changed: string | null;
  readonly version: number;
}
export const SURVEY_FIELDS = [
  { name: "name", label: "Uppföljning", required: true, longest: 200 },
  { name: "content", label: "Innehåll", hint: "(vad som undersöks, bland vilka och hur)", kind: "area", rows: 3, longest: 1000 },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "presentation", label: "Redovisning nämnd", hint: "(till exempel hösten 2026)", longest: 100 },
  { name: "status", label: "Läge", kind: "select", required: true, options: Object.entries(SURVEY_STATUSES) },
  { name: "done_on", label: "Genomförd", kind: "date" },
  { name: "asked", label: "Antal tillfrågade", kind: "number", decimals: 0 },
  { name: "answered", label: "Antal som svarade", kind: "number", decimals: 0 },
  { name: "result", label: "Resultat", hint: "(vad den visade)", kind: "area", rows: 4, longest: 2000 },
  { name: "changed", label: "Vad som har ändrats", hint: "(vad resultatet ledde till)", kind: "area", rows: 3, longest: 2000 },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function surveyFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const number = (name: string): number | null => (row[name] === null || row[name] === undefined ? null : Number(row[name]));
  if (number("answered") !== null && number("asked") !== null && number("answered")! > number("asked")!) return { field: "answered", message: "Fler svarade än som tillfrågades." };
  if (row["status"] === "done" && (row["done_on"] ?? null) === null) return { field: "done_on", message: "Skriv vilken dag undersökningen var genomförd." };
  return null;
}
/** How many answered, of how many, in words; "" where nobody has said. A share is of those who were asked. */
export const surveyAnswers = ({ answered, asked }: Pick<UserSurvey, "answered" | "asked">): string => (answered === null ? (asked === null ? "" : `${asked} tillfrågade`) : asked === null ? String(answered) : `${answered} av ${asked}${asked > 0 ? ` (${Math.round((answered / asked) * 100)} %)` : ""}`);
