import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import type { Committee } from "../organisation/committee.ts";
import { listCommittees, listUnits } from "../organisation/unit-reads.ts";
import { isPrincipal, namingDay, spokenOfOn, wasIn, type UnitHistory } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { loadWholeEconomy } from "./economy-reads.ts";
import { economyRows, wholeForecastMonths } from "./economy.ts";
import { loadForecasts } from "./forecast-store.ts";
import { loadExplanations } from "./variance-store.ts";
import { varianceKey, type VarianceExplanation } from "./variance.ts";
import type { PrincipalEconomy } from "./consolidated.ts";

export interface ConsolidatedEconomy {
  readonly rows: readonly (PrincipalEconomy & { readonly committee: Committee })[];
  /** Committees and companies of the year that who asks may not read. */
  readonly unread: readonly string[];
  /** Deviations that are not minor, of the latest month that each was explained after; the largest first. */
  readonly feared: readonly { readonly committee: Committee; /** Null for the committee as a whole. */ readonly unit: string | null; readonly explanation: VarianceExplanation }[];
}
const municipalityAt = (unit: UnitHistory, year: number): number | null => spokenOfOn(unit, namingDay(year, today())).parentId;
/** All committees and companies of a municipality that who asks may read, in a year, up to a month at the most. */
export async function loadConsolidated(db: Db, municipalityId: number, year: number, until: number): Promise<ConsolidatedEconomy> {
  const committees = (await listCommittees(db, year)).filter((one) => one.municipalityId === municipalityId && one.existed);
  const all = await listUnits(db);
  const unread = all.filter((unit) => isPrincipal(unit) && !unit.readable && wasIn(unit, year) && municipalityAt(unit, year) === municipalityId).map((unit) => spokenOfOn(unit, namingDay(year, today())).name);
  const rows: (PrincipalEconomy & { committee: Committee })[] = [];
  const feared: { committee: Committee; unit: string | null; explanation: VarianceExplanation }[] = [];
  const units = new Map(all.map((unit) => [unit.id, spokenOfOn(unit, namingDay(year, today())).name]));
  for (const committee of committees) {
    const last = await lastLedgerMonth(db, committee.id, year);
    const month = last === null ? null : Math.min(until, Number(last.slice(5)));
    const { months } = await loadWholeEconomy(db, committee, year);
    const forecasts = (await loadForecasts(db, committee.id, year)).filter((one) => one.month <= until);
    const forecastMonth = wholeForecastMonths(forecasts, months)[0] ?? null;
    const explanations = (await loadExplanations(db, committee.id, year)).filter((one) => one.month <= until);
    // Of each place the latest that was said, whatever month it was said after.
    const own = [...new Map(explanations.toSorted((a, b) => a.month - b.month || a.id - b.id).map((one) => [varianceKey(one), one])).values()].filter(({ major }) => major);
    feared.push(...own.map((explanation) => ({ committee, unit: explanation.unitId === null ? null : explanation.unitId === committee.id ? "gemensamt" : (units.get(explanation.unitId) ?? "en enhet"), explanation })));
    const net = economyRows(months, month ?? 1, forecasts, null, forecastMonth ?? 0).at(-1) ?? null;
    rows.push({ committee, id: committee.id, name: committee.name, kind: committee.kind, month, net: net && month === null ? { ...net, actual: null, budget: null } : net, forecastMonth, feared: own.length });
  }
  return { rows, unread, feared: feared.toSorted((a, b) => Number(a.explanation.variance) - Number(b.explanation.variance)) };
}
