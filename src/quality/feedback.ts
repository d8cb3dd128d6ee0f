import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import { dayOfStep, type Step, type StepRules } from "../platform/edit/step.ts";
import { daysBetween } from "../platform/days.ts";

export const FEEDBACK_KINDS = { complaint: "klagomål", view: "synpunkt", praise: "beröm", question: "fråga" } as const;
export const FEEDBACK_CHANNELS = { web: "webbformulär", phone: "telefon", letter: "brev", "e-mail": "e-post", visit: "besök" } as const;
export const FEEDBACK_SUBJECTS = {
  treatment: "bemötande", access: "tillgänglighet", time: "väntetid och handläggningstid", information: "information", decision: "beslut", content: "insatsens innehåll och kvalitet", premises: "lokaler och miljö", other: "annat",
} as const;

/** What languages are called in Swedish, by their codes (ISO 639-1). */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = { sv: "svenska", en: "engelska", fi: "finska" };
/** Something that somebody has told the committee of its services (synpunkt, klagomål). Days are ISO dates. */
export interface Feedback {
  readonly id: number;
  readonly committeeId: number;
  readonly unitId: number | null;
  readonly receivedOn: string;
  readonly channel: keyof typeof FEEDBACK_CHANNELS;
  readonly kind: keyof typeof FEEDBACK_KINDS;
  readonly subject: keyof typeof FEEDBACK_SUBJECTS;
  /** What it is about, in the words of who left it. */
  readonly place: string | null;
  readonly body: string;
  /** ISO 639-1. */
  readonly language: string;
  readonly wantsAnswer: "yes" | "no";
  readonly sender: string | null;
  readonly contact: string | null;
  readonly version: number;
}
export type FeedbackStepKind = "assigned" | "answered" | "learned" | "closed" | "reopened";
export const FEEDBACK_STEP_WORDS: Readonly<Record<FeedbackStepKind, string>> = { assigned: "Fördelad", answered: "Besvarad", learned: "Lärdom dragen", closed: "Avslutad", reopened: "Öppnad igen" };
export const FEEDBACK_FIELDS = [
  { name: "received_on", label: "Mottagen", kind: "date", required: true },
  { name: "channel", label: "Kom in genom", kind: "select", required: true, options: Object.entries(FEEDBACK_CHANNELS) },
  { name: "kind", label: "Slag", kind: "select", required: true, options: [["", "välj"], ...Object.entries(FEEDBACK_KINDS)] },
  { name: "subject", label: "Ämne", kind: "select", required: true, options: [["", "välj"], ...Object.entries(FEEDBACK_SUBJECTS)] },
  { name: "unit_id", label: "Enhet", hint: "(som ska ta hand om den)", kind: "id" },
  { name: "place", label: "Vad det gäller", hint: "(verksamhet eller plats, med avsändarens ord)", longest: 200 },
  { name: "body", label: "Synpunkten", kind: "area", rows: 6, required: true, longest: 5000 },
  { name: "wants_answer", label: "Vill ha svar", kind: "select", required: true, options: [["yes", "ja"], ["no", "nej"]] },
  { name: "sender", label: "Avsändare", hint: "(bara om personen vill uppge det)", longest: 100 },
  { name: "contact", label: "Hur svaret ska nå fram", longest: 200 },
] as const satisfies Register["fields"];

/** What makes a row unfit, with its field; null where nothing does. */
export function feedbackFault(row: Fields, today: string): { readonly field: string; readonly message: string } | null {
  const received = row["received_on"] ?? null;
  return received !== null && received > today ? { field: "received_on", message: "Dagen har inte varit ännu." } : null;
}

