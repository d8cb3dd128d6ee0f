import { holdUnit } from "../organisation/unit-reads.ts";
import { isDay } from "../platform/clock.ts";
import { command, outcomeCommand } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { compare, isDecimal } from "../platform/decimal.ts";
import { Refused } from "../platform/outcome.ts";
import { budgetUnitIds } from "./budget-unit-reads.ts";
import { executiveOffice } from "./variance-reads.ts";
import { findNotice, insertExplanation, insertNotice, loadExplanations, loadNotices, loadThreshold, noteNotice, writeThreshold } from "./variance-store.ts";
import { latestExplanations, varianceKey, type VarianceExplanation, type VarianceThreshold } from "./variance.ts";

/** Hands a letter over to the queue, in the transaction that it is decided in. */
export type SendNotice = (noticeId: number, db: Db) => Promise<unknown>;

export interface ExplanationInput extends Omit<VarianceExplanation, "id" | "madeBy" | "madeAt"> {
  /** Null where no mail server is set. */
  readonly send: SendNotice | null;
  /** The number of the explanation that was seen, 0 for none; undefined where that does not matter. */
  readonly seen?: number;
}
const LONGEST = { explanation: 2_000, action: 1_000, responsible: 100 } as const;
/** Explains a deviation, with what is done about it. One that is not minor is told to the executive committee's office in the same step; whom it has been told to once is not told again of the same amount. */
export const explainVariance = outcomeCommand("forecast.make", async (context, { seen, send, ...given }: ExplanationInput): Promise<{ told: number }> => {
  const { committeeId, line, month, unitId, year } = given;
  context.permit(unitId ?? committeeId);
  const { db } = context;
  await holdUnit(db, committeeId);
  const input = { ...given, explanation: given.explanation.trim(), action: given.action?.trim() || null, responsible: given.responsible?.trim() || null };
  if (unitId !== null && !(await budgetUnitIds(db, committeeId, year)).has(unitId)) throw new Refused({ code: "no-unit", message: "Enheten hör inte till nämnden." });
  if (!(month >= 1 && month <= 12) || !isDecimal(input.variance)) throw new Refused({ code: "bad-month", message: "Välj vilken månad avvikelsen sågs efter." });
  if (!input.explanation || input.explanation.length > LONGEST.explanation) throw new Refused({ code: "no-explanation", field: "explanation", message: `Skriv vad avvikelsen beror på, högst ${LONGEST.explanation} tecken.` });
  if ((input.action?.length ?? 0) > LONGEST.action) throw new Refused({ code: "long-text", field: "action", message: `Åtgärden är längre än ${LONGEST.action} tecken.` });
  if ((input.responsible?.length ?? 0) > LONGEST.responsible) throw new Refused({ code: "long-text", field: "responsible", message: `Den ansvariga skrivs med högst ${LONGEST.responsible} tecken.` });
  if (input.dueOn !== null && !isDay(input.dueOn)) throw new Refused({ code: "bad-date", field: "dueOn", message: "Skriv dagen då åtgärden ska vara gjord som ÅÅÅÅ-MM-DD." });
  const all = await loadExplanations(db, committeeId, year);
  const known = latestExplanations(all, month).get(varianceKey(given));
  const same = known && (["variance", "explanation", "action", "responsible", "dueOn", "major"] as const).every((field) => known[field] === input[field]);
  if (seen !== undefined && (known?.id ?? 0) !== seen && !same) throw new Refused({ code: "changed", message: "Någon annan har förklarat avvikelsen sedan du öppnade sidan; se vad den säger." });
  // Whoever has got the role since is told when it is saved again; nobody is told twice of the same amount.
  const sameAmount = new Set(all.filter((one) => one.month === month && varianceKey(one) === varianceKey(given) && compare(one.variance, input.variance) === 0).map(({ id: own }) => own));
  const knowing = new Set((await loadNotices(db, committeeId, year)).filter(({ explanationId }) => sameAmount.has(explanationId)).map(({ userId }) => userId));
  const people = input.major ? (await executiveOffice(db, committeeId)).filter((userId) => !knowing.has(userId)) : [];
  if (same && !people.length) return { told: 0 };
  const id = same ? known.id : await insertExplanation(db, { ...input, madeBy: context.actor.key });
  for (const userId of people) {
    const noticeId = await insertNotice(db, { committeeId, explanationId: id, userId });
    if (send) await send(noticeId, db);
  }
  context.record({ action: "variance.explained", subject: `variance:${committeeId}`, details: { year, month, line, ...(unitId === null ? {} : { unit: unitId }), major: input.major, told: people.length } });
  return { told: people.length };
});

/** Says from how much a committee's deviations are to be explained. */
export const setVarianceThreshold = outcomeCommand("budget.plan", async (context, { amount, committeeId, percent }: VarianceThreshold & { readonly committeeId: number }): Promise<null> => {
  context.permit(committeeId);
  if (!isDecimal(amount) || amount.startsWith("-")) throw new Refused({ code: "bad-number", field: "amount", message: "Skriv gränsen i kronor, utan minus." });
  if (!isDecimal(percent) || percent.startsWith("-") || compare(percent, "100") > 0) throw new Refused({ code: "bad-number", field: "percent", message: "Skriv gränsen i procent av budgeten, 0 till 100." });
  const known = await loadThreshold(context.db, committeeId);
  if (compare(known.amount, amount) === 0 && compare(known.percent, percent) === 0) return null;
  await writeThreshold(context.db, committeeId, { amount, percent });
  context.record({ action: "variance.threshold-set", subject: `variance:${committeeId}`, details: { amount, percent } });
  return null;
});

/** Says that one has seen a deviation that one was told of. */
export const seeVariance = outcomeCommand("oversight.see", async (context, { noticeId, userId }: { readonly noticeId: number; readonly userId: number }): Promise<null> => {
  const notice = await findNotice(context.db, noticeId);
  if (!notice || notice.userId !== userId) throw new Refused({ code: "no-notice", message: "Det finns inget att ta del av här." });
  context.permit(notice.committeeId);
  if (notice.seenAt !== null) return null;
  await noteNotice(context.db, noticeId, { seenAt: new Date().toISOString() });
  context.record({ action: "variance.seen", subject: `variance:${notice.committeeId}`, details: { explanation: notice.explanationId } });
  return null;
});

/** Keeps what became of a letter: sent, or not taken by the mail server, and why. */
export const noteVarianceLetter = command("forecast.make", async (context, { failure, noticeId }: { readonly noticeId: number; readonly failure: string | null }): Promise<null> => {
  context.permit("installation");
  await noteNotice(context.db, noticeId, failure === null ? { sentAt: new Date().toISOString() } : { failure });
  return null;
});
