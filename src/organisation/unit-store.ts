import { sql } from "kysely";
import type { Db } from "../platform/db/database.ts";
import { sameName, type Unit, type UnitKind, type UnitSpell } from "./unit.ts";

/** Units with the name they have on the day (ISO date). */
export async function unitsOn(db: Db, day: string): Promise<Unit[]> {
  const rows = await db
    .selectFrom("unit")
    .innerJoin("unit_version", "unit_version.unit_id", "unit.id")
    .select(["unit.id", "unit.kind", "unit.example", "unit_version.name", "unit_version.parent_id"])
    .where(sql<boolean>`unit_version.valid @> ${day}::date`)
    .orderBy("unit_version.name")
    .execute();
  return rows.map((row) => ({ id: row.id, kind: row.kind, name: row.name, parentId: row.parent_id, example: row.example }));
}

export async function addUnit(db: Db, unit: { kind: UnitKind; name: string; parentId: number | null; example: boolean }): Promise<number> {
  const { id } = await db.insertInto("unit").values({ kind: unit.kind, example: unit.example }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("unit_version").values({ unit_id: id, name: unit.name, parent_id: unit.parentId, valid: "(,)" }).execute();
  return id;
}

export async function findUnit(db: Db, kind: UnitKind, name: string, parentId: number | null): Promise<number | null> {
  const rows = await db
    .selectFrom("unit")
    .innerJoin("unit_version", "unit_version.unit_id", "unit.id")
    .select(["unit.id", "unit_version.name", sql<string | null>`upper(unit_version.valid)::text`.as("to")])
    .where("unit.kind", "=", kind)
    .where("unit_version.parent_id", parentId === null ? "is" : "=", parentId)
    .execute();
  const found = rows.filter((row) => sameName(row.name, name));
  // Who bears the name now comes before who once did.
  return (found.find(({ to }) => to === null) ?? found[0])?.id ?? null;
}

export async function spellsOf(db: Db, unitId: number): Promise<(UnitSpell & { parentId: number | null })[]> {
  const rows = await db
    .selectFrom("unit_version")
    .select(["name", "parent_id", sql<string | null>`lower(valid)::text`.as("from"), sql<string | null>`upper(valid)::text`.as("to")])
    .where("unit_id", "=", unitId)
    .orderBy("valid")
    .execute();
  return rows.map((row) => ({ name: row.name, from: row.from, to: row.to, parentId: row.parent_id }));
}

/** Ends the spell that holds on the day, the day before; answers false where none holds. */
export async function endSpell(db: Db, unitId: number, day: string): Promise<boolean> {
  const result = await db
    .updateTable("unit_version")
    .set({ valid: sql`daterange(lower(valid), ${day}::date)` })
    .where("unit_id", "=", unitId)
    .where(sql<boolean>`valid @> ${day}::date`)
    .where(sql<boolean>`(lower(valid) is null or lower(valid) < ${day}::date)`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows) > 0;
}

export async function addSpell(db: Db, unitId: number, spell: { name: string; parentId: number | null; from: string }): Promise<void> {
  await db
    .insertInto("unit_version")
    .values({ unit_id: unitId, name: spell.name, parent_id: spell.parentId, valid: sql`daterange(${spell.from}::date, null)` })
    .execute();
}