/** What may follow on the last step; an answer that somebody asked for is given before it is closed. */
const NEXT: Readonly<Record<FeedbackStepKind | "received", readonly FeedbackStepKind[]>> = {
  received: ["assigned", "answered", "closed"], assigned: ["assigned", "answered", "closed"], answered: ["learned", "closed", "assigned"], learned: ["closed"], closed: ["reopened"], reopened: ["assigned", "answered", "closed"],
};
export const nextFeedbackSteps = (steps: readonly Step<FeedbackStepKind>[]): readonly FeedbackStepKind[] => NEXT[steps.at(-1)?.kind ?? "received"];
export const feedbackStepFault: NonNullable<StepRules<FeedbackStepKind>["fault"]> = (kind, onDate, row, steps) => {
  if (onDate < row["received_on"]) return { field: "on_date", message: `Dagen är före mottagandet, ${row["received_on"]}.` };
  return kind === "closed" && row["wants_answer"] === "yes" && dayOfStep(steps, "answered") === null ? { field: "kind", message: "Avsändaren vill ha svar; svara först, eller ändra uppgiften om den inte går att nå." } : null;
};

/** A piece of feedback with what has been done with it. */
export interface HandledFeedback extends Feedback { readonly steps: readonly Step<FeedbackStepKind>[] }
export type FeedbackState = "received" | FeedbackStepKind;
export const FEEDBACK_STATE_WORDS: Readonly<Record<FeedbackState, string>> = { received: "mottagen", assigned: "fördelad", answered: "besvarad", learned: "lärdom dragen", closed: "avslutad", reopened: "öppnad igen" };
export const stateOfFeedback = ({ steps }: Pick<HandledFeedback, "steps">): FeedbackState => steps.at(-1)?.kind ?? "received";
export const isOpen = (feedback: Pick<HandledFeedback, "steps">): boolean => stateOfFeedback(feedback) !== "closed";
/** The days within which an answer is expected (the program's own measure: no law sets one). */
export const ANSWER_DAYS = 14;
/** Whether an answer that is asked for has been waited for too long. */
export const isLateAnswer = ({ receivedOn, steps, wantsAnswer }: HandledFeedback, on: string): boolean => wantsAnswer === "yes" && dayOfStep(steps, "answered") === null && steps.at(-1)?.kind !== "closed" && daysBetween(receivedOn, on) > ANSWER_DAYS;

/** Feedback as everybody who reads the committee may know of it: days and kinds, no words. */
export interface ToldFeedback extends Pick<Feedback, "kind" | "receivedOn" | "subject" | "unitId" | "wantsAnswer"> {
  readonly answeredOn: string | null;
  readonly learned: boolean;
  readonly closed: boolean;
}
/** What is told of a piece of feedback. */
export const toldOf = ({ kind, receivedOn, steps, subject, unitId, wantsAnswer }: HandledFeedback): ToldFeedback => ({ kind, receivedOn, subject, unitId, wantsAnswer, answeredOn: dayOfStep(steps, "answered"), learned: dayOfStep(steps, "learned") !== null, closed: steps.at(-1)?.kind === "closed" });
/** A year's feedback counted: how many, how many of those that asked for it were answered, in how many days as the middle one. */
export interface FeedbackCount {
  readonly count: number;
  readonly asked: number;
  readonly answered: number;
  /** Of those answered: within {@link ANSWER_DAYS}. */
  readonly inTime: number;
  /** Days from received to answered; the middle one, or the mean of the two. Null where none is answered. */
  readonly middleDays: number | null;
  readonly learned: number;
}
export function countFeedback(all: readonly ToldFeedback[]): FeedbackCount {
  const asked = all.filter(({ wantsAnswer }) => wantsAnswer === "yes");
  const days = asked.flatMap(({ answeredOn, receivedOn }) => (answeredOn === null ? [] : [daysBetween(receivedOn, answeredOn)])).sort((a, b) => a - b);
  const half = Math.floor(days.length / 2);
  return {
    count: all.length, asked: asked.length, answered: days.length, inTime: days.filter((own) => own <= ANSWER_DAYS).length,
    middleDays: days.length === 0 ? null : days.length % 2 ? days[half]! : (days[half - 1]! + days[half]!) / 2,
    learned: all.filter(({ learned }) => learned).length,
  };
}
export const feedbackOf = <T extends Pick<Feedback, "receivedOn">>(all: readonly T[], year: number): T[] => all.filter(({ receivedOn }) => receivedOn.startsWith(`${year}-`));
