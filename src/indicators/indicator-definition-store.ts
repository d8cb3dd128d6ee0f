import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { readTarget } from "./indicator.ts";

export async function hasValues(db: Db, indicatorId: number): Promise<boolean> {
  return (await db.selectFrom("indicator_value").select("period").where("indicator_id", "=", indicatorId).limit(1).executeTakeFirst()) !== undefined;
}

/** Whether the committee has another measure of the name, group and frequency. */
export async function sameIndicator(db: Db, committeeId: number, key: { name: string; group: string; frequency: string }, except: number): Promise<boolean> {
  const row = await db.selectFrom("indicator").select("id").where("committee_id", "=", committeeId).where("name", "=", key.name).where("group_name", "=", key.group).where("frequency", "=", key.frequency).where("id", "!=", except).executeTakeFirst();
  return row !== undefined;
}

/** Adds a definition, last of the committee's. */
export async function addDefinition(db: Db, committeeId: number, values: Row): Promise<number> {
  const last = await db.selectFrom("indicator").select((take) => take.fn.max("position").as("last")).where("committee_id", "=", committeeId).executeTakeFirst();
  const stated = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));
  const row = await db.insertInto("indicator").values({ committee_id: committeeId, ...stated, position: Number(last?.["last"] ?? -1) + 1 }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}

interface StoredAims {
  readonly targets: ReadonlyMap<number, { readonly stated: string; readonly version: number }>;
  /** Of the year asked for. */
  readonly baseline: { readonly stated: string; readonly onDate: string | null; readonly version: number } | null;
}
/** A measure's targets and baseline, held with the measure until the transaction ends. */
export async function aimsForUpdate(db: Db, indicatorId: number, baselineYear: number | null): Promise<StoredAims> {
  await db.selectFrom("indicator").select("id").where("id", "=", indicatorId).forUpdate().execute();
  const targets: Row[] = await db.selectFrom("indicator_target").selectAll().where("indicator_id", "=", indicatorId).execute();
  const baseline = (await db.selectFrom("indicator_baseline").selectAll().where("indicator_id", "=", indicatorId).where("year", baselineYear === null ? "is" : "=", baselineYear).executeTakeFirst()) as Row | undefined;
  return {
    targets: new Map(targets.map((row) => [row["year"] as number, { stated: row["stated"], version: row["version"] }])),
    baseline: baseline ? { stated: baseline["stated"], onDate: baseline["on_date"], version: baseline["version"] } : null,
  };
}

export async function writeTarget(db: Db, indicatorId: number, year: number, stated: string | null, originId: number): Promise<void> {
  if (stated === null) {
    await db.deleteFrom("indicator_target").where("indicator_id", "=", indicatorId).where("year", "=", year).execute();
    return;
  }
  const columns = { stated, ...readTarget(stated), origin_id: originId };
  await db.insertInto("indicator_target").values({ indicator_id: indicatorId, year, ...columns }).onConflict((conflict) => conflict.columns(["indicator_id", "year"]).doUpdateSet(columns)).execute();
}

export async function writeBaseline(db: Db, indicatorId: number, year: number | null, stated: string | null, onDate: string | null, originId: number): Promise<void> {
  if (stated === null) {
    await db.deleteFrom("indicator_baseline").where("indicator_id", "=", indicatorId).where("year", year === null ? "is" : "=", year).execute();
    return;
  }
  const columns = { stated, amount: readTarget(stated).amount, on_date: onDate === null ? null : sql`${onDate}::date`, origin_id: originId };
  await db.insertInto("indicator_baseline").values({ indicator_id: indicatorId, year, ...columns }).onConflict((conflict) => conflict.columns(["indicator_id", "year"]).doUpdateSet(columns)).execute();
}
