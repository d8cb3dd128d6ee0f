import type { Db, Row } from "../platform/db/database.ts";
import { isStatementLine } from "../ledger/account-map.ts";
import { isForecastMethod, type Forecast } from "./forecast.ts";

/** All that has been forecast of a year, in the order that it was made. */
export async function loadForecasts(db: Db, committeeId: number, year: number): Promise<Forecast[]> {
  const rows: Row[] = await db.selectFrom("forecast").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("id").execute();
  return rows.flatMap((row): Forecast[] => {
    const { line, method } = row as { line: string; method: string };
    return isStatementLine(line) && isForecastMethod(method) ? [{ id: row["id"], committeeId, unitId: row["unit_id"], year, month: row["month"], line, amount: row["amount"], method, proposed: row["proposed"], reason: row["reason"], madeBy: row["made_by"], madeAt: row["made_at"] }] : [];
  });
}
/** Years that something is forecast of, the latest first. */
export async function yearsWithForecasts(db: Db, committeeId: number): Promise<number[]> {
  const rows: Row[] = await db.selectFrom("forecast").select("year").distinct().where("committee_id", "=", committeeId).orderBy("year", "desc").execute();
  return rows.map((row) => row["year"]);
}
export async function insertForecast(db: Db, { amount, committeeId, line, madeBy, method, month, proposed, reason, unitId, year }: Omit<Forecast, "id" | "madeAt">): Promise<void> {
  await db.insertInto("forecast").values({ committee_id: committeeId, unit_id: unitId, year, month, line, amount, method, proposed, reason, made_by: madeBy }).execute();
}
