import type { Db, Row } from "../platform/db/database.ts";
import { loadRegisterRows } from "../platform/edit/register-row-store.ts";
import type { Investment, InvestmentYear } from "./investment.ts";

/** A committee's projects, of all years, in the order that they were added. */
export async function loadInvestments(db: Db, committeeId: number): Promise<Investment[]> {
  const rows = await loadRegisterRows(db, "investment", committeeId, null);
  const years: Row[] = rows.length ? await db.selectFrom("investment_year").selectAll().where("investment_id", "in", rows.map((row) => row["id"] as number)).orderBy("year").execute() : [];
  const byProject = Map.groupBy(years, (row) => row["investment_id"] as number);
  return rows.map((row) => ({
    id: row["id"], committeeId, name: row["name"], kind: row["kind"], status: row["status"], unitId: row["unit_id"], goalId: row["goal_id"], decision: row["decision"], note: row["note"], version: row["version"],
    years: (byProject.get(row["id"]) ?? []).map((own): InvestmentYear => ({ year: own["year"], budget: own["budget"], actual: own["actual"], forecast: own["forecast"] })),
  }));
}
/** Writes a year of a project; one of which nothing is told is taken away. */
export async function writeInvestmentYear(db: Db, investmentId: number, { actual, budget, forecast, year }: InvestmentYear): Promise<void> {
  const key = { investment_id: investmentId, year };
  if (actual === null && budget === null && forecast === null) await db.deleteFrom("investment_year").where((where) => where.and(key)).execute();
  else await db.insertInto("investment_year").values({ ...key, budget, actual, forecast }).onConflict((conflict) => conflict.columns(["investment_id", "year"]).doUpdateSet({ budget, actual, forecast })).execute();
}
