import { AsyncLocalStorage } from "node:async_hooks";

/** What is read, and whether more is shown than the committees of whoever asks: then it is nobody else's. */
export interface Asked {
  readonly tables: readonly string[];
  readonly personal: boolean;
}
interface Noted {
  readonly tables: Set<string>;
  personal: boolean;
  /** Whether it is known when all of it changes. */
  known: boolean;
  /** When the oldest of it was read, ms of the process. */
  since: number;
  readonly outer: Noted | undefined;
}
const noting = new AsyncLocalStorage<Noted>();

/**
 * Notes what is read, for all that is made of it; null for what may change without anybody knowing.
 * @param since when it was read, where that was before now.
 */
export function noteAsked(asked: Asked | null, since = Number.POSITIVE_INFINITY): void {
  for (let noted = noting.getStore(); noted; noted = noted.outer) {
    noted.since = Math.min(noted.since, since);
    if (asked === null) noted.known = false;
    else {
      for (const table of asked.tables) noted.tables.add(table);
      noted.personal ||= asked.personal;
    }
  }
}

export interface Noting<Value> {
  readonly value: Value;
  /** What was asked for it; null where it is not known when that changes. */
  readonly asked: Asked | null;
  readonly since: number;
}
/** Reads, and notes what was asked for it. */
export async function askedFor<Value>(read: () => Promise<Value>): Promise<Noting<Value>> {
  const noted: Noted = { tables: new Set(), personal: false, known: true, since: performance.now(), outer: noting.getStore() };
  const value = await noting.run(noted, read);
  return { value, since: noted.since, asked: noted.known ? { tables: [...noted.tables].toSorted(), personal: noted.personal } : null };
}
