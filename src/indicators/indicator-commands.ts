import { listUnits } from "../organisation/unit-reads.ts";
import { belongsTo } from "../organisation/unit.ts";
import { isDay } from "../platform/clock.ts";
import { command, outcomeCommand, type CommandContext } from "../platform/command.ts";
import type { Row } from "../platform/db/database.ts";
import { compareChanges, Conflicted, type FieldConflict } from "../platform/edit/conflict.ts";
import { parseNumber } from "../platform/swedish.ts";
import { emptyTally, isChange, type Tally } from "../platform/db/upsert.ts";
import { changeRow, contentAt } from "../platform/edit/versioned-row-store.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import { Refused } from "../platform/outcome.ts";
import { definitionFault, LONGEST_TARGET, type IndicatorField, type IndicatorInput } from "./indicator.ts";
import { FREQUENCY_WORDS } from "./indicator-period.ts";
import { addDefinition, aimsForUpdate, hasValues, sameIndicator, writeBaseline, writeTarget } from "./indicator-definition-store.ts";
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

async function keepDefinition(context: CommandContext, committeeId: number, fields: IndicatorDefinitionInput["fields"]): Promise<void> {
  const fault = definitionFault(fields);
  if (fault) throw new Refused({ code: "bad-definition", ...fault });
  if (fields.unit_id && !belongsTo(await listUnits(context.db), Number(fields.unit_id), committeeId)) throw new Refused({ code: "no-unit", field: "unit_id", message: "Enheten hör inte till nämnden; välj en i listan." });
}
async function refuseSame(context: CommandContext, id: number, committeeId: number, key: { name: string; group: string; frequency: string }): Promise<void> {
  if (await sameIndicator(context.db, committeeId, key, id)) throw new Refused({ code: "same-indicator", field: "name", message: `Måttet »${key.name}« finns redan${key.group ? ` i gruppen ${key.group}` : ""}.` });
}

/** Defines a measure of a committee. */
export const addIndicator = outcomeCommand("indicator.define", async (context, { committeeId, fields }: { committeeId: number; fields: IndicatorDefinitionInput["fields"] & { readonly name: string } }): Promise<{ id: number }> => {
  context.permit(committeeId);
  await keepDefinition(context, committeeId, fields);
  const key = { name: fields.name.trim(), group: fields.group_name ?? "", frequency: fields.frequency ?? "month" };
  await refuseSame(context, 0, committeeId, key);
  const id = await addDefinition(context.db, committeeId, { ...fields, name: key.name, group_name: key.group, frequency: key.frequency, origin_id: await typedOrigin(context) });
  context.record({ action: "indicator.added", subject: `indicator:${id}` });
  return { id };
});

/** A target of a year as it is written, "" for none, and the version that it was written over; 0 where there was none. */
export interface TargetEntry {
  readonly year: number;
  readonly text: string;
  readonly version: number;
}
export interface TargetsInput {
  readonly indicatorId: number;
  readonly targets: readonly TargetEntry[];
  /** The year is the one that it is the beginning of; null for none in particular. */
  readonly baseline?: { readonly year: number | null; readonly text: string; readonly onDate: string | null; readonly version: number };
  readonly reason?: string | null;
}

