import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { listSuccessors } from "../goals/plan-carry-reads.ts";
import { addControlRow, loadControlChecks, loadRisks, placeOf, type PlanPlace } from "./control-plan-store.ts";
import { loadControlYear } from "./control-plan-reads.ts";
import { addControlAnswer, loadSuccession, saveSuccession } from "./control-round-store.ts";
import type { ControlQuestionRule } from "./control-question.ts";
import { monthsText } from "./control-schedule.ts";
import { isSuccession } from "./control-succession.ts";

const refuse = (code: string, message: string, field?: string): Refused => new Refused(field === undefined ? { code, message } : { code, message, field });

export interface SuccessionInput {
  readonly checkId: number;
  readonly kind: string;
  readonly reason: string | null;
}

/** Says what becomes of a year's checks in next year's plan, each with why. */
export const decideSuccession = outcomeCommand("control.plan", async (context, { committeeId, decided, year }: PlanPlace & { readonly decided: readonly SuccessionInput[] }): Promise<null> => {
  context.permit(committeeId);
  const checks = await loadControlChecks(context.db, committeeId, year);
  const before = await loadSuccession(context.db, checks.map(({ id }) => id));
  let changed = 0;
  for (const { checkId, kind, reason } of decided) {
    const check = checks.find(({ id }) => id === checkId);
    if (!check) throw refuse("no-check", "Ett kontrollmoment finns inte i årets plan; ladda om sidan.");
    if (!isSuccession(kind)) throw refuse("bad-kind", `»${check.description.slice(0, 60)}«: välj vad som händer nästa år.`, `nasta-${checkId}`);
    if (!reason?.trim()) throw refuse("no-reason", `»${check.description.slice(0, 60)}«: skriv varför.`, `skal-${checkId}`);
    if (reason.length > 1000) throw refuse("long-text", `»${check.description.slice(0, 60)}«: skälet är längre än 1000 tecken; korta det.`, `skal-${checkId}`);
    const known = before.find((one) => one.checkId === checkId);
    if (known?.kind === kind && known.reason === reason.trim()) continue;
    await saveSuccession(context.db, { checkId, kind, reason: reason.trim(), actor: context.actor.key });
    context.record({ action: "control-check.decided", subject: `control_check:${checkId}`, details: { kind }, reason });
    changed++;
  }
  if (!changed && !decided.length) throw refuse("nothing", "Välj vad som händer med minst ett kontrollmoment.");
  return null;
});

/**
 * Makes next year's plan of what is kept: its risks and checks, with all that was said of how they are carried out. What is
 * there already stays as it is; nothing of the old year changes. The risk's index follows along as where one starts from.
 * @returns how many risks and checks were new.
 */
export const makeNextPlan = outcomeCommand("control.plan", async (context: CommandContext, { committeeId, year }: PlanPlace): Promise<{ risks: number; checks: number }> => {
  context.permit(committeeId);
  const { db } = context;
  const checks = await loadControlChecks(db, committeeId, year);
  const decided = await loadSuccession(db, checks.map(({ id }) => id));
  const kept = checks.filter(({ id }) => decided.some((one) => one.checkId === id && one.kind === "kept"));
  if (!kept.length) throw refuse("nothing", "Inget kontrollmoment är kvar till nästa år; välj minst ett.");
  const risks = await loadRisks(db, committeeId, year);
  const next = { committeeId, year: year + 1 };
  const made = { risks: new Map((await loadRisks(db, committeeId, year + 1)).flatMap((risk) => (risk.previousId === null ? [] : [[risk.previousId, risk.id]]))), checks: new Set((await loadControlChecks(db, committeeId, year + 1)).map(({ previousId }) => previousId)) };
  const count = { risks: 0, checks: 0 };
  const become = await listSuccessors(db, "goal", kept.flatMap(({ goalId }) => goalId ?? []));
  const originId = await typedOrigin(context);
  for (const risk of risks.filter(({ id }) => kept.some(({ riskId }) => riskId === id) && !made.risks.has(id))) {
    const id = await addControlRow(db, "risk", next, {
      category: risk.category, process: risk.process, description: risk.description, risk_index: risk.riskIndex, likelihood: risk.likelihood, consequence: risk.consequence, response: risk.response ?? "control", response_reason: risk.responseReason,
      responsible: risk.responsible, previous_id: risk.id, origin_id: originId,
    });
    const there = id ?? (await loadRisks(db, committeeId, year + 1)).find(({ description, process }) => description === risk.description && process === risk.process)?.id;
    if (there !== undefined) made.risks.set(risk.id, there);
    if (id === null) continue;
    count.risks++;
    context.record({ action: "risk.added", subject: `risk:${id}`, details: { from: risk.id } });
  }
  for (const check of kept.filter(({ id }) => !made.checks.has(id))) {
    const id = await addControlRow(db, "control_check", next, {
      risk_id: check.riskId === null ? null : (made.risks.get(check.riskId) ?? null), category: check.category ?? "", process: check.process, description: check.description, method: check.method, months: monthsText(check.months),
      responsible: check.responsible, reported_to: check.reportedTo, unit_id: check.unitId, goal_id: check.goalId === null ? null : (become.get(check.goalId) ?? null), checklist: check.checklist.join("\n") || null, previous_id: check.id, origin_id: originId,
    });
    if (id === null) continue;
    count.checks++;
    context.record({ action: "control-check.added", subject: `control_check:${id}`, details: { from: check.id } });
  }
  return count;
});

/** Answers a standing question: why it stays as it is. It is asked again when the grade or the index is another. */
export const answerControlQuestion = outcomeCommand("control.plan", async (context, { about, checkId, reason, rule }: { checkId: number; rule: string; about: string; reason: string | null }): Promise<null> => {
  const place = await placeOf(context.db, "control_check", checkId);
  if (!place) throw refuse("no-check", "Kontrollmomentet finns inte, eller så har du ingen roll i dess nämnd.");
  context.permit(place.committeeId);
  if (!reason?.trim()) throw refuse("no-reason", "Skriv varför det ska vara så.", "reason");
  if (reason.length > 1000) throw refuse("long-text", "Svaret är längre än 1000 tecken; korta det.", "reason");
  const { questions } = await loadControlYear(context.db, place.committeeId, place.year);
  const question = questions.find((one) => one.checkId === checkId && one.rule === rule && one.about === about);
  if (!question) throw refuse("changed", "Det som frågan gäller har ändrats sedan du läste den; läs den på nytt.");
  if (question.answer) return null;
  await addControlAnswer(context.db, { checkId, rule: rule as ControlQuestionRule, about, reason: reason.trim(), actor: context.actor.key });
  context.record({ action: "control-check.explained", subject: `control_check:${checkId}`, details: { rule }, reason });
  return null;
});
