import type { Db, Row } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import type { ComparisonMeasure, ComparisonMunicipality, ComparisonValue } from "./comparison.ts";

export async function loadMeasures(db: Db, committeeId: number): Promise<ComparisonMeasure[]> {
  const rows: Row[] = await db.selectFrom("comparison_measure").selectAll().where("committee_id", "=", committeeId).orderBy("kpi").execute();
  return rows.map((row) => ({ id: row["id"], kpi: row["kpi"], title: row["title"], otherTitle: row["other_title"], description: row["description"], byGender: row["by_gender"], fetchedAt: row["fetched_at"], version: row["version"] }));
}
export async function loadMunicipalities(db: Db, committeeId: number): Promise<ComparisonMunicipality[]> {
  const rows: Row[] = await db.selectFrom("comparison_municipality").selectAll().where("committee_id", "=", committeeId).orderBy("own", "desc").orderBy("name").execute();
  return rows.map((row) => ({ code: row["code"], name: row["name"], own: row["own"] }));
}
export async function loadComparisonValues(db: Db, measureIds: readonly number[]): Promise<ComparisonValue[]> {
  if (!measureIds.length) return [];
  const rows: Row[] = await db.selectFrom("comparison_value").selectAll().where(isAny("measure_id", measureIds)).orderBy("year").execute();
  return rows.map((row) => ({ measureId: row["measure_id"], code: row["code"], year: row["year"], gender: row["gender"], value: row["value"], status: row["status"] }));
}

/** Adds a measure; one that is there keeps the title that somebody has seen. */
export async function addMeasure(db: Db, committeeId: number, { byGender, description, kpi, title }: Pick<ComparisonMeasure, "byGender" | "description" | "kpi" | "title">): Promise<boolean> {
  const row = await db.insertInto("comparison_measure").values({ committee_id: committeeId, kpi, title, description, by_gender: byGender }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  return row !== undefined;
}
export async function noteDefinition(db: Db, id: number, fields: { readonly otherTitle: string | null; readonly description: string | null; readonly byGender: boolean; readonly fetchedAt: string }): Promise<void> {
  await db.updateTable("comparison_measure").set({ other_title: fields.otherTitle, description: fields.description, by_gender: fields.byGender, fetched_at: fields.fetchedAt }).where("id", "=", id).execute();
}
export async function takeTitle(db: Db, id: number, title: string): Promise<void> {
  await db.updateTable("comparison_measure").set({ title, other_title: null }).where("id", "=", id).execute();
}
export async function removeMeasure(db: Db, id: number): Promise<void> {
  await db.deleteFrom("comparison_value").where("measure_id", "=", id).execute();
  await db.deleteFrom("comparison_measure").where("id", "=", id).execute();
}
export async function measureById(db: Db, id: number): Promise<{ committeeId: number; kpi: string; otherTitle: string | null } | null> {
  const row: Row | undefined = await db.selectFrom("comparison_measure").select(["committee_id", "kpi", "other_title"]).where("id", "=", id).executeTakeFirst();
  return row ? { committeeId: row["committee_id"], kpi: row["kpi"], otherTitle: row["other_title"] } : null;
}
export async function setMunicipalities(db: Db, committeeId: number, municipalities: readonly ComparisonMunicipality[]): Promise<void> {
  await db.deleteFrom("comparison_municipality").where("committee_id", "=", committeeId).execute();
  if (municipalities.length) await db.insertInto("comparison_municipality").values(municipalities.map(({ code, name, own }) => ({ committee_id: committeeId, code, name, own }))).execute();
}
/** Keeps values over those there were; what is no longer told stays as it was told. */
export async function saveComparisonValues(db: Db, values: readonly ComparisonValue[]): Promise<void> {
  for (let start = 0; start < values.length; start += 500) {
    await db.insertInto("comparison_value").values(values.slice(start, start + 500).map(({ code, gender, measureId, status, value, year }) => ({ measure_id: measureId, code, year, gender, value, status })))
      .onConflict((conflict) => conflict.columns(["measure_id", "code", "year", "gender"]).doUpdateSet((excluded) => ({ value: excluded.ref("excluded.value"), status: excluded.ref("excluded.status") }))).execute();
  }
}
/** Committees that compare themselves. */
export async function comparingCommittees(db: Db): Promise<number[]> {
  const rows: Row[] = await db.selectFrom("comparison_measure").select("committee_id").distinct().execute();
  return rows.map((row) => row["committee_id"] as number);
}
