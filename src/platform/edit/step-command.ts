import { outcomeCommand, type Command, type CommandContext } from "../command.ts";
import { isDay, today } from "../clock.ts";
import { Refused, type Outcome } from "../outcome.ts";
import { findRegisterRow } from "./register-row-store.ts";
import { reachOfRow } from "./register.ts";
import { addStep, loadStepRows } from "./step-store.ts";
import type { StepRules } from "./step.ts";

export interface StepInput {
  readonly id: number;
  readonly kind: string;
  /** How many steps there were when one decided on it. */
  readonly seen: number;
  readonly onDate: string | null;
  readonly note: string | null;
}
const LONGEST_NOTE = 4_000;

/** The command that takes a step: only one that may come next, on a day that has been, and from what was seen. */
export function stepCommand<Kind extends string>(rules: StepRules<Kind>): Command<StepInput, Outcome<{ readonly kind: Kind }>> {
  const { action, parent, register: { noun, ofUnit, subject, table: rows }, table, told, words } = rules;
  return outcomeCommand(action, async (context: CommandContext, { id, kind, note, onDate, seen }: StepInput) => {
    const row = await findRegisterRow(context.db, rows, id);
    if (!row) throw new Refused({ code: `no-${subject.replaceAll("_", "-")}`, message: `${noun} finns inte, eller så har du ingen roll i dess nämnd.` });
    context.permit(reachOfRow({ ofUnit }, row["committee_id"], row));
    const steps = await loadStepRows<Kind>(context.db, table, parent, id, true);
    if (steps.length !== seen) throw new Refused({ code: "changed", message: `Någon annan har hunnit före: ${noun.toLowerCase()} ${steps.length ? `står nu som »${words[steps.at(-1)!.kind]}«` : "har inga steg"}. Se hur det är och försök igen.` });
    const next = rules.next(steps, row).find((one) => one === kind);
    if (next === undefined) throw new Refused({ code: "no-step", field: "kind", message: "Välj vad som har gjorts." });
    const day = onDate ?? today();
    if (!isDay(day) || day > today()) throw new Refused({ code: "bad-field", field: "on_date", message: "Skriv dagen som ÅÅÅÅ-MM-DD; den kan inte vara senare än i dag." });
    if (steps.length && day < steps.at(-1)!.onDate) throw new Refused({ code: "bad-field", field: "on_date", message: `Dagen är före det förra steget, ${steps.at(-1)!.onDate}.` });
    const text = note?.trim() || null;
    if (text === null && told.includes(next)) throw new Refused({ code: "bad-field", field: "note", message: "Skriv vad som gjordes eller bestämdes." });
    if (text !== null && text.length > LONGEST_NOTE) throw new Refused({ code: "bad-field", field: "note", message: `Texten är längre än ${LONGEST_NOTE} tecken; korta den.` });
    const unfit = rules.fault?.(next, day, row, steps);
    if (unfit) throw new Refused({ code: "bad-field", ...unfit });
    await addStep(context.db, table, { [parent]: id, committee_id: row["committee_id"], ...(ofUnit ? { unit_id: row["unit_id"] } : {}), kind: next, on_date: day, note: text, actor: context.actor.key, ordinal: steps.length + 1 });
    context.record({ action: `${subject}.${next}`, subject: `${subject}:${id}` });
    return { kind: next };
  });
}
