import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { FORGOTTEN_AFTER_SECONDS } from "./session.ts";

export async function passwordOf(db: Db, userId: number): Promise<string | null> {
  const row = await db.selectFrom("password").select("hash").where("user_id", "=", userId).executeTakeFirst();
  return (row?.["hash"] as string | undefined) ?? null;
}

export async function keepPassword(db: Db, userId: number, hash: string): Promise<void> {
  await db.insertInto("password").values({ user_id: userId, hash }).onConflict((conflict) => conflict.column("user_id").doUpdateSet({ hash, changed_at: sql`now()` })).execute();
}

export interface StoredPasskey {
  readonly id: number;
  readonly userId: number;
  readonly credentialId: string;
  /** Base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}
const passkeyOf = (row: Row): StoredPasskey => ({
  id: row["id"], userId: row["user_id"], credentialId: row["credential_id"], publicKey: row["public_key"], counter: Number(row["counter"]), transports: String(row["transports"]).split(",").filter(Boolean),
  name: row["name"], createdAt: row["created_at"], usedAt: row["used_at"],
});

export async function passkeysOf(db: Db, userId: number): Promise<StoredPasskey[]> {
  return (await db.selectFrom("passkey").selectAll().where("user_id", "=", userId).orderBy("id").execute()).map((row) => passkeyOf(row));
}
export async function findPasskey(db: Db, credentialId: string): Promise<StoredPasskey | null> {
  const row = await db.selectFrom("passkey").selectAll().where("credential_id", "=", credentialId).executeTakeFirst();
  return row ? passkeyOf(row) : null;
}
export async function addPasskey(db: Db, key: Pick<StoredPasskey, "userId" | "credentialId" | "publicKey" | "counter" | "transports" | "name">): Promise<number> {
  const row = await db
    .insertInto("passkey")
    .values({ user_id: key.userId, credential_id: key.credentialId, public_key: key.publicKey, counter: key.counter, transports: key.transports.join(","), name: key.name })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}
export const notePasskeyUse = async (db: Db, id: number, counter: number): Promise<void> => void (await db.updateTable("passkey").set({ counter, used_at: sql`now()` }).where("id", "=", id).execute());
export async function removePasskey(db: Db, userId: number, id: number): Promise<boolean> {
  return Number((await db.deleteFrom("passkey").where("id", "=", id).where("user_id", "=", userId).executeTakeFirst()).numDeletedRows) > 0;
}

export type LinkPurpose = "invitation" | "recovery" | "first-administrator";
/** Makes a link the only one of its user that works. */
export async function addLink(db: Db, link: { userId: number; purpose: LinkPurpose; tokenHash: string; hours: number }): Promise<void> {
  await db.updateTable("one_time_link").set({ used_at: sql`now()` }).where("user_id", "=", link.userId).where("used_at", "is", null).execute();
  await db.insertInto("one_time_link").values({ user_id: link.userId, purpose: link.purpose, token_hash: link.tokenHash, expires_at: sql`now() + make_interval(hours => ${link.hours}::integer)` }).execute();
}
export async function findLink(db: Db, tokenHash: string): Promise<{ id: number; userId: number; purpose: LinkPurpose } | null> {
  const row = await db.selectFrom("one_time_link").selectAll().where("token_hash", "=", tokenHash).where("used_at", "is", null).where(sql<boolean>`expires_at > now()`).executeTakeFirst();
  return row ? { id: row["id"], userId: row["user_id"], purpose: row["purpose"] } : null;
}
/** Uses a link up; false where somebody was first. */
export async function useLink(db: Db, id: number): Promise<boolean> {
  return Number((await db.updateTable("one_time_link").set({ used_at: sql`now()` }).where("id", "=", id).where("used_at", "is", null).executeTakeFirst()).numUpdatedRows) > 0;
}

/** Keeps what a sign-in under way has to remember, for ten minutes. */
export async function keepFlow(db: Db, tokenHash: string, content: Record<string, unknown>): Promise<void> {
  await db.insertInto("sign_in_flow").values({ token_hash: tokenHash, content: sql`${JSON.stringify(content)}::jsonb`, expires_at: sql`now() + interval '10 minutes'` }).execute();
}
/** Takes a flow out: it is answered once. */
export async function takeFlow(db: Db, tokenHash: string): Promise<Record<string, string> | null> {
  const row = await db.deleteFrom("sign_in_flow").where("token_hash", "=", tokenHash).returning(["content", sql<boolean>`expires_at > now()`.as("fresh")]).executeTakeFirst();
  return row?.["fresh"] ? (row["content"] as Record<string, string>) : null;
}

export async function failuresOf(db: Db, key: string): Promise<{ failures: number; secondsSinceLast: number }> {
  const row = await db.selectFrom("sign_in_failure").select(["failures", sql<string>`extract(epoch from now() - last_at)::text`.as("since")]).where("key", "=", key).executeTakeFirst();
  return row ? { failures: row["failures"] as number, secondsSinceLast: Number(row["since"]) } : { failures: 0, secondsSinceLast: 0 };
}
/** Counts a try, and answers how many there are with it. */
export async function noteFailure(db: Db, key: string): Promise<number> {
  const forgotten = sql<boolean>`sign_in_failure.last_at < now() - make_interval(secs => ${sql.lit(FORGOTTEN_AFTER_SECONDS)})`;
  const row = await db
    .insertInto("sign_in_failure")
    .values({ key, failures: 1, last_at: sql`now()` })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ failures: sql`case when ${forgotten} then 1 else sign_in_failure.failures + 1 end`, last_at: sql`now()` }))
    .returning("failures")
    .executeTakeFirstOrThrow();
  return row["failures"] as number;
}
export const forgetOne = async (db: Db, key: string): Promise<void> => void (await db.updateTable("sign_in_failure").set({ failures: sql`greatest(0, failures - 1)` }).where("key", "=", key).execute());
export const endApiKeys = async (db: Db, userId: number): Promise<void> => void (await db.updateTable("api_key").set({ ended_at: sql`now()` }).where("user_id", "=", userId).where("ended_at", "is", null).execute());
export const forgetFailures = async (db: Db, key: string): Promise<void> => void (await db.deleteFrom("sign_in_failure").where("key", "=", key).execute());

