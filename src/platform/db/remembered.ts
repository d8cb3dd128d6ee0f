import { today } from "../clock.ts";
import { MOST_AGE_MS, type Now } from "./answers.ts";
import { askedFor, noteAsked, type Asked, type Noting } from "./asked.ts";
import type { Db } from "./database.ts";

/** What of one request is known to be now: in which database, whose rows it shows, and what had been changed when it began. */
export interface Present {
  readonly of: object;
  readonly reads: readonly number[] | "all";
  /** Whose rows are told of; all where that is not known. */
  readonly committees: readonly number[] | "all";
  readonly now: Now;
  /** All that tells whose rows are shown, and of whom. */
  readonly reader: string;
}
const present = new WeakMap<Db, Present>();

/** Tells a handle that lives for one request, and shows what is now, so that what is read through it may be remembered. Not for one that shows the past, today's organisation, or a copy. */
export const tellPresent = (db: Db, now: Present): void => void present.set(db, now);
export const presentOf = (db: Db): Present | undefined => present.get(db);

/** What was read of each database, by what it is; the one used longest ago first. */
class Memory<Kept> {
  readonly #most: number;
  readonly #of = new WeakMap<object, Map<string, Kept>>();

  /** @param most how much is remembered of a database. */
  constructor(most: number) {
    this.#most = most;
  }
  find(of: object, key: string): Kept | undefined {
    const all = this.#of.get(of);
    const known = all?.get(key);
    if (known !== undefined) {
      all!.delete(key);
      all!.set(key, known);
    }
    return known;
  }
  keep(of: object, key: string, kept: Kept): void {
    const all = this.#of.get(of) ?? new Map<string, Kept>();
    this.#of.set(of, all);
    all.delete(key);
    all.set(key, kept);
    if (all.size > this.#most) all.delete(all.keys().next().value!);
  }
  forget(of: object, key: string, kept: Kept): void {
    const all = this.#of.get(of);
    if (all?.get(key) === kept) all.delete(key);
  }
}

interface Read {
  readonly now: Now;
  readonly made: Promise<Noting<unknown>>;
}
const stateOf = (now: Now, tables: readonly string[], committees: readonly number[] | "all"): string => tables.map((table) => now.stateOf(table, committees)).join(" ");

/**
 * What was read, where it still holds; else it is read and kept. Which tables it asks is noted while it is read, and where that cannot be known it is read
 * each time. What was read may be newer than its state, never older. What is remembered is shared: nobody changes it.
 * @param whose the committees whose rows it hangs on. @param isShared whether what asked so may be shown to the next who asks for the same.
 */
async function recall<Value>(memory: Memory<Read>, { now, of }: Present, key: string, whose: readonly number[] | "all", isShared: (asked: Asked) => boolean, read: () => Promise<Value>): Promise<Value> {
  const before = memory.find(of, key);
  if (before) {
    // One that failed has told who asked for it.
    const { asked, since, value } = await before.made.catch(() => ({ asked: null, since: 0, value: null }));
    if (asked && isShared(asked) && performance.now() - since < MOST_AGE_MS && (before.now === now || stateOf(before.now, asked.tables, whose) === stateOf(now, asked.tables, whose))) {
      noteAsked(asked, since);
      return value as Value;
    }
  }
  const made = askedFor(read);
  const kept: Read = { now, made };
  memory.keep(of, key, kept);
  try {
    const { asked, value } = await made;
    if (!asked || !isShared(asked)) memory.forget(of, key, kept);
    return value;
  } catch (error) {
    // What failed is read anew by the next.
    memory.forget(of, key, kept);
    throw error;
  }
}

const reads = new Memory<Read>(96);
/**
 * Reads what is a committee's, or takes it as it was read when none of the tables that were asked for it has changed since; what shows more than the
 * committee's readers see is read each time. Events are numbered in the order that they were committed, and a change has one in its own transaction, or is
 * counted there: the same state means the same rows, whichever process wrote them.
 * @param key what is read: on the same day the same key gives the same rows to everybody who reads the committee.
 */
export async function rememberedRead<Value>(db: Db, committeeId: number, key: string, read: () => Promise<Value>): Promise<Value> {
  const known = db.isTransaction ? undefined : present.get(db);
  if (!known?.now.holds() || (known.reads !== "all" && !known.reads.includes(committeeId))) return read();
  const whose = known.committees === "all" ? known.committees : [...known.committees, committeeId];
  return recall(reads, known, `${committeeId} ${today()} ${key}`, whose, ({ personal }) => !personal, read);
}

const readerReads = new Memory<Read>(240);
/**
 * As {@link rememberedRead}, of what more than one committee's rows are read for, where readers see different parts of them: it is remembered for the reader,
 * with what that reader may be shown, and holds for as long as nobody's rows in those tables have changed.
 */
export async function readerRead<Value>(db: Db, key: string, read: () => Promise<Value>): Promise<Value> {
  const known = db.isTransaction ? undefined : present.get(db);
  if (!known?.now.holds()) return read();
  return recall(readerReads, known, `${known.reader}\n${today()} ${key}`, "all", ({ tables }) => tables.length > 0, read);
}

interface Stated {
  readonly state: string;
  readonly since: number;
  readonly value: Promise<unknown>;
}
/** What the program itself reads whole, for as long as its tables are unchanged. */
export class ProgramMemory {
  readonly #memory: Memory<Stated>;

  constructor(most: number) {
    this.#memory = new Memory(most);
  }
  recall<Value>(db: Db, now: Now, tables: readonly string[], key: string, read: () => Promise<Value>): Promise<Value> {
    const state = stateOf(now, tables, "all");
    const known = this.#memory.find(db, key);
    if (known?.state === state && performance.now() - known.since < MOST_AGE_MS) return known.value as Promise<Value>;
    const kept = { state, since: performance.now(), value: read() };
    this.#memory.keep(db, key, kept);
    kept.value.catch(() => this.#memory.forget(db, key, kept));
    return kept.value;
  }
}
