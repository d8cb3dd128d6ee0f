import { areMonths, monthsIn } from "./control-schedule.ts";
import { CONTROL_METHODS, RISK_RESPONSES } from "./control-plan.ts";

/** What is edited of each row of the plan, by its column, and in words. */
export const RISK_FIELDS = { category: "Kategori", process: "Process eller rutin", description: "Risk", likelihood: "Sannolikhet", consequence: "Konsekvens", response: "Vad som görs", response_reason: "Varför", responsible: "Ansvarig" } as const;
export const CHECK_FIELDS = { process: "Process eller rutin", category: "Kategori", description: "Kontrollmoment", method: "Metod", months: "Kontrolleras", responsible: "Ansvarig", reported_to: "Rapporteras till", unit_id: "Utförs av", checklist: "Frågor", risk_id: "Risk", goal_id: "Mål" } as const;
export type RiskField = keyof typeof RISK_FIELDS;
export type ControlCheckField = keyof typeof CHECK_FIELDS;
type Fields<Field extends string> = Readonly<Partial<Record<Field, string | null>>>;
interface ControlFault<Field extends string> {
  readonly field: Field;
  readonly message: string;
}

const LONGEST: Readonly<Record<string, number>> = { category: 100, process: 500, description: 2000, response_reason: 1000, responsible: 200, reported_to: 200, checklist: 5000 };
const MOST_QUESTIONS = 12;

function tooLong<Field extends string>(fields: Fields<Field>, names: Readonly<Record<Field, string>>): ControlFault<Field> | null {
  const long = (Object.entries(fields) as [Field, string | null | undefined][]).find(([field, text]) => (text?.length ?? 0) > (LONGEST[field] ?? Infinity));
  return long ? { field: long[0], message: `${names[long[0]]} är längre än ${LONGEST[long[0]]} tecken; korta texten.` } : null;
}
const isStep = (text: string | null | undefined): boolean => text === null || text === undefined || /^[1-4]$/.test(text);

/** One sentence for a risk that cannot be kept, with its field; null for one that can. */
export function riskFault(fields: Fields<RiskField>): ControlFault<RiskField> | null {
  if (fields.description !== undefined && !fields.description?.trim()) return { field: "description", message: "Risken saknas; skriv vad som kan gå fel." };
  for (const field of ["likelihood", "consequence"] as const) if (!isStep(fields[field])) return { field, message: `${RISK_FIELDS[field]}en ska vara 1, 2, 3 eller 4.` };
  if ((fields.likelihood === null) !== (fields.consequence === null) && fields.likelihood !== undefined && fields.consequence !== undefined) return { field: fields.likelihood === null ? "likelihood" : "consequence", message: "Sannolikhet och konsekvens anges båda eller ingen av dem." };
  if (fields.response && !Object.hasOwn(RISK_RESPONSES, fields.response)) return { field: "response", message: "Välj i listan vad som görs åt risken." };
  if (fields.response && fields.response !== "control" && fields.response_reason !== undefined && !fields.response_reason?.trim()) return { field: "response_reason", message: `Skriv varför risken ${RISK_RESPONSES[fields.response as keyof typeof RISK_RESPONSES]} utan kontroll.` };
  return tooLong(fields, RISK_FIELDS);
}

/** The questions of a checklist, a line each. */
export const questionsIn = (text: string | null): string[] => (text ?? "").split("\n").map((line) => line.trim()).filter(Boolean);

/** One sentence for a check that cannot be kept, with its field; null for one that can. */
export function checkFault(fields: Fields<ControlCheckField>): ControlFault<ControlCheckField> | null {
  if (fields.description !== undefined && !fields.description?.trim()) return { field: "description", message: "Kontrollmomentet saknas; skriv vad som kontrolleras." };
  if (fields.method && !Object.hasOwn(CONTROL_METHODS, fields.method)) return { field: "method", message: "Välj metod i listan." };
  if (fields.months && !(/^\d{1,2}(,\d{1,2})*$/.test(fields.months) && areMonths(monthsIn(fields.months)))) return { field: "months", message: "Månaderna ska vara 1 till 12." };
  for (const field of ["unit_id", "risk_id", "goal_id"] as const) if (fields[field] && !/^\d{1,9}$/.test(fields[field])) return { field, message: `${CHECK_FIELDS[field]}: välj i listan.` };
  if (questionsIn(fields.checklist ?? null).length > MOST_QUESTIONS) return { field: "checklist", message: `En kontroll kan ha högst ${MOST_QUESTIONS} frågor; dela den i två.` };
  return tooLong(fields, CHECK_FIELDS);
}
