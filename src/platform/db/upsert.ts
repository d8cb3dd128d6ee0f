import type { Db } from "./database.ts";

/** What became of a row that was read; "kept" is what somebody has typed, and a document says otherwise. */
export type Saved = "added" | "changed" | "unchanged" | "kept";
export const isChange = (saved: Saved): saved is "added" | "changed" => saved === "added" || saved === "changed";

export interface Tally {
  added: number;
  changed: number;
  unchanged: number;
  kept: number;
}
export const emptyTally = (): Tally => ({ added: 0, changed: 0, unchanged: 0, kept: 0 });
export const addTally = (total: Tally, more: Tally): Tally => ({
  added: total.added + more.added,
  changed: total.changed + more.changed,
  unchanged: total.unchanged + more.unchanged,
  kept: total.kept + more.kept,
});

type Row = Record<string, unknown>;

/** Whether a row says what a person typed, over what was read. */
export async function isTyped(db: Db, originId: unknown): Promise<boolean> {
  if (typeof originId !== "number") return false;
  return (await db.selectFrom("origin").select("kind").where("id", "=", originId).executeTakeFirst())?.["kind"] === "typed";
}

/**
 * Adds the row with this natural key, or changes what differs in it. `origin_id` and `position` alone are no change:
 * a value keeps the place where it was first read. What somebody has typed since stays as they typed it.
 */
export async function upsertRow(db: Db, table: string, key: Row, values: Row): Promise<{ id: number; saved: Saved }> {
  let query = db.selectFrom(table).selectAll();
  for (const [column, value] of Object.entries(key)) query = query.where(column, value === null ? "is" : "=", value);
  const existing = (await query.executeTakeFirst()) as Row | undefined;
  if (!existing) {
    const inserted = await db.insertInto(table).values({ ...key, ...values }).returning("id").executeTakeFirstOrThrow();
    return { id: inserted["id"] as number, saved: "added" };
  }
  const id = existing["id"] as number;
  const differs = Object.entries(values).some(
    ([column, value]) => column !== "origin_id" && column !== "position" && String(existing[column] ?? "") !== String(value ?? ""),
  );
  if (!differs) return { id, saved: "unchanged" };
  if (await isTyped(db, existing["origin_id"])) return { id, saved: "kept" };
  await db.updateTable(table).set(values).where("id", "=", id).execute();
  return { id, saved: "changed" };
}