/** Sets a measure's targets and what it was when they were set, each from the version that was read. */
export const setTargets = outcomeCommand("indicator.define", async (context, { baseline, indicatorId, reason, targets }: TargetsInput): Promise<{ changed: number }> => {
  const { db } = context;
  const indicator = await loadDefinition(db, indicatorId);
  if (!indicator) throw new Refused({ code: "no-indicator", message: "Måttet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(indicator.committeeId);
  const now = await aimsForUpdate(db, indicatorId, baseline?.year ?? null);
  const conflicts: FieldConflict[] = [];
  const writes: (() => Promise<void>)[] = [];
  let origin: number | null = null;
  const originId = async () => (origin ??= await typedOrigin(context));
  const one = async (field: string, table: string, key: Row, entry: { text: string; version: number }, current: { stated: string; version: number } | null, write: (stated: string | null) => Promise<void>) => {
    if (entry.text.length > LONGEST_TARGET) throw new Refused({ code: "long-text", field, message: `Riktvärdet är längre än ${LONGEST_TARGET} tecken; korta det.` });
    const theirs = { stated: current?.stated ?? null };
    const seen = (current?.version ?? 0) === entry.version ? theirs : entry.version === 0 ? { stated: null } : await contentAt(db, table, key, entry.version);
    const compared = compareChanges(seen && { stated: seen["stated"] ?? null }, theirs, { stated: keptTarget(entry.text) });
    conflicts.push(...compared.conflicts.map((conflict) => ({ ...conflict, field })));
    if (compared.merged["stated"] !== theirs.stated) writes.push(() => write(compared.merged["stated"] ?? null));
  };
  for (const target of targets) {
    await one(`mal-${target.year}`, "indicator_target", { indicator_id: indicatorId, year: target.year }, target, now.targets.get(target.year) ?? null, async (stated) => writeTarget(db, indicatorId, target.year, stated, await originId()));
  }
  if (baseline) {
    if (baseline.onDate !== null && !isDay(baseline.onDate)) throw new Refused({ code: "bad-date", field: "dag", message: `»${baseline.onDate.slice(0, 20)}« är ingen dag; skriv ÅÅÅÅ-MM-DD.` });
    const stated = keptTarget(baseline.text);
    if (stated !== null && stated !== now.baseline?.stated && parseNumber(baseline.text) === null) throw new Refused({ code: "bad-number", field: "ingaende", message: `Ingående värde »${baseline.text.slice(0, 40)}« är inget tal; skriv vad måttet var när året började.` });
    await one("ingaende", "indicator_baseline", { indicator_id: indicatorId, ...(baseline.year === null ? {} : { year: baseline.year }) }, baseline, now.baseline, async (stated) => writeBaseline(db, indicatorId, baseline.year, stated, baseline.onDate, await originId()));
    if (!conflicts.some(({ field }) => field === "ingaende") && now.baseline && now.baseline.onDate !== baseline.onDate && keptTarget(baseline.text) === now.baseline.stated) writes.push(async () => writeBaseline(db, indicatorId, baseline.year, now.baseline!.stated, baseline.onDate, await originId()));
  }
  if (conflicts.length) throw new Conflicted({ conflicts, merged: {}, version: 0, by: null, at: null });
  for (const write of writes) await write();
  if (writes.length) context.record({ action: "indicator.changed", subject: `indicator:${indicatorId}`, reason: reason ?? undefined });
  return { changed: writes.length };
});

/** A number as it is kept, else the words as they stand; null for none. */
const keptTarget = (text: string): string | null => (text.trim() === "" ? null : (parseNumber(text) ?? text.trim()));

/** Changes a measure's definition, from the version that was read. */
export const changeIndicator = outcomeCommand("indicator.define", async (context, { fields, indicatorId, reason, version }: IndicatorDefinitionInput): Promise<{ version: number }> => {
  const indicator = await loadDefinition(context.db, indicatorId);
  if (!indicator) throw new Refused({ code: "no-indicator", message: "Måttet finns inte, eller så har du ingen roll i dess nämnd." });
  context.permit(indicator.committeeId);
  await keepDefinition(context, indicator.committeeId, fields);
  if (fields.frequency && fields.frequency !== indicator.frequency && (await hasValues(context.db, indicatorId))) {
    throw new Refused({ code: "has-values", field: "frequency", message: `Måttet har värden per ${FREQUENCY_WORDS[indicator.frequency]}; gör ett nytt mått för en annan period.` });
  }
  const kept = { ...fields, ...(fields.group_name === undefined ? {} : { group_name: fields.group_name ?? "" }) };
  await refuseSame(context, indicatorId, indicator.committeeId, { name: kept.name ?? indicator.name, group: kept.group_name ?? indicator.group ?? "", frequency: kept.frequency ?? indicator.frequency });
  const changed = await changeRow(context.db, "indicator", { id: indicatorId }, version, kept, () => typedOrigin(context));
  if (isChange(changed.saved)) context.record({ action: "indicator.changed", subject: `indicator:${indicatorId}`, reason: reason ?? undefined });
  return { version: changed.version };
});
