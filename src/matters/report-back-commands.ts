import { command } from "../platform/command.ts";
import type { ReportBackInput } from "./report-back.ts";
import { saveReportBacks as store } from "./report-back-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveReportBacks = command("matter.report-back", (context, input: { committeeId: number; year: number; rows: readonly ReportBackInput[] }) => {
  context.permit(input.committeeId);
  return store(context, input.committeeId, input.year, input.rows);
});
