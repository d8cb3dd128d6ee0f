import { isDecimal } from "../platform/decimal.ts";
import { parseNumber } from "../platform/swedish.ts";

/** What is edited of each row of the plan, by its column, and in words. Dates are ISO, numbers exact decimals, null is not stated. */
export const GOAL_FIELDS = { text: "Målets text", description: "Beskrivning", responsible: "Ansvarig", method: "Så mäts det", weight: "Vikt", green_share: "Andel gröna, procent", level_id: "Nivå", parent_id: "Överordnat mål", unit_id: "Enhet" } as const;
export const ACTIVITY_FIELDS = { title: "Aktivitet", description: "Beskrivning", responsible: "Ansvarig", starts_on: "Börjar", ends_on: "Slutar", unit_id: "Enhet" } as const;
export const ASSIGNMENT_FIELDS = { text: "Uppdrag", kind: "Slag", description: "Beskrivning", decided: "Beslutat", responsible: "Ansvarig", due_on: "Klart senast" } as const;
export type GoalField = keyof typeof GOAL_FIELDS;
export type ActivityField = keyof typeof ACTIVITY_FIELDS;
export type AssignmentField = keyof typeof ASSIGNMENT_FIELDS;
export type PlanFields<Field extends string> = Readonly<Partial<Record<Field, string | null>>>;

export interface PlanFault<Field extends string> {
  readonly field: Field;
  readonly message: string;
}

const LONGEST: Readonly<Record<string, number>> = { text: 2000, title: 500, description: 5000, responsible: 200, method: 1000, decided: 200 };

/** What all fields of the plan have in common: something said where it must be, nothing too long, days that there are. */
function commonFault<Field extends string>(fields: PlanFields<Field>, names: Readonly<Record<Field, string>>, main: Field, isDay: (text: string) => boolean): PlanFault<Field> | null {
  if (fields[main] !== undefined && !fields[main]?.trim()) return { field: main, message: `${names[main]} saknas; skriv den.` };
  for (const [field, text] of Object.entries(fields) as [Field, string | null | undefined][]) {
    if (text === null || text === undefined) continue;
    const most = LONGEST[field];
    if (most !== undefined && text.length > most) return { field, message: `${names[field]} är längre än ${most} tecken; korta texten.` };
    if (field.endsWith("_on") && !isDay(text)) return { field, message: `»${text.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.` };
    if (field.endsWith("_id") && !/^\d{1,9}$/.test(text)) return { field, message: `${names[field]}: välj i listan.` };
  }
  return null;
}

const positive = (text: string | null | undefined, most: number): boolean => text === null || text === undefined || (isDecimal(text) && Number(text) > 0 && Number(text) <= most);

/** One sentence for what cannot be kept of a goal, with its field; null where all can. */
export function goalFault(fields: PlanFields<GoalField>, isDay: (text: string) => boolean): PlanFault<GoalField> | null {
  const common = commonFault(fields, GOAL_FIELDS, "text", isDay);
  if (common) return common;
  if (fields.weight === null || !positive(fields.weight, 1000)) return { field: "weight", message: "Vikten ska vara ett tal över 0, till exempel 1 eller 2,5." };
  if (!positive(fields.green_share, 100)) return { field: "green_share", message: "Andelen gröna ska vara över 0 och högst 100 procent." };
  if (fields.level_id === null) return { field: "level_id", message: "Välj målets nivå." };
  return null;
}
export function activityFault(fields: PlanFields<ActivityField>, isDay: (text: string) => boolean): PlanFault<ActivityField> | null {
  const common = commonFault(fields, ACTIVITY_FIELDS, "title", isDay);
  if (common) return common;
  return fields.starts_on && fields.ends_on && fields.ends_on < fields.starts_on ? { field: "ends_on", message: `Aktiviteten kan inte sluta ${fields.ends_on}, innan den börjar ${fields.starts_on}.` } : null;
}
export function assignmentFault(fields: PlanFields<AssignmentField>, isDay: (text: string) => boolean): PlanFault<AssignmentField> | null {
  const common = commonFault(fields, ASSIGNMENT_FIELDS, "text", isDay);
  if (common) return common;
  return fields.kind !== undefined && fields.kind !== "assignment" && fields.kind !== "focus-area" ? { field: "kind", message: "Välj om det är ett uppdrag eller ett fokusområde." } : null;
}

/** A number as people write it, as it is kept; what is none is left as it is, for the fault to tell. */
export const keptNumber = (text: string | null): string | null => (text === null ? null : (parseNumber(text.replace(/\s*%$/, "")) ?? text));

/** What a form of choices was made from, and what was chosen. */
export interface PlanChoice {
  readonly base: readonly number[];
  readonly mine: readonly number[];
}
/** Joins a choice with what somebody else chose in between: what either added is there, what either took away is not. */
export function mergeChosen(now: readonly number[], { base, mine }: PlanChoice): { readonly added: number[]; readonly removed: number[] } {
  return { added: mine.filter((one) => !base.includes(one) && !now.includes(one)), removed: base.filter((one) => !mine.includes(one) && now.includes(one)) };
}
