import { describe, expect, test } from "vitest";
import { columnDecimals, guessLedgerMapping, ledgerMappingFault, readLedgerTable, tableOre } from "./ledger-table.ts";
import { oreText } from "./ledger.ts";

/** A table as it stands in a spreadsheet, a row on each line, cells between bars. */
const table = (text: string): string[][] => text.trim().split("\n").map((line) => line.trim().split("|").map((cell) => cell.trim()));
const read = (text: string) => {
  const rows = table(text);
  const mapping = guessLedgerMapping(rows);
  const { report, rows: found } = readLedgerTable(rows, mapping);
  return { mapping, rows: found.flatMap((row) => (row.kind === "posting" ? [`${row.onDate} ${row.account} {${row.objects.map((pair) => pair.join("=")).join(" ")}} ${oreText(row.ore)}`] : [])), said: [...report.errors, ...report.warnings].map(({ line, message }) => `${line}: ${message}`), report };
};

describe("an amount of a table", () => {
  test.each([
    ["1 234,50", "1234.50"], ["1.234,50", "1234.50"], ["1,234.50", "1234.50"], ["1234.5", "1234.50"], ["−12", "-12.00"], ["12-", "-12.00"], ["(12,00)", "-12.00"], ["+7", "7.00"], ["1.234", "1234.00"], ["12 kr", "12.00"], ["1'000", "1000.00"], ["0", "0.00"],
  ])("%s is %s", (text, amount) => expect(oreText(tableOre(text) ?? NaN)).toBe(amount));
  test("is not guessed", () => expect(["", "tolv", "1,234", "1,2,3", "1.2.3", "12,345", "--1", "1e5"].map(tableOre)).toEqual(Array(8).fill(null)));
});

test("how a column writes its amounts is told by all its cells", () => expect(columnDecimals(table("Konto | A | B | C | D | E\n5010 | 1 000,50 | 1,000.50 | 12 | 1,5 | text\n5020 | 12 kr | -7 | (1 000) | 2.5 |"), 0)).toEqual(["whole", "comma", "point", "whole", "both", "none"]));

describe("a table of postings", () => {
  const TABLE = `
    Utdrag ur ekonomisystemet
    Konto | Kontonamn | Datum | Ansvar | Verksamhet | Belopp | Text
    5010 | Löner | 2026-01-25 | 100 Biblioteket | 310 | 1 000,50 | Lön
    3110 | Avgifter | 2026-01-31 | 100 | | -200 |
    Summa | | | | | 800,50 |
  `;
  test("is read by its headings, wherever they stand, with its objects by dimension", () => {
    const { mapping, report, rows, said } = read(TABLE);
    expect(mapping).toEqual({ headerRow: 1, sign: "ledger", columns: ["account", "name", "date", "unit", "activity", "amount", "text"] });
    expect(rows).toEqual(["2026-01-25 5010 {1=100 20=310} 1000.50", "2026-01-31 3110 {1=100} -200.00"]);
    expect(said).toEqual(["5: Raden har inget konto och är inte läst."]);
    expect([report.accounts[0], report.objects]).toEqual([{ number: "5010", name: "Löner", kind: null }, [{ dimension: "1", code: "100", name: "Biblioteket" }, { dimension: "20", code: "310", name: "" }]]);
  });
  test("with a statement's signs is turned to the ledger's: its own income tells", () => expect(read("Konto | Period | Utfall\n5010 | 202601 | -1000\n3110 | 202601 | 200").rows).toEqual(["2026-01-01 5010 {} 1000.00", "2026-01-01 3110 {} -200.00"]));
  test("has debit and credit in a column each", () => expect(read("Konto | Dag | Debet | Kredit\n5010 | 2026-01-02 | 10,00 |\n1930 | 2026-01-02 | | 10,00").rows).toEqual(["2026-01-02 5010 {} 10.00", "2026-01-02 1930 {} -10.00"]));
  test("tells each row that cannot be read, with its row", () => {
    expect(read("Konto | Period | Belopp\nfemtio | 202601 | 1\n5010 | i fjol | 1\n5010 | 202601 | tolv\n5010 | 202601 |\n5010 | 2026 | 1").said).toEqual([
      "2: Kontot »femtio« är inget kontonummer.", "3: Dagen eller perioden »i fjol« går inte att läsa; skriv till exempel 2026-01-31 eller 2026-01.", "4: Beloppet »tolv« går inte att läsa.", "5: Raden saknar belopp.",
      "6: Dagen eller perioden »2026« går inte att läsa; skriv till exempel 2026-01-31 eller 2026-01.",
    ]);
  });
  test("is not moved to another day than it says", () =>
    expect(read("Konto | Dag | Belopp\n5010 | 2026-02-31 | 10\n5010 | 2026-01-45 | 10\n5010 | 2024-02-29 | 10").rows).toEqual(["2024-02-29 5010 {} 10.00"]));
  test("that has balance accounts and does not sum to zero says so", () => expect(read("Konto | Dag | Belopp\n5010 | 2026-01-02 | 10\n1930 | 2026-01-02 | -9").said).toEqual(["0: Tabellen har balanskonton och summerar till 1.00 i stället för noll."]));
  test.each([
    ["Konto | Belopp", "Välj vilken kolumn som är dag eller period."], ["Datum | Belopp", "Välj vilken kolumn som är konto."], ["Konto | Datum", "Välj vilken kolumn som är belopp, eller en för debet och en för kredit."],
  ])("is not read without what a posting needs: %s", (heading, fault) => expect(ledgerMappingFault(guessLedgerMapping(table(heading)))).toBe(fault));
});
