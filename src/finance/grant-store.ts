import type { Db } from "../platform/db/database.ts";
import { loadRegisterRows } from "../platform/edit/register-row-store.ts";
import type { Grant } from "./grant.ts";

export async function loadGrants(db: Db, committeeId: number, year: number): Promise<Grant[]> {
  return (await loadRegisterRows(db, "grant_income", committeeId, year)).map((row) => ({
    id: row["id"], committeeId, year, name: row["name"], kind: row["kind"], scope: row["scope"], fromWhom: row["from_whom"], amountLow: row["amount_low"], amountHigh: row["amount_high"], inBudget: row["in_budget"], status: row["status"], received: row["received"], goalId: row["goal_id"], note: row["note"], version: row["version"],
  }));
}
