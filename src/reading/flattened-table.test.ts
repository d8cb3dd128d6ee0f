import { describe, expect, test } from "vitest";
import { flattenedTable, partHeading, waysToPart } from "./flattened-table.ts";

const read = (...lines: string[]) => flattenedTable(lines, 0)?.rows.map(({ cells }) => cells.join("|")) ?? null;

describe("a table that has kept only one space between its cells", () => {
  test("has as many columns as its rows and its heading agree on", () => {
    expect(read("Verksamhet Budget 2023 Prognos 2023 Avvikelse", "Barn och unga 76 900 81 700 -4 800", "Vuxna 29 800 31 350 -1 550", "Summa 106 700 113 050 -6 350")).toEqual(["Verksamhet|Budget 2023|Prognos 2023|Avvikelse", "Barn och unga|76 900|81 700|-4 800", "Vuxna|29 800|31 350|-1 550", "Summa|106 700|113 050|-6 350"]);
    expect(read("Skola 2023 2022 Förändring", "Ekskolan 304 312 -8", "Björkskolan 298 312 -14", "Summa 602 624 -22")?.[1]).toBe("Ekskolan|304|312|-8");
  });
  test("whose heading has broken into lines has them put together under its caption", () =>
    expect(read("Tabell 16. Placeringar", "Dygn", "2022", "Dygn budget", "2024", "Kr per dygn", "2024", "Egna hem 15 330 16 470 1 085", "HVB 3 285 2 928 6 350", "Summa 18 615 19 398 7 435")?.slice(0, 2)).toEqual(["|Dygn 2022|Dygn budget 2024|Kr per dygn 2024", "Egna hem|15 330|16 470|1 085"]));
  test("of months may end before the year does, and may have their sum last", () => {
    expect(read("jan feb mar apr maj jun", "2021 22 21 23 20 19 21", "2022 21 20 22")?.at(-1)).toBe("2022|21|20|22|||");
    expect(read("jan feb mar Summa", "2021 1 104 1 010 968 3 082", "2022 812 798 845 2 455", "2023 700 701 702 2 103")?.[1]).toBe("2021|1 104|1 010|968|3 082");
  });
  test("of one column needs its caption, and a label may end with a number", () =>
    expect(read("Tabell 9. Förändring av ramen (tkr)", "Ram 2023 195 870", "Löneuppräkning 4 310", "Effektivisering -1 959", "Ram 2024 198 221")).toEqual(["|", "Ram 2023|195 870", "Löneuppräkning|4 310", "Effektivisering|-1 959", "Ram 2024|198 221"]));
  test("goes on over a label that broke, and over a row of words", () =>
    expect(read("Tabell 2. Kostnader (tkr)", "Slag Utfall Budget", "Intäkter", "Avgifter 1 200 1 100", "Övriga kostnader för lokaler och", "fastigheter 2 300 2 400", "Summa 3 500 3 500")?.slice(1, 4)).toEqual(["Intäkter||", "Avgifter|1 200|1 100", "Övriga kostnader för lokaler och fastigheter|2 300|2 400"]));
  test.each([
    ["Nämnden har under 2023 haft", "fler ärenden än 2022", "och kostnaderna blev 12 345"], ["Mötena hölls 12", "Ärenden behandlades 40", "Beslut fattades 35"], ["Budget 2023", "Vi räknar med 120 barn", "och det blir dyrt."],
  ])("is no prose: %s", (...lines) => expect(read(...lines)).toBeNull());
});
describe("a run of figures", () => {
  test("is parted in every way that thousands allow", () => {
    expect(waysToPart(["2", "400", "2", "040", "0"], 3)).toEqual([["2 400", "2 040", "0"]]);
    expect(waysToPart(["304", "312", "-8"], 2)).toEqual([["304 312", "-8"]]);
    expect(waysToPart(["1", "104", "968"], 2)).toEqual([["1", "104 968"], ["1 104", "968"]]);
    expect(waysToPart(["12,5", "300"], 1)).toEqual([]);
  });
});
describe("a heading row is parted where its words begin anew", () => {
  test.each([
    ["Indikator 2021 2022 Prognos 2023 Mål 2024", 4, "Indikator|2021|2022|Prognos 2023|Mål 2024"], ["2022 Prognos 2023 Budget 2024", 3, "|2022|Prognos 2023|Budget 2024"],
    ["Resultaträkning Utfall 2023 Utfall 2022 Förändring % Budget 2023 Budgetavvikelse", 5, "Resultaträkning|Utfall 2023|Utfall 2022|Förändring%|Budget 2023|Budgetavvikelse"],
  ])("%s", (heading, count, parted) => expect(partHeading(heading, count)?.headings.join("|")).toBe(parted));
});
