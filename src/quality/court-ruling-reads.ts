import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import type { CourtRuling } from "./court-ruling.ts";

export const listCourtRulings = (db: Db, committeeId: number): Promise<CourtRuling[]> => loadRegister(db, "court_ruling", committeeId);
