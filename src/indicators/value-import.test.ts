import { describe, expect, test } from "vitest";
import { readTableFile, writeCsv, writeWorkbook } from "../platform/table/table-file.ts";
import { periodNamed } from "./indicator-period.ts";
import type { Indicator } from "./indicator.ts";
import { exportRows, guessMapping, mappingFault, ofYear, periodIn, readImport, storedPlaces } from "./value-import.ts";

const measure = (id: number, name: string, more: Partial<Indicator> = {}): Indicator =>
  ({ id, name, group: null, frequency: "month", decimals: 1, unit: "st", values: [], targets: [], ...more }) as unknown as Indicator;
const value = (period: string, own: string | null, more: object = {}) => ({ period, value: own, missingReason: own === null ? "uteblev" : null, preliminary: false, comment: null, origin: 1, version: 3, ...more });
const rows = (text: string): string[][] => text.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
const read = (text: string, indicators: readonly Indicator[]) => readImport(rows(text), guessMapping(rows(text), 2026), indicators, 2026);

describe("a period as people write it", () => {
  test.each([
    ["2026-03", "2026-03-01"], ["202603", "2026-03-01"], ["2026-03-31", "2026-03-01"], ["mars 2026", "2026-03-01"], ["Mar-26", "2026-03-01"], ["jan", "2026-01-01"], ["T2 2026", "2026-05-01"], ["kvartal 3", "2026-07-01"],
    ["2025 Q4", "2025-10-01"], ["halvår 2 2026", "2026-07-01"], ["första halvåret 2025", "2025-01-01"], ["2024", "2024-01-01"], ["T4", null], ["snart", null], ["2026-13", null],
  ])("»%s« begins %s", (text, period) => expect(periodIn(text, 2026)?.start ?? null).toBe(period));
  test.each([
    ["2024", "year", "2024-01-01"], ["2024", "month", null], ["T1 2024", "tertial", "2024-01-01"], ["T1 2024", "month", null], ["kvartal 1", "half-year", null], ["mars", "quarter", null], ["januari", "year", null],
    ["2026-08", "tertial", null], ["2026-05-31", "month", "2026-05-01"], ["2026-03-31", "quarter", "2026-01-01"], ["2026-12-31", "year", "2026-01-01"], ["2026-01-01", "year", "2026-01-01"], ["2026-01-31", "year", null], ["2026-12-30", "year", null],
  ] as const)("»%s« of what is measured every %s is %s: a time of another length is none of its", (text, frequency, period) => expect(periodNamed(frequency, periodIn(text, 2026)!)).toBe(period));
});

