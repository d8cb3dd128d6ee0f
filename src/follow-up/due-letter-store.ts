import type { Db } from "../platform/db/database.ts";

/** A letter of what is due in a committee's registers. Days are ISO dates. */
export interface DueLetter {
  readonly id: number;
  readonly committeeId: number;
  readonly userId: number;
  readonly onDay: string;
  readonly sentAt: string | null;
}
export async function findDueLetterRow(db: Db, id: number): Promise<DueLetter | null> {
  const row = await db.selectFrom("due_letter").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? { id: row["id"], committeeId: row["committee_id"], userId: row["user_id"], onDay: row["on_day"], sentAt: row["sent_at"] } : null;
}
/** The day of the last letter that each person had of a committee. */
export async function lastDueLetters(db: Db, committeeId: number): Promise<Map<number, string>> {
  const rows = await db.selectFrom("due_letter").select(({ fn }) => ["user_id", fn.max("on_day").as("last")]).where("committee_id", "=", committeeId).groupBy("user_id").execute();
  return new Map(rows.map((row) => [row["user_id"] as number, row["last"] as string]));
}
/** Adds a letter of the day; null where the person has it already. */
export async function addDueLetter(db: Db, committeeId: number, userId: number, onDay: string): Promise<number | null> {
  const row = await db.insertInto("due_letter").values({ committee_id: committeeId, user_id: userId, on_day: onDay }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  return (row?.["id"] as number | undefined) ?? null;
}
export async function noteDueLetterRow(db: Db, id: number, outcome: { readonly sent_at: string; readonly failure: null } | { readonly failure: string }): Promise<void> {
  await db.updateTable("due_letter").set(outcome).where("id", "=", id).execute();
}
