import type { Db, Row } from "../db/database.ts";

/** A row of a committee's register, as it is stored. */
export async function findRegisterRow(db: Db, table: string, id: number): Promise<Row | null> {
  return ((await db.selectFrom(table).selectAll().where("id", "=", id).executeTakeFirst()) as Row | undefined) ?? null;
}
/** The rows of a committee's register, of a year where it is kept by year, in the order that they were added. */
export async function loadRegisterRows(db: Db, table: string, committeeId: number, year: number | null): Promise<Row[]> {
  const rows = db.selectFrom(table).selectAll().where("committee_id", "=", committeeId).orderBy("id");
  return (year === null ? rows : rows.where("year", "=", year)).execute();
}
export async function insertRegisterRow(db: Db, table: string, values: Row): Promise<number> {
  const row = await db.insertInto(table).values(values).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function deleteRegisterRow(db: Db, table: string, id: number): Promise<void> {
  await db.deleteFrom(table).where("id", "=", id).execute();
}