export interface StoredApiKey {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  readonly createdAt: string;
  readonly usedOn: string | null;
  readonly expiresAt: string;
}
const apiKeyOf = (row: Row): StoredApiKey => ({ id: row["id"], userId: row["user_id"], name: row["name"], createdAt: row["created_at"], usedOn: row["used_on"], expiresAt: row["expires_at"] });

export async function addApiKey(db: Db, key: { userId: number; name: string; tokenHash: string; days: number }): Promise<number> {
  const row = await db
    .insertInto("api_key")
    .values({ user_id: key.userId, name: key.name, token_hash: key.tokenHash, expires_at: sql`now() + make_interval(days => ${key.days}::integer)` })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function apiKeysOf(db: Db, userId: number): Promise<StoredApiKey[]> {
  const rows = await db.selectFrom("api_key").selectAll().where("user_id", "=", userId).where("ended_at", "is", null).where(sql<boolean>`expires_at > now()`).orderBy("id").execute();
  return rows.map((row) => apiKeyOf(row));
}
export async function findApiKey(db: Db, tokenHash: string): Promise<StoredApiKey | null> {
  const row = await db.selectFrom("api_key").selectAll().where("token_hash", "=", tokenHash).where("ended_at", "is", null).where(sql<boolean>`expires_at > now()`).executeTakeFirst();
  return row ? apiKeyOf(row) : null;
}
export const noteApiKeyUse = async (db: Db, id: number, day: string): Promise<void> => void (await db.updateTable("api_key").set({ used_on: day }).where("id", "=", id).where((where) => where.or([where("used_on", "is", null), where("used_on", "<", day)])).execute());
export async function endApiKey(db: Db, userId: number, id: number): Promise<boolean> {
  return Number((await db.updateTable("api_key").set({ ended_at: sql`now()` }).where("id", "=", id).where("user_id", "=", userId).where("ended_at", "is", null).executeTakeFirst()).numUpdatedRows) > 0;
}
