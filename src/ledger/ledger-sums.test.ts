import { describe, expect, test } from "vitest";
import type { LedgerObjects } from "./ledger.ts";
import { LedgerSums } from "./ledger-sums.ts";

const [NONE, UNIT]: LedgerObjects[] = [[], [["1", "100"]]];
const numbered = (sums: LedgerSums) => [...sums.combinations()].map(({ combination, measure, month, ore, whole }) => `${combination.id} ${measure} ${month} ${whole ? "whole" : "part"} ${ore}`);
function both() {
  const sums = new LedgerSums([{ account: "5010", objects: UNIT!, id: 7 }]);
  const told = [
    sums.posting({ account: "5010", objects: UNIT!, onDate: "2026-01-31", ore: 10_050 }), sums.posting({ account: "5010", objects: [["1", "100"]], onDate: "2026-01-02", ore: -50 }),
    sums.posting({ account: "1930", objects: NONE!, onDate: "2026-02-01", ore: 5 }), sums.month({ account: "5010", objects: UNIT!, measure: "budget", month: "2026-01", ore: 100 }), sums.month({ account: "1930", objects: NONE!, measure: "actual", month: "2026-03", ore: 7 }),
  ];
  for (const [index, one] of [...new Set(told)].filter(({ id }) => id === null).entries()) one.id = 8 + index;
  return sums;
}

describe("what a file's rows come to", () => {
  test("is told of accounts with their objects where it is told as sums, whole or in part, one row of the register for each whatever list it came in", () =>
    expect(numbered(both())).toEqual(["8 actual 2026-03 whole 7", "7 budget 2026-01 part 100"]));
  test("is told of whole accounts, and of objects with their parts", () => {
    expect([...both().accounts()].map(({ account, measure, month, ore }) => `${account} ${measure} ${month} ${ore}`)).toEqual(["5010 actual 2026-01 10000", "1930 actual 2026-02 5", "1930 actual 2026-03 7"]);
    expect([...both().objects()].map(({ account, code, dimension, measure, month, ore }) => `${dimension} ${code} ${account} ${measure} ${month} ${ore}`)).toEqual(["1 100 5010 actual 2026-01 10000", "1 100 5010 budget 2026-01 100"]);
  });
  test("of nought is a row, and what the register knew already and the file does not tell of is none", () => {
    const sums = new LedgerSums([{ account: "5010", objects: NONE!, id: 1 }, { account: "6000", objects: NONE!, id: 2 }]);
    sums.posting({ account: "5010", objects: NONE!, onDate: "2026-01-01", ore: 5 });
    sums.posting({ account: "5010", objects: NONE!, onDate: "2026-01-02", ore: -5 });
    expect([...sums.accounts()].map(({ account, ore }) => `${account} ${ore}`)).toEqual(["5010 0"]);
    expect(numbered(sums)).toEqual([]);
  });
  test("is refused where it cannot be told to the öre", () => {
    const sums = new LedgerSums([]);
    const large = { account: "5010", objects: NONE!, onDate: "2026-01-01", ore: Number.MAX_SAFE_INTEGER };
    sums.posting(large);
    expect(() => sums.posting(large)).toThrow("konto 5010");
  });
});
