import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { dayOfStep, type Step, type StepRules } from "../platform/edit/step.ts";
import { monthsAfter } from "../platform/days.ts";

export const LEX_SARAH_KINDS = { wrong: "missförhållande", risk: "påtaglig risk för missförhållande" } as const;
export const LEX_SARAH_JUDGEMENTS = { open: "inte bedömd", outside: "inte inom lex Sarah", within: "inom lex Sarah, inte allvarligt", serious: "inom lex Sarah, allvarligt" } as const;
export const LEX_SARAH_PROVIDERS = { own: "egen verksamhet", contracted: "upphandlad verksamhet" } as const;

/** A report of a wrong, or a manifest risk of one (lex Sarah), and its investigation. Days are ISO dates. */
export interface LexSarah {
  readonly id: number;
  readonly committeeId: number;
  readonly unitId: number | null;
  readonly occurredOn: string;
  readonly reportedOn: string;
  readonly reportedBy: string;
  readonly kind: keyof typeof LEX_SARAH_KINDS;
  readonly provider: keyof typeof LEX_SARAH_PROVIDERS;
  readonly description: string;
  readonly immediate: string | null;
  readonly judgement: keyof typeof LEX_SARAH_JUDGEMENTS;
  readonly grounds: string | null;
  readonly cause: string | null;
  readonly action: string | null;
  readonly learned: string | null;
  readonly version: number;
}
export const LEX_SARAH_FIELDS = [
  { name: "occurred_on", label: "När det hände, eller upptäcktes", kind: "date", required: true },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "kind", label: "Vad rapporten gäller", kind: "select", required: true, options: [["", "välj"], ...Object.entries(LEX_SARAH_KINDS)] },
  { name: "provider", label: "Var det hände", kind: "select", required: true, options: Object.entries(LEX_SARAH_PROVIDERS) },
  { name: "description", label: "Vad som har hänt, eller kan hända", kind: "area", rows: 8, required: true, longest: 10_000 },
  { name: "immediate", label: "Vad som gjordes genast", kind: "area", rows: 3, longest: 5000 },
  { name: "judgement", label: "Bedömning", kind: "select", required: true, options: Object.entries(LEX_SARAH_JUDGEMENTS) },
  { name: "grounds", label: "Skäl för bedömningen", kind: "area", rows: 4, longest: 5000 },
  { name: "cause", label: "Orsak", kind: "area", rows: 4, longest: 5000 },
  { name: "action", label: "Åtgärder", kind: "area", rows: 4, longest: 5000 },
  { name: "learned", label: "Vad verksamheten lärde", hint: "(utan uppgifter om enskilda)", kind: "area", rows: 3, longest: 2000 },
] as const satisfies Register["fields"];
export const LEX_SARAH_REPORTED = ["occurred_on", "unit_id", "kind", "provider", "description", "immediate"] as const;

/** What makes a row unfit, with its field; null where nothing does. */
export function lexSarahFault(row: Fields, today: string): { readonly field: string; readonly message: string } | null {
  if ((row["occurred_on"] ?? "") > today) return { field: "occurred_on", message: "Dagen har inte varit ännu." };
  return !["open", undefined, null].includes(row["judgement"]) && (row["grounds"] ?? null) === null ? { field: "grounds", message: "Skriv skälen för bedömningen." } : null;
}

