import { describe, expect, test } from "vitest";
import { compare, sum } from "../platform/decimal.ts";
import { numbers } from "../../test/random.ts";
import { STATEMENT_LINES } from "../ledger/account-map.ts";
import { budgetDifferences, budgetTotals, leftOfFrame, needsNote, reindexed, withTransfers, yearOfRow, type BudgetRow } from "./budget.ts";
import { evenly } from "./spreading.ts";

/** Rows as "1 staff -1200", each spread evenly: the unit's number, the line, the year's kronor. */
const rows = (text: string): BudgetRow[] => text.trim().split("\n").map((line) => { const [unit = "", key = "", amount = ""] = line.trim().split(/\s+/); return { unitId: Number(unit), line: key as BudgetRow["line"], activity: null, months: evenly(amount) }; });

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
  test("is indexed line by line from what it is made of, once, and what else is changed in it stays", () => {
    const index = { staff: "3.5", grants: "2" };
    const once = reindexed(budget, budget, {}, index);
    expect(once.map(({ line }, at) => `${line} ${Number(yearOfRow(once[at]!))}`)).toEqual(["grants 306", "staff -1035", "premises -500.5"]);
    expect(reindexed(once, budget, index, index)).toEqual(once);
    const changed = once.map((row) => (row.line === "staff" ? { ...row, months: row.months.map((amount, at) => (at === 0 ? sum([amount, "-100"]) : amount)) } : row));
    const told = (rowsNow: readonly BudgetRow[], indexing: Record<string, string>) => budgetDifferences(budget, rowsNow, indexing).map(({ activityChange, indexing: own, line }) => `${line} ${Number(own)} ${Number(activityChange)}`);
    expect(told(changed, index)).toEqual(["grants 6 0", "staff -35 -100"]);
    expect(told(reindexed(changed, budget, index, {}), {})).toEqual(["staff 0 -100"]);
  });
  test("is explained where more than indexing is new; months that are only moved need no words", () => {
    const [grants] = budgetDifferences(budget, reindexed(budget, budget, {}, { grants: "2" }), { grants: "2" });
    const moved = budget.map((row) => (row.line === "staff" ? { ...row, months: [...row.months.slice(1), row.months[0]!] } : row));
    const other = budgetDifferences(budget, rows("1 grants 300\n1 staff -1100\n2 premises -500.50"), {}, new Map([["1/staff/", "En tjänst till"]]));
    expect([needsNote(grants!), other.map(needsNote), budgetDifferences(budget, moved).map(needsNote)]).toEqual([false, [false], [false]]);
    expect(budgetDifferences(budget, rows("1 grants 301\n1 staff -1000\n2 premises -500.50")).map(needsNote)).toEqual([true]);
  });
  test("has the same whole whatever is moved within it, and only the months that are left share it", () => {
    const random = numbers(9);
    for (let round = 0; round < 50; round++) {
      const amount = (random() * 500 + 0.01).toFixed(2);
      const fromMonth = 1 + Math.floor(random() * 12);
      const after = withTransfers(budget, [{ from: { unitId: 1, line: "staff", activity: null }, to: { unitId: 3, line: "purchases", activity: "110" }, amount, fromMonth }]);
      expect(compare(budgetTotals(after).net, budgetTotals(budget).net)).toBe(0);
      const [had, has] = [budget, after].map((own) => own.find(({ line }) => line === "staff")!.months);
      expect(has!.slice(0, fromMonth - 1)).toEqual(had!.slice(0, fromMonth - 1));
      expect(compare(sum([...has!]), sum([...had!, amount]))).toBe(0);
    }
  });
  test("sums: its lines make its totals, and the differences of two make the difference of their nets", () => {
    const random = numbers(5);
    const random12 = () => Array.from({ length: 12 }, () => ((random() - 0.5) * 1e6).toFixed(2));
    const make = (): BudgetRow[] => [1, 2, 3].flatMap((unitId) => STATEMENT_LINES.filter(() => random() < 0.6).map(({ key }) => ({ unitId, line: key, activity: null, months: random12() })));
    for (let round = 0; round < 50; round++) {
      const [before, after] = [make(), make()];
      expect(compare(budgetTotals(before).net, sum(before.map(yearOfRow)))).toBe(0);
      expect(compare(sum(budgetDifferences(before, after).map(({ change }) => change)), sum([budgetTotals(after).net, sum(before.map(({ months }) => sum(months))).startsWith("-") ? sum(before.map(yearOfRow)).slice(1) : `-${sum(before.map(yearOfRow))}`]))).toBe(0);
    }
  });
});
