import type { Db } from "./database.ts";

/** What of one request is known to be now: in which database, whose rows it shows, and which event last changed each table's rows when it began. */
export interface Present {
  readonly of: object;
  readonly reads: readonly number[] | "all";
  /** Whose rows the changes are known of. */
  readonly committees: readonly number[];
  readonly latest: Promise<{ readonly of: ReadonlyMap<string, number> }>;
}
const present = new WeakMap<Db, Present>();

/** Tells a handle that lives for one request, and shows what is now, so that what is read through it may be remembered. Not for one that shows the past, or today's organisation. */
export const tellPresent = (db: Db, now: Present): void => void present.set(db, now);

const MOST = 48;
type Remembered = Map<string, { readonly state: string; readonly value: Promise<unknown> }>;
/** What was read of each database, by what it is; the one used longest ago first. */
const remembered = new WeakMap<object, Remembered>();

/**
 * Reads what is a committee's, or takes it as it was read when none of its tables has changed since. Events are numbered in
 * the order that they were committed, and every change has one in its own transaction: the same last event means the same
 * rows, whichever process wrote them. What was read may be newer than its number, never older. What is remembered is
 * shared: nobody changes it.
 * @param tables all that the read asks: those that only say who may read what is theirs apart.
 * @param key what is read: the same key gives the same rows to everybody who reads the committee.
 */
export async function rememberedRead<Value>(db: Db, committeeId: number, tables: readonly string[], key: string, read: () => Promise<Value>): Promise<Value> {
  const now = knownOf(db, committeeId);
  if (!now) return read();
  const { of } = await now.latest;
  return recall(now, `${committeeId} ${key}`, String(Math.max(...tables.map((table) => of.get(table) ?? 0))), read);
}

/**
 * The same of what has no history of its own: remembered for as long as a state that is asked for anew is the same.
 * @param state what the rows are as long as it is; asked for before they are read, so that they may be newer, never older.
 */
export async function rememberedWhile<Value>(db: Db, committeeId: number, key: string, state: () => Promise<string>, read: () => Promise<Value>): Promise<Value> {
  const now = knownOf(db, committeeId);
  return now ? recall(now, `${committeeId} ${key}`, await state(), read) : read();
}

/** What is known of a handle's now, where a committee is read through it and all of it is seen. */
function knownOf(db: Db, committeeId: number): Present | undefined {
  const now = db.isTransaction ? undefined : present.get(db);
  return now?.committees.includes(committeeId) && (now.reads === "all" || now.reads.includes(committeeId)) ? now : undefined;
}

function recall<Value>({ of }: Present, own: string, state: string, read: () => Promise<Value>): Promise<Value> {
  const all: Remembered = remembered.get(of) ?? new Map();
  remembered.set(of, all);
  const known = all.get(own);
  all.delete(own);
  if (known?.state === state) {
    all.set(own, known);
    return known.value as Promise<Value>;
  }
  const value = read();
  all.set(own, { state, value });
  // What failed is read anew by the next.
  value.catch(() => all.delete(own));
  if (all.size > MOST) all.delete(all.keys().next().value!);
  return value;
}

const asked = new WeakMap<Db, Map<string, Promise<unknown>>>();
/** Reads once for a request what several parts of its page ask, however often its tables change. Where a handle lives longer than a request it is read each time. */
export function onceInRequest<Value>(db: Db, key: string, read: () => Promise<Value>): Promise<Value> {
  if (db.isTransaction || !present.has(db)) return read();
  const own = asked.get(db) ?? new Map<string, Promise<unknown>>();
  asked.set(db, own);
  const known = own.get(key) as Promise<Value> | undefined;
  if (known) return known;
  const value = read();
  own.set(key, value);
  value.catch(() => own.delete(key));
  return value;
}