export type LexSarahStepKind = "received" | "secured" | "assessed" | "investigated" | "notified" | "answered" | "closed" | "reopened";
export const LEX_SARAH_STEP_WORDS: Readonly<Record<LexSarahStepKind, string>> = {
  received: "Mottagen av den som utreder", secured: "Enskildas säkerhet ordnad", assessed: "Bedömd", investigated: "Utredd", notified: "Anmäld till IVO", answered: "IVO har beslutat", closed: "Avslutad", reopened: "Öppnad igen",
};
/** What may be done from each step: what is serious is notified, what is outside is closed with its reasons. */
const NEXT: Readonly<Record<LexSarahStepKind | "reported", readonly LexSarahStepKind[]>> = {
  reported: ["received"], received: ["secured", "assessed"], secured: ["assessed"], assessed: ["investigated", "notified", "closed"], investigated: ["notified", "answered", "closed"], notified: ["investigated", "answered"], answered: ["investigated", "closed"], closed: ["reopened"], reopened: ["secured", "assessed", "investigated", "notified"],
};
export const nextLexSarahSteps = (steps: readonly Step<LexSarahStepKind>[], row: Fields): readonly LexSarahStepKind[] => NEXT[steps.at(-1)?.kind ?? "reported"].filter((kind) => (kind !== "notified" || (row["judgement"] === "serious" && dayOfStep(steps, "notified") === null)) && (kind !== "answered" || dayOfStep(steps, "notified") !== null));
export const lexSarahStepFault: NonNullable<StepRules<LexSarahStepKind>["fault"]> = (kind, onDate, row, steps) => {
  if (onDate < row["reported_on"]) return { field: "on_date", message: `Dagen är före rapporten, ${row["reported_on"]}.` };
  if (kind === "assessed" && row["judgement"] === "open") return { field: "kind", message: "Skriv bedömningen och skälen först, under »Ändra uppgifterna«." };
  if (kind === "investigated" && ((row["cause"] ?? null) === null || (row["action"] ?? null) === null)) return { field: "kind", message: "Skriv orsak och åtgärder först, under »Ändra uppgifterna«." };
  if (kind !== "closed") return null;
  if (row["judgement"] === "serious" && dayOfStep(steps, "notified") === null) return { field: "kind", message: "Det är bedömt som allvarligt: det anmäls till IVO innan det avslutas." };
  return row["judgement"] !== "outside" && dayOfStep(steps, "investigated") === null ? { field: "kind", message: "Utred först: det som är inom lex Sarah avslutas inte utan utredning." } : null;
};
export interface InvestigatedLexSarah extends LexSarah { readonly steps: readonly Step<LexSarahStepKind>[] }
/** The last day for an investigation to reach the inspectorate: two months after the report (SOSFS 2011:5, 6 kap. 2 §). */
const MONTHS_TO_INVESTIGATE = 2;
export const investigationDue = ({ reportedOn }: Pick<LexSarah, "reportedOn">): string => monthsAfter(reportedOn, MONTHS_TO_INVESTIGATE);

const NEW_SOCIAL_SERVICES_ACT = "2025-07-01";
/** The rules that a report follows, on the day that it was made. */
export const lexSarahRule = (on: string): string => (on < NEW_SOCIAL_SERVICES_ACT ? "14 kap. 2–7 §§ socialtjänstlagen (2001:453)" : "27 kap. 1–6 §§ socialtjänstlagen (2025:400)");
/** What is left of a case that is to be done without delay, in words; null where nothing is. */
export function lexSarahWait({ judgement, reportedOn, steps }: Pick<InvestigatedLexSarah, "judgement" | "reportedOn" | "steps">, on: string): string | null {
  const last = steps.at(-1)?.kind ?? null;
  if (last === "closed") return null;
  if (last === null) return "ska tas emot";
  if (judgement === "open") return "ska bedömas";
  if (judgement === "serious" && dayOfStep(steps, "notified") === null) return "ska anmälas till IVO snarast";
  if (judgement !== "outside" && dayOfStep(steps, "investigated") === null) { const due = investigationDue({ reportedOn }); return on > due ? `utredningen skulle ha varit klar ${due}` : `utredningen ska vara klar ${due}`; }
  return "kan avslutas";
}
/** A year's reports, as many as everybody who reads the committee may know. */
export interface LexSarahCount { readonly year: number; readonly reported: number; readonly within: number; readonly serious: number; readonly notified: number }
