import { isZero, subtract, type Decimal } from "../platform/decimal.ts";
import type { AccountMap } from "./account-map.ts";
import type { LedgerPeriod } from "./ledger-import.ts";
import { ledgerStatement, type AccountAmount } from "./ledger-statement.ts";
import { isResultAccount, oreText, type LedgerReport, type LedgerRemark, type LedgerRow } from "./ledger.ts";

/** What is seen of a ledger file before anything of it counts. */
export interface LedgerPreview {
  readonly type: string;
  readonly program: string | null;
  readonly company: string | null;
  readonly encoding: string;
  readonly periods: readonly LedgerPeriod[];
  readonly vouchers: number;
  readonly transactions: number;
  readonly checksum: LedgerReport["checksum"];
  readonly warnings: readonly LedgerRemark[];
  readonly warningCount: number;
  readonly errors: readonly LedgerRemark[];
  readonly errorCount: number;
  /** What the file's result accounts changed by in its periods, debit plus. */
  readonly amounts: readonly AccountAmount[];
  readonly names: Readonly<Record<string, string>>;
  /** Objects that rows are posted on and the file has no name for. */
  readonly unnamed: readonly string[];
  /** Objects that rows are posted on, by dimension: what is not tied to a unit is told of them. */
  readonly objects?: Readonly<Record<string, readonly string[]>>;
  readonly budget: boolean;
}

const MOST_UNNAMED = 50;
const MOST_OBJECTS = 2_000;
const MOST_REMARKS = 50;
/** Gathers what a file makes of its accounts as its rows go by. */
export class LedgerGathering {
  readonly #amounts = new Map<string, number>();
  readonly #objects = new Set<string>();
  #budget = false;

  see(row: LedgerRow): void {
    if (row.kind === "voucher") return;
    if (row.kind === "month" && row.measure === "budget") this.#budget = true;
    for (const [dimension, code] of row.objects) this.#objects.add(`${dimension}\u0000${code}`);
    // A part of a month is in the month already.
    if (row.kind === "month" && (row.measure === "budget" || row.objects.length)) return;
    this.#amounts.set(row.account, (this.#amounts.get(row.account) ?? 0) + row.ore);
  }
  preview(report: LedgerReport, periods: readonly LedgerPeriod[]): LedgerPreview {
    const { accounts, checksum, company, encoding, errorCount, errors, objects, program, transactions, type, variant, vouchers, warningCount, warnings } = report;
    const kinds = new Map(accounts.map((account) => [account.number, account]));
    const result = [...this.#amounts].filter(([number]) => isResultAccount(kinds.get(number) ?? { number, kind: null }));
    const named = new Set(objects.map(({ code, dimension }) => `${dimension}\u0000${code}`));
    const unnamed = [...this.#objects].filter((object) => !named.has(object)).map((object) => object.replace("\u0000", " "));
    return {
      type: variant && type === "4" ? `${type}${variant}` : type, program, company, encoding, periods, vouchers, transactions, checksum, warnings: warnings.slice(0, MOST_REMARKS), warningCount, errors: errors.slice(0, MOST_REMARKS), errorCount,
      amounts: result.map(([account, ore]) => ({ account, amount: oreText(ore) })), names: Object.fromEntries(result.map(([number]) => [number, kinds.get(number)?.name ?? ""])),
      unnamed: unnamed.slice(0, MOST_UNNAMED), objects: Object.fromEntries([...Map.groupBy([...this.#objects].map((object) => object.split("\u0000") as [string, string]), ([dimension]) => dimension)].map(([dimension, own]) => [dimension, own.slice(0, MOST_OBJECTS).map(([, code]) => code)])), budget: this.#budget,
    };
  }
}

export interface LedgerPreviewLine {
  readonly label: string;
  readonly total: boolean;
  readonly amount: Decimal;
  /** What the same months say now; null where nothing is read in of them. */
  readonly before: Decimal | null;
  readonly change: Decimal | null;
}
/** The file as a statement, beside what the register says of the same months. */
export function previewLines(amounts: readonly AccountAmount[], known: readonly AccountAmount[], map: AccountMap): LedgerPreviewLine[] {
  const before = new Map(ledgerStatement(known, map).map((line) => [line.key, line.amount]));
  const now = ledgerStatement(amounts, map);
  return now.filter((line) => line.total || !isZero(line.amount) || !isZero(before.get(line.key) ?? "0")).map(({ amount, key, label, total }) => {
    const was = known.length ? (before.get(key) ?? "0") : null;
    return { label, total, amount, before: was, change: was === null ? null : subtract(amount, was) };
  });
}
