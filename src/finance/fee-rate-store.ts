import type { Db, Row } from "../platform/db/database.ts";
import type { Decimal } from "../platform/decimal.ts";
import { loadRegisterRows } from "../platform/edit/register-row-store.ts";
import { PRICE_BASE_AMOUNTS, type FeeRate } from "./fee-rate.ts";

/** A committee's fees, of all times. */
export async function loadFeeRates(db: Db, committeeId: number): Promise<FeeRate[]> {
  return (await loadRegisterRows(db, "fee_rate", committeeId, null)).map((row) => ({
    id: row["id"], committeeId, name: row["name"], basis: row["basis"], value: row["value"], per: row["per"], validFrom: row["valid_from"], reduction: row["reduction"], reducedWhen: row["reduced_when"], decision: row["decision"], version: row["version"],
  }));
}
/** The price base amount of a year: what the municipality has told, else what the program has; null where neither does. */
export async function loadPriceBaseAmount(db: Db, municipalityId: number, year: number): Promise<Decimal | null> {
  const row: Row | undefined = await db.selectFrom("price_base_amount").select("amount").where("municipality_id", "=", municipalityId).where("year", "=", year).executeTakeFirst();
  return row?.["amount"] ?? PRICE_BASE_AMOUNTS[year] ?? null;
}
export async function writePriceBaseAmount(db: Db, municipalityId: number, year: number, amount: Decimal): Promise<void> {
  await db.insertInto("price_base_amount").values({ municipality_id: municipalityId, year, amount }).onConflict((conflict) => conflict.columns(["municipality_id", "year"]).doUpdateSet({ amount })).execute();
}
