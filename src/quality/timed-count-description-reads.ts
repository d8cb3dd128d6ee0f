import { pageHref } from "../organisation/scope.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import { formatNumber } from "../platform/swedish.ts";
import { listTimedCases } from "./timed-case-reads.ts";
import { readTimedKey, timedTotal, timedWords } from "./timed-count.ts";

/** What a count of cases in a document is counted of, and what it is now. */
export async function describeTimedCount(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const asked = table === "timed_case_count" ? readTimedKey(key) : null;
  const committee = asked && (await listCommittees(db, asked.year)).find(({ id }) => id === asked.committeeId);
  if (!asked || !committee) return null;
  const value = timedTotal(await listTimedCases(db, committee.id), asked);
  return {
    label: timedWords(asked), value: value === null ? null : formatNumber(value), origin: null, committeeId: committee.id, year: asked.year,
    stored: { words: "Räknat ur registret »Lagens tider«", href: pageHref({ committee, year: asked.year }, "kvalitet", "/lagens-tider"), actor: "program", at: new Date().toISOString() },
  };
}
