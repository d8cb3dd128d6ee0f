import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "./database.ts";

const running = new AsyncLocalStorage<true>();

/** True while the caller is inside {@link inTransaction}. */
export const insideTransaction = (): boolean => running.getStore() === true;

/**
 * Runs `work` in one transaction. Given a transaction, it joins it: commands can be parts of larger commands,
 * and the outermost one decides whether everything or nothing is kept.
 */
export function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  return db.transaction().execute((transaction) => running.run(true, () => work(transaction)));
}
