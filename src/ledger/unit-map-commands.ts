import { holdUnit, unitsDuring } from "../organisation/unit-reads.ts";
import { outcomeCommand } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { seenUnits, type UnitMap } from "./unit-map.ts";
import { loadUnitMaps, writeUnitMap } from "./unit-map-store.ts";

export interface UnitMapInput extends UnitMap {
  readonly committeeId: number;
  /** The map as it was when it was changed, as seenUnits() tells it. */
  readonly seen: string;
}
/** Says which unit objects of a committee's ledger belong to, from a year on. What was before that year stays. */
export const changeUnitMap = outcomeCommand("ledger.import", async (context, { committeeId, dimension, fromYear, rows, seen }: UnitMapInput): Promise<null> => {
  context.permit(committeeId);
  const { db } = context;
  await holdUnit(db, committeeId);
  if (!(fromYear >= 1900 && fromYear <= 2199)) throw new Refused({ code: "bad-year", field: "fromYear", message: "Skriv året som det gäller från med fyra siffror." });
  const maps = await loadUnitMaps(db, committeeId);
  // What was tied to a unit may stay so, also where that has ended since.
  const own = new Set([committeeId, ...(await unitsDuring(db, committeeId, fromYear)).map(({ id }) => id), ...maps.flatMap((map) => map.rows.map(({ unitId }) => unitId))]);
  const stray = rows.find(({ unitId }) => !own.has(unitId));
  if (stray) throw new Refused({ code: "no-unit", field: `enhet-${stray.code}`, message: `Objekt ${stray.code}: enheten hör inte till nämnden ${fromYear}.` });
  const known = maps.find((map) => map.fromYear === fromYear) ?? null;
  if (known && seenUnits(known) !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat vilka enheter objekten hör till sedan du öppnade sidan; se hur det är nu och ändra igen." });
  if (!rows.length && !known) throw new Refused({ code: "empty-map", message: `Koppla minst ett objekt till en enhet; en tom koppling från ${fromYear} säger ingenting.` });
  const next: UnitMap = { fromYear, dimension, rows };
  if (seenUnits(known) === seenUnits(rows.length || known ? next : null)) return null;
  await writeUnitMap(db, committeeId, next);
  context.record({ action: "ledger-units.changed", subject: `ledger_unit:${committeeId}`, details: { from: fromYear, dimension, objects: rows.length } });
  return null;
});
