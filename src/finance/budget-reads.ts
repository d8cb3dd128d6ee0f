import type { Db } from "../platform/db/database.ts";
import { loadBudgetRows, loadTransfers } from "./budget-store.ts";
import { withTransfers, type BudgetRow } from "./budget.ts";

export { findBudget, loadBudgetNotes as listBudgetNotes, loadBudgetRows as listBudgetRows, loadBudgets as listBudgets, loadTransfers as listTransfers } from "./budget-store.ts";

/** A budget's rows as they are in force: as they were decided, and what has been moved since. */
export async function listRowsInForce(db: Db, budgetId: number): Promise<BudgetRow[]> {
  return withTransfers(await loadBudgetRows(db, budgetId), await loadTransfers(db, budgetId));
}
