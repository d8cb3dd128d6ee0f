import { listIndicators } from "../indicators/indicator-reads.ts";
import type { Indicator } from "../indicators/indicator.ts";
import type { Db } from "../platform/db/database.ts";
import type { Decimal } from "../platform/decimal.ts";
import { MONTHS_A_YEAR } from "./spreading.ts";
import { loadVolumePrices } from "./volume-price-store.ts";
import { forecastVolume, splitVariance, type VolumeForecast, type VolumePrice, type VolumePriceSplit } from "./volume-price.ts";

export interface PricedVolume {
  readonly input: VolumePrice;
  /** Null where the measure is no longer there. */
  readonly indicator: Indicator | null;
  readonly told: VolumeForecast;
  readonly volume: Decimal | null;
  readonly split: VolumePriceSplit | null;
}
const monthsOf = (indicator: Indicator | undefined, year: number): (Decimal | null)[] => Array.from({ length: MONTHS_A_YEAR }, (_, at) => indicator?.values.find(({ period }) => period === `${year}-${String(at + 1).padStart(2, "0")}-01`)?.value ?? null);

/** A committee's volumes and prices, as they are seen after a month; and the measures by month that a volume may come from. */
export async function loadPricedVolumes(db: Db, committeeId: number, year: number, month: number): Promise<{ readonly rows: readonly PricedVolume[]; readonly measures: readonly Indicator[] }> {
  const inputs = await loadVolumePrices(db, committeeId, year);
  const measures = (await listIndicators(db, committeeId, { from: year - 1, to: year })).filter(({ frequency }) => frequency === "month");
  return {
    measures,
    rows: inputs.map((input) => {
      const indicator = measures.find(({ id }) => id === input.indicatorId);
      const told = forecastVolume(input, monthsOf(indicator, year), monthsOf(indicator, year - 1), month);
      return { input, indicator: indicator ?? null, told, volume: told.volume, split: told.volume === null ? null : splitVariance(input, told.volume) };
    }),
  };
}
