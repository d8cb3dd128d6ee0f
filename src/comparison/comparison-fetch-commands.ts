import type { Context } from "../platform/command.ts";
import type { Outcome } from "../platform/outcome.ts";
import { keepComparison } from "./comparison-commands.ts";
import { listComparisonMeasures, listComparisonMunicipalities } from "./comparison-reads.ts";
import type { Kolada } from "./kolada-adapter.ts";

const YEARS_FETCHED = 10;

/** Asks Kolada for what a committee compares, and keeps what it says. It is asked outside any transaction, and all is kept or nothing. */
export async function fetchComparison(context: Context, { committeeId, kolada, year }: { readonly committeeId: number; readonly kolada: Kolada; readonly year: number }): Promise<Outcome<{ values: number; drifted: number }>> {
  const measures = await listComparisonMeasures(context.db, committeeId);
  const codes = (await listComparisonMunicipalities(context.db, committeeId)).map(({ code }) => code);
  const ids = measures.map(({ kpi }) => kpi);
  const years = Array.from({ length: YEARS_FETCHED }, (_, index) => year - index);
  const definitions = ids.length ? await kolada.definitions(ids) : [];
  const values = ids.length && codes.length ? await kolada.values(ids, codes, years) : [];
  return keepComparison(context, { committeeId, definitions, values });
}
