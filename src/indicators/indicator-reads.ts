import { listUnits } from "../organisation/unit-reads.ts";
import { committeeOn, isPrincipal } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { allInTodaysOrganisation, type IndicatorToday } from "./indicator-organisation.ts";
import { reachOf } from "./indicator.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import type { Indicator } from "./indicator.ts";
import { needsYearBefore } from "./target-rule.ts";
import { loadIndicators, loadValues, type IndicatorScope } from "./indicator-store.ts";

/** So many measures are worth remembering: fewer are read at once. */
const MANY = 20;

/** A committee's measures with their values, targets and baselines, in the order of their documents. */
export const listIndicators = (db: Db, committeeId: number, scope: IndicatorScope = {}): Promise<Indicator[]> =>
  scope.ids && scope.ids.length < MANY ? loadIndicators(db, committeeId, scope) : rememberedRead(db, committeeId, `indicators ${JSON.stringify(scope)}`, () => loadIndicators(db, committeeId, scope));

/** One of a committee's measures, with all its values; null where it has none such. The same one is given until something of it is changed. */
export const findIndicator = (db: Db, committeeId: number, id: number): Promise<Indicator | null> => rememberedRead(db, committeeId, `indicator ${id}`, async () => (await loadIndicators(db, committeeId, { ids: [id] }))[0] ?? null);

/** Measures that were read bare, with their values: for those that are shown, once it is known which they are. */
export async function withValues(db: Db, measures: readonly Indicator[], scope: IndicatorScope): Promise<Indicator[]> {
  const [owner] = new Set(measures.map(({ committeeId }) => committeeId));
  const one = owner !== undefined && measures.length >= MANY && measures.every(({ committeeId }) => committeeId === owner);
  // Only their values are remembered: what else is known of them was read by who asks.
  const read = () => loadValues(db, measures, scope);
  const values = await (one ? rememberedRead(db, owner, `values ${JSON.stringify(scope)} ${measures.map(({ frequency, id }) => `${id}${frequency}`).join(",")}`, read) : read());
  return measures.map((measure) => ({ ...measure, values: values.get(measure.id) ?? [] }));
}

/** An owner's measures among some, with the year's values, and those of the year before where their target is held against them. */
export async function listJudged(db: Db, owner: number, ids: readonly number[], year: number): Promise<Indicator[]> {
  const measures = await listIndicators(db, owner, { ids, from: year, to: year });
  const compared = new Map((await withValues(db, measures.filter((measure) => needsYearBefore(measure, year)), { from: year - 1, to: year })).map((measure) => [measure.id, measure]));
  return measures.map((measure) => compared.get(measure.id) ?? measure);
}

/**
 * A committee's measures as if the organisation had always been today's: with those of what has gone up in it. Takes a
 * handle that shows what was as it was, since whose a measure was decides how it is added.
 */
export async function listIndicatorsToday(db: Db, committeeId: number, scope: IndicatorScope = {}): Promise<IndicatorToday[]> {
  const units = await listUnits(db);
  const now = units.filter(({ id }) => committeeOn(units, id, today()) === committeeId);
  const owners = new Set([committeeId, ...now.flatMap((unit) => (isPrincipal(unit) ? [unit.id] : unit.spells.flatMap(({ from }) => committeeOn(units, unit.id, from ?? "0001-01-01") ?? [])))]);
  const all = [];
  for (const owner of owners) all.push(...(await loadIndicators(db, owner, scope)));
  return allInTodaysOrganisation(all.filter((indicator) => committeeOn(units, reachOf(indicator), today()) === committeeId), units, today());
}

export { idsWithValues, loadLatest as listLatest } from "./indicator-store.ts";
export { describeIndicatorRow } from "./indicator-description-store.ts";
