import type { Committee } from "../organisation/committee.ts";
import type { Db } from "../platform/db/database.ts";
import type { StatementLineKey } from "../ledger/account-map.ts";
import { loadEconomy } from "./economy-reads.ts";
import { forecastGrounds } from "./economy.ts";
import type { ForecastGround } from "./forecast.ts";

export { loadForecasts as listForecasts, yearsWithForecasts } from "./forecast-store.ts";

/** What each line of a year's forecast is made of, of the committee or of one of its units. */
export async function loadForecastGrounds(db: Db, committee: Committee, year: number, month: number, unitId: number | null = null): Promise<{ readonly budgetName: string | null; readonly grounds: ReadonlyMap<StatementLineKey, ForecastGround> }> {
  const { budgetName, units, whole } = await loadEconomy(db, committee, year);
  const own = unitId === null ? whole : units.get(unitId);
  return { budgetName, grounds: own ? forecastGrounds(own, month) : new Map() };
}
