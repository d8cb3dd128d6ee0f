import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import type { OversightReport } from "./oversight-report.ts";

export const listOversightReports = (db: Db, committeeId: number, year: number): Promise<OversightReport[]> => loadRegister(db, "oversight_report", committeeId, year);
