import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { listIndicators } from "./indicator-reads.ts";
import { loadHistoryBefore } from "./indicator-store.ts";
import { mayJump, questionsOf, type IndicatorRelation, type PlausibilityQuestion } from "./plausibility.ts";
import { loadAnswers, loadRelations, type PlausibilityAnswer } from "./plausibility-store.ts";
import type { Indicator } from "./indicator.ts";

export interface AskedQuestion extends PlausibilityQuestion {
  readonly indicator: Indicator;
  /** What somebody answered; null while it is open. */
  readonly answer: PlausibilityAnswer | null;
}

/** The questions that a committee's values of a year give rise to, with their answers. */
export async function listQuestions(db: Db, committeeId: number, year: number): Promise<AskedQuestion[]> {
  const [loaded, answers, relations] = await together(db, [
    () => listIndicators(db, committeeId, { from: year - 1, to: year }), () => loadAnswers(db, committeeId), () => loadRelations(db, committeeId),
  ]);
  const before = await loadHistoryBefore(db, loaded.filter((indicator) => mayJump(indicator, year)).map(({ id }) => id), year - 1);
  const indicators = loaded.map((indicator) => {
    const history = before.get(indicator.id);
    // Those that are measured once a year are there with all their values.
    return history && indicator.frequency !== "year" ? { ...indicator, before: history } : indicator;
  });
  const indicatorOf = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const answerTo = ({ about, indicatorId, period, rule }: PlausibilityQuestion) => answers.find((one) => one.indicatorId === indicatorId && one.period === period && one.rule === rule && one.about === about) ?? null;
  return questionsOf(indicators, relations, year, (question) => answerTo(question) !== null).map((question) => ({ ...question, indicator: indicatorOf.get(question.indicatorId)!, answer: answerTo(question) }));
}
export const listRelations = (db: Db, committeeId: number): Promise<IndicatorRelation[]> => loadRelations(db, committeeId);
