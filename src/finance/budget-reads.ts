export { findBudget, loadBudgetRows as listBudgetRows, loadBudgets as listBudgets } from "./budget-store.ts";
