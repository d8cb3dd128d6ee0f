import { judgeTarget, type TargetJudgement, type TargetLight } from "../indicators/target-rule.ts";
import type { Indicator, Target } from "../indicators/indicator.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { countFeedback, feedbackOf, FEEDBACK_SUBJECTS, type FeedbackCount, type ToldFeedback } from "./feedback.ts";

/** What the municipality promises of a service (kvalitetsdeklaration), when it was decided, whether it has changed, and what is said of it on the web. */
export interface ServiceDeclaration {
  readonly id: number;
  readonly year: number;
  readonly service: string;
  /** As it is stated: a day, or a meeting. */
  readonly decided: string | null;
  readonly status: string | null;
  readonly unitId: number | null;
  /** Paragraphs, parted by an empty line. */
  readonly body: string | null;
  readonly published: "yes" | "no";
  readonly feedbackSubject: keyof typeof FEEDBACK_SUBJECTS | null;
  /** Null where it was typed. */
  readonly originId: number | null;
  readonly version: number;
}
export type ServiceDeclarationInput = Pick<ServiceDeclaration, "service" | "decided" | "status"> & { readonly originId: number };
export const DECLARATION_FIELDS = [
  { name: "service", label: "Tjänst", required: true, longest: 200 },
  { name: "decided", label: "Beslutad", hint: "(dag eller sammanträde)", longest: 60 },
  { name: "status", label: "Status", hint: "(till exempel ny, reviderad, oförändrad)", longest: 60 },
  { name: "unit_id", label: "Enhet", hint: "(dit synpunkter på tjänsten hör)", kind: "id" },
  { name: "feedback_subject", label: "Synpunkter om", hint: "(bara de med det ämnet räknas; annars alla på enheten)", kind: "select", options: [["", "alla ämnen"], ...Object.entries(FEEDBACK_SUBJECTS)] },
  { name: "body", label: "Text på webben", hint: "(vad tjänsten är, för vem och vad man kan vänta sig; tom rad mellan stycken)", kind: "area", rows: 8, longest: 6000 },
  { name: "published", label: "Visas på webben", kind: "select", required: true, options: [["no", "nej"], ["yes", "ja"]] },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. What nobody has decided is promised to nobody. */
export function declarationFault(row: Fields): { readonly field: string; readonly message: string } | null {
  if (row["published"] !== "yes") return null;
  if ((row["decided"] ?? null) === null) return { field: "decided", message: "Skriv när deklarationen beslutades; det som inte är beslutat visas inte på webben." };
  return (row["body"] ?? null) === null ? { field: "body", message: "Skriv texten som ska visas på webben." } : null;
}
export const paragraphsOf = (body: string | null): string[] => (body ?? "").split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean);

/** Something that a declaration promises (löfte), and the measure that shows whether it is kept. */
export interface ServicePromise {
  readonly id: number;
  readonly declarationId: number;
  readonly promise: string;
  readonly indicatorId: number | null;
  /** Whether the web tells how it goes. */
  readonly published: "yes" | "no";
  readonly version: number;
}
export const PROMISE_FIELDS = [
  { name: "declaration_id", label: "Kvalitetsdeklaration", kind: "id", required: true },
  { name: "promise", label: "Löfte", hint: "(en mening, till exempel: Du får svar inom tre dagar)", required: true, longest: 300 },
  { name: "indicator_id", label: "Mått som visar om det hålls", kind: "id" },
  { name: "published", label: "Utfallet visas på webben", hint: "(måttets värde hittills i år mot riktvärdet)", kind: "select", required: true, options: [["no", "nej"], ["yes", "ja"]] },
] as const satisfies Register["fields"];

/** Whether a promise is kept, in words. */
export const PROMISE_LIGHTS: Readonly<Record<TargetLight, string>> = { green: "hålls", amber: "hålls nästan", red: "hålls inte" };
export interface JudgedServicePromise {
  readonly promise: ServicePromise;
  readonly measure: Indicator | null;
  readonly target: Target | null;
  /** Null where no measure shows it, or no month has gone. */
  readonly judgement: TargetJudgement | null;
}
/** Each promise held against the target of its measure, as it stands after a month; nothing is said before the first. */
export function judgePromises(promises: readonly ServicePromise[], measures: readonly Indicator[], year: number, month: number | null): JudgedServicePromise[] {
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  return promises.map((promise) => {
    const measure = promise.indicatorId === null ? null : (byId.get(promise.indicatorId) ?? null);
    const target = measure?.targets.find((one) => one.year === year) ?? null;
    return { promise, measure, target, judgement: measure && month !== null ? judgeTarget(measure, target, year, month) : null };
  });
}
/** How many promises are kept, of how many that a measure can tell of. */
export function promisesKept(judged: readonly JudgedServicePromise[]): { readonly promises: number; readonly told: number; readonly kept: number } {
  const told = judged.filter(({ judgement }) => judgement?.light);
  return { promises: judged.length, told: told.length, kept: told.filter(({ judgement }) => judgement?.light === "green").length };
}
/** The month that a year is told of: its last, or the last whole one where it goes on; null before it has any. */
export const monthTold = (year: number, on: string): number | null => (Number(on.slice(0, 4)) > year ? 12 : Number(on.slice(0, 4)) < year ? null : Number(on.slice(5, 7)) - 1 || null);

/** The year's feedback on a service: its unit's, and of its subject where it names one. Null where it names neither, since any could be of it. */
export function feedbackOn({ feedbackSubject, unitId, year }: Pick<ServiceDeclaration, "feedbackSubject" | "unitId" | "year">, told: readonly ToldFeedback[]): FeedbackCount | null {
  if (unitId === null && feedbackSubject === null) return null;
  return countFeedback(feedbackOf(told, year).filter((one) => (unitId === null || one.unitId === unitId) && (feedbackSubject === null || one.subject === feedbackSubject)));
}
