import type { Fields } from "../platform/edit/conflict.ts";
import type { Register } from "../platform/edit/register.ts";

/** The questions that contracts are followed up by: areas, each with its questions, as a text that anybody can write. */
export interface ReviewForm {
  readonly id: number;
  readonly committeeId: number;
  readonly name: string;
  readonly questions: string;
  readonly version: number;
}
export const FORM_FIELDS = [
  { name: "name", label: "Namn", required: true, longest: 150 },
  { name: "questions", label: "Områden och frågor", hint: "(en rad för varje; områden numreras 1., 2., och deras frågor 1.1, 1.2)", kind: "area", rows: 18, required: true, longest: 20_000 },
] as const satisfies Register["fields"];

export interface ReviewQuestion {
  /** "1. Verksamhetens inriktning" */
  readonly area: string;
  /** "1.1. Individanpassning" */
  readonly question: string;
}
export const MOST_QUESTIONS = 150;
const LONGEST = 400;
/** The questions of a form in their order. A line that begins "1." is an area, one that begins "1.1" a question of it. */
export function questionsOf(text: string): ReviewQuestion[] {
  let area = "";
  return text.split("\n").flatMap((line) => {
    const said = line.trim();
    if (/^\d+\.?\s+\S/.test(said)) { area = said; return []; }
    return /^\d+\.\d+\.?\s+\S/.test(said) ? [{ area, question: said }] : [];
  });
}
/** What makes a form unfit to follow up by, with its field; null where nothing does. */
export function formFault(row: Fields): { readonly field: string; readonly message: string } | null {
  const lines = (row["questions"] ?? "").split("\n").map((line) => line.trim());
  const odd = lines.findIndex((line) => line !== "" && !/^\d+(\.\d+)?\.?\s+\S/.test(line));
  if (odd >= 0) return { field: "questions", message: `Rad ${odd + 1}, »${lines[odd]!.slice(0, 40)}«, har inget nummer; skriv till exempel 1. för ett område och 1.1 för en fråga.` };
  const long = lines.findIndex((line) => line.length > LONGEST);
  if (long >= 0) return { field: "questions", message: `Rad ${long + 1} är längre än ${LONGEST} tecken.` };
  const questions = questionsOf(row["questions"] ?? "");
  if (!questions.length) return { field: "questions", message: "Skriv minst ett område och en fråga." };
  if (questions.some(({ area }) => area === "")) return { field: "questions", message: "Den första frågan står utan område; börja med ett område, till exempel »1. Bemanning«." };
  return questions.length > MOST_QUESTIONS ? { field: "questions", message: `En mall har högst ${MOST_QUESTIONS} frågor.` } : null;
}
