import { ROLES } from "../permission/role.ts";
import type { Db } from "../platform/db/database.ts";
import type { RowChange } from "../platform/audit/row-change.ts";
import { namedRows, type ChangeNames } from "./change-words.ts";
import { historyOf, rowNames } from "./audit-event-store.ts";
import { stepsOf, type AuditStep } from "./audit-event.ts";

export { findEvents as listEvents, findSubject, knownActors, latestChecks as listChecks } from "./audit-event-store.ts";

const LONGEST_HISTORY = 5000;

/** An object's history, for who may read the object. */
export async function loadHistory(db: Db, subject: string): Promise<AuditStep[]> {
  return stepsOf(await historyOf(db, subject, LONGEST_HISTORY));
}

/** Names for what changes tell only by number. */
export const loadChangeNames = async (db: Db, changes: readonly RowChange[]): Promise<ChangeNames> => ({ ...(await rowNames(db, namedRows(changes))), role: new Map(Object.entries(ROLES).map(([role, { name }]) => [role, name])) });
