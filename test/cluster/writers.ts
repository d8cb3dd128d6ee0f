import { saveIndicators } from "../../src/indicators/indicator-commands.ts";
import { program } from "../../src/platform/command.ts";
import type { Database } from "../../src/platform/db/database.ts";
import type { Town } from "../town.ts";

/** A measure for each who writes, so that they are in nobody's way. */
export async function addIndicatorsForWriters({ db }: Database, { committeeId, originId }: Town, count: number): Promise<readonly number[]> {
  const { ids } = await saveIndicators({ db, actor: program("start") }, {
    committeeId,
    indicators: Array.from({ length: count }, (_, index) => ({ group: null, name: `Mått ${index}`, unit: null, frequency: "month" as const, aggregation: "sum" as const, decimals: 0, source: null, note: null, originId, baseline: null, targets: [], values: [] })),
  });
  return ids;
}
