import { holdCommitteesUnit } from "../organisation/unit-reads.ts";
import { today } from "../platform/clock.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { DECISION_FIELDS, decisionFault } from "./unexecuted-decision.ts";

export const UNEXECUTED_DECISIONS: Register = {
  table: "unexecuted_decision", subject: "unexecuted_decision", action: "quality.unexecuted", noun: "Beslutet", yearly: false, fields: DECISION_FIELDS, fault: decisionFault,
  importing: { natural: ["act", "sex", "unit_id", "assistance", "decided_on"], keyNames: ["Ärende", "Ärendenummer", "Nyckel"] },
  hold: async (db, { committeeId }, row) => { if ((row["unit_id"] ?? null) !== null) await holdCommitteesUnit(db, committeeId, Number((row["decided_on"] ?? today()).slice(0, 4)), row["unit_id"]!); },
};
export const { add: addUnexecutedDecision, change: changeUnexecutedDecision, remove: removeUnexecutedDecision, take: takeUnexecutedDecisions } = registerCommands(UNEXECUTED_DECISIONS);
