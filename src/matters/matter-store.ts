import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";

/** The next number of a series of a committee's year: taken in the running transaction, which holds the series until it ends. What is undone gives its number back. */
export async function takeNumber(db: Db, committeeId: number, year: number, series: "matter" | "paragraph"): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into diary_counter (committee_id, year, series, last) values (${committeeId}, ${year}, ${series}, 1)
    on conflict (committee_id, year, series) do update set last = diary_counter.last + 1 returning last`.execute(db);
  return rows[0]!.last;
}
export async function findPrefix(db: Db, committeeId: number): Promise<string | null> {
  return ((await db.selectFrom("diary_series").select("prefix").where("committee_id", "=", committeeId).executeTakeFirst())?.["prefix"] as string | undefined) ?? null;
}
export async function keepPrefix(db: Db, committeeId: number, prefix: string): Promise<void> {
  await db.insertInto("diary_series").values({ committee_id: committeeId, prefix }).onConflict((conflict) => conflict.column("committee_id").doUpdateSet({ prefix })).execute();
}
export async function holdItem(db: Db, id: number): Promise<Row | null> {
  return ((await db.selectFrom("agenda_item").selectAll().where("id", "=", id).forUpdate().executeTakeFirst()) as Row | undefined) ?? null;
}
export async function decideItem(db: Db, id: number, values: Row): Promise<void> {
  await db.updateTable("agenda_item").set(values).where("id", "=", id).execute();
}
