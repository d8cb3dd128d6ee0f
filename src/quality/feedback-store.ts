import type { Db } from "../platform/db/database.ts";

export async function findBySentKey(db: Db, sentKey: string): Promise<number | null> {
  return ((await db.selectFrom("feedback").select("id").where("sent_key", "=", sentKey).executeTakeFirst())?.["id"] as number | undefined) ?? null;
}
export async function findByReceipt(db: Db, receipt: string): Promise<number | null> {
  return ((await db.selectFrom("feedback").select("id").where("receipt", "=", receipt).executeTakeFirst())?.["id"] as number | undefined) ?? null;
}
/** What forms that anybody may send are signed with. */
export async function formSecret(db: Db): Promise<string> {
  return (await db.selectFrom("form_secret").select("secret").executeTakeFirstOrThrow())["secret"] as string;
}
