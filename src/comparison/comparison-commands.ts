import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import type { ComparisonMunicipality, ComparisonValue } from "./comparison.ts";
import { addMeasure, loadMeasures, measureById, noteDefinition, removeMeasure, saveComparisonValues, setMunicipalities, takeTitle } from "./comparison-store.ts";
import type { KoladaDefinition, KoladaValue } from "./kolada-adapter.ts";

/** Says what a committee compares itself by and with; what it had and is not named stays. */
export const chooseComparison = outcomeCommand("indicator.define", async (context, { committeeId, definitions, municipalities }: { committeeId: number; definitions: readonly KoladaDefinition[]; municipalities: readonly ComparisonMunicipality[] | null }): Promise<{ added: number }> => {
  context.permit(committeeId);
  let added = 0;
  for (const { byGender, description, id, title } of definitions) if (await addMeasure(context.db, committeeId, { kpi: id, title, description, byGender })) added++;
  if (municipalities) {
    if (municipalities.filter(({ own }) => own).length > 1) throw new Refused({ code: "two-own", message: "Bara en kommun kan vara den egna.", field: "egen" });
    await setMunicipalities(context.db, committeeId, municipalities);
  }
  if (added || municipalities) context.record({ action: "comparison.changed", subject: `comparison:${committeeId}`, details: { added, municipalities: municipalities?.length ?? null } });
  return { added };
});

/** Keeps what was fetched. A title that is another than somebody has seen is noted beside it, to be asked about: the number may measure something else now. */
export const keepComparison = outcomeCommand("indicator.define", async (context, { committeeId, definitions, values }: { committeeId: number; definitions: readonly KoladaDefinition[]; values: readonly KoladaValue[] }): Promise<{ values: number; drifted: number }> => {
  context.permit(committeeId);
  const measures = await loadMeasures(context.db, committeeId);
  let drifted = 0;
  for (const measure of measures) {
    const told = definitions.find(({ id }) => id === measure.kpi);
    if (!told) continue;
    const other = told.title === measure.title ? null : told.title;
    if (other !== null) drifted++;
    await noteDefinition(context.db, measure.id, { otherTitle: other, description: told.description, byGender: told.byGender, fetchedAt: new Date().toISOString() });
  }
  const kept = values.flatMap(({ kpi, ...value }): ComparisonValue[] => {
    const measure = measures.find((one) => one.kpi === kpi);
    return measure ? [{ measureId: measure.id, ...value }] : [];
  });
  await saveComparisonValues(context.db, kept);
  context.record({ action: "comparison.fetched", subject: `comparison:${committeeId}`, details: { values: kept.length, drifted } });
  return { values: kept.length, drifted };
});

/** Takes the title that Kolada gives now, or the measure out of the comparison. */
export const settleMeasure = outcomeCommand("indicator.define", async (context, { measureId, remove }: { measureId: number; remove: boolean }): Promise<null> => {
  const measure = await measureById(context.db, measureId);
  if (!measure) throw new Refused({ code: "no-measure", message: "Måttet finns inte i jämförelsen, eller så har du ingen roll i dess nämnd." });
  context.permit(measure.committeeId);
  if (remove) await removeMeasure(context.db, measureId);
  else if (measure.otherTitle !== null) await takeTitle(context.db, measureId, measure.otherTitle);
  context.record({ action: `comparison.${remove ? "removed" : "accepted"}`, subject: `comparison:${measure.committeeId}`, details: { kpi: measure.kpi } });
  return null;
});
