import type { CommandContext } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
import type { ReportBack, ReportBackInput } from "./report-back.ts";

export async function saveReportBacks(context: CommandContext, committeeId: number, year: number, rows: readonly ReportBackInput[]): Promise<Tally> {
  const { tally } = await saveRegister(
    context,
    "report_back",
    rows.map((row) => ({
      key: { committee_id: committeeId, year, matter: row.matter },
      values: { meeting: row.meeting, decision: row.decision, report: row.report, origin_id: row.originId },
    })),
  );
  return tally;
}

export async function loadReportBacks(db: Db, committeeId: number, year: number): Promise<ReportBack[]> {
  const rows = await db.selectFrom("report_back").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").execute();
  return rows.map((row) => ({ id: row.id, matter: row.matter, meeting: row.meeting, decision: row.decision, report: row.report, origin: row.origin_id }));
}
