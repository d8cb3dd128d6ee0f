import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { dayOfStep, type Step, type StepRules } from "../platform/edit/step.ts";
import { CONSEQUENCE_WORDS, LIKELIHOOD_WORDS, riskBand } from "../internal-control/control-plan.ts";

export const INCIDENT_CATEGORIES = {
  treatment: "bemötande", safety: "säkerhet och skada", routine: "rutin inte följd", documentation: "dokumentation", secrecy: "sekretess och personuppgifter", staffing: "bemanning", violence: "hot och våld", other: "annat",
} as const;
/** Something that was not as it should (avvikelse): how grave, why, what is done about it and whether it helped. Days are ISO dates. */
export interface Incident {
  readonly id: number;
  readonly committeeId: number;
  readonly unitId: number | null;
  readonly occurredOn: string;
  readonly reportedOn: string;
  readonly reportedBy: string;
  readonly category: keyof typeof INCIDENT_CATEGORIES;
  readonly description: string;
  readonly immediate: string | null;
  /** 1–4, as risks are judged. */
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly cause: string | null;
  readonly action: string | null;
  readonly responsible: string | null;
  readonly actionDue: string | null;
  readonly effect: string | null;
  readonly version: number;
}
const factor = (words: readonly string[]) => [["", "inte bedömd"] as const, ...words.map((word, index) => [String(index + 1), `${index + 1} ${word.toLowerCase()}`] as const)];
export const INCIDENT_FIELDS = [
  { name: "occurred_on", label: "När det hände", kind: "date", required: true },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "category", label: "Slag", kind: "select", required: true, options: [["", "välj"], ...Object.entries(INCIDENT_CATEGORIES)] },
  { name: "description", label: "Vad som hände", hint: "(inga namn eller personnummer)", kind: "area", rows: 6, required: true, longest: 5000 },
  { name: "immediate", label: "Vad som gjordes genast", kind: "area", rows: 3, longest: 2000 },
  { name: "likelihood", label: "Sannolikhet att det händer igen", kind: "select", options: factor(LIKELIHOOD_WORDS) },
  { name: "consequence", label: "Konsekvens, om det händer igen", kind: "select", options: factor(CONSEQUENCE_WORDS) },
  { name: "cause", label: "Orsak", kind: "area", rows: 3, longest: 2000 },
  { name: "action", label: "Åtgärd", kind: "area", rows: 3, longest: 2000 },
  { name: "responsible", label: "Ansvarig för åtgärden", hint: "(befattning)", longest: 100 },
  { name: "action_due", label: "Åtgärden klar senast", kind: "date" },
  { name: "effect", label: "Åtgärdens effekt", hint: "(vad som syntes när den följdes upp)", kind: "area", rows: 3, longest: 2000 },
] as const satisfies Register["fields"];
/** What somebody who reports an incident fills in. */
export const REPORTED_FIELDS = ["occurred_on", "unit_id", "category", "description", "immediate"] as const;

/** What makes a row unfit, with its field; null where nothing does. */
export function incidentFault(row: Fields, today: string): { readonly field: string; readonly message: string } | null {
  const said = (name: string): boolean => (row[name] ?? null) !== null;
  if (said("occurred_on") && row["occurred_on"]! > today) return { field: "occurred_on", message: "Dagen har inte varit ännu." };
  if (said("likelihood") !== said("consequence")) return { field: said("likelihood") ? "consequence" : "likelihood", message: "Bedöm både sannolikhet och konsekvens, eller ingen av dem." };
  return null;
}
/** How grave: likelihood times consequence, 1–16. */
export const severityOf = ({ consequence, likelihood }: Pick<Incident, "consequence" | "likelihood">): number | null => (likelihood === null || consequence === null ? null : likelihood * consequence);
export const severityWords = (severity: number): string => `${severity}, ${{ high: "hög", medium: "medel", low: "låg" }[riskBand(String(severity))]}`;

export type IncidentStepKind = "assessed" | "acted" | "effect-checked" | "closed" | "reopened";
export const INCIDENT_STEP_WORDS: Readonly<Record<IncidentStepKind, string>> = { assessed: "Bedömd", acted: "Åtgärd gjord", "effect-checked": "Effekt kontrollerad", closed: "Avslutad", reopened: "Öppnad igen" };
const NEXT: Readonly<Record<IncidentStepKind | "reported", readonly IncidentStepKind[]>> = {
  reported: ["assessed"], assessed: ["acted", "closed"], acted: ["effect-checked", "acted"], "effect-checked": ["closed", "acted"], closed: ["reopened"], reopened: ["assessed", "acted"],
};
export const nextIncidentSteps = (steps: readonly Step<IncidentStepKind>[]): readonly IncidentStepKind[] => NEXT[steps.at(-1)?.kind ?? "reported"];
export const incidentStepFault: NonNullable<StepRules<IncidentStepKind>["fault"]> = (kind, onDate, row, steps) => {
  const missing = (name: string): boolean => (row[name] ?? null) === null;
  if (onDate < row["occurred_on"]) return { field: "on_date", message: `Dagen är före händelsen, ${row["occurred_on"]}.` };
  if (kind === "assessed" && missing("likelihood")) return { field: "kind", message: "Bedöm sannolikhet och konsekvens först, under »Ändra uppgifterna«." };
  if (kind === "acted" && missing("action")) return { field: "kind", message: "Skriv orsak och åtgärd först, under »Ändra uppgifterna«." };
  if (kind === "effect-checked" && missing("effect")) return { field: "kind", message: "Skriv åtgärdens effekt först, under »Ändra uppgifterna«." };
  // What is grave is not closed before something was done and seen to help.
  const severity = missing("likelihood") ? 0 : Number(row["likelihood"]) * Number(row["consequence"]);
  return kind === "closed" && riskBand(String(severity)) !== "low" && dayOfStep(steps, "effect-checked") === null ? { field: "kind", message: `Allvarlighetsgraden är ${severityWords(severity)}: en sådan avvikelse avslutas när en åtgärd är gjord och dess effekt är kontrollerad.` } : null;
};
export interface HandledIncident extends Incident { readonly steps: readonly Step<IncidentStepKind>[] }
export const INCIDENT_STATE_WORDS = { reported: "rapporterad", assessed: "bedömd", acted: "åtgärdad", "effect-checked": "effekten kontrollerad", closed: "avslutad", reopened: "öppnad igen" } as const;
export const stateOfIncident = ({ steps }: Pick<HandledIncident, "steps">): keyof typeof INCIDENT_STATE_WORDS => steps.at(-1)?.kind ?? "reported";

/** An incident as everybody who reads the committee may know of it: no words. */
export interface ToldIncident extends Pick<Incident, "category" | "consequence" | "likelihood" | "occurredOn" | "unitId"> {
  readonly acted: boolean;
  readonly effectChecked: boolean;
  readonly closed: boolean;
}
export interface IncidentCount {
  readonly count: number;
  /** How many are judged, and of those how many are grave (index 8 or more). */
  readonly judged: number;
  readonly grave: number;
  readonly acted: number;
  readonly effectChecked: number;
  readonly closed: number;
}
export const countIncidents = (all: readonly ToldIncident[]): IncidentCount => {
  const severities = all.flatMap((one) => severityOf(one) ?? []);
  return { count: all.length, judged: severities.length, grave: severities.filter((severity) => riskBand(String(severity)) !== "low").length, acted: all.filter(({ acted }) => acted).length, effectChecked: all.filter(({ effectChecked }) => effectChecked).length, closed: all.filter(({ closed }) => closed).length };
};
