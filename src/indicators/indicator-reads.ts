import { listUnits } from "../organisation/unit-reads.ts";
import { committeeOn } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { allInTodaysOrganisation, type IndicatorToday } from "./indicator-organisation.ts";
import { reachOf } from "./indicator.ts";
import { loadIndicators, type IndicatorScope } from "./indicator-store.ts";

/**
 * A committee's measures as if the organisation had always been today's: with those of what has gone up in it. Takes a
 * handle that shows what was as it was, since whose a measure was decides how it is added.
 */
export async function listIndicatorsToday(db: Db, committeeId: number, scope: IndicatorScope = {}): Promise<IndicatorToday[]> {
  const units = await listUnits(db);
  const now = units.filter(({ id }) => committeeOn(units, id, today()) === committeeId);
  const owners = new Set([committeeId, ...now.flatMap((unit) => (unit.kind === "committee" ? [unit.id] : unit.spells.flatMap(({ from }) => committeeOn(units, unit.id, from ?? "0001-01-01") ?? [])))]);
  const all = [];
  for (const owner of owners) all.push(...(await loadIndicators(db, owner, scope)));
  return allInTodaysOrganisation(all.filter((indicator) => committeeOn(units, reachOf(indicator), today()) === committeeId), units, today());
}

export { idsWithValues, loadIndicators as listIndicators, loadLatest as listLatest, withValues } from "./indicator-store.ts";
export { describeIndicatorRow } from "./indicator-description-store.ts";
