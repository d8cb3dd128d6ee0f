import { pageHref } from "../organisation/scope.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { findRegisterRow, rowOf } from "../platform/edit/register-row-store.ts";
import type { DescribedRow } from "../platform/origin/origin.ts";
import { formatNumber } from "../platform/swedish.ts";
import { loadInspections } from "./inspection-reads.ts";
import { TARGET_RULES, TARGET_WHATS, type InspectionTarget } from "./inspection.ts";
import { isStatistic, STATISTIC_WORDS, statisticOf } from "./licence-statistics.ts";

/** What a number of licences or inspections in a document is counted of, and what it is now. */
export async function describeInspectionRow(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const committeeOf = async (id: number, year: number) => (await listCommittees(db, year)).find((one) => one.id === id) ?? null;
  if (table === "licence_count") {
    const [committee = "", year = "", measure = ""] = key.split("/");
    const own = /^\d{1,9}$/.test(committee) && /^\d{4}$/.test(year) && isStatistic(measure) ? await committeeOf(Number(committee), Number(year)) : null;
    if (!own || !isStatistic(measure)) return null;
    const { number, stated } = statisticOf(await loadInspections(db, own.id), measure, Number(year));
    return { label: `${STATISTIC_WORDS[measure]} ${year}`, value: number === null ? null : formatNumber(String(number)), origin: null, committeeId: own.id, year: Number(year), stored: { words: stated ? "Angivet för året" : "Räknat ur registret över tillstånd och tillsyn", href: pageHref({ committee: own, year: Number(year) }, "tillsyn", stated ? "/arssummor" : "/statistik"), actor: "program", at: new Date().toISOString() } };
  }
  if (table !== "inspection_target" || !/^\d{1,9}$/.test(key)) return null;
  const row = await findRegisterRow(db, "inspection_target", Number(key));
  const own = row && (await committeeOf(row["committee_id"], row["year"]));
  if (!row || !own) return null;
  const target = rowOf<InspectionTarget>(row);
  return { subject: `inspection_target:${key}`, label: `${TARGET_WHATS[target.what]} ${target.year}`, value: target.rule === "number" ? formatNumber(String(target.number)) : TARGET_RULES[target.rule], origin: null, committeeId: own.id, year: target.year, stored: { words: "Tillsynsplanen", href: pageHref({ committee: own, year: target.year }, "tillsyn", `/plan#rad-${target.id}`), actor: "program", at: new Date().toISOString() } };
}
