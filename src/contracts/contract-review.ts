import type { Level } from "../assessment/assessment.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";
import type { ReviewQuestion } from "./review-form.ts";

export const REVIEW_KINDS = { full: "ordinarie", simplified: "förenklad" } as const;

/** A follow-up of a contract: planned for a year, presented at a meeting, question by question. Days are ISO dates. */
export interface ContractReview {
  readonly id: number;
  readonly committeeId: number;
  /** The year that it is planned for. */
  readonly year: number;
  readonly contractId: number;
  readonly formId: number | null;
  readonly kind: keyof typeof REVIEW_KINDS;
  /** When it is presented to the committee, in words: "juni 2022". */
  readonly presentation: string | null;
  readonly dueOn: string | null;
  readonly reviewedOn: string | null;
  /** What was read, who was visited, who was met. */
  readonly documents: string | null;
  readonly visited: string | null;
  readonly met: string | null;
  readonly summary: string | null;
  /** The follow-up before, whose deficiencies come first. */
  readonly followsId: number | null;
  readonly version: number;
}
export const REVIEW_FIELDS = [
  { name: "contract_id", label: "Avtal", kind: "id", required: true },
  { name: "kind", label: "Uppföljning", kind: "select", required: true, options: Object.entries(REVIEW_KINDS) },
  { name: "form_id", label: "Mall med frågor", kind: "id" },
  { name: "presentation", label: "Redovisas", hint: "(till exempel nämndens sammanträde i juni 2026)", longest: 150 },
  { name: "due_on", label: "Klar senast", kind: "date" },
  { name: "documents", label: "Granskad dokumentation", kind: "area", rows: 3, longest: 2000 },
  { name: "visited", label: "Besök", kind: "area", rows: 2, longest: 2000 },
  { name: "met", label: "Uppföljningsmöte", kind: "area", rows: 2, longest: 2000 },
  { name: "reviewed_on", label: "Genomförd", kind: "date" },
  { name: "summary", label: "Samlad bedömning", kind: "area", rows: 8, longest: 10_000 },
] as const satisfies Register["fields"];

/** A question of a follow-up, with what was found. */
export interface ReviewAnswer extends ReviewQuestion {
  readonly reviewId: number;
  readonly ordinal: number;
  readonly level: Level | null;
  readonly comment: string | null;
  /** A recommendation where it works, what is deficient where it does not. */
  readonly remark: string | null;
  /** When a deficiency is followed up. */
  readonly followOn: string | null;
  /** What it was seen in. */
  readonly evidence: string | null;
}
export interface AnswerInput {
  readonly ordinal: number;
  readonly levelId: number | null;
  readonly comment: string | null;
  readonly remark: string | null;
  readonly followOn: string | null;
  readonly evidence: string | null;
}
/** The levels of the scale, by their place: the middle one asks for a recommendation, the last for the deficiency and its day. */
const BEST = 1;
const WORST = 3;
/** What makes an answer unfit, with its field; null where nothing does. An answer may be left for later. */
export function answerFault({ comment, followOn, ordinal, remark }: AnswerInput, level: Level | null, question: string): { readonly field: string; readonly message: string } | null {
  const which = question.split(" ")[0]!.replace(/\.$/, "");
  if (level === null) return remark !== null || followOn !== null ? { field: `level-${ordinal}`, message: `Fråga ${which}: välj en bedömning.` } : null;
  if (level.rank > BEST && remark === null) return { field: `remark-${ordinal}`, message: level.rank === WORST ? `Fråga ${which} är bedömd som bristfällig: skriv vad som brister.` : `Fråga ${which} är bedömd som fungerande: skriv en rekommendation om vad som kan bli bättre.` };
  if (level.rank === WORST && followOn === null) return { field: `follow-${ordinal}`, message: `Fråga ${which} är bedömd som bristfällig: skriv när bristen följs upp.` };
  if (level.rank !== WORST && followOn !== null) return { field: `follow-${ordinal}`, message: `Fråga ${which}: en dag för uppföljning hör till det som är bristfälligt.` };
  return level.rank === BEST || comment !== null ? null : { field: `comment-${ordinal}`, message: `Fråga ${which}: förklara bedömningen.` };
}
/** What was not as it should the last time, the gravest first: it is looked at before anything else. */
export const toWatch = (answers: readonly ReviewAnswer[]): ReviewAnswer[] => answers.filter(({ level }) => level !== null && level.rank > BEST).toSorted((a, b) => b.level!.rank - a.level!.rank || a.ordinal - b.ordinal);
/** The questions that a follow-up begins with: the form's; of a simplified one those that were not as they should, where there was one before. */
export function openingQuestions(kind: ContractReview["kind"], questions: readonly ReviewQuestion[], before: readonly ReviewAnswer[]): readonly ReviewQuestion[] {
  const watched = toWatch(before);
  return kind === "simplified" && before.length > 0 ? before.filter((answer) => watched.includes(answer)) : questions;
}
/** How many questions have each level, best first, and how many have none. */
export function countLevels(answers: readonly ReviewAnswer[]): { readonly levels: readonly { readonly level: Level; readonly count: number }[]; readonly open: number } {
  const groups = [...Map.groupBy(answers.flatMap(({ level }) => (level ? [level] : [])), ({ id }) => id).values()];
  return { levels: groups.map((own) => ({ level: own[0]!, count: own.length })).toSorted((a, b) => a.level.rank - b.level.rank), open: answers.filter(({ level }) => level === null).length };
}
/** The answers under their areas, in the order that they were asked. */
export const byArea = (answers: readonly ReviewAnswer[]): { readonly area: string; readonly own: readonly ReviewAnswer[] }[] => [...Map.groupBy(answers, ({ area }) => area)].map(([area, own]) => ({ area, own }));
/** What makes a row unfit, with its field; null where nothing does. */
export const reviewFault = (row: Fields): { readonly field: string; readonly message: string } | null => ((row["reviewed_on"] ?? null) !== null && (row["summary"] ?? null) === null ? { field: "summary", message: "Skriv den samlade bedömningen när uppföljningen är genomförd." } : null);
/** Contracts that by the rule should be followed up in a year and are not planned: a full one every other year, a simplified between. */
export function unplannedReviews(contracts: readonly { readonly id: number; readonly host: string | null }[], reviews: readonly ContractReview[], year: number): { readonly contractId: number; readonly kind: ContractReview["kind"] }[] {
  return contracts.filter(({ host, id }) => host === null && !reviews.some((one) => one.contractId === id && one.year === year)).map(({ id }) => ({ contractId: id, kind: reviews.some((one) => one.contractId === id && one.year === year - 1 && one.kind === "full") ? "simplified" as const : "full" as const }));
}
