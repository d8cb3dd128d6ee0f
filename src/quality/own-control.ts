import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

/** As the results of internal control are graded. */
export const OWN_CONTROL_RESULTS = { none: "ingen eller försumbar avvikelse", slight: "lindrig avvikelse", considerable: "kännbar avvikelse", serious: "allvarlig avvikelse" } as const;

/** What a unit controls of its own quality (egenkontroll, SOSFS 2011:9, 5 kap. 2 §), what it showed and what is done about it. Days are ISO dates. */
export interface OwnControl {
  readonly id: number;
  readonly year: number;
  readonly unitId: number | null;
  readonly name: string;
  readonly method: string | null;
  readonly frequency: string | null;
  readonly responsible: string | null;
  readonly doneOn: string | null;
  readonly checked: number | null;
  readonly correct: number | null;
  readonly result: keyof typeof OWN_CONTROL_RESULTS | null;
  readonly finding: string | null;
  readonly action: string | null;
  readonly actionOn: string | null;
  readonly version: number;
}
export const OWN_CONTROL_FIELDS = [
  { name: "name", label: "Vad som kontrolleras", required: true, longest: 200 },
  { name: "unit_id", label: "Enhet", kind: "id" },
  { name: "method", label: "Hur det kontrolleras", longest: 200 },
  { name: "frequency", label: "Hur ofta", longest: 60 },
  { name: "responsible", label: "Ansvarig", hint: "(befattning)", longest: 100 },
  { name: "done_on", label: "Gjord", kind: "date" },
  { name: "checked", label: "Antal kontrollerade", kind: "number", decimals: 0 },
  { name: "correct", label: "Varav rätt", kind: "number", decimals: 0 },
  { name: "result", label: "Resultat", kind: "select", options: [["", "inte bedömt"], ...Object.entries(OWN_CONTROL_RESULTS)] },
  { name: "finding", label: "Vad den visade", kind: "area", rows: 3, longest: 1000 },
  { name: "action", label: "Åtgärd", kind: "area", rows: 2, longest: 1000 },
  { name: "action_on", label: "Åtgärden klar senast", kind: "date" },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function ownControlFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const number = (name: string): number | null => (row[name] === null || row[name] === undefined ? null : Number(row[name]));
  if (number("correct") !== null && number("checked") === null) return { field: "checked", message: "Skriv hur många som kontrollerades." };
  if (number("correct") !== null && number("correct")! > number("checked")!) return { field: "correct", message: "Fler är rätt än som kontrollerades." };
  if ((row["result"] ?? null) !== null && (row["done_on"] ?? null) === null) return { field: "done_on", message: "Skriv vilken dag kontrollen gjordes." };
  // A deviation that is felt asks for something to be done about it.
  if (["considerable", "serious"].includes(row["result"] ?? "") && (row["action"] ?? null) === null) return { field: "action", message: "En kännbar eller allvarlig avvikelse ska ha en åtgärd." };
  return null;
}
