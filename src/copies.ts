import type { Context, MiddlewareHandler } from "hono";
import { keptUnits, tellUnits } from "./organisation/unit-reads.ts";
import type { Copy, Database, Db } from "./platform/db/database.ts";
import type { View } from "./platform/db/view.ts";
import { isLook } from "./platform/http/look.ts";
import { changedLately } from "./platform/live/changes-store.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** What the request reads instead of the leader; nothing where it asks the leader. */
    copy: Copy | undefined;
    /** What everybody reads, of all committees. */
    publicDb: Db;
  }
}

/** What is read as it was a moment ago: what everybody reads, and documents as files. A page that tells of changes is not: it would tell of one and not show it. */
const PUBLIC = /^\/publicerat(\/|$)/;
const DOCUMENT_FILE = /^\/[a-z0-9-]+\/\d{4}\/dokument\/.*[./](pdf|docx|html)$/;
/** Longer than a copy may be behind: whoever has changed something sees it. */
const OWN_CHANGE_SECONDS = 10;

/** The handle that a request reads through: a copy's where it was given one. */
export const handleFor = (c: Context, database: Database, view: View): Db => c.get("copy")?.as(view) ?? database.as(view);

/** Gives the pages that everybody reads one handle a request, which knows the organisation. */
export function readAsEverybody(database: Database): MiddlewareHandler {
  return async (c, next) => {
    const db = handleFor(c, database, { reads: "all", actor: "nobody" });
    tellUnits(db, await keptUnits(db, database), "all");
    c.set("publicDb", db);
    await next();
  };
}

/** Gives what is only read, and may be a moment old, a copy of the database where there is one; never to who has just changed something. */
export function readCopies(database: Database, isReadAgain: (c: Context) => boolean): MiddlewareHandler {
  const taken = async (c: Context): Promise<Copy | null> => {
    if (!isLook(c)) return null;
    const isPublic = PUBLIC.test(c.req.path);
    if (!isPublic && !DOCUMENT_FILE.test(c.req.path)) return null;
    // What was asked of a copy that failed is asked of the leader; of what everybody reads, where the leader is gone, an old copy is better than nothing.
    if (isReadAgain(c)) return isPublic ? database.copy("of any age") : null;
    const { actor, userId } = c.get("identity");
    return userId !== null && (await changedLately(database.db, actor.key, OWN_CHANGE_SECONDS)) ? null : database.copy();
  };
  return async (c, next) => {
    const copy = await taken(c);
    if (!copy) return next();
    c.set("copy", copy);
    try {
      await next();
    } finally {
      await copy.release();
    }
  };
}
