import { sql } from "kysely";
import type { Db } from "../platform/db/database.ts";
import type { UnitHistory, UnitKind, UnitSpell } from "./unit.ts";

/** How many times the organisation has been changed. */
export async function organisationChange(db: Db): Promise<string> {
  const row = await db.selectFrom("organisation_change").select("number").executeTakeFirstOrThrow();
  return row["number"] as string;
}

/** Every unit there is or was, with all its spells. A municipality has some thousand at the most, so they are taken at once. */
export async function allUnits(db: Db): Promise<UnitHistory[]> {
  const rows = await db
    .selectFrom("unit")
    .innerJoin("unit_version", "unit_version.unit_id", "unit.id")
    .select([
      "unit.id", "unit.kind", "unit.example", "unit.merged_into", "unit.split_from", "unit_version.name", "unit_version.parent_id",
      sql<string | null>`lower(unit_version.valid)::text`.as("from"), sql<string | null>`upper(unit_version.valid)::text`.as("to"),
      sql<string>`to_char(unit_version.placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("placed_at"),
      sql<boolean>`reads_committee(unit.id)`.as("readable"),
    ])
    .orderBy("unit.id")
    .orderBy("unit_version.valid")
    .execute();
  type Growing = Omit<UnitHistory, "spells"> & { readonly spells: UnitSpell[] };
  const units = new Map<number, Growing>();
  for (const row of rows) {
    const unit: Growing = units.get(row.id) ?? { id: row.id, kind: row.kind, example: row.example, mergedInto: row.merged_into, splitFrom: row.split_from, readable: row.readable, spells: [] };
    unit.spells.push({ name: row.name, parentId: row.parent_id, from: row.from, to: row.to, placedAt: row.placed_at });
    units.set(row.id, unit);
  }
  return [...units.values()];
}

/** Adds a unit that is from a day on, or that always was as far as is known. */
export async function addUnit(db: Db, unit: { kind: UnitKind; name: string; parentId: number | null; example: boolean; from: string | null; splitFrom?: number | null }): Promise<number> {
  const { id } = await db.insertInto("unit").values({ kind: unit.kind, example: unit.example, split_from: unit.splitFrom ?? null }).returning("id").executeTakeFirstOrThrow();
  await addSpell(db, id, { ...unit, to: null });
  return id;
}

/** Ends the spell that holds on the day, the day before; answers false where none holds or it would have no day left. */
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

/** Adds a spell; without `placedAt` the unit comes under its parent now. */
export async function addSpell(db: Db, unitId: number, { name, parentId, from, to, placedAt }: Omit<UnitSpell, "placedAt"> & { readonly placedAt?: string }): Promise<void> {
  await db
    .insertInto("unit_version")
    .values({ unit_id: unitId, name, parent_id: parentId, valid: sql`daterange(${from}::date, ${to}::date)`, ...(placedAt ? { placed_at: placedAt } : {}) })
    .execute();
}

/** Places the spell that begins on the day (null: from the beginning) under another parent. */
export async function moveSpell(db: Db, unitId: number, from: string | null, parentId: number): Promise<void> {
  await db.updateTable("unit_version").set({ parent_id: parentId, placed_at: sql`now()` }).where("unit_id", "=", unitId).where(sql<boolean>`lower(valid) is not distinct from ${from}::date`).execute();
}

/** Gives the spell that begins on a day another name. */
export async function nameSpell(db: Db, unitId: number, from: string, name: string): Promise<void> {
  await db.updateTable("unit_version").set({ name }).where("unit_id", "=", unitId).where(sql<boolean>`lower(valid) = ${from}::date`).execute();
}

export async function markMerged(db: Db, unitId: number, intoId: number): Promise<void> {
  await db.updateTable("unit").set({ merged_into: intoId }).where("id", "=", unitId).execute();
}

/** Holds a part of the organisation until the transaction ends: others who change what is kept for it wait, and see what was done meanwhile. */
export const holdUnit = async (db: Db, unitId: number): Promise<void> => void (await db.selectFrom("unit").select("id").where("id", "=", unitId).forUpdate().execute());
