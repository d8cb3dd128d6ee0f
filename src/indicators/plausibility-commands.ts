import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { reachOf } from "./indicator.ts";
import { isPeriod } from "./indicator-period.ts";
import { loadDefinition } from "./indicator-store.ts";
import type { IndicatorRelation } from "./plausibility.ts";
import { listQuestions } from "./plausibility-reads.ts";
import { addAnswer, addRelation, removeRelation } from "./plausibility-store.ts";

export interface AnswerInput {
  readonly indicatorId: number;
  readonly period: string;
  readonly rule: string;
  /** What the question was about when it was read. */
  readonly about: string;
  readonly reason: string | null;
}

/** Answers a question of a value: it is right, and why. It is asked again when the value is another. */
export const answerQuestion = outcomeCommand("indicator.enter", async (context, input: AnswerInput): Promise<null> => {
  const indicator = await loadDefinition(context.db, input.indicatorId);
  if (!indicator) throw new Refused({ code: "no-indicator", message: "Måttet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(reachOf(indicator));
  if (!input.reason) throw new Refused({ code: "no-reason", message: "Skriv varför värdet stämmer.", field: "reason" });
  if (input.reason.length > 1000) throw new Refused({ code: "long-text", message: "Svaret är längre än 1000 tecken; korta det.", field: "reason" });
  const questions = isPeriod(indicator.frequency, input.period) ? await listQuestions(context.db, indicator.committeeId, Number(input.period.slice(0, 4))) : [];
  const question = questions.find(({ about, indicatorId, period, rule }) => indicatorId === input.indicatorId && period === input.period && rule === input.rule && about === input.about);
  if (!question) throw new Refused({ code: "changed", message: "Värdet har ändrats sedan du läste frågan; läs den på nytt." });
  if (question.answer) return null;
  await addAnswer(context.db, { indicatorId: question.indicatorId, period: question.period, rule: question.rule, about: question.about, reason: input.reason, actor: context.actor.key });
  context.record({ action: "indicator.answered", subject: `indicator:${question.indicatorId}`, details: { rule: question.rule, period: question.period }, reason: input.reason });
  return null;
});

/** Says, or takes back, how a measure's values hang together with another's of the same committee and period. */
export const relateIndicators = outcomeCommand("indicator.define", async (context, { indicatorId, kind, otherId, remove }: IndicatorRelation & { readonly remove: boolean }): Promise<null> => {
  const own = await loadDefinition(context.db, indicatorId);
  const other = await loadDefinition(context.db, otherId);
  if (!own || !other || own.committeeId !== other.committeeId) throw new Refused({ code: "no-indicator", message: "Måttet finns inte, eller så har du ingen roll i dess nämnd.", field: "annat" });
  context.permit(own.committeeId);
  if (indicatorId === otherId) throw new Refused({ code: "same-indicator", message: "Ett mått hänger inte samman med sig självt; välj ett annat.", field: "annat" });
  if (kind !== "part-of" && kind !== "days-of") throw new Refused({ code: "bad-kind", message: "Välj hur måtten hänger samman.", field: "slag" });
  if (own.frequency !== other.frequency) throw new Refused({ code: "other-period", message: "Måtten mäts olika ofta och går inte att hålla mot varandra; välj ett som mäts lika ofta.", field: "annat" });
  const done = remove ? await removeRelation(context.db, { indicatorId, kind, otherId }) : await addRelation(context.db, { indicatorId, kind, otherId });
  if (done) context.record({ action: "indicator.changed", subject: `indicator:${indicatorId}` });
  return null;
});
