import type { Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { addTally, type Tally } from "../platform/db/upsert.ts";
import type { ControlCheckInput, RiskInput } from "./control-plan.ts";
import { saveCheckRows, saveRiskRows, type PlanPlace } from "./control-plan-store.ts";

/** Keeps a year's internal control plan (KL 6:6): its risks, and the checks that answer them. */
export function saveControlPlan(context: Context, input: PlanPlace & { risks: readonly RiskInput[] }): Promise<Tally> {
  return inTransaction(context.db, async (db) => {
    const own = { ...context, db };
    const risks = await saveRiskRows(own, input, input.risks);
    const checks = input.risks.flatMap((risk, index) =>
      risk.check === null
        ? []
        : [{ category: risk.category, process: risk.process, description: risk.check, originId: risk.originId, riskId: risks.ids[index]! }],
    );
    return addTally(risks.tally, (await saveCheckRows(own, input, checks)).tally);
  });
}

/** Keeps checks that were followed up, whether or not a plan named them; answers their row numbers in order. */
export function saveControlChecks(context: Context, input: PlanPlace & { checks: readonly ControlCheckInput[] }): Promise<{ tally: Tally; ids: number[] }> {
  return saveCheckRows(context, input, input.checks.map((check) => ({ ...check, riskId: null })));
}
