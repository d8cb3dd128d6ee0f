import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { Refused } from "../platform/outcome.ts";
import { OVERSIGHT_FIELDS, oversightFault } from "./oversight-report.ts";

export const OVERSIGHT_REPORTS: Register = {
  table: "oversight_report", subject: "oversight_report", action: "oversight.report", noun: "Rapporten", yearly: true, fields: OVERSIGHT_FIELDS, fault: oversightFault,
  single: ["follow_up_point_id"], singleWords: "En rapport för den uppföljningen finns redan; ändra den i stället.", importing: { natural: ["follow_up_point_id"], keyNames: [] },
  hold: async (db, { committeeId, year }, row) => {
    const owner = (await listCommittees(db, year ?? undefined)).find(({ id }) => id === committeeId);
    if (!owner || owner.kind === "committee") throw new Refused({ code: "no-company", message: "Bara bolag och kommunalförbund rapporterar här; nämndernas uppgifter hämtas ur deras egna register." });
    const pointId = row["follow_up_point_id"] ?? null;
    if (pointId !== null && !(await listFollowUpPoints(db, owner.municipalityId)).some((point) => String(point.id) === pointId && point.year === year)) throw new Refused({ code: "no-point", field: "follow_up_point_id", message: "Uppföljningen hör inte till året; välj i listan." });
  },
};
export const { add: addOversightReport, change: changeOversightReport, remove: removeOversightReport, take: takeOversightReports } = registerCommands(OVERSIGHT_REPORTS);
