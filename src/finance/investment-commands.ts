import { holdUnit } from "../organisation/unit-reads.ts";
import { outcomeCommand } from "../platform/command.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { Refused } from "../platform/outcome.ts";
import { isBudgetAmount } from "./kronor.ts";
import { INVESTMENT_FIELDS, seenInvestments, type InvestmentYear } from "./investment.ts";
import { loadInvestments, writeInvestmentYear } from "./investment-store.ts";
import { holdNamed } from "./register-reads.ts";

export const INVESTMENTS: Register = { table: "investment", subject: "investment", action: "budget.plan", noun: "Investeringen", yearly: false, fields: INVESTMENT_FIELDS, hold: holdNamed };
export const { add: addInvestment, change: changeInvestment, remove: removeInvestment } = registerCommands(INVESTMENTS);

export interface InvestmentAmountsInput {
  readonly committeeId: number;
  readonly year: number;
  readonly rows: readonly (Omit<InvestmentYear, "year"> & { readonly investmentId: number })[];
  /** The year's amounts as they were when they were changed, as seenInvestments() tells them. */
  readonly seen: string;
}
const WORDS = { budget: "budgeten", actual: "utfallet", forecast: "prognosen" } as const;
/** Says what a committee's projects are budgeted for, have cost and are forecast to cost in a year: all or nothing. */
export const setInvestmentAmounts = outcomeCommand("budget.plan", async (context, { committeeId, rows, seen, year }: InvestmentAmountsInput): Promise<{ changed: number }> => {
  context.permit(committeeId);
  await holdUnit(context.db, committeeId);
  const known = await loadInvestments(context.db, committeeId);
  if (seenInvestments(known, year) !== seen) throw new Refused({ code: "changed", message: "Någon annan har ändrat beloppen sedan du öppnade sidan; se hur de är nu och ändra igen." });
  let changed = 0;
  for (const { investmentId, ...amounts } of rows) {
    const investment = known.find(({ id }) => id === investmentId);
    if (!investment) throw new Refused({ code: "no-investment", message: "Investeringen finns inte, eller hör till en annan nämnd." });
    for (const part of ["budget", "actual", "forecast"] as const) {
      const amount = amounts[part];
      if (amount !== null && (!isBudgetAmount(amount) || (part !== "actual" && amount.startsWith("-")))) throw new Refused({ code: "bad-number", field: `${part}-${investmentId}`, message: `${investment.name}: ${WORDS[part]} »${amount.slice(0, 40)}« är inget belopp i kronor${part === "actual" ? "" : " utan minus"}.` });
    }
    const before = investment.years.find((one) => one.year === year);
    if ((["budget", "actual", "forecast"] as const).every((part) => (before?.[part] ?? null) === amounts[part])) continue;
    await writeInvestmentYear(context.db, investmentId, { year, ...amounts });
    changed++;
  }
  if (changed) context.record({ action: "investment.amounts", subject: `investments:${committeeId}`, details: { year, projects: changed } });
  return { changed };
});
