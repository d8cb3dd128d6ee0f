import type { Db } from "../platform/db/database.ts";
import type { FollowUpPoint } from "./follow-up-point.ts";

export async function findPoints(db: Db, municipalityId: number): Promise<FollowUpPoint[]> {
  const rows = await db.selectFrom("follow_up_point").selectAll().where("municipality_id", "=", municipalityId).orderBy("on_date").execute();
  return rows.map((row) => ({ id: row.id, year: row.year, name: row.name, onDate: row.on_date }));
}

export async function addPoint(db: Db, municipalityId: number, point: Omit<FollowUpPoint, "id">): Promise<number | null> {
  const row = await db
    .insertInto("follow_up_point")
    .values({ municipality_id: municipalityId, year: point.year, name: point.name, on_date: point.onDate })
    .onConflict((conflict) => conflict.columns(["municipality_id", "on_date"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}
