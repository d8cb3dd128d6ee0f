import type { Db } from "../platform/db/database.ts";
import { loadBudgetRows, loadTransfers } from "./budget-store.ts";
import { withTransfers, type BudgetRow, type BudgetVersion } from "./budget.ts";

export { findBudget, loadBudgetNotes as listBudgetNotes, loadBudgetRows as listBudgetRows, loadBudgets as listBudgets, loadTransfers as listTransfers } from "./budget-store.ts";

/** A budget's rows as they are in force: as they were decided, and what has been moved since. */
export async function listRowsInForce(db: Db, budgetId: number): Promise<BudgetRow[]> {
  return withTransfers(await loadBudgetRows(db, budgetId), await loadTransfers(db, budgetId));
}

/** What a budget was made of, as that was then: what has been moved in it since is not in it. None where it was made of nothing. */
export async function listBaseRows(db: Db, { basedOn, basedOnTransfer }: Pick<BudgetVersion, "basedOn" | "basedOnTransfer">): Promise<BudgetRow[]> {
  if (basedOn === null) return [];
  return withTransfers(await loadBudgetRows(db, basedOn), (await loadTransfers(db, basedOn)).filter(({ id }) => id <= (basedOnTransfer ?? 0)));
}
