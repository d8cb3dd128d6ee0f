import { isZero, negate, sum, type Decimal } from "../platform/decimal.ts";
import { lineOfAccount, STATEMENT_LINES, type AccountMap, type StatementLineKey } from "./account-map.ts";
import { isResultAccount } from "./ledger.ts";

/** An amount on an account, debit plus and credit minus. */
export interface AccountAmount {
  readonly account: string;
  readonly amount: Decimal;
}
/** A line of the statement by the ledger. Income is plus and cost minus: the ledger's sign is turned here and nowhere else. */
export interface LedgerLine {
  readonly key: StatementLineKey | "unmapped" | "income" | "costs" | "net";
  readonly label: string;
  readonly total: boolean;
  readonly amount: Decimal;
  /** The accounts that make the line, turned; of a total none. */
  readonly accounts: readonly AccountAmount[];
}

/** The accounts that no range of the map holds, but that a statement is made of: they are shown, and counted in the net. */
export const isUnmapped = (map: AccountMap, account: string): boolean => lineOfAccount(map, account) === null && isResultAccount({ number: account, kind: null });

/** Amounts as a statement: its lines, income and costs summed, and the net cost of the activity. Balance accounts are no part of it. */
export function ledgerStatement(amounts: readonly AccountAmount[], map: AccountMap): LedgerLine[] {
  const byAccount = [...Map.groupBy(amounts, ({ account }) => account)].map(([account, own]) => ({ account, amount: negate(sum(own.map(({ amount }) => amount))) }));
  const lineOf = new Map(byAccount.map(({ account }) => [account, lineOfAccount(map, account)]));
  const line = (key: StatementLineKey, label: string): LedgerLine => {
    const accounts = byAccount.filter(({ account }) => lineOf.get(account) === key);
    return { key, label, total: false, amount: sum(accounts.map(({ amount }) => amount)), accounts };
  };
  const total = (key: "income" | "costs" | "net", label: string, lines: readonly LedgerLine[]): LedgerLine => ({ key, label, total: true, amount: sum(lines.map(({ amount }) => amount)), accounts: [] });
  const income = STATEMENT_LINES.filter(({ side }) => side === "income").map(({ key, label }) => line(key, label));
  const costs = STATEMENT_LINES.filter(({ side }) => side === "cost").map(({ key, label }) => line(key, label));
  const stray = byAccount.filter(({ account, amount }) => !isZero(amount) && isUnmapped(map, account));
  const unmapped: LedgerLine[] = stray.length ? [{ key: "unmapped", label: "Konton utan rad", total: false, amount: sum(stray.map(({ amount }) => amount)), accounts: stray }] : [];
  return [...income, total("income", "Summa intäkter", income), ...costs, total("costs", "Summa kostnader", costs), ...unmapped, total("net", "Verksamhetens nettokostnader", [...income, ...costs, ...unmapped])];
}

/** Twelve months of each line, income plus and cost minus; what has no line stands by itself where there is any. */
export type LedgerLineMonths = ReadonlyMap<StatementLineKey | "unmapped", readonly Decimal[]>;
/** A year's amounts, told by ISO month, as months of each line. */
export function monthsByLine(amounts: readonly (AccountAmount & { readonly month: string })[], map: AccountMap): LedgerLineMonths {
  const lineOf = new Map([...new Set(amounts.map(({ account }) => account))].map((account) => [account, lineOfAccount(map, account) ?? (isUnmapped(map, account) ? ("unmapped" as const) : null)]));
  const byLine = Map.groupBy(amounts, ({ account }) => lineOf.get(account)!);
  const monthsOf = (own: typeof amounts): Decimal[] => { const byMonth = Map.groupBy(own, ({ month }) => Number(month.slice(5))); return Array.from({ length: 12 }, (_, at) => negate(sum((byMonth.get(at + 1) ?? []).map(({ amount }) => amount)))); };
  const stray = byLine.get("unmapped") ?? [];
  return new Map([...STATEMENT_LINES.map(({ key }) => [key, monthsOf(byLine.get(key) ?? [])] as const), ...(stray.length ? [["unmapped", monthsOf(stray)] as const] : [])]);
}
