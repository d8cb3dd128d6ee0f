import { outcomeCommand, type CommandContext } from "../platform/command.ts";
import { Refused } from "../platform/outcome.ts";
import { holdUnit, unitsUnder } from "../organisation/unit-reads.ts";
import { budgetTotals, seenBudget, type BudgetRow, type BudgetVersion } from "./budget.ts";
import { decideBudget, findBudget, insertBudget, loadBudgetRows, loadBudgets, writeUnitBudget } from "./budget-store.ts";

const LONGEST_NAME = 80;
const MOST_BUDGETS = 30;
const subject = (committeeId: number): string => `budget:${committeeId}`;

/** Makes a draft of a year's budget: empty, or of another version. */
export const addBudget = outcomeCommand("budget.plan", async (context, { basedOn, committeeId, name, year }: Pick<BudgetVersion, "committeeId" | "year" | "name" | "basedOn">): Promise<{ id: number }> => {
  context.permit(committeeId);
  await holdUnit(context.db, committeeId);
  const own = name.trim();
  if (!own || own.length > LONGEST_NAME) throw new Refused({ code: "bad-name", field: "name", message: `Skriv vad budgeten heter, högst ${LONGEST_NAME} tecken.` });
  const known = await loadBudgets(context.db, committeeId, year);
  if (known.length >= MOST_BUDGETS) throw new Refused({ code: "many-budgets", message: `Det finns redan ${MOST_BUDGETS} budgetar för ${year}.` });
  if (known.some((one) => one.name === own)) throw new Refused({ code: "same-name", field: "name", message: `Det finns redan en budget som heter »${own}«; välj ett annat namn.` });
  if (basedOn !== null && !known.some(({ id }) => id === basedOn)) throw new Refused({ code: "no-budget", message: "Budgeten som den ska göras av finns inte." });
  const id = await insertBudget(context.db, { committeeId, year, name: own, basedOn });
  context.record({ action: "budget.added", subject: subject(committeeId), details: { budget: id, year, basedOn } });
  return { id };
});

async function ownBudget(context: CommandContext, budgetId: number): Promise<BudgetVersion> {
  const seen = await findBudget(context.db, budgetId);
  if (!seen) throw new Refused({ code: "no-budget", message: "Budgeten finns inte längre; ladda om sidan." });
  context.permit(seen.committeeId);
  await holdUnit(context.db, seen.committeeId);
  return (await findBudget(context.db, budgetId))!;
}

export interface UnitBudgetInput {
  readonly budgetId: number;
  /** The committee itself, or a unit under it. */
  readonly unitId: number;
  readonly rows: readonly BudgetRow[];
  /** The unit's rows as they were when they were changed, as seenBudget() tells them. */
  readonly seen: string;
}
/** Says what a unit has to spend, line by line and month by month, in a draft. */
export const setUnitBudget = outcomeCommand("budget.plan", async (context, { budgetId, rows, seen, unitId }: UnitBudgetInput): Promise<null> => {
  const budget = await ownBudget(context, budgetId);
  if (budget.decision !== null) throw new Refused({ code: "decided-budget", message: "Budgeten är beslutad och ändras inte; gör en ny version av den." });
  if (unitId !== budget.committeeId && !(await unitsUnder(context.db, budget.committeeId, budget.year)).some(({ id }) => id === unitId)) throw new Refused({ code: "no-unit", message: "Enheten hör inte till nämnden." });
  const known = (await loadBudgetRows(context.db, budgetId)).filter((row) => row.unitId === unitId);
  if (seenBudget(known) !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat enhetens budget sedan du öppnade sidan; se hur den är nu och ändra igen." });
  if (seenBudget(known) === seenBudget(rows)) return null;
  await writeUnitBudget(context.db, budgetId, unitId, rows);
  context.record({ action: "budget.changed", subject: subject(budget.committeeId), details: { budget: budgetId, unit: unitId, net: budgetTotals(rows).net } });
  return null;
});

const LONGEST_DECISION = 200;
/** Says that a budget is decided, by whom and when: it is not changed after that. */
export const setBudgetDecision = outcomeCommand("budget.plan", async (context, { budgetId, decision, version }: { readonly budgetId: number; readonly version: number; readonly decision: string }): Promise<null> => {
  const budget = await ownBudget(context, budgetId);
  if (budget.version !== version) throw new Refused({ code: "changed", message: "Någon annan har ändrat budgeten sedan du öppnade sidan; se hur den är nu." });
  if (budget.decision !== null) throw new Refused({ code: "decided-budget", message: "Budgeten är redan beslutad." });
  if (!decision.trim() || decision.length > LONGEST_DECISION) throw new Refused({ code: "no-decision", field: "decision", message: "Skriv dagen och paragrafen för beslutet." });
  if (!(await loadBudgetRows(context.db, budgetId)).length) throw new Refused({ code: "empty-budget", message: "Budgeten har inga belopp; för in dem först." });
  await decideBudget(context.db, budgetId, decision.trim());
  context.record({ action: "budget.decided", subject: subject(budget.committeeId), details: { budget: budgetId, year: budget.year }, reason: decision.trim() });
  return null;
});
