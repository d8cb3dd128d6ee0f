import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { READY_ACCOUNT_MAP } from "./account-map.ts";
import { ledgerStatement, type AccountAmount } from "./ledger-statement.ts";

/** A ledger as "5010 100.50" on each line: debit plus, credit minus. */
const ledger = (text: string): AccountAmount[] => text.trim().split("\n").map((line) => { const [account = "", amount = ""] = line.trim().split(/\s+/); return { account, amount }; });
const told = (text: string): string[] => ledgerStatement(ledger(text), READY_ACCOUNT_MAP).filter(({ amount, total }) => total || amount !== "0").map(({ amount, label }) => `${label} ${amount}`);

describe("the statement by the ledger", () => {
  test("has income plus and cost minus, and what no line holds is in it by itself", () =>
    expect(told(`
      3110 -100.25
      3511 -50
      5010 400.10
      5010 -0.10
      6012 30
      8410 7
      1930 -286.75
    `)).toEqual(["Taxor och avgifter 100.25", "Bidrag 50", "Summa intäkter 150.25", "Personalkostnader -400", "Lokalkostnader -30", "Summa kostnader -430", "Konton utan rad -7", "Verksamhetens nettokostnader -286.75"]));
  test("of nothing is nothing", () => expect(told("5010 0").at(-1)).toBe("Verksamhetens nettokostnader 0"));
  test("sums: income and costs and what has no line make the net, which is all result accounts turned", () => {
    const random = numbers(6);
    for (let round = 0; round < 200; round++) {
      const amounts = Array.from({ length: 1 + Math.floor(random() * 40) }, () => ({ account: String(1000 + Math.floor(random() * 9000)), amount: ((random() - 0.5) * 1e6).toFixed(2) }));
      const lines = ledgerStatement(amounts, READY_ACCOUNT_MAP);
      const of = (key: string) => lines.find((line) => line.key === key)?.amount ?? "0";
      const result = sum(amounts.filter(({ account }) => /^[3-8]/.test(account)).map(({ amount }) => amount));
      expect(compare(of("net"), sum([of("income"), of("costs"), of("unmapped")]))).toBe(0);
      expect(compare(sum([of("net"), result]), "0")).toBe(0);
      expect(compare(of("income"), sum(lines.slice(0, 6).map(({ amount }) => amount)))).toBe(0);
    }
  });
});
