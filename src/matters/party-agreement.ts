import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

export const AGREEMENT_RULES = { all: "när alla parter har antagit den", day: "från en dag", "all-and-day": "när alla har antagit den, tidigast en dag" } as const;
/** An agreement between parties (överenskommelse). Days are ISO dates. */
export interface PartyAgreement {
  readonly id: number;
  readonly matterId: number | null;
  readonly name: string;
  readonly rule: keyof typeof AGREEMENT_RULES;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  /** How it is given notice of. */
  readonly notice: string | null;
  readonly version: number;
}
export const AGREEMENT_FIELDS = [
  { name: "name", label: "Överenskommelse", required: true, longest: 250 },
  { name: "matter_id", label: "Ärende", kind: "id" },
  { name: "rule", label: "Börjar gälla", kind: "select", required: true, options: Object.entries(AGREEMENT_RULES) },
  { name: "from_date", label: "Från", kind: "date" },
  { name: "to_date", label: "Till", hint: "(tomt: tills vidare)", kind: "date" },
  { name: "notice", label: "Uppsägning", hint: "(till exempel tolv månader, skriftligt)", longest: 200 },
] as const satisfies Register["fields"];
/** What makes a row unfit, with its field; null where nothing does. */
export const agreementFault = (row: Fields): { readonly field: string; readonly message: string } | null => (row["rule"] !== "all" && (row["from_date"] ?? null) === null ? { field: "from_date", message: "Skriv från vilken dag den börjar gälla." } : null);
/** A party of an agreement, and when it adopted it. */
export interface AgreementParty {
  readonly id: number;
  readonly agreementId: number;
  readonly name: string;
  readonly adoptedOn: string | null;
  readonly decision: string | null;
  readonly leftOn: string | null;
  readonly version: number;
}
export const PARTY_FIELDS = [
  { name: "agreement_id", label: "Överenskommelse", kind: "id", required: true },
  { name: "name", label: "Part", required: true, longest: 150 },
  { name: "adopted_on", label: "Antog den", kind: "date" },
  { name: "decision", label: "Beslut", hint: "(organ och paragraf)", longest: 150 },
  { name: "left_on", label: "Lämnade den", kind: "date" },
] as const satisfies Register["fields"];

/** From when an agreement is in force: by its rule and what the parties have adopted; null where it is not known yet. */
export function inForceFrom({ fromDate, rule }: Pick<PartyAgreement, "fromDate" | "rule">, parties: readonly AgreementParty[]): string | null {
  const own = parties.filter(({ leftOn }) => leftOn === null);
  const all = own.length > 0 && own.every(({ adoptedOn }) => adoptedOn !== null) ? own.map(({ adoptedOn }) => adoptedOn!).sort().at(-1)! : null;
  if (rule === "day") return fromDate;
  if (all === null) return null;
  return rule === "all-and-day" && fromDate !== null && fromDate > all ? fromDate : all;
}
/** How an agreement stands on a day, in words. */
export function agreementState(agreement: Pick<PartyAgreement, "fromDate" | "rule" | "toDate">, parties: readonly AgreementParty[], on: string): string {
  const from = inForceFrom(agreement, parties);
  const waiting = parties.filter(({ adoptedOn, leftOn }) => adoptedOn === null && leftOn === null);
  if (agreement.toDate !== null && agreement.toDate < on) return `gällde till ${agreement.toDate}`;
  if (from !== null) return from <= on ? `gäller sedan ${from}` : `gäller från ${from}`;
  return waiting.length ? `väntar på ${waiting.map(({ name }) => name).join(", ")}` : "inga parter är införda";
}
