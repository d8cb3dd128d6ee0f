import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import type { TimedCase } from "./timed-case.ts";

export const listTimedCases = (db: Db, committeeId: number): Promise<TimedCase[]> => loadRegister(db, "timed_case", committeeId);
