import type { Db, Row } from "../platform/db/database.ts";
import type { UnitMap } from "./unit-map.ts";

/** A committee's maps of objects to units, the earliest first. */
export async function loadUnitMaps(db: Db, committeeId: number): Promise<UnitMap[]> {
  const rows: Row[] = await db.selectFrom("ledger_unit").selectAll().where("committee_id", "=", committeeId).orderBy("from_year").orderBy("dimension").orderBy("code").execute();
  return [...Map.groupBy(rows, (row) => row["from_year"] as number)].map(([fromYear, own]) => ({ fromYear, dimension: own[0]!["dimension"], rows: own.map((row) => ({ code: row["code"], unitId: row["unit_id"] })) }));
}
/** Writes the map that holds from a year; what it says no more is taken away. */
export async function writeUnitMap(db: Db, committeeId: number, { dimension, fromYear, rows }: UnitMap): Promise<void> {
  const key = { committee_id: committeeId, from_year: fromYear };
  const known: Row[] = await db.selectFrom("ledger_unit").selectAll().where((where) => where.and(key)).execute();
  for (const row of known) {
    if (row["dimension"] !== dimension || !rows.some(({ code }) => code === row["code"])) await db.deleteFrom("ledger_unit").where((where) => where.and({ ...key, dimension: row["dimension"], code: row["code"] })).execute();
  }
  for (const { code, unitId } of rows) {
    if (known.some((row) => row["dimension"] === dimension && row["code"] === code && row["unit_id"] === unitId)) continue;
    await db.insertInto("ledger_unit").values({ ...key, dimension, code, unit_id: unitId }).onConflict((conflict) => conflict.columns(["committee_id", "from_year", "dimension", "code"]).doUpdateSet({ unit_id: unitId })).execute();
  }
}
