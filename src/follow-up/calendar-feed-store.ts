import type { Db, Row } from "../platform/db/database.ts";

/** Keeps a person's secret address; the one before holds no longer. */
export async function saveFeed(db: Db, userId: number, tokenHash: string): Promise<void> {
  await db.insertInto("calendar_feed").values({ user_id: userId, token_hash: tokenHash }).onConflict((conflict) => conflict.column("user_id").doUpdateSet({ token_hash: tokenHash, made_at: new Date().toISOString() })).execute();
}
export async function removeFeed(db: Db, userId: number): Promise<boolean> {
  const result = await db.deleteFrom("calendar_feed").where("user_id", "=", userId).executeTakeFirst();
  return Number(result.numDeletedRows) > 0;
}
export async function feedMadeAt(db: Db, userId: number): Promise<string | null> {
  const row: Row | undefined = await db.selectFrom("calendar_feed").select("made_at").where("user_id", "=", userId).executeTakeFirst();
  return (row?.["made_at"] as string | undefined) ?? null;
}
/** Whose an address is; null for one that is nobody's. */
export async function feedUser(db: Db, tokenHash: string): Promise<number | null> {
  const row: Row | undefined = await db.selectFrom("calendar_feed").select("user_id").where("token_hash", "=", tokenHash).executeTakeFirst();
  return (row?.["user_id"] as number | undefined) ?? null;
}
