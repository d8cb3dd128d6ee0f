import type { Database } from "../db/database.ts";
import { changesSince, lastEvent, type Change } from "./changes-store.ts";

export const CHANNEL = "rodtrad_changed";

export interface Live {
  /** Tells of each change from now on, whichever process it was made in. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  /** Ends what is told: listeners are called a last time, with null. */
  close(): void;
  onClose(listener: () => void): () => void;
}

/** A hint may be lost, with its connection: what it would have told is looked for all the same. */
const LOOK_ANYWAY_MS = 30_000;
/** Many changes at once are one look. */
const GATHER_MS = 100;

/** One look for all who listen in this process: the database's hint says when, its trail says what. */
export async function openLive(database: Pick<Database, "db" | "listen">): Promise<Live> {
  const listeners = new Set<(changes: readonly Change[]) => void>();
  const closing = new Set<() => void>();
  let seen = await lastEvent(database.db);
  let gathering: NodeJS.Timeout | null = null;
  let looking = false;
  const look = async (): Promise<void> => {
    gathering = null;
    if (looking) return hint();
    looking = true;
    try {
      const changes = await changesSince(database.db, seen);
      seen = Math.max(seen, ...changes.map(({ id }) => id));
      if (changes.length) for (const listener of listeners) listener(changes);
    } catch {
      // The database is away: the next look finds what this one did not.
    } finally {
      looking = false;
    }
  };
  function hint(): void {
    gathering ??= setTimeout(() => void look(), GATHER_MS).unref();
  }
  const stopListening = database.listen(CHANNEL, hint);
  const timer = setInterval(() => listeners.size && hint(), LOOK_ANYWAY_MS).unref();
  const kept = <T>(set: Set<T>, one: T) => {
    set.add(one);
    return () => void set.delete(one);
  };
  return {
    subscribe: (listener) => kept(listeners, listener),
    onClose: (listener) => kept(closing, listener),
    close: () => {
      stopListening();
      clearInterval(timer);
      if (gathering) clearTimeout(gathering);
      for (const listener of closing) listener();
    },
  };
}
