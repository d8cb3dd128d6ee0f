import type { Db } from "../db/database.ts";
import { isAny } from "../db/is-any.ts";
import type { Context } from "../command.ts";
import { EXCERPT_LENGTH, type Origin, type StoredOrigin } from "./origin.ts";

/** Keeps origins, each place once, and answers their row numbers in the same order. */
export async function keepOrigins({ db, actor }: Context, origins: readonly Origin[]): Promise<number[]> {
  const key = (origin: { kind: string; fileHash: string | null; place: number | null; fileName: string | null; excerpt: string | null }) =>
    [origin.kind, origin.fileHash ?? "", origin.place ?? 0, origin.fileName ?? "", origin.excerpt ?? ""].join("\u0000");
  const wanted = new Map(origins.map((origin) => {
    const short = { ...origin, excerpt: origin.excerpt?.slice(0, EXCERPT_LENGTH) ?? null };
    return [key(short), short];
  }));
  const known = new Map<string, number>();
  const hashes = [...new Set(origins.map((origin) => origin.fileHash))];
  const load = async () => {
    for (const hash of hashes) {
      const rows = await db.selectFrom("origin").selectAll().where("file_hash", hash === null ? "is" : "=", hash).execute();
      for (const row of rows) {
        known.set(key({ kind: row.kind, fileHash: row.file_hash, place: row.place, fileName: row.file_name, excerpt: row.excerpt }), row.id);
      }
    }
  };
  await load();
  const missing = [...wanted].filter(([name]) => !known.has(name)).map(([, origin]) => origin);
  for (let start = 0; start < missing.length; start += 500) {
    await db
      .insertInto("origin")
      .values(
        missing.slice(start, start + 500).map((origin) => ({
          kind: origin.kind,
          file_name: origin.fileName,
          file_hash: origin.fileHash,
          place: origin.place,
          place_kind: origin.placeKind,
          excerpt: origin.excerpt,
          reader: origin.reader,
          actor: actor.key,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  if (missing.length) await load();
  return origins.map((origin) => known.get(key({ ...origin, excerpt: origin.excerpt?.slice(0, EXCERPT_LENGTH) ?? null }))!);
}

/** The origin of what somebody types now. */
export async function typedOrigin({ db, actor }: Context): Promise<number> {
  const row = await db.insertInto("origin").values({ kind: "typed", actor: actor.key }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}

export async function findOrigins(db: Db, ids: readonly number[]): Promise<StoredOrigin[]> {
  if (!ids.length) return [];
  const rows = await db.selectFrom("origin").selectAll().where(isAny("id", [...new Set(ids)])).execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    fileHash: row.file_hash,
    place: row.place,
    placeKind: row.place_kind,
    excerpt: row.excerpt,
    reader: row.reader,
    actor: row.actor,
    recordedAt: row.recorded_at,
  }));
}
