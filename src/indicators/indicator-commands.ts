import { recordEvent, type Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { emptyTally, type Tally } from "../platform/db/upsert.ts";
import type { IndicatorInput } from "./indicator.ts";
import { saveBaseline, saveDefinition, saveTargets, saveValues } from "./indicator-store.ts";

export interface SavedIndicators {
  readonly tally: Tally;
  /** In the order of the input. */
  readonly ids: readonly number[];
}

/** Defines indicators and keeps their values, targets and baselines; the same again changes nothing. */
export function saveIndicators(context: Context, input: { committeeId: number; indicators: readonly IndicatorInput[] }): Promise<SavedIndicators> {
  return inTransaction(context.db, async (db) => {
    const tally = emptyTally();
    const ids: number[] = [];
    for (const [position, indicator] of input.indicators.entries()) {
      const { id, saved } = await saveDefinition(db, input.committeeId, position, indicator);
      const values = await saveValues(db, id, indicator.values);
      const targets = await saveTargets(db, id, indicator.targets);
      const baselines = indicator.baseline ? await saveBaseline(db, id, indicator.baseline) : 0;
      const changed = saved === "unchanged" && values + targets + baselines > 0 ? "changed" : saved;
      tally[changed]++;
      ids.push(id);
      if (changed !== "unchanged") {
        await recordEvent({ ...context, db }, `indicator.${changed}`, `indicator:${id}`, { name: indicator.name, values, targets, baselines });
      }
    }
    return { tally, ids };
  });
}
