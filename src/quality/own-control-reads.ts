import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import type { OwnControl } from "./own-control.ts";

export const listOwnControls = (db: Db, committeeId: number, year: number): Promise<OwnControl[]> => loadRegister(db, "own_control", committeeId, year);
