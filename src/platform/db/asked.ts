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
  readonly outer: Noted | undefined;
}
const noting = new AsyncLocalStorage<Noted>();

/** Notes what is read, for all that is made of it; null for what may change without anybody knowing. */
export function noteAsked(asked: Asked | null): void {
  for (let noted = noting.getStore(); noted; noted = noted.outer) {
    if (asked === null) noted.known = false;
    else {
      for (const table of asked.tables) noted.tables.add(table);
      noted.personal ||= asked.personal;
    }
  }
}

/** Reads, and answers with what was asked for it; null where it is not known when that changes. */
export async function askedFor<Value>(read: () => Promise<Value>): Promise<{ readonly value: Value; readonly asked: Asked | null }> {
  const noted: Noted = { tables: new Set(), personal: false, known: true, outer: noting.getStore() };
  const value = await noting.run(noted, read);
  return { value, asked: noted.known ? { tables: [...noted.tables].toSorted(), personal: noted.personal } : null };
}
