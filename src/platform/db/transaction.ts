import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "./database.ts";
import { readOtherwise } from "./failure.ts";

type Flush<T> = (db: Db, items: readonly T[]) => Promise<void>;
/** What waits for the outermost transaction's end, together by what is to be done with it. */
type Waiting = Map<Flush<never>, unknown[]>;
const running = new AsyncLocalStorage<Waiting>();

/** True while the caller is inside {@link inTransaction}. */
export const insideTransaction = (): boolean => running.getStore() !== undefined;

/** Has something kept last in the running transaction, together with all else that `flush` is given. */
export function atCommit<T>(flush: Flush<T>, item: T): void {
  const waiting = running.getStore();
  if (!waiting) throw new Error("Nothing is kept outside a transaction");
  const items = waiting.get(flush as Flush<never>);
  if (items) items.push(item);
  else waiting.set(flush as Flush<never>, [item]);
}

/** PostgreSQL gives up one of two that wait for each other, or that add the same row at once; nothing of it was kept, so it may be done again, and sees the other then. */
const GIVEN_UP = new Set(["40001", "40P01", "23505"]);
const ATTEMPTS = 4;

/**
 * Runs `work` in one transaction. Given a transaction, it joins it: commands can be parts of larger commands,
 * and the outermost one decides whether everything or nothing is kept.
 */
export async function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute((transaction) => {
        const waiting: Waiting = new Map();
        return running.run(waiting, async () => {
          const result = await work(transaction);
          for (const [flush, items] of waiting) await flush(transaction, items as never[]);
          return result;
        });
      });
    } catch (error) {
      if (attempt >= ATTEMPTS || !(GIVEN_UP.has((error as { code?: string }).code ?? "") || readOtherwise(error))) throw error;
    }
  }
}
