import { sql } from "kysely";
import type { Db } from "../platform/db/database.ts";

export async function findBySentKey(db: Db, table: "inspection" | "licence_notice", sentKey: string): Promise<number | null> {
  return ((await db.selectFrom(table).select("id").where("sent_key", "=", sentKey).executeTakeFirst())?.["id"] as number | undefined) ?? null;
}
export async function endLinks(db: Db, placeId: number): Promise<void> {
  // Whoever makes an address at the same time waits here, and then ends the one that was made before theirs.
  await db.selectFrom("licensed_place").select("id").where("id", "=", placeId).forUpdate().execute();
  await db.updateTable("licence_link").set({ ended_at: sql`now()` }).where("place_id", "=", placeId).where("ended_at", "is", null).execute();
}
export async function addLink(db: Db, { committeeId, hash, placeId }: { readonly committeeId: number; readonly placeId: number; readonly hash: string }): Promise<void> {
  await db.insertInto("licence_link").values({ committee_id: committeeId, place_id: placeId, token_hash: hash }).execute();
}
/** The place that a holder's address is of; null where there is none such, or it holds no more. */
export async function placeOfLink(db: Db, hash: string): Promise<number | null> {
  return ((await db.selectFrom("licence_link").select("place_id").where("token_hash", "=", hash).where("ended_at", "is", null).executeTakeFirst())?.["place_id"] as number | undefined) ?? null;
}
/** Whether a place's holder has an address that holds, and since when. */
export async function linkSince(db: Db, placeId: number): Promise<string | null> {
  return ((await db.selectFrom("licence_link").select("made_at").where("place_id", "=", placeId).where("ended_at", "is", null).executeTakeFirst())?.["made_at"] as string | undefined) ?? null;
}
