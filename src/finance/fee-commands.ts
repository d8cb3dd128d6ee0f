import type { Context } from "../platform/command.ts";
import type { Tally } from "../platform/db/upsert.ts";
import type { FeeInput } from "./fee.ts";
import { saveFees as store } from "./fee-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveFees = (context: Context, input: { committeeId: number; year: number; rows: readonly FeeInput[] }): Promise<Tally> =>
  store(context, input.committeeId, input.year, input.rows);
