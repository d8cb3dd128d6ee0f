import { monthsAfter } from "../platform/days.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

export const DECISION_SEXES = { woman: "kvinna", man: "man", girl: "flicka", boy: "pojke" } as const;
export const DECISION_ACTS = { sol: "SoL", lss: "LSS" } as const;

/** A favourable decision that is not executed (ej verkställt beslut): of the person only what the law asks for. Days are ISO dates. */
export interface UnexecutedDecision {
  readonly id: number;
  readonly unitId: number | null;
  readonly sex: keyof typeof DECISION_SEXES;
  readonly act: keyof typeof DECISION_ACTS;
  /** The kind of assistance, as the decision calls it. */
  readonly assistance: string;
  readonly decidedOn: string;
  /** When the execution was interrupted, where it had begun. */
  readonly interruptedOn: string | null;
  readonly reason: string | null;
  readonly executedOn: string | null;
  /** How, where it was otherwise than decided. */
  readonly executedHow: string | null;
  /** Ended for another reason, without being executed. */
  readonly closedOn: string | null;
  readonly closedHow: string | null;
  readonly version: number;
}
export const DECISION_FIELDS = [
  { name: "act", label: "Lag", kind: "select", required: true, options: [["", "välj"], ...Object.entries(DECISION_ACTS)] },
  { name: "sex", label: "Kön", kind: "select", required: true, options: [["", "välj"], ...Object.entries(DECISION_SEXES)] },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "assistance", label: "Typ av bistånd eller insats", hint: "(till exempel kontaktfamilj; inga namn)", required: true, longest: 120 },
  { name: "decided_on", label: "Beslutsdatum", kind: "date", required: true },
  { name: "interrupted_on", label: "Verkställigheten avbröts", hint: "(där den hade börjat; de tre månaderna räknas från den dagen)", kind: "date" },
  { name: "reason", label: "Skäl till att beslutet inte är verkställt", hint: "(skriv så att ingen person känns igen)", kind: "area", rows: 4, longest: 1000 },
  { name: "executed_on", label: "Verkställt", kind: "date" },
  { name: "executed_how", label: "Hur det verkställdes", hint: "(om det blev något annat än beslutet, till exempel en annan insats)", longest: 200 },
  { name: "closed_on", label: "Avslutat av annan anledning", kind: "date" },
  { name: "closed_how", label: "Anledningen", hint: "(till exempel tackat nej, flyttat, insatsen behövs inte längre)", longest: 200 },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function decisionFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const day = (name: string): string | null => row[name] ?? null;
  const decided = day("decided_on");
  for (const [name, words] of [["interrupted_on", "Avbrottet"], ["executed_on", "Verkställigheten"], ["closed_on", "Avslutet"]] as const) {
    const own = day(name);
    if (decided !== null && own !== null && own < decided) return { field: name, message: `${words} är före beslutet, ${decided}.` };
  }
  if (day("executed_on") !== null && day("closed_on") !== null) return { field: "closed_on", message: "Ett beslut är antingen verkställt eller avslutat av annan anledning; ta bort det ena." };
  if (day("executed_on") === null && day("executed_how") !== null) return { field: "executed_on", message: "Skriv vilken dag beslutet verkställdes." };
  if (day("closed_on") !== null && day("closed_how") === null) return { field: "closed_how", message: "Skriv av vilken anledning beslutet avslutades." };
  if (day("closed_on") === null && day("closed_how") !== null) return { field: "closed_on", message: "Skriv vilken dag beslutet avslutades." };
  return null;
}

const MONTHS_ALLOWED = 3;
/** The last day within the three months, from the decision or from when its execution was interrupted. */
export const dueDay = ({ decidedOn, interruptedOn }: Pick<UnexecutedDecision, "decidedOn" | "interruptedOn">): string => monthsAfter(interruptedOn ?? decidedOn, MONTHS_ALLOWED);
const endDay = ({ closedOn, executedOn }: UnexecutedDecision): string | null => executedOn ?? closedOn;
/** Still open when its three months had gone: it is to be reported. */
export const isLate = (decision: UnexecutedDecision): boolean => { const end = endDay(decision); return end === null || end > dueDay(decision); };

/** The template of the quarter's report; its documents are named by it and the quarter. */
export const DECISION_REPORT = "unexecuted-decisions";
export interface ReportQuarter { readonly year: number; readonly quarter: 1 | 2 | 3 | 4 }
export const firstDayOf = ({ quarter, year }: ReportQuarter): string => `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`;
export const lastDayOf = ({ quarter, year }: ReportQuarter): string => `${year}-${["03-31", "06-30", "09-30", "12-31"][quarter - 1]!}`;
export const quarterOf = (day: string): ReportQuarter => ({ year: Number(day.slice(0, 4)), quarter: Math.ceil(Number(day.slice(5, 7)) / 3) as 1 | 2 | 3 | 4 });

/** What is reported of a quarter: those whose three months ended in it, and what has become of those that were reported before. */
export interface DecisionReport { readonly fresh: readonly UnexecutedDecision[]; readonly followed: readonly UnexecutedDecision[] }
export function quarterReport(decisions: readonly UnexecutedDecision[], quarter: ReportQuarter): DecisionReport {
  const [first, last] = [firstDayOf(quarter), lastDayOf(quarter)];
  const late = decisions.filter(isLate).toSorted((a, b) => dueDay(a).localeCompare(dueDay(b)) || a.id - b.id);
  return {
    // The day after the last allowed one is the first when it is late.
    fresh: late.filter((decision) => dueDay(decision) >= first && dueDay(decision) <= last),
    followed: late.filter((decision) => dueDay(decision) < first && (endDay(decision) === null || endDay(decision)! >= first)),
  };
}
/** What had become of a decision when a day ended: what happened later is not known then. */
export function asOf(decision: UnexecutedDecision, day: string): UnexecutedDecision {
  const after = (own: string | null): boolean => own !== null && own > day;
  return { ...decision, ...(after(decision.executedOn) ? { executedOn: null, executedHow: null } : {}), ...(after(decision.closedOn) ? { closedOn: null, closedHow: null } : {}) };
}

/** How a decision stands on a day: words, the day that they are of, and how it was closed. */
export function decisionStatus(decision: UnexecutedDecision, on: string): { readonly words: string; readonly day: string; readonly how: string | null } {
  if (decision.executedOn !== null) return { words: "verkställt", day: decision.executedOn, how: decision.executedHow };
  if (decision.closedOn !== null) return { words: "avslutat", day: decision.closedOn, how: decision.closedHow };
  const day = dueDay(decision);
  return { words: on > day ? "dröjer sedan" : "ska vara verkställt", day, how: null };
}
/** How many wait for their execution, and how many of them for more than three months on a day. */
export function waiting(decisions: readonly UnexecutedDecision[], on: string): { readonly open: readonly UnexecutedDecision[]; readonly late: number } {
  const open = decisions.filter((decision) => endDay(decision) === null).toSorted((a, b) => dueDay(a).localeCompare(dueDay(b)) || a.id - b.id);
  return { open, late: open.filter((decision) => dueDay(decision) < on).length };
}
const NEW_SOCIAL_SERVICES_ACT = "2025-07-01";
/** The rule that asks for the report, on a day. */
export const reportRule = (act: UnexecutedDecision["act"], on: string): string =>
  act === "lss" ? "28 f–h §§ lagen (1993:387) om stöd och service till vissa funktionshindrade" : on < NEW_SOCIAL_SERVICES_ACT ? "16 kap. 6 f–h §§ socialtjänstlagen (2001:453)" : "34 kap. 1–3 §§ socialtjänstlagen (2025:400)";
