import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import type { UnexecutedDecision } from "./unexecuted-decision.ts";

export const listUnexecutedDecisions = (db: Db, committeeId: number): Promise<UnexecutedDecision[]> => loadRegister(db, "unexecuted_decision", committeeId);
