import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { SESSION_IDLE_HOURS, type Session, type SessionMethod } from "./session.ts";

const sessionOf = (row: Row): Session => ({
  id: row["id"], userId: row["user_id"], method: row["method"], browser: row["browser"], createdAt: row["created_at"], usedAt: row["used_at"], expiresAt: row["expires_at"],
});
const alive = sql<boolean>`session.ended_at is null and session.expires_at > now() and session.used_at > now() - make_interval(hours => ${sql.lit(SESSION_IDLE_HOURS)})`;

export async function addSession(db: Db, session: { userId: number; tokenHash: string; method: SessionMethod; browser: string | null; hours: number; idToken: string | null }): Promise<number> {
  const row = await db
    .insertInto("session")
    .values({
      user_id: session.userId, token_hash: session.tokenHash, method: session.method, browser: session.browser, id_token: session.idToken,
      expires_at: sql`now() + make_interval(hours => ${session.hours}::integer)`,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}

export interface OpenSession extends Session {
  readonly user: { readonly id: number; readonly kind: "person" | "example" | "operator"; readonly name: string; readonly email: string | null };
  /** Whether it is a minute or more since its last use was noted. */
  readonly stale: boolean;
}

/** The session of a token, while it and its user's account are open. */
export async function findSession(db: Db, tokenHash: string): Promise<OpenSession | null> {
  const row = await db
    .selectFrom("session")
    .innerJoin("user_account", "user_account.id", "session.user_id")
    .selectAll("session")
    .select(["user_account.kind", "user_account.name", "user_account.email", sql<boolean>`session.used_at < now() - interval '1 minute'`.as("stale")])
    .where("session.token_hash", "=", tokenHash)
    .where(alive)
    .where("user_account.deactivated_at", "is", null)
    .executeTakeFirst();
  return row ? { ...sessionOf(row), user: { id: row["user_id"], kind: row["kind"], name: row["name"], email: row["email"] }, stale: row["stale"] } : null;
}

export const touchSession = async (db: Db, id: number): Promise<void> => void (await db.updateTable("session").set({ used_at: sql`now()` }).where("id", "=", id).execute());

export async function openSessions(db: Db, userId: number): Promise<Session[]> {
  const rows = await db.selectFrom("session").selectAll().where("user_id", "=", userId).where(alive).orderBy("used_at", "desc").execute();
  return rows.map((row) => sessionOf(row));
}

/** Ends sessions of a user: one, all, or all but one. Answers how many, and the identity provider's token of the one. */
export async function endSessions(db: Db, userId: number, which: { only?: number; except?: number }): Promise<{ ended: number; idToken: string | null }> {
  let query = db.updateTable("session").set({ ended_at: sql`now()` }).where("user_id", "=", userId).where("ended_at", "is", null);
  if (which.only !== undefined) query = query.where("id", "=", which.only);
  if (which.except !== undefined) query = query.where("id", "!=", which.except);
  const rows = await query.returning(["id_token"]).execute();
  return { ended: rows.length, idToken: which.only === undefined ? null : ((rows[0]?.["id_token"] as string | null | undefined) ?? null) };
}

/** Takes away what has had its time: sessions, links, flows, failures, keys for writes that were answered long ago. */
export async function removeExpired(db: Db): Promise<void> {
  await db.deleteFrom("session").where(sql<boolean>`expires_at < now() - interval '30 days' or ended_at < now() - interval '30 days'`).execute();
  await db.deleteFrom("one_time_link").where(sql<boolean>`expires_at < now() - interval '30 days'`).execute();
  await db.deleteFrom("sign_in_flow").where(sql<boolean>`expires_at < now()`).execute();
  await db.deleteFrom("sign_in_failure").where(sql<boolean>`last_at < now() - interval '1 day'`).execute();
  await db.deleteFrom("idempotency_key").where(sql<boolean>`created_at < now() - interval '7 days'`).execute();
}
