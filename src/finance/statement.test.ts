import { describe, expect, test } from "vitest";
import { changeFromLastYear, columnMeaning, columnOf, disagreements, forecastVariance, netLine, wrongSums, type Statement } from "./statement.ts";

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

describe("a forecast variance names both its sides", () => {
  const sides = (first: string, second: string) => forecastVariance(statement(2021, `Rad | 2021 | Budget | Prognos | Prognosavvikelse\nIntäkter | 47.7 | 44.4 | 46.5 | ${first}\nNettokostnader | -204.4 | -229.8 | -208.5 | ${second}`));
  test("as the figures themselves tell", () => {
    expect([sides("-1.2", "-4.1"), sides("1.2", "4.1"), sides("2.1", "21.3")]).toEqual([["forecast", "actual"], ["actual", "forecast"], ["forecast", "budget"]]);
  });
  test("and names none where they tell nothing or several things", () => expect([sides("0.0", "0.0"), sides("7.7", "9.9")]).toEqual([null, null]));
});

describe("a stated sum", () => {
  const wrong = (written: string) => wrongSums(statement(2021, written)).map(({ line, column, stated, computed }) => [line.label, column, stated, computed]);
  test("adds the lines since the sum before, and the net adds the sums", () => {
    expect(wrong("Rad | 2021 | 2020\nAvgifter | 3.6 | 3\nBidrag | 4.1 | 4\nSumma intäkter | 9.9 | 7\nPersonal | -5 | -5\nLokaler | -2 | -1\nSumma kostnader | -7 | -6\nNettokostnader | 2.9 | 9")).toEqual([
      ["Summa intäkter", 0, "9.9", "7.7"], ["Nettokostnader", 1, "9", "1"],
    ]);
  });
  test("may differ by the rounding of each term, and says nothing where a term is missing", () => {
    expect(wrong("Rad | 2021 | 2020\nBarn | -1.0 | -3\nVuxna | -2.0 | \nNettokostnader | -3.2 | -9")).toEqual([]);
  });
  test("may be of sums, of all lines, or a difference where costs are stated without a minus", () => {
    expect(wrong("Rad | 2021\nIntäkter | 100\nKostnader | 500\nNettokostnad | 400")).toEqual([]);
    expect(wrong("Rad | 2021\nA | -1\nB | -9\nSumma skola | -10\nC | -2\nD | -10\nSumma vård | -12\nSumma kostnader | -22")).toEqual([]);
    expect(wrong("Rad | 2021\nLön | -350\ndärav semester | -100\nHyra | -20\nSumma kostnader | -370")).toEqual([]);
  });
  test("does not add parts to their whole", () => expect(wrong("Rad | 2021\nPersonal | -5\nvarav vikarier | -1\nLokaler | -2\nSumma kostnader | -7")).toEqual([]));
});

describe("a stated variance", () => {
  const table = (variance: string) => statement(2021, `Rad | 2021 | Budget | Budgetavvikelse\nNettokostnader | -9.6 | -8.3 | ${variance}`);
  test("may differ from its operands by the rounding of a term", () => expect(disagreements(table("-1.2"))).toEqual([]));
  test("is shown as a contradiction beyond that", () => expect(disagreements(table("1.3")).map(({ stated, computed }) => [stated, computed])).toEqual([["1.3", "-1.3"]]));
  test("is budget less cost where costs are written without a minus", () => {
    expect(disagreements(statement(2021, "Rad | 2021 | Budget | Budgetavvikelse\nNettokostnad | 204.4 | 210.0 | 5.6"))).toEqual([]);
  });
});
