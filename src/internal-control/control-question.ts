import type { Assessment } from "../assessment/assessment.ts";
import { indexOf, type ControlCheck, type Risk } from "./control-plan.ts";
import { countWords, type ControlResult } from "./control-result.ts";

/** What is asked of a check that was graded, until somebody does something about it or says why not. */
export const CONTROL_QUESTION_WORDS = { "index-unchanged": "Riskindex oförändrat", "no-action": "Ingen åtgärd", "faults-without-deviation": "Fel men ingen avvikelse" } as const;
export type ControlQuestionRule = keyof typeof CONTROL_QUESTION_WORDS;

export interface ControlQuestion {
  readonly checkId: number;
  readonly rule: ControlQuestionRule;
  /** What it is asked about: another grade or index is another question. */
  readonly about: string;
  readonly words: string;
  readonly answer: ControlAnswer | null;
}
export interface ControlAnswer {
  readonly checkId: number;
  readonly rule: ControlQuestionRule;
  readonly about: string;
  readonly reason: string;
  readonly actor: string;
  readonly answeredAt: string;
}

/** What has been loaded of a plan and of how it went. */
export interface ControlQuestionData {
  readonly checks: readonly ControlCheck[];
  readonly risks: readonly Risk[];
  /** The same risks in next year's plan, where there is one. */
  readonly nextRisks: readonly Risk[];
  /** The year's last word on each check. */
  readonly grades: readonly Pick<Assessment, "assessedAt" | "level" | "subjectId">[];
  readonly results: readonly ControlResult[];
  readonly actions: readonly { readonly checkId: number | null; readonly riskId: number | null }[];
  readonly answers: readonly ControlAnswer[];
}

/**
 * The standing questions of a year's internal control: a grade of red whose risk has the index that it had, a deviation
 * that nothing is done about, and faults that were found and graded as none.
 */
export function controlQuestions({ actions, answers, checks, grades, nextRisks, results, risks }: ControlQuestionData): ControlQuestion[] {
  return checks.flatMap((check): ControlQuestion[] => {
    const grade = grades.find(({ subjectId }) => subjectId === check.id);
    if (!grade) return [];
    const { assessedAt, level } = grade;
    const ask = (rule: ControlQuestionRule, about: string, words: string): ControlQuestion => ({
      checkId: check.id, rule, about, words, answer: answers.find((one) => one.checkId === check.id && one.rule === rule && one.about === about) ?? null,
    });
    const asked: ControlQuestion[] = [];
    const risk = risks.find(({ id }) => id === check.riskId);
    const next = risk && nextRisks.find(({ previousId }) => previousId === risk.id);
    const index = risk ? indexOf(risk) : null;
    if (level.colour === "red" && risk && index !== null && (risk.agreedAt === null || Date.parse(timeOf(risk.agreedAt)) < Date.parse(timeOf(assessedAt))) && (!next || Number(indexOf(next)) <= Number(index))) {
      asked.push(ask("index-unchanged", `${level.id}/${index}/${next ? (indexOf(next) ?? "") : ""}`, `Resultatet var »${level.label.toLowerCase()}« men riskindex är ${next && Number(indexOf(next)) < Number(index) ? "lägre" : "oförändrat"}${next ? ` även nästa år` : ""} (${indexOf(next ?? risk)!.replace(".", ",")}).`));
    }
    if ((level.colour === "red" || level.colour === "amber") && !actions.some(({ checkId, riskId }) => checkId === check.id || (risk && riskId === risk.id))) {
      asked.push(ask("no-action", String(level.id), `Resultatet var »${level.label.toLowerCase()}« men ingen åtgärd är bestämd.`));
    }
    const own = results.filter((one) => one.checkId === check.id && one.checked !== null);
    const checked = own.reduce((sum, one) => sum + one.checked!, 0);
    const correct = own.reduce((sum, one) => sum + one.correct!, 0);
    if (level.colour === "green" && correct < checked) asked.push(ask("faults-without-deviation", `${level.id}/${checked}/${correct}`, `Kontrollen fann fel, ${countWords(checked, correct)}, men resultatet är »${level.label.toLowerCase()}«.`));
    return asked;
  });
}

/** A stored time as a parser of dates reads it. */
const timeOf = (stored: string): string => stored.replace(" ", "T").replace(/[+-]\d\d$/, "$&:00");
