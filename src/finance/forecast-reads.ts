import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import { lastLedgerMonth, listUnitMaps } from "../ledger/ledger-reads.ts";
import { unitMapIn } from "../ledger/unit-map.ts";
import { unitsDuring } from "../organisation/unit-reads.ts";
import { listBudgets } from "./budget-reads.ts";
import { loadForecasts } from "./forecast-store.ts";
import type { ForecastDuty } from "./forecast.ts";

export { loadForecasts as listForecasts, yearsWithForecasts } from "./forecast-store.ts";

/** Who is to forecast a committee's year: the whole, and each unit that the ledger is tied to; nobody where the year has neither outcome nor budget. */
export async function listForecastDuties(db: Db, committee: Committee, year: number): Promise<ForecastDuty[]> {
  if ((await lastLedgerMonth(db, committee.id, year)) === null && (await listBudgets(db, committee.id, year)).length === 0) return [];
  const tied = new Set(unitMapIn(await listUnitMaps(db, committee.id), year)?.rows.map(({ unitId }) => unitId));
  const forecasts = await loadForecasts(db, committee.id, year);
  const made = (unitId: number | null): number[] => [...new Set(forecasts.filter((one) => one.unitId === unitId).map(({ month }) => month))];
  const units = tied.size ? (await unitsDuring(db, committee.id, year)).filter(({ id }) => tied.has(id)) : [];
  return [{ id: committee.id, unitId: null, name: "Hela nämnden", made: made(null) }, ...units.map(({ id, name }) => ({ id, unitId: id, name, made: made(id) }))];
}
