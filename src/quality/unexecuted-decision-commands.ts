import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { DECISION_FIELDS, decisionFault } from "./unexecuted-decision.ts";

export const UNEXECUTED_DECISIONS: Register = {
  table: "unexecuted_decision", subject: "unexecuted_decision", action: "quality.unexecuted", noun: "Beslutet", ofUnit: true, yearly: false, fields: DECISION_FIELDS, fault: decisionFault,
  importing: { natural: ["act", "sex", "unit_id", "assistance", "decided_on"], keyNames: ["Ärende", "Ärendenummer", "Nyckel"] },
  hold: holdRowsUnit("decided_on"),
};
export const { add: addUnexecutedDecision, change: changeUnexecutedDecision, remove: removeUnexecutedDecision, take: takeUnexecutedDecisions } = registerCommands(UNEXECUTED_DECISIONS);
