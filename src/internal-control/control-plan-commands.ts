import { command } from "../platform/command.ts";
import { addTally } from "../platform/db/upsert.ts";
import type { ControlCheckInput, RiskInput } from "./control-plan.ts";
import { saveCheckRows, saveRiskRows, type PlanPlace } from "./control-plan-store.ts";

/** Keeps a year's internal control plan (KL 6:6): its risks, and the checks that answer them. */
export const saveControlPlan = command("control.plan", async (context, input: PlanPlace & { risks: readonly RiskInput[] }) => {
  context.permit(input.committeeId);
  const risks = await saveRiskRows(context, input, input.risks);
  const checks = input.risks.flatMap((risk, index) =>
    risk.check === null
      ? []
      : [{ category: risk.category, process: risk.process, description: risk.check, originId: risk.originId, riskId: risks.ids[index]! }],
  );
  return addTally(risks.tally, (await saveCheckRows(context, input, checks)).tally);
});

/** Keeps checks that were followed up, whether or not a plan named them; answers their row numbers in order. */
export const saveControlChecks = command("control.plan", (context, input: PlanPlace & { checks: readonly ControlCheckInput[] }) => {
  context.permit(input.committeeId);
  return saveCheckRows(context, input, input.checks.map((check) => ({ ...check, riskId: null })));
});
