import { sql } from "kysely";
import type { Db, Row } from "../db/database.ts";
import type { Saved } from "../db/upsert.ts";
import { Refused } from "../outcome.ts";
import { compareChanges, Conflicted, type Conflict, type Fields } from "./conflict.ts";

const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
const rowKey = (key: Row): string => Object.values(key).map(String).join("/");

/** What a row said at an earlier version of it; null where that is no longer known. */
export async function contentAt(db: Db, table: string, key: Row, version: number): Promise<Fields | null> {
  const row = await db.selectFrom("row_version").select("content").where("table_name", "=", table).where("key", "=", rowKey(key)).where(sql<string>`content ->> 'version'`, "=", String(version)).orderBy("id", "desc").executeTakeFirst();
  return (row?.["content"] as Fields | undefined) ?? null;
}

/** How a row has been, the latest first. */
export interface RowVersion {
  readonly version: number;
  readonly content: Fields;
  readonly by: string | null;
  /** ISO time. */
  readonly at: string;
}
/** All that a row has said, the latest first. */
export async function versionsOf(db: Db, table: string, key: Row): Promise<RowVersion[]> {
  const { rows } = await sql<{ content: Fields; by: string | null; at: string }>`
    select kept.content, event.actor as by, kept.valid_from as at from row_version kept
    left join lateral (select actor from audit_event where audit_event.change = kept.change order by id limit 1) event on true
    where kept.table_name = ${table} and kept.key = ${rowKey(key)} and kept.content is not null order by kept.id desc`.execute(db);
  return rows.map(({ at, by, content }) => ({ version: Number(content["version"]), content, by, at }));
}

/** Who changed a row last, and when. */
export async function lastChange(db: Db, table: string, key: Row): Promise<Pick<Conflict, "by" | "at">> {
  const row = await db
    .selectFrom("row_version")
    .innerJoin("audit_event", "audit_event.change", "row_version.change")
    .select(["audit_event.actor", "audit_event.at"])
    .where("row_version.table_name", "=", table)
    .where("row_version.key", "=", rowKey(key))
    .orderBy("row_version.id", "desc")
    .executeTakeFirst();
  return { by: (row?.["actor"] as string | undefined) ?? null, at: (row?.["at"] as string | undefined) ?? null };
}

/**
 * Changes a row that was read at a version. What somebody else changed in between is kept where this change does not
 * touch it. The row's origin, where it has one, is from now on that somebody typed it.
 * @throws Conflicted where both touched the same field; nothing is stored then.
 */
export async function changeRow(db: Db, table: string, key: Row, version: number, mine: Fields, origin: (() => Promise<number>) | null): Promise<{ saved: Saved; version: number }> {
  const row = (await db.selectFrom(table).selectAll().where((where) => where.and(key)).forUpdate().executeTakeFirst()) as Row | undefined;
  if (!row) throw new Refused({ code: "gone", message: "Det du ändrar finns inte längre; gå tillbaka och ladda om sidan." });
  const theirs: Fields = Object.fromEntries(Object.keys(mine).map((column) => [column, text(row[column])]));
  const current = row["version"] as number;
  const base = current === version ? theirs : await contentAt(db, table, key, version);
  const { conflicts, merged } = compareChanges(base, theirs, mine);
  if (conflicts.length) throw new Conflicted({ conflicts, merged, version: current, ...(await lastChange(db, table, key)) });
  const changed = Object.keys(mine).filter((column) => merged[column] !== theirs[column]);
  if (!changed.length) return { saved: "unchanged", version: current };
  const after = await db.updateTable(table).set({ ...Object.fromEntries(changed.map((column) => [column, merged[column]])), ...(origin ? { origin_id: await origin() } : {}) }).where((where) => where.and(key)).returning("version").executeTakeFirstOrThrow();
  return { saved: "changed", version: (after as Row)["version"] as number };
}
