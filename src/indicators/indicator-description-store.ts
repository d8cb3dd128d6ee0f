import type { DescribedRow } from "../platform/origin/origin.ts";
import type { Db } from "../platform/db/database.ts";
import { isDay } from "../platform/clock.ts";
import { formatNumber } from "../platform/swedish.ts";
import { periodName, type Frequency } from "./indicator-period.ts";

const periodText = (period: string, frequency: Frequency): string => periodName(frequency, period);

/** What a stored row of the indicators is, in words; null for other tables and unknown keys. */
export async function describeIndicatorRow(db: Db, table: string, key: string): Promise<DescribedRow | null> {
  const [id = "", part = ""] = key.split("/");
  if (!table.startsWith("indicator") || !/^\d{1,9}$/.test(id)) return null;
  const indicator = await db.selectFrom("indicator").selectAll().where("id", "=", Number(id)).executeTakeFirst();
  if (!indicator) return null;
  const committeeId: number = indicator["committee_id"];
  const name = [indicator["group_name"], indicator["name"]].filter(Boolean).join(": ");
  if (table === "indicator") return { label: name, value: null, origin: indicator["origin_id"] };
  if (table === "indicator_value" && isDay(part)) {
    const row = await db.selectFrom("indicator_value").select(["value", "origin_id"]).where("indicator_id", "=", Number(id)).where("period", "=", part).executeTakeFirst();
    return row ? { label: `${name}, ${periodText(part, indicator["frequency"])}`, value: row["value"] === null ? null : formatNumber(row["value"]), origin: row["origin_id"], committeeId, year: Number(part.slice(0, 4)) } : null;
  }
  if (table === "indicator_target" && /^\d{4}$/.test(part)) {
    const row = await db.selectFrom("indicator_target").select(["stated", "origin_id"]).where("indicator_id", "=", Number(id)).where("year", "=", Number(part)).executeTakeFirst();
    return row ? { label: `${name}, riktvärde ${part}`, value: row["stated"], origin: row["origin_id"], committeeId, year: Number(part) } : null;
  }
  if (table === "indicator_baseline") {
    const row = await db.selectFrom("indicator_baseline").select(["stated", "origin_id"]).where("indicator_id", "=", Number(id)).where("year", part === "" ? "is" : "=", part === "" ? null : Number(part)).executeTakeFirst();
    return row ? { label: [`${name}, ingående värde`, part].filter(Boolean).join(" "), value: row["stated"], origin: row["origin_id"] } : null;
  }
  return null;
}
