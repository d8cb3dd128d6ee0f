import { holdUnit } from "../organisation/unit-reads.ts";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import type { Decimal } from "../platform/decimal.ts";
import { budgetUnitIds } from "./budget-unit-reads.ts";
import { isBudgetAmount } from "./kronor.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { MONTH_NAMES } from "../platform/swedish.ts";
import { lineLabel, type StatementLineKey } from "../ledger/account-map.ts";
import { latestForecasts, type ForecastMethod } from "./forecast.ts";
import { insertForecast, loadForecasts } from "./forecast-store.ts";

export interface ForecastInput {
  readonly line: StatementLineKey;
  readonly amount: Decimal;
  readonly method: ForecastMethod;
  /** What the method gave; null for a judgement of one's own. */
  readonly proposed: Decimal | null;
  readonly reason: string | null;
}
export interface ForecastsInput {
  readonly committeeId: number;
  /** Whose own forecast it is: a unit, or the committee for what it has in common; without it the committee as a whole. */
  readonly unitId?: number | null;
  readonly year: number;
  readonly month: number;
  readonly forecasts: readonly ForecastInput[];
  /** The number of the latest forecast that was seen; undefined where that does not matter. */
  readonly seen?: number;
}
const LONGEST_REASON = 500;
/** Keeps what lines are forecast to be for the year, as it is seen after a month. Earlier forecasts stay, and what is as it was is not kept again. */
export const makeForecasts = outcomeCommand("forecast.make", async (context, { committeeId, forecasts, month, seen, unitId = null, year }: ForecastsInput): Promise<{ made: number }> => {
  context.permit(unitId ?? committeeId);
  const { db } = context;
  await holdUnit(db, committeeId);
  if (unitId !== null && !(await budgetUnitIds(db, committeeId, year)).has(unitId)) throw new Refused({ code: "no-unit", message: "Enheten hör inte till nämnden." });
  if (!(month >= 1 && month <= 12)) throw new Refused({ code: "bad-month", message: "Välj vilken månad prognosen är gjord efter." });
  const last = await lastLedgerMonth(db, committeeId, year);
  if (last !== null && Number(last.slice(5)) < month) throw new Refused({ code: "early-month", message: `Utfallet är inläst till och med ${MONTH_NAMES[Number(last.slice(5)) - 1]}; gör prognosen efter den månaden, eller läs in utfallet först.` });
  for (const { amount, line, method, reason } of forecasts) {
    if (!isBudgetAmount(amount)) throw new Refused({ code: "bad-number", field: `belopp-${line}`, message: `${lineLabel(line)}: skriv ett belopp i kronor.` });
    if (method === "own" && !reason?.trim()) throw new Refused({ code: "no-reason", field: `skal-${line}`, message: `${lineLabel(line)}: skriv varför du bedömer något annat än metoderna.` });
    if ((reason?.length ?? 0) > LONGEST_REASON) throw new Refused({ code: "long-text", field: `skal-${line}`, message: `${lineLabel(line)}: skälet är längre än ${LONGEST_REASON} tecken.` });
  }
  const known = latestForecasts(await loadForecasts(db, committeeId, year), month, unitId);
  if (seen !== undefined && Math.max(0, ...[...known.values()].map(({ id }) => id)) !== seen) throw new Refused({ code: "changed", message: "Någon annan har gjort en prognos efter samma månad sedan du öppnade sidan; se vad den säger." });
  const changed = forecasts.filter(({ amount, line, method, reason }) => { const now = known.get(line); return !now || now.amount !== amount || now.method !== method || now.reason !== (reason?.trim() || null); });
  for (const one of changed) await insertForecast(db, { ...one, reason: one.reason?.trim() || null, committeeId, unitId, year, month, madeBy: context.actor.key });
  if (changed.length) context.record({ action: "forecast.made", subject: `forecast:${committeeId}`, details: { year, month, ...(unitId === null ? {} : { unit: unitId }), lines: changed.map(({ line }) => line) } });
  return { made: changed.length };
});
