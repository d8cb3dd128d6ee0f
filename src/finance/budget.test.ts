import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { STATEMENT_LINES } from "../ledger/account-map.ts";
import { budgetDifferences, budgetTotals, leftOfFrame, yearOfRow, type BudgetRow } from "./budget.ts";
import { evenly } from "./spreading.ts";

/** Rows as "1 staff -1200", each spread evenly: the unit's number, the line, the year's kronor. */
const rows = (text: string): BudgetRow[] => text.trim().split("\n").map((line) => { const [unit = "", key = "", amount = ""] = line.trim().split(/\s+/); return { unitId: Number(unit), line: key as BudgetRow["line"], months: evenly(amount) }; });

describe("a budget", () => {
  const budget = rows(`
    1 grants 300
    1 staff -1000
    2 premises -500.50
  `);
  test("has income, costs and net", () => expect(budgetTotals(budget)).toEqual({ income: "300", costs: "-1500.5", net: "-1200.5" }));
  test("leaves what is not used of the frame, and says by how much it is over", () => expect([leftOfFrame("1500", budget), leftOfFrame("1000", budget)]).toEqual(["299.5", "-200.5"]));
  test("differs from another line by line, also where only its months do", () => {
    const other = rows("1 grants 300\n1 staff -1100\n3 fees 5");
    expect(budgetDifferences(budget, other).map(({ after, before, change, line, unitId }) => `${unitId} ${line} ${before} ${after} ${change}`)).toEqual(["1 staff -1000 -1100 -100", "2 premises -500.5 0 500.5", "3 fees 0 5 5"]);
    const moved = budget.map((row) => (row.line === "staff" ? { ...row, months: [...row.months.slice(1), row.months[0]!] } : row));
    expect(budgetDifferences(budget, moved).map(({ change, line }) => `${line} ${change}`)).toEqual(["staff 0"]);
  });
  test("sums: its lines make its totals, and the differences of two make the difference of their nets", () => {
    const random = numbers(5);
    const random12 = () => Array.from({ length: 12 }, () => ((random() - 0.5) * 1e6).toFixed(2));
    const make = (): BudgetRow[] => [1, 2, 3].flatMap((unitId) => STATEMENT_LINES.filter(() => random() < 0.6).map(({ key }) => ({ unitId, line: key, months: random12() })));
    for (let round = 0; round < 50; round++) {
      const [before, after] = [make(), make()];
      expect(compare(budgetTotals(before).net, sum(before.map(yearOfRow)))).toBe(0);
      expect(compare(sum(budgetDifferences(before, after).map(({ change }) => change)), sum([budgetTotals(after).net, sum(before.map(({ months }) => sum(months))).startsWith("-") ? sum(before.map(yearOfRow)).slice(1) : `-${sum(before.map(yearOfRow))}`]))).toBe(0);
    }
  });
});
