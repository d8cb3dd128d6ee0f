import type { Db, Row } from "../platform/db/database.ts";
import { isStatementLine } from "../ledger/account-map.ts";
import { isVolumeMethod, type VolumePrice, type VolumePriceInput } from "./volume-price.ts";

const volumePriceOf = (row: Row): VolumePrice[] => {
  const { line, method } = row as { line: string; method: string };
  return isStatementLine(line) && isVolumeMethod(method) ? [{
    id: row["id"], committeeId: row["committee_id"], year: row["year"], name: row["name"], line, indicatorId: row["indicator_id"], budgetVolume: row["budget_volume"], budgetPrice: row["budget_price"], price: row["price"], method, ownVolume: row["own_volume"], note: row["note"], version: row["version"],
  }] : [];
};
/** A committee's volumes and prices of a year, in the order that they were added. */
export async function loadVolumePrices(db: Db, committeeId: number, year: number): Promise<VolumePrice[]> {
  const rows: Row[] = await db.selectFrom("volume_price").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("id").execute();
  return rows.flatMap(volumePriceOf);
}
export async function findVolumePrice(db: Db, id: number): Promise<VolumePrice | null> {
  const row: Row | undefined = await db.selectFrom("volume_price").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? (volumePriceOf(row)[0] ?? null) : null;
}
const columns = ({ budgetPrice, budgetVolume, indicatorId, line, method, name, note, ownVolume, price }: VolumePriceInput) => ({ name, line, indicator_id: indicatorId, budget_volume: budgetVolume, budget_price: budgetPrice, price, method, own_volume: ownVolume, note });
export async function insertVolumePrice(db: Db, committeeId: number, year: number, input: VolumePriceInput): Promise<number> {
  const row = await db.insertInto("volume_price").values({ committee_id: committeeId, year, ...columns(input) }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function writeVolumePrice(db: Db, id: number, input: VolumePriceInput): Promise<void> {
  await db.updateTable("volume_price").set(columns(input)).where("id", "=", id).execute();
}
export async function deleteVolumePrice(db: Db, id: number): Promise<void> {
  await db.deleteFrom("volume_price").where("id", "=", id).execute();
}
