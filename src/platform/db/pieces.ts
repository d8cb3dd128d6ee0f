import type { Db, Row } from "./database.ts";

/** Small enough that a backup may hold some hundred at a time. */
const PIECE_BYTES = 64 * 1024;

/** Keeps bytes in a table of pieces (`ordinal`, `content`), under a key. */
export async function writePieces(db: Db, table: string, key: Row, bytes: Uint8Array): Promise<void> {
  for (let from = 0, ordinal = 1; from < bytes.length; from += PIECE_BYTES, ordinal++) {
    await db.insertInto(table).values({ ...key, ordinal, content: Buffer.from(bytes.subarray(from, from + PIECE_BYTES)) }).execute();
  }
}
/** The bytes of a key, piece by piece, in order; none where there are none. */
export async function* piecesOf(db: Db, table: string, key: Row): AsyncGenerator<Uint8Array> {
  for (let ordinal = 1; ; ordinal++) {
    const row: Row | undefined = await db.selectFrom(table).select("content").where((where) => where.and({ ...key, ordinal })).executeTakeFirst();
    if (!row) return;
    yield row["content"] as Uint8Array;
  }
}
