import type { Context } from "../platform/command.ts";
import type { Tally } from "../platform/db/upsert.ts";
import type { ReportBackInput } from "./report-back.ts";
import { saveReportBacks as store } from "./report-back-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveReportBacks = (context: Context, input: { committeeId: number; year: number; rows: readonly ReportBackInput[] }): Promise<Tally> =>
  store(context, input.committeeId, input.year, input.rows);