describe("a file of values", () => {
  const visits = measure(1, "Antal besök", { values: [value("2026-01-01", "10"), value("2026-02-01", "11")] } as never);
  test("with a row for each value: what changes, and what does not", () => {
    const { changes, errors, unchanged } = read("Mått | Period | Värde\nAntal besök | 2026-01 | 10\nAntal besök | feb 2026 | 12\nantal besok | mars | 1 013,5", [visits]);
    expect([errors, unchanged, changes.map(({ after, before, line, version }) => [line, before, after, version])]).toEqual([[], 1, [[3, "11", "12", 3], [4, null, "1013,5", 0]]]);
  });
  test("with a column for each month; an empty cell takes nothing away", () => {
    const { changes, unchanged } = read("Nyckeltal | jan | feb | mar\nAntal besök | 10 | | 13", [visits]);
    expect([changes.map(({ after, period }) => [period, after]), unchanged]).toEqual([[["2026-03-01", "13"]], 1]);
  });
  test("with a title above its header", () => expect(guessMapping(rows("Statistik 2026\n\nMått | År | Månad | Utfall"), 2026)).toMatchObject({ headerRow: 2, columns: ["name", "year", "month", "value"] }));
  test.each([
    ["a measure that is not there", "Mått | Period | Värde\nAntal lån | jan | 1", /^Måttet »Antal lån« finns inte/], ["a period that is none", "Mått | Period | Värde\nAntal besök | snart | 1", /»snart« är ingen period för »Antal besök«, som mäts varje månad; skriv till exempel 2026-01/],
    ["what is no number", "Mått | Period | Värde\nAntal besök | mars | tolv", /»tolv« för mars 2026 är inget tal/], ["more decimals than the measure has", "Mått | Period | Värde\nAntal besök | mars | 1,25", /fler decimaler/],
    ["the same twice", "Mått | Period | Värde\nAntal besök | mars | 1\nAntal besök | mars | 2", /står också på rad 2/],
  ])("%s is told with its row", (_, text, message) => {
    const { errors } = read(text, [visits]);
    expect(errors.at(-1)!.message).toMatch(message);
    expect(errors.at(-1)!.line).toBe(text.split("\n").length);
  });
  test("two of one name are told apart by their group", () => {
    const two = [measure(1, "Antal", { group: "Barn" }), measure(2, "Antal", { group: "Vuxna" })];
    expect(read("Mått | Period | Värde\nAntal | mars | 1", two).errors[0]!.message).toContain("ange gruppen");
    expect(read("Grupp | Mått | Period | Värde\nvuxna | Antal | mars | 1", two).changes[0]!.indicator.id).toBe(2);
  });
  test("columns that say too little are asked about", () => expect([mappingFault(guessMapping(rows("Sak | Mängd"), 2026)), mappingFault({ headerRow: 0, columns: ["name", "value"] })]).toEqual(["Säg vilken kolumn som är måttets namn.", "Säg vilken kolumn som är perioden, eller året och månaden."]));
});

test("a source whose months are remembered is read for the year that it is read for", () => {
  const file = rows("Mått | jan | feb\nAntal besök | 1 | 2");
  const remembered = guessMapping(file, 2025);
  expect(readImport(file, ofYear(remembered, file, 2026), [measure(1, "Antal besök")], 2026).changes.map(({ period }) => period)).toEqual(["2026-01-01", "2026-02-01"]);
});

describe("what is exported is read in again unchanged", () => {
  const all = [
    measure(1, "Antal; besök", { group: "Barn", values: [value("2025-04-01", "12.50"), value("2025-05-01", "-0.0"), value("2025-01-01", "1234567.5", { comment: "=ej en formel", preliminary: true }), value("2025-02-01", null), value("2025-03-01", "-0.1")] } as never),
    measure(2, "Andel \"nöjda\"", { frequency: "tertial", decimals: 4, values: [value("2025-05-01", "0.3333")] } as never), measure(3, "Personal", { frequency: "year", values: [value("2025-01-01", "0")] } as never),
  ];
  const again = async (name: string, bytes: Uint8Array) => {
    const table = await readTableFile(name, bytes);
    if (!table.ok) throw new Error(table.failure.message);
    return readImport(table.value, guessMapping(table.value, 2025), all, 2025);
  };
  const exported = exportRows(storedPlaces(all, { from: 2025, to: 2025 }));
  test("as CSV", async () => expect(await again("v.csv", new TextEncoder().encode(writeCsv(exported)))).toEqual({ changes: [], unchanged: 7, errors: [] }));
  test("as an Excel workbook", async () => expect(await again("v.xlsx", await writeWorkbook([{ name: "Värden", rows: exported }]))).toEqual({ changes: [], unchanged: 7, errors: [] }));
  test("and into an empty register it gives the same values, exact", async () => {
    const empty = all.map((one) => ({ ...one, values: [] }));
    const table = await readTableFile("v.csv", new TextEncoder().encode(writeCsv(exported)));
    const { changes } = readImport(table.ok ? table.value : [], guessMapping(table.ok ? table.value : [], 2025), empty, 2025);
    expect(changes.map(({ comment, missingReason, preliminary, value: own }) => [own, missingReason, comment, preliminary])).toEqual([["12.50", null, null, false], ["0.0", null, null, false], ["1234567.5", null, "=ej en formel", true], [null, "uteblev", null, false], ["-0.1", null, null, false], ["0.3333", null, null, false], ["0", null, null, false]]);
  });
});
