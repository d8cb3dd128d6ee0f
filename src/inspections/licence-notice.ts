import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import type { Step, StepRules } from "../platform/edit/step.ts";

export const NOTICE_KINDS = { "extended-hours": "tillfälligt utökad serveringstid", "extended-area": "tillfälligt utökad serveringsyta", ownership: "ändrade ägarförhållanden", staff: "serveringsansvarig personal", other: "annat" } as const;
/** What a licence holder has told of, and what became of it. Days are ISO dates. */
export interface LicenceNotice {
  readonly id: number;
  readonly committeeId: number;
  readonly placeId: number;
  readonly receivedOn: string;
  readonly kind: keyof typeof NOTICE_KINDS;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly body: string;
  readonly version: number;
}
export const NOTICE_FIELDS = [
  { name: "place_id", label: "Ställe", kind: "id", required: true },
  { name: "received_on", label: "Mottagen", kind: "date", required: true },
  { name: "kind", label: "Vad anmälan gäller", kind: "select", required: true, options: [["", "välj"], ...Object.entries(NOTICE_KINDS)] },
  { name: "from_date", label: "Från", kind: "date" },
  { name: "to_date", label: "Till", kind: "date" },
  { name: "body", label: "Anmälan", kind: "area", rows: 5, required: true, longest: 4000 },
] as const satisfies Register["fields"];
/** What makes a row unfit, with its field; null where nothing does. */
export function noticeFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const [from, to] = [row["from_date"] ?? null, row["to_date"] ?? null];
  if (from !== null && to !== null && to < from) return { field: "to_date", message: `Till är före från, ${from}.` };
  if (from !== null && (row["received_on"] ?? null) !== null && from < row["received_on"]!) return { field: "from_date", message: `Från är före anmälan, ${row["received_on"]}; det som har varit går inte att anmäla.` };
  return (row["kind"] === "extended-hours" || row["kind"] === "extended-area") && from === null ? { field: "from_date", message: "Skriv från vilken dag det ska gälla." } : null;
}
export type NoticeStepKind = "completed" | "supplemented" | "granted" | "refused" | "noted";
export const NOTICE_STEP_WORDS: Readonly<Record<NoticeStepKind, string>> = { completed: "Komplettering begärd", supplemented: "Kompletterad", granted: "Beviljad", refused: "Avslagen", noted: "Antecknad" };
/** What is asked for is granted or refused; what is only told is noted. */
export const nextNoticeSteps = (steps: readonly Step<NoticeStepKind>[], row: Fields): readonly NoticeStepKind[] => {
  const last = steps.at(-1)?.kind ?? null;
  if (last !== null && last !== "completed" && last !== "supplemented") return [];
  const ends: readonly NoticeStepKind[] = row["kind"] === "extended-hours" || row["kind"] === "extended-area" ? ["granted", "refused"] : ["noted"];
  return [...(last === "completed" ? ["supplemented" as const] : []), "completed", ...ends];
};
export const noticeStepFault: NonNullable<StepRules<NoticeStepKind>["fault"]> = (_, onDate, row) => (onDate < row["received_on"] ? { field: "on_date", message: `Dagen är före mottagandet, ${row["received_on"]}.` } : null);
/** Whether somebody here is to do something with it: it is new, or its holder has answered. */
export const waitsForUs = ({ steps }: { readonly steps: readonly Step<NoticeStepKind>[] }): boolean => steps.length === 0 || steps.at(-1)!.kind === "supplemented";
/** Whether its holder is to answer something. */
export const waitsForHolder = ({ steps }: { readonly steps: readonly Step<NoticeStepKind>[] }): boolean => steps.at(-1)?.kind === "completed";
export interface HandledNotice extends LicenceNotice { readonly steps: readonly Step<NoticeStepKind>[] }
