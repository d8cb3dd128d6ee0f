import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { subtract, type Decimal } from "../platform/decimal.ts";

/** As the results of internal control are graded. */
export const REPORTED_CONTROL = { none: "ingen eller försumbar avvikelse", slight: "lindrig avvikelse", considerable: "kännbar avvikelse", serious: "allvarlig avvikelse" } as const;
export const PURPOSE_ANSWERS = { yes: "ja", no: "nej", unclear: "oklart" } as const;

/** What a company or a joint authority tells of itself at a follow-up, to the executive committee's oversight (KL 6:1, 6:9). Amounts are kronor; + is a profit. */
export interface OversightReport {
  readonly id: number;
  readonly year: number;
  readonly followUpPointId: number;
  readonly goalsMet: number | null;
  readonly goalsPartly: number | null;
  readonly goalsUnmet: number | null;
  readonly resultBudget: Decimal | null;
  readonly resultForecast: Decimal | null;
  readonly resultActual: Decimal | null;
  readonly control: keyof typeof REPORTED_CONTROL | null;
  readonly controlNote: string | null;
  readonly feared: string | null;
  readonly action: string | null;
  readonly late: number | null;
  readonly purpose: keyof typeof PURPOSE_ANSWERS | null;
  readonly note: string | null;
  readonly version: number;
}
export const OVERSIGHT_FIELDS = [
  { name: "follow_up_point_id", label: "Uppföljning", kind: "id", required: true },
  { name: "goals_met", label: "Ägarens mål som uppfylls", hint: "(antal)", kind: "number", decimals: 0 },
  { name: "goals_partly", label: "Uppfylls delvis", hint: "(antal)", kind: "number", decimals: 0 },
  { name: "goals_unmet", label: "Uppfylls inte", hint: "(antal)", kind: "number", decimals: 0 },
  { name: "result_budget", label: "Årets resultat, budget, i kronor", hint: "(minus för underskott)", kind: "number", negative: true },
  { name: "result_forecast", label: "Årets resultat, prognos, i kronor", kind: "number", negative: true },
  { name: "result_actual", label: "Resultat hittills, i kronor", kind: "number", negative: true },
  { name: "control", label: "Intern kontroll", hint: "(det allvarligaste som kontrollerna visade)", kind: "select", options: [["", "inte redovisat"], ...Object.entries(REPORTED_CONTROL)] },
  { name: "control_note", label: "Vad kontrollerna visade", kind: "area", rows: 3, longest: 2000 },
  { name: "feared", label: "Befarad avvikelse", hint: "(det som kan bli mer än ringa: vad, varför och hur mycket)", kind: "area", rows: 3, longest: 2000 },
  { name: "action", label: "Vad som görs åt det", kind: "area", rows: 3, longest: 2000 },
  { name: "late", label: "Försenade uppdrag och återrapporteringar", hint: "(antal)", kind: "number", decimals: 0 },
  { name: "purpose", label: "Verksamheten är inom det kommunala ändamålet", hint: "(för bolag: kommunallagen 6 kap. 9 §)", kind: "select", options: [["", "inte redovisat"], ...Object.entries(PURPOSE_ANSWERS)] },
  { name: "note", label: "Övrigt till kommunstyrelsen", kind: "area", rows: 3, longest: 4000 },
] as const satisfies Register["fields"];

/** A year's result under this many kronor was most likely written in thousands. */
const LEAST_RESULT = 10_000;
/** What makes a report unfit, with its field; null where nothing does. */
export function oversightFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const told = (name: string): boolean => (row[name] ?? null) !== null;
  if (!OVERSIGHT_FIELDS.some(({ name }) => name !== "follow_up_point_id" && told(name))) return { field: "goals_met", message: "Rapporten säger inget; fyll i minst en uppgift." };
  for (const name of ["result_budget", "result_forecast", "result_actual"]) if (told(name) && Number(row[name]) !== 0 && Math.abs(Number(row[name])) < LEAST_RESULT) return { field: name, message: `Beloppet är under ${LEAST_RESULT} kronor; skriv hela kronor, inte tusental.` };
  if ((row["control"] === "considerable" || row["control"] === "serious") && !told("control_note")) return { field: "control_note", message: "Skriv vad kontrollerna visade." };
  if (told("feared") && !told("action")) return { field: "action", message: "Skriv vad som görs åt avvikelsen, eller att inget görs." };
  return (row["purpose"] === "no" || row["purpose"] === "unclear") && !told("note") ? { field: "note", message: "Skriv varför verksamheten inte säkert är inom ändamålet." } : null;
}

/** Forecast less budget, + is better; null where either is not told. */
export const resultVariance = ({ resultBudget, resultForecast }: Pick<OversightReport, "resultBudget" | "resultForecast">): Decimal | null => (resultBudget === null || resultForecast === null ? null : subtract(resultForecast, resultBudget));
/** What is new since the report before: what of it is not as it was, in words; "" where nothing is, or where there was none. */
export function changedSince(before: OversightReport | null, now: OversightReport): string {
  if (before === null) return "";
  const words: string[] = [];
  const goals = (name: "goalsMet" | "goalsUnmet"): number => (now[name] === null || before[name] === null ? 0 : now[name] - before[name]);
  if (goals("goalsMet") > 0) words.push(`${goals("goalsMet")} fler mål uppfylls`);
  if (goals("goalsMet") < 0) words.push(`${-goals("goalsMet")} färre mål uppfylls`);
  const grades = Object.keys(REPORTED_CONTROL);
  if (now.control !== null && before.control !== null && now.control !== before.control) words.push(grades.indexOf(now.control) > grades.indexOf(before.control) ? "kontrollen sämre" : "kontrollen bättre");
  if (now.feared !== null && before.feared === null) words.push("ny befarad avvikelse");
  if (now.feared === null && before.feared !== null) words.push("ingen befarad avvikelse längre");
  if (now.purpose !== before.purpose && now.purpose !== null && before.purpose !== null) words.push(`ändamålet: ${PURPOSE_ANSWERS[before.purpose]} blev ${PURPOSE_ANSWERS[now.purpose]}`);
  return words.join(", ");
}
