import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

export const RULING_OUTCOMES = { granted: "överklagandet bifölls", partly: "bifölls delvis", remitted: "återförvisades till nämnden", denied: "avslogs" } as const;
export const RULING_APPEALS = { undecided: "inte avgjort", no: "nej", yes: "ja" } as const;

/** A court's ruling in a case that somebody brought against the committee (dom), and what it led to. Nothing tells who it was about. Days are ISO dates. */
export interface CourtRuling {
  readonly id: number;
  readonly unitId: number | null;
  readonly ruledOn: string;
  readonly court: string;
  readonly act: string;
  readonly concerning: string;
  readonly outcome: keyof typeof RULING_OUTCOMES;
  readonly appealed: keyof typeof RULING_APPEALS;
  readonly done: string | null;
  readonly doneOn: string | null;
  readonly learned: string | null;
  readonly version: number;
}
export const RULING_FIELDS = [
  { name: "ruled_on", label: "Domens dag", kind: "date", required: true },
  { name: "court", label: "Domstol", required: true, longest: 100 },
  { name: "act", label: "Lag", hint: "(till exempel SoL, LSS, LVU)", required: true, longest: 60 },
  { name: "concerning", label: "Vad målet gällde", hint: "(typ av bistånd eller åtgärd; inga namn)", required: true, longest: 200 },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "outcome", label: "Utgång", kind: "select", required: true, options: [["", "välj"], ...Object.entries(RULING_OUTCOMES)] },
  { name: "appealed", label: "Överklagar nämnden", kind: "select", required: true, options: Object.entries(RULING_APPEALS) },
  { name: "done", label: "Vad domen ledde till", hint: "(så att ingen person känns igen)", kind: "area", rows: 3, longest: 1000 },
  { name: "done_on", label: "Domen är verkställd", kind: "date" },
  { name: "learned", label: "Vad som ändras i arbetet", kind: "area", rows: 3, longest: 1000 },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function rulingFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const [ruled, done] = [row["ruled_on"] ?? null, row["done_on"] ?? null];
  return ruled !== null && done !== null && done < ruled ? { field: "done_on", message: `Verkställigheten är före domen, ${ruled}.` } : null;
}
/** Rulings that went against the committee and are not executed: what is still to be done. */
export const rulingsToExecute = (rulings: readonly CourtRuling[]): CourtRuling[] => rulings.filter(({ appealed, doneOn, outcome }) => outcome !== "denied" && appealed !== "yes" && doneOn === null);
/** The rulings of a year, by their day. */
export const rulingsOf = (rulings: readonly CourtRuling[], year: number): CourtRuling[] => rulings.filter(({ ruledOn }) => ruledOn.startsWith(`${year}-`)).toSorted((a, b) => a.ruledOn.localeCompare(b.ruledOn) || a.id - b.id);
