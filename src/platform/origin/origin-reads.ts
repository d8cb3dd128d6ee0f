import type { Db } from "../db/database.ts";
import { findOrigins } from "./origin-store.ts";

/** Who or what some values come from, by their origins' numbers. */
export async function listOriginsOf(db: Db, ids: readonly number[]): Promise<ReadonlyMap<number, Awaited<ReturnType<typeof findOrigins>>[number]>> {
  return new Map((await findOrigins(db, ids)).map((origin) => [origin.id, origin]));
}
