import { Refused } from "../platform/outcome.ts";
import type { LedgerMonthRow, LedgerObjects, LedgerPosting } from "./ledger.ts";

type Measure = LedgerMonthRow["measure"];
interface Month {
  readonly measure: Measure;
  /** ISO month. */
  readonly month: string;
}
/** What something changed by in a month, in öre; debit plus and credit minus. */
export interface LedgerSum extends Month {
  readonly ore: number;
}
export interface LedgerCombinationSum extends LedgerSum {
  readonly combination: LedgerCombination;
  /** Whether it is a whole, and no part of one. */
  readonly whole: boolean;
}
export interface AccountSum extends LedgerSum {
  readonly account: string;
}
export interface LedgerObjectSum extends AccountSum {
  readonly dimension: string;
  readonly code: string;
}

/** Öre by the place of their month; nothing where there is none. */
type Sums = (number | undefined)[];
/** An account with the objects that it is posted on. */
export interface LedgerCombination {
  readonly account: string;
  readonly objects: LedgerObjects;
  /** What the register calls it; null until it is kept there. */
  id: number | null;
  /** What is posted on it, and what is told of it as a sum: a whole, or a part of one. */
  readonly posted: Sums;
  readonly wholes: Sums;
  readonly parts: Sums;
}

const keyOf = (account: string, objects: LedgerObjects): string => (objects.length === 0 ? account : `${account}\u0000${JSON.stringify(objects)}`);
function add(sums: Sums, place: number, ore: number, account: string): void {
  const sum = (sums[place] ?? 0) + ore;
  if (!Number.isSafeInteger(sum)) throw new Refused({ code: "bad-ledger", field: "file", message: `Beloppen på konto ${account} är tillsammans större än vad som kan räknas på öret.` });
  sums[place] = sum;
}
const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = <T>(all: ReadonlyMap<string, T>): [string, T][] => [...all].sort(([a], [b]) => ascending(a, b));
/** What a map has for a key, made where it has nothing. */
function within<Key, T>(all: { get(key: Key): T | undefined; set(key: Key, value: T): unknown }, key: Key, make: () => T): T {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}

/** What a file's rows come to, month by month: of each account with its objects, of each account and of each object. Holds no more than they are. */
export class LedgerSums {
  readonly #combinations = new Map<string, LedgerCombination>();
  /** Readers give the same list for the same objects. */
  readonly #byList = new WeakMap<LedgerObjects, Map<string, LedgerCombination>>();
  readonly #months: Month[] = [];
  readonly #places = new Map<string, number>();
  #last: { readonly onDate: string; readonly place: number } = { onDate: "", place: -1 };

  /** @param known what the register has already. */
  constructor(known: readonly (Pick<LedgerCombination, "account" | "objects"> & { readonly id: number })[]) {
    for (const { account, id, objects } of known) this.#combinations.set(keyOf(account, objects), { account, objects, id, posted: [], wholes: [], parts: [] });
  }

  #place(measure: Measure, month: string): number {
    const key = `${measure} ${month}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.#months.length);
    return this.#months.push({ measure, month }) - 1;
  }
  combination(account: string, objects: LedgerObjects): LedgerCombination {
    const own = within(this.#byList, objects, () => new Map<string, LedgerCombination>());
    const known = own.get(account);
    if (known) return known;
    const key = keyOf(account, objects);
    const found = this.#combinations.get(key) ?? { account, objects, id: null, posted: [], wholes: [], parts: [] };
    this.#combinations.set(key, found);
    own.set(account, found);
    return found;
  }

  posting({ account, objects, onDate, ore }: Pick<LedgerPosting, "account" | "objects" | "onDate" | "ore">): LedgerCombination {
    if (onDate !== this.#last.onDate) this.#last = { onDate, place: this.#place("actual", onDate.slice(0, 7)) };
    const combination = this.combination(account, objects);
    add(combination.posted, this.#last.place, ore, account);
    return combination;
  }
  /** A file may tell of a month twice: what it says is added. */
  month({ account, measure, month, objects, ore }: Pick<LedgerMonthRow, "account" | "measure" | "month" | "objects" | "ore">): LedgerCombination {
    const combination = this.combination(account, objects);
    add(objects.length === 0 ? combination.wholes : combination.parts, this.#place(measure, month), ore, account);
    return combination;
  }

  /** Places of months, in their order. */
  #inOrder(): number[] {
    return this.#months.map(({ measure, month }, place) => ({ at: `${measure} ${month}`, place })).sort((a, b) => ascending(a.at, b.at)).map(({ place }) => place);
  }
  #told(): LedgerCombination[] {
    return [...this.#combinations.values()].filter(({ parts, posted, wholes }) => parts.length || posted.length || wholes.length);
  }

  /** What is told as sums of each account with its objects, when all have numbers of the register. What is posted tells itself. */
  *combinations(): Generator<LedgerCombinationSum> {
    const told = this.#told().sort((a, b) => a.id! - b.id!);
    for (const place of this.#inOrder()) {
      for (const combination of told) {
        for (const whole of [false, true]) {
          const ore = (whole ? combination.wholes : combination.parts)[place];
          if (ore !== undefined) yield { ...this.#months[place]!, combination, whole, ore };
        }
      }
    }
  }

  /** Whole accounts, whatever their objects. */
  *accounts(): Generator<AccountSum> {
    const accounts = new Map<string, Sums>();
    for (const { account, posted, wholes } of this.#told()) {
      const own = within(accounts, account, (): Sums => []);
      for (const sums of [posted, wholes]) for (const [place, ore] of sums.entries()) if (ore !== undefined) add(own, place, ore, account);
    }
    const ordered = inOrder(accounts);
    for (const place of this.#inOrder()) for (const [account, sums] of ordered) if (sums[place] !== undefined) yield { ...this.#months[place]!, account, ore: sums[place] };
  }

  /** Accounts on each object: what is told of a part of an account counts as much as what is told of an account with its objects. */
  *objects(): Generator<LedgerObjectSum> {
    const dimensions = new Map<string, Map<string, Map<string, Sums>>>();
    for (const { account, objects, parts, posted, wholes } of this.#told()) {
      for (const [dimension, code] of objects) {
        const codes = within(dimensions, dimension, () => new Map<string, Map<string, Sums>>());
        const accounts = within(codes, code, () => new Map<string, Sums>());
        const sums = within(accounts, account, (): Sums => []);
        for (const told of [posted, wholes, parts]) for (const [place, ore] of told.entries()) if (ore !== undefined) add(sums, place, ore, account);
      }
    }
    const ordered = inOrder(dimensions).map(([dimension, codes]) => inOrder(codes).flatMap(([code, accounts]) => inOrder(accounts).map(([account, sums]) => ({ dimension, code, account, sums }))));
    for (const places of Map.groupBy(this.#inOrder(), (place) => this.#months[place]!.measure).values()) {
      for (const inDimension of ordered) {
        for (const place of places) for (const { account, code, dimension, sums } of inDimension) if (sums[place] !== undefined) yield { ...this.#months[place]!, dimension, code, account, ore: sums[place] };
      }
    }
  }
}
