import { lineLabel, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { absolute, compare, isDecimal, isZero, scale, type Decimal } from "../platform/decimal.ts";

/** No municipality has so much: what is more was typed wrong. */
const MOST: Decimal = "1000000000000";
/** Whether a text is an amount in kronor, with öre at most, that can be meant. */
export const isBudgetAmount = (text: string): boolean => isDecimal(text) && scale(text) <= 2 && compare(absolute(text), MOST) <= 0;
/** Lines whose sign is not what it is of most: a cost that is plus, an income that is minus. They are told, and never changed. */
export const oddBudgetSigns = (amounts: readonly { readonly line: StatementLineKey; readonly amount: Decimal }[]): string[] => amounts.flatMap(({ amount, line }) => {
  const cost = STATEMENT_LINES.find(({ key }) => key === line)!.side === "cost";
  return isZero(amount) || amount.startsWith("-") === cost ? [] : [`${lineLabel(line)} är ${cost ? "plus, men en kostnad skrivs med minus" : "minus, men en intäkt skrivs med plus"}`];
});
