import type { Db, Row } from "../db/database.ts";
import { isAny } from "../db/is-any.ts";

/** A row of a committee's register, as it is stored. */
export async function findRegisterRow(db: Db, table: string, id: number): Promise<Row | null> {
  return ((await db.selectFrom(table).selectAll().where("id", "=", id).executeTakeFirst()) as Row | undefined) ?? null;
}
/** The rows of a committee's register, of a year where it is kept by year, in the order that they were added. */
export async function loadRegisterRows(db: Db, table: string, committeeId: number, year: number | null): Promise<Row[]> {
  const rows = db.selectFrom(table).selectAll().where("committee_id", "=", committeeId).orderBy("id");
  return (year === null ? rows : rows.where("year", "=", year)).execute();
}
/** Whether a committee keeps anything in a register. */
export async function keepsRegister(db: Db, table: string, committeeId: number): Promise<boolean> {
  return (await db.selectFrom(table).select("id").where("committee_id", "=", committeeId).limit(1).executeTakeFirst()) !== undefined;
}
export async function insertRegisterRow(db: Db, table: string, values: Row): Promise<number> {
  const row = await db.insertInto(table).values(values).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
/** Says where a row comes from now. */
export async function setOrigin(db: Db, table: string, id: number, originId: number): Promise<void> {
  await db.updateTable(table).set({ origin_id: originId }).where("id", "=", id).execute();
}
export async function deleteRegisterRow(db: Db, table: string, id: number): Promise<void> {
  await db.deleteFrom(table).where("id", "=", id).execute();
}

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
/** A row as the code names its columns: unit_id is unitId. The caller says what a row is. */
export const rowOf = <T>(row: Row): T => Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value])) as T;
/** The rows of a committee's register. */
export async function loadRegister<T>(db: Db, table: string, committeeId: number, year: number | null = null): Promise<T[]> {
  return (await loadRegisterRows(db, table, committeeId, year)).map((row) => rowOf<T>(row));
}
/** The same for rows that belong to one of another table: the reviews of a contract. */
export async function loadPartsOf<T>(db: Db, table: string, column: string, ids: readonly number[]): Promise<T[]> {
  if (!ids.length) return [];
  const rows: Row[] = await db.selectFrom(table).selectAll().where(isAny(column, ids)).orderBy("id").execute();
  return rows.map((row) => rowOf<T>(row));
}
