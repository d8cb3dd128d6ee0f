import type { Db } from "../platform/db/database.ts";
import { loadHistoryBefore, loadIndicators } from "./indicator-store.ts";
import { questionsOf, type IndicatorRelation, type PlausibilityQuestion } from "./plausibility.ts";
import { loadAnswers, loadRelations, type PlausibilityAnswer } from "./plausibility-store.ts";
import type { Indicator } from "./indicator.ts";

export interface AskedQuestion extends PlausibilityQuestion {
  readonly indicator: Indicator;
  /** What somebody answered; null while it is open. */
  readonly answer: PlausibilityAnswer | null;
}

/** The questions that a committee's values of a year give rise to, with their answers. */
export async function listQuestions(db: Db, committeeId: number, year: number): Promise<AskedQuestion[]> {
  const loaded = await loadIndicators(db, committeeId, { from: year - 1, to: year });
  const before = await loadHistoryBefore(db, loaded.map(({ id }) => id), year - 1);
  const indicators = loaded.map((indicator) => {
    const history = before.get(indicator.id);
    // Those that are measured once a year are there with all their values.
    return history && indicator.frequency !== "year" ? { ...indicator, before: history } : indicator;
  });
  const answers = await loadAnswers(db, committeeId);
  const answerTo = ({ about, indicatorId, period, rule }: PlausibilityQuestion) => answers.find((one) => one.indicatorId === indicatorId && one.period === period && one.rule === rule && one.about === about) ?? null;
  return questionsOf(indicators, await loadRelations(db, committeeId), year).map((question) => ({ ...question, indicator: indicators.find(({ id }) => id === question.indicatorId)!, answer: answerTo(question) }));
}
export const listRelations = (db: Db, committeeId: number): Promise<IndicatorRelation[]> => loadRelations(db, committeeId);
