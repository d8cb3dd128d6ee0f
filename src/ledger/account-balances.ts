import { oreText, type LedgerRemark } from "./ledger.ts";

type Stated = "IB" | "UB" | "RES";

/** What a file states of its accounts, year by year, and what its rows make; amounts in öre. */
export class AccountBalances {
  readonly #stated: Record<Stated, Map<number, Map<string, number>>> = { IB: new Map(), UB: new Map(), RES: new Map() };
  /** What the vouchers of the file's year make. */
  readonly #changes = new Map<string, number>();
  /** What the months make, by year. */
  readonly #sums = new Map<number, Map<string, number>>();

  state(kind: Stated, year: number, account: string, ore: number): void {
    const of = this.#stated[kind].get(year) ?? new Map<string, number>();
    of.set(account, (of.get(account) ?? 0) + ore);
    this.#stated[kind].set(year, of);
  }
  change(account: string, ore: number): void {
    this.#changes.set(account, (this.#changes.get(account) ?? 0) + ore);
  }
  sum(year: number, account: string, ore: number): void {
    const of = this.#sums.get(year) ?? new Map<string, number>();
    of.set(account, (of.get(account) ?? 0) + ore);
    this.#sums.set(year, of);
  }

  stated(): boolean {
    return Object.values(this.#stated).some((years) => years.size > 0);
  }
  results(year: number): ReadonlyMap<string, number> {
    return this.#stated.RES.get(year) ?? new Map();
  }
  totals(): { opening: number; closing: number; result: number } {
    const total = (kind: Stated) => [...(this.#stated[kind].get(0)?.values() ?? [])].reduce((sum, ore) => sum + ore, 0);
    return { opening: total("IB"), closing: total("UB"), result: total("RES") };
  }

  /** Accounts of the file's year whose opening and changes do not make what is stated at its end. */
  disagreements(vouchers: boolean, isResult: (account: string) => boolean): LedgerRemark[] {
    const changes = vouchers ? this.#changes : this.#sums.get(0);
    const [opening, closing, result] = (["IB", "UB", "RES"] as const).map((kind) => this.#stated[kind].get(0));
    const remarks: LedgerRemark[] = [];
    const what = vouchers ? "verifikationerna" : "månaderna";
    if (changes && (closing || result)) {
      for (const account of [...new Set([...changes.keys(), ...(opening?.keys() ?? []), ...(closing?.keys() ?? []), ...(result?.keys() ?? [])])].sort()) {
        const change = changes.get(account) ?? 0;
        const ends = result?.has(account) || (isResult(account) && !closing?.has(account)) ? result?.get(account) : closing?.get(account);
        const begins = result?.has(account) ? 0 : (opening?.get(account) ?? 0);
        if (begins + change !== (ends ?? 0)) remarks.push({ line: 0, code: "balance", message: `Konto ${account}: ingående ${oreText(begins)} och ${what} ${oreText(change)} ger ${oreText(begins + change)}, men filen säger ${ends === undefined ? "inget" : oreText(ends)}.` });
      }
    }
    const { closing: ub, opening: ib, result: res } = this.totals();
    if (opening && ib !== 0) remarks.push({ line: 0, code: "opening", message: `De ingående balanserna summerar till ${oreText(ib)} i stället för noll.` });
    if (closing && result && ub + res !== 0) remarks.push({ line: 0, code: "closing", message: `De utgående balanserna och resultatet summerar till ${oreText(ub + res)} i stället för noll.` });
    return remarks;
  }
}
