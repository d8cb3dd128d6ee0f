import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { isAny } from "../platform/db/is-any.ts";
import type { User, UserRole } from "./user.ts";

const userOf = (row: Row): User => ({
  id: row["id"], kind: row["kind"], name: row["name"], email: row["email"], version: row["version"], createdAt: row["created_at"], deactivatedAt: row["deactivated_at"], erasedAt: row["erased_at"], lastSeenOn: row["last_seen_on"],
});

/** Addresses are the same whatever their case; told by one language, not by each database's own. */
const emailKey = (email: string): string => email.trim().normalize("NFC").toLowerCase();

export async function findUser(db: Db, id: number): Promise<User | null> {
  const row = await db.selectFrom("user_account").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? userOf(row) : null;
}

/** The user, held until the transaction ends: who changes them comes one after the other. */
export async function holdUser(db: Db, id: number): Promise<User | null> {
  const row = await db.selectFrom("user_account").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ? userOf(row) : null;
}

/** The person with an address, whatever its case. */
export async function findUserByEmail(db: Db, email: string): Promise<User | null> {
  const row = await db.selectFrom("user_account").selectAll().where("email_key", "=", emailKey(email)).executeTakeFirst();
  return row ? userOf(row) : null;
}

/** The person that an identity provider names. */
export async function findUserBySubject(db: Db, issuer: string, subject: string): Promise<User | null> {
  const row = await db.selectFrom("user_account").selectAll().where("issuer", "=", issuer).where("subject", "=", subject).executeTakeFirst();
  return row ? userOf(row) : null;
}

export async function allUsers(db: Db): Promise<User[]> {
  const rows = await db.selectFrom("user_account").selectAll().orderBy(sql`name collate public.sv`).orderBy("id").execute();
  return rows.map((row) => userOf(row));
}

export async function addUser(db: Db, user: { kind: User["kind"]; name: string; email: string | null; issuer?: string; subject?: string }): Promise<number> {
  const row = await db
    .insertInto("user_account")
    .values({ kind: user.kind, name: user.name, email: user.email, email_key: user.email === null ? null : emailKey(user.email), issuer: user.issuer ?? null, subject: user.subject ?? null })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}

/** The one account of its kind and name: a role of the example, or an operator of the command line. */
export async function ensureOwnAccount(db: Db, kind: "example" | "operator", name: string): Promise<number> {
  const find = () => db.selectFrom("user_account").select("id").where("kind", "=", kind).where("name", "=", name).executeTakeFirst();
  const known = await find();
  if (known) return known["id"] as number;
  await db.insertInto("user_account").values({ kind, name, email: null }).onConflict((conflict) => conflict.doNothing()).execute();
  return (await find())!["id"] as number;
}

/** Changes what is given, and the user's version: what was seen of them before is no longer all there is. */
export async function changeUser(db: Db, id: number, values: { name?: string; email?: string | null; issuer?: string; subject?: string }): Promise<void> {
  await db.updateTable("user_account").set({ ...values, ...(values.email === undefined ? {} : { email_key: values.email === null ? null : emailKey(values.email) }), version: sql`version + 1` }).where("id", "=", id).execute();
}

export async function markDeactivated(db: Db, id: number, closed: boolean): Promise<void> {
  await db.updateTable("user_account").set({ deactivated_at: closed ? sql`now()` : null }).where("id", "=", id).execute();
}

/** Takes away all that tells who the user is. The number stays, so that the trail still tells one user from another. */
export async function eraseAccount(db: Db, id: number): Promise<void> {
  await db
    .updateTable("user_account")
    .set({ name: `Borttagen användare ${id}`, email: null, email_key: null, issuer: null, subject: null, last_seen_on: null, deactivated_at: sql`coalesce(deactivated_at, now())`, erased_at: sql`now()` })
    .where("id", "=", id)
    .execute();
}

export async function markSeen(db: Db, id: number, day: string): Promise<void> {
  await db.updateTable("user_account").set({ last_seen_on: day }).where("id", "=", id).where((where) => where.or([where("last_seen_on", "is", null), where("last_seen_on", "<", day)])).execute();
}

/** Names of users, those named or all, by number. */
export async function namesOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (!ids.length) return new Map();
  const rows = await db.selectFrom("user_account").select(["id", "name"]).where(isAny("id", ids)).execute();
  return new Map(rows.map((row) => [row["id"] as number, row["name"] as string]));
}

const ROLE_COLUMNS = ["id", "user_id", "role", "unit_id", "valid_from", "valid_to", "given_by", "from_claims"] as const;

/** Roles of one user, or of all, the ended ones too. */
export async function rolesOf(db: Db, userId: number | null = null): Promise<UserRole[]> {
  let query = db.selectFrom("user_role").select([...ROLE_COLUMNS, sql<string>`to_char(given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("given_at")]);
  if (userId !== null) query = query.where("user_id", "=", userId);
  const rows = await query.orderBy("id").execute();
  return rows.map((row) => ({
    id: row["id"], userId: row["user_id"], role: row["role"], unitId: row["unit_id"], validFrom: row["valid_from"], validTo: row["valid_to"], givenAt: row["given_at"], givenBy: row["given_by"], fromClaims: row["from_claims"],
  }));
}

export async function addRole(db: Db, role: { userId: number; role: string; unitId: number | null; validFrom: string; validTo: string | null; givenBy: string; fromClaims?: boolean }): Promise<number> {
  const row = await db
    .insertInto("user_role")
    .values({ user_id: role.userId, role: role.role, unit_id: role.unitId, valid_from: role.validFrom, valid_to: role.validTo, given_by: role.givenBy, from_claims: role.fromClaims ?? false })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row["id"] as number;
}

/** Lets one transaction at a time judge who is left with which role. */
export const holdRoles = async (db: Db): Promise<void> => void (await sql`select pg_advisory_xact_lock(7236002)`.execute(db));

/** Ends a role from a day on; one that had not begun never holds. */
export async function endRoleFrom(db: Db, roleId: number, day: string): Promise<void> {
  await db.updateTable("user_role").set({ valid_to: sql`greatest(valid_from, ${day}::date)` }).where("id", "=", roleId).execute();
}
