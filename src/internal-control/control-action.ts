/** What is done about a risk or about what a check found. */
export interface ControlAction {
  readonly id: number;
  readonly year: number;
  readonly checkId: number | null;
  readonly riskId: number | null;
  readonly description: string;
  /** The role or function that answers for it. */
  readonly responsible: string;
  /** ISO dates. */
  readonly dueOn: string;
  readonly doneOn: string | null;
  /** What came of it. */
  readonly outcome: string | null;
  readonly origin: number;
  readonly version: number;
}
export const ACTION_FIELDS = { description: "Åtgärd", responsible: "Ansvarig", due_on: "Klar senast", done_on: "Klar", outcome: "Vad som gjordes" } as const;
export type ActionField = keyof typeof ACTION_FIELDS;

export type ActionState = "done" | "late" | "open";
export const actionState = ({ doneOn, dueOn }: Pick<ControlAction, "doneOn" | "dueOn">, today: string): ActionState => (doneOn !== null ? "done" : dueOn < today ? "late" : "open");

/** One sentence for an action that cannot be kept; null for one that can. */
export function actionFault(fields: Readonly<Partial<Record<ActionField, string | null>>>, isDay: (text: string) => boolean, today: string): { readonly field: ActionField; readonly message: string } | null {
  for (const field of ["description", "responsible", "due_on"] as const) {
    if (fields[field] !== undefined && !fields[field]?.trim()) return { field, message: `${ACTION_FIELDS[field]} saknas; ${field === "due_on" ? "en åtgärd ska ha en dag då den är klar." : field === "responsible" ? "en åtgärd ska ha någon som svarar för den." : "skriv vad som ska göras."}` };
  }
  for (const field of ["due_on", "done_on"] as const) if (fields[field] && !isDay(fields[field])) return { field, message: `»${fields[field].slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.` };
  if (fields.done_on && fields.done_on > today) return { field: "done_on", message: `Åtgärden kan inte vara klar ${fields.done_on}, som inte har varit.` };
  for (const [field, most] of [["description", 2000], ["responsible", 200], ["outcome", 5000]] as const) if ((fields[field]?.length ?? 0) > most) return { field, message: `${ACTION_FIELDS[field]} är längre än ${most} tecken; korta texten.` };
  return null;
}
