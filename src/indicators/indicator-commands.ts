import { command, outcomeCommand } from "../platform/command.ts";
import { emptyTally, isChange, type Tally } from "../platform/db/upsert.ts";
import { changeRow } from "../platform/edit/versioned-row-store.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { definitionFault, type IndicatorField, type IndicatorInput } from "./indicator.ts";
import { keptTyped, loadDefinition, saveBaseline, saveDefinition, saveTargets, saveValues } from "./indicator-store.ts";

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
    tally.kept += await keptTyped(db, id, indicator);
    const changed = !isChange(saved) && values + targets + baselines > 0 ? "changed" : saved;
    tally[changed]++;
    ids.push(id);
    if (isChange(changed)) context.record({ action: `indicator.${changed}`, subject: `indicator:${id}` });
  }
  return { tally, ids };
});

/** A definition as it is edited: what is "" is not stated. */
export interface IndicatorDefinitionInput {
  readonly indicatorId: number;
  readonly version: number;
  readonly reason?: string | null | undefined;
  readonly fields: Readonly<Partial<Record<IndicatorField, string | null>>>;
}

/** Changes a measure's definition, from the version that was read. */
export const changeIndicator = outcomeCommand("indicator.define", async (context, { fields, indicatorId, reason, version }: IndicatorDefinitionInput): Promise<{ version: number }> => {
  const indicator = await loadDefinition(context.db, indicatorId);
  if (!indicator) throw new Refused({ code: "no-indicator", message: "Måttet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(indicator.committeeId);
  const fault = definitionFault(fields);
  if (fault) throw new Refused({ code: "bad-definition", ...fault });
  const changed = await changeRow(context.db, "indicator", { id: indicatorId }, version, { ...fields }, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "indicator.changed", subject: `indicator:${indicatorId}`, reason: reason ?? undefined });
  return { version: changed.version };
});
