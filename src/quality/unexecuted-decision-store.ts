import type { Db } from "../platform/db/database.ts";
import { loadRegisterRows } from "../platform/edit/register-row-store.ts";
import type { UnexecutedDecision } from "./unexecuted-decision.ts";

/** A committee's unexecuted decisions, of all times. */
export async function loadUnexecutedDecisions(db: Db, committeeId: number): Promise<UnexecutedDecision[]> {
  return (await loadRegisterRows(db, "unexecuted_decision", committeeId, null)).map((row) => ({
    id: row["id"], unitId: row["unit_id"], sex: row["sex"], act: row["act"], assistance: row["assistance"], decidedOn: row["decided_on"], interruptedOn: row["interrupted_on"], reason: row["reason"], executedOn: row["executed_on"], closedOn: row["closed_on"], closedHow: row["closed_how"], version: row["version"],
  }));
}
