export { describeRisk, loadControlChecks as listControlChecks, loadRisks as listRisks } from "./control-plan-store.ts";
