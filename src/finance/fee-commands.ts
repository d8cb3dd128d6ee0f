import { command } from "../platform/command.ts";
import type { FeeInput } from "./fee.ts";
import { saveFees as store } from "./fee-store.ts";

/** Keeps the year's register; the same rows again change nothing. */
export const saveFees = command("money.enter", (context, input: { committeeId: number; year: number; rows: readonly FeeInput[] }) => {
  context.permit(input.committeeId);
  return store(context, input.committeeId, input.year, input.rows);
});
