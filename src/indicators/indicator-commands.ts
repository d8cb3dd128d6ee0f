import { command } from "../platform/command.ts";
import { emptyTally, type Tally } from "../platform/db/upsert.ts";
import type { IndicatorInput } from "./indicator.ts";
import { saveBaseline, saveDefinition, saveTargets, saveValues } from "./indicator-store.ts";

export interface SavedIndicators {
  readonly tally: Tally;
  /** In the order of the input. */
  readonly ids: readonly number[];
}

/** Defines indicators and keeps their values, targets and baselines; the same again changes nothing. */
export const saveIndicators = command("indicator.define", async (context, input: { committeeId: number; indicators: readonly IndicatorInput[] }): Promise<SavedIndicators> => {
  context.permit(input.committeeId);
  const { db } = context;
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
    if (changed !== "unchanged") context.record({ action: `indicator.${changed}`, subject: `indicator:${id}` });
  }
  return { tally, ids };
});
