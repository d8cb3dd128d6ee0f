import type { LedgerRemark } from "./ledger.ts";

const MOST_KEPT = 200;
/** What there is to say of a file: the first of it is kept, all of it is counted. */
export class LedgerRemarks {
  readonly kept: LedgerRemark[] = [];
  count = 0;
  readonly #said = new Set<string>();

  add(line: number, code: string, message: string): void {
    this.count++;
    if (this.kept.length < MOST_KEPT) this.kept.push({ line, code, message });
  }
  /** What is said of a kind only once. */
  once(line: number, code: string, message: string): void {
    if (this.#said.has(code + message)) return;
    this.#said.add(code + message);
    this.add(line, code, message);
  }
}
