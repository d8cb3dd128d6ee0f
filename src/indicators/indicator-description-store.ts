import type { DescribedRow } from "../platform/origin/origin.ts";
import type { Db } from "../platform/db/database.ts";
import { isDay } from "../platform/clock.ts";
import { formatNumber } from "../platform/swedish.ts";
import { AGGREGATION_WORDS } from "./indicator.ts";
import { FREQUENCY_WORDS, periodName, type Frequency } from "./indicator-period.ts";

const periodText = (period: string, frequency: Frequency): string => periodName(frequency, period);

const stated = (name: string, said: string | null | undefined): (readonly [string, string])[] => (said ? [[name, said]] : []);

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
    const at = (period: string) => db.selectFrom("indicator_value").select(["value", "origin_id", "preliminary", "comment", "missing_reason"]).where("indicator_id", "=", Number(id)).where("period", "=", period).executeTakeFirst();
    const yearBefore = `${Number(part.slice(0, 4)) - 1}${part.slice(4)}`;
    const [row, earlier] = [await at(part), await at(yearBefore)];
    if (!row) return null;
    const said = (value: string | null): string | null => (value === null ? null : [formatNumber(value), indicator["unit"]].filter(Boolean).join("\u00a0"));
    return {
      label: `${name}, ${periodText(part, indicator["frequency"])}`, value: said(row["value"]), origin: row["origin_id"], committeeId, year: Number(part.slice(0, 4)), subject: `indicator:${id}`,
      facts: [
        ...stated("Mäts varje", FREQUENCY_WORDS[indicator["frequency"] as Frequency]), ...stated("Enhet", indicator["unit"]), ...stated("Över året", AGGREGATION_WORDS[indicator["aggregation"] as keyof typeof AGGREGATION_WORDS]), ...stated("Hämtas ur", indicator["source"]), ...stated("Anmärkning", indicator["note"]),
        ...stated("Läge", row["preliminary"] ? "preliminärt" : null), ...stated("Kommentar", row["comment"]), ...stated("Saknas därför att", row["missing_reason"]),
      ],
      before: earlier ? { label: periodText(yearBefore, indicator["frequency"]), value: said(earlier["value"]) } : null,
    };
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
