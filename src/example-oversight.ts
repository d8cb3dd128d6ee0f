import type { App } from "./app.ts";
import { listFollowUpPoints } from "./calendar/follow-up-point-reads.ts";
import { KEPT_BY } from "./example-registers.ts";
import { addUnit } from "./organisation/unit-commands.ts";
import { listCommittees } from "./organisation/unit-reads.ts";
import { addOversightReport } from "./overview/oversight-report-commands.ts";
import { program, type Context } from "./platform/command.ts";
import { valueOf } from "./platform/outcome.ts";

/** What an invented company tells at the year's follow-ups, in their order. Kronor. */
const REPORTS = [
  { goals_met: "4", goals_partly: "2", goals_unmet: "0", result_budget: "6200000", result_forecast: "6200000", result_actual: "2300000", control: "none", late: "0" },
  { goals_met: "4", goals_partly: "1", goals_unmet: "1", result_budget: "6200000", result_forecast: "4900000", result_actual: "3600000", control: "slight", feared: "Elpriset gör fastigheterna dyrare att driva än budgeten räknade med.", action: "Avtalet om el är bundet för två år.", late: "1" },
  { goals_met: "5", goals_partly: "0", goals_unmet: "1", result_budget: "6200000", result_forecast: "5100000", result_actual: "5100000", control: "slight", late: "0", purpose: "yes" },
] as const;

/** A company of the example municipality, which reports to the oversight what it does not keep here. */
export async function oversightExample({ database }: App): Promise<void> {
  const context: Context = { db: database.db, actor: program("start") };
  const committee = (await listCommittees(database.db)).find(({ name }) => name === KEPT_BY.committee);
  if (!committee) return;
  const companyId = await valueOf(addUnit(context, { kind: "company", name: "Ekhamns Bostäder AB", parentId: committee.municipalityId, from: "2015-01-01" }));
  const points = (await listFollowUpPoints(database.db, committee.municipalityId)).filter(({ year }) => year === KEPT_BY.year);
  for (const [index, point] of points.slice(0, REPORTS.length).entries()) await valueOf(addOversightReport(context, { committeeId: companyId, year: KEPT_BY.year, fields: { follow_up_point_id: String(point.id), ...REPORTS[index] } }));
}
