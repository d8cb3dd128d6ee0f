import { describe, expect, test } from "vitest";
import { LedgerMonths, periodText } from "./ledger-import.ts";
import type { LedgerReport } from "./ledger.ts";

const YEARS = [{ index: 0, from: "2026-01-01", to: "2026-12-31" }, { index: -1, from: "2025-01-01", to: "2025-12-31" }];
function periods(months: string, { reachesTo = null, variant = "E", years = YEARS }: Partial<Pick<LedgerReport, "reachesTo" | "variant" | "years">> = {}): string[] {
  const seen = new LedgerMonths();
  for (const month of months.split(" ").filter(Boolean)) seen.see({ kind: "month", line: 1, measure: "actual", month, account: "5010", objects: [], ore: 1 });
  return seen.periods({ reachesTo, variant, years }).map(periodText);
}

describe("the months that a file tells of", () => {
  test("begin with the year, also where its first months have nothing", () => expect(periods("2026-03 2026-05")).toEqual(["2026-01–2026-05"]));
  test("reach as far as the file says", () => expect(periods("2026-03", { reachesTo: "2026-08-31" })).toEqual(["2026-01–2026-08"]));
  test("are of each year that it has rows of", () => expect(periods("2025-12 2026-01")).toEqual(["2025-01–2025-12", "2026-01"]));
  test("are those of the rows alone where the file is vouchers to enter, or has no years", () => expect([periods("2026-03 2026-05", { variant: "I" }), periods("2026-03", { years: [] })]).toEqual([["2026-03–2026-05"], ["2026-03"]]));
  test("are none where it has no rows", () => expect(periods("")).toEqual([]));
});
