import { describe, expect, test } from "vitest";
import { changeFromLastYear, columnMeaning, columnOf, disagreements, netLine, type Statement } from "./statement.ts";

/** A statement as a controller writes it: a heading line, then a line a row. */
function statement(year: number, written: string): Statement {
  const [head = "", ...rows] = written.trim().split("\n").map((line) => line.trim());
  const columns = head.split("|").slice(1).map((label) => columnMeaning(label.trim(), year));
  return {
    id: 1, committeeId: 1, year, reportKind: "annual-report", kind: "income", title: "Resultaträkning", unit: "mkr", columns, origin: 1,
    lines: rows.map((row, index) => {
      const [label = "", ...cells] = row.split("|").map((cell) => cell.trim());
      return { id: index, label, total: /netto|summa/i.test(label), origin: 1, amounts: cells.map((cell, column) => (cell ? { lineId: index, column, amount: cell, origin: 1 } : null)) };
    }),
  };
}

describe("a column is understood by its heading", () => {
  test.each([
    ["2021", "actual", 2021], ["Utfall 2020", "actual", 2020], ["Bokslut 20", "actual", 2020], ["Utfall föregående år", "actual", 2020], ["Budget", "budget", 2021], ["Budget 2022", "budget", 2022],
    ["Prognos", "forecast", 2021], ["Budgetavvikelse", "budget-variance", 2021], ["Budgetavvikelse 2020", "budget-variance", 2020], ["Prognos- avvikelse", "forecast-variance", 2021],
    ["% 21/20", "change-percent", 2021], ["Förändring", "change", 2021], ["Återstår av årsbudget", "remaining", 2021], ["Kommentar", "other", null],
  ])("»%s« is %s of %s", (label, measure, year) => expect(columnMeaning(label, 2021)).toEqual({ label, measure, year }));

  test("two columns that cannot be told apart are no answer", () => {
    expect(columnOf(statement(2021, "Rad | Utfall | Utfall 2021\nNettokostnader | -1,0 | -2,0"), "actual", 2021)).toBeNull();
  });
});

describe("net cost and its change", () => {
  const income = statement(2021, `
    Rad                         | 2021   | 2020   | Budgetavvikelse | Budget
    Summa intäkter              | 47.7   | 50.3   | 3.3             | 44.4
    Verksamhetens nettokostnader| -204.4 | -202.9 | 25.4            | -229.8`);
  test("the net line carries the whole", () => expect(netLine(income)!.label).toBe("Verksamhetens nettokostnader"));
  test("the change is against last year, in per cent of last year's size", () => {
    const change = changeFromLastYear(income, netLine(income)!)!;
    expect([change.difference, change.percent!.slice(0, 5)]).toEqual(["-1.5", "-0.73"]);
  });
});

describe("a stated variance", () => {
  const table = (variance: string) => statement(2021, `Rad | 2021 | Budget | Budgetavvikelse\nNettokostnader | -9.6 | -8.3 | ${variance}`);
  test("may differ from its operands by the rounding of a term", () => expect(disagreements(table("-1.2"))).toEqual([]));
  test("is shown as a contradiction beyond that", () => expect(disagreements(table("1.3")).map(({ stated, computed }) => [stated, computed])).toEqual([["1.3", "-1.3"]]));
  test("is budget less cost where costs are written without a minus", () => {
    expect(disagreements(statement(2021, "Rad | 2021 | Budget | Budgetavvikelse\nNettokostnad | 204.4 | 210.0 | 5.6"))).toEqual([]);
  });
});
