import { describe, expect, test } from "vitest";
import { isTable } from "./layout.ts";
import { layoutOfText } from "./text-layout.ts";
import { partHeading } from "./flattened-heading.ts";
import { waysToPart } from "./flattened-row.ts";
import { flattenedTables } from "./flattened-table.ts";

const read = (...lines: string[]) => flattenedTables(lines)(0)?.rows.map(({ cells }) => cells.join("|")) ?? null;

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
describe("a heading that broke into a line for each of its own", () => {
  test("is put together, and what begins a line begins no heading", () =>
    expect(read("Placeringar (tkr) Utfall", "2022 Budget", "2022 Avvikelse Vårddygn", "2022 Kr per", "vårddygn", "HVB, barn 26 214 22 400 -3 814 3 581 7 320", "Familjehem 18 348 16 100 -2 248 7 384 2 485", "Stödboende 4 138 3 900 -238 2 675 1 547")?.[0]).toBe("Placeringar (tkr)|Utfall 2022|Budget 2022|Avvikelse|Vårddygn 2022|Kr per vårddygn"));
  test("may have a day in it", () =>
    expect(read("Anställda per enhet", "31 dec 2022 Kvinnor Män Totalt", "Stabsenheten 24 6 30", "Vuxenenheten 31 11 42", "Totalt 55 17 72")).toEqual(["Anställda per enhet 31 dec 2022|Kvinnor|Män|Totalt", "Stabsenheten|24|6|30", "Vuxenenheten|31|11|42", "Totalt|55|17|72"]));
  test("what a table is in ends its corner", () => expect(partHeading("Effektivisering (mkr) Beräknad effekt 2022 Utfall 2022", 2)?.headings).toEqual(["Effektivisering (mkr)", "Beräknad effekt 2022", "Utfall 2022"]));
});

describe("rows that end with a comment", () => {
  test("have it in a cell of its own, and their sum has none", () =>
    expect(read("Investeringar (tkr) Budget 2022 Utfall 2022 Kommentar", "Digital ansökan 900 612 Projektet fortsätter 2023.", "Larm och lås 300 297 Avslutat.", "Summa 1 200 909")).toEqual(["Investeringar (tkr)|Budget 2022|Utfall 2022|Kommentar", "Digital ansökan|900|612|Projektet fortsätter 2023.", "Larm och lås|300|297|Avslutat.", "Summa|1 200|909|"]));
});

describe("rows that end with a verdict", () => {
  test("are a table where the heading ends with what it is called", () =>
    expect(read("Indikator 2022 2023 Målvärde Bedömning", "Slutat, procent (lägre) 16 15 14 Ej uppfyllt", "Nöjda, procent 78 80 80 Uppfyllt", "I tid, procent 90 91 95 Uppfylls delvis")).toEqual(["Indikator|2022|2023|Målvärde|Bedömning", "Slutat, procent (lägre)|16|15|14|Ej uppfyllt", "Nöjda, procent|78|80|80|Uppfyllt", "I tid, procent|90|91|95|Uppfylls delvis"]));
  test("whose target says which way is better have that in their name", () =>
    expect(read("Indikator 2022 2023 Mål Status", "Slutat, procent 16 15 högst 14 Nej", "Nöjda, procent 78 80 minst 80 Ja")).toEqual(["Indikator|2022|2023|Mål|Status", "Slutat, procent högst|16|15|14|Nej", "Nöjda, procent minst|78|80|80|Ja"]));
  test("are no table under another heading, nor are they of one table with rows that have none", () => {
    expect(read("Indikator 2022 2023 Målvärde", "Slutat, procent 16 15 14 Uppfyllt", "Nöjda, procent 78 80 80 Uppfyllt")).toBeNull();
    expect(read("Indikator 2022 2023 Mål", "Slutat, procent 16 15 14", "I tid, procent 70 80 90", "Nöjda, procent 78 80 80 Uppfyllt")).toHaveLength(3);
  });
});

describe("what only looks like a table", () => {
  const tables = (...lines: string[]) => layoutOfText(lines.join("\n")).blocks.filter(isTable).map(({ rows }) => rows.map(({ cells }) => cells.join("|")));
  test.each([
    ["a list of contents", "Årsredovisning 2023", "Sammanfattning 3", "Verksamhetens mål 5", "Ekonomi 12", "Personal 18"], ["a numbering", "Nämndens mål 2024", "Mål 1", "Mål 2", "Mål 3"], ["points of a list", "Mål för året 2023", "- Trygghet 85", "- Studiero 78", "- Delaktighet 64"],
    ["decisions", "Beslut 2023", "Kommunstyrelsen § 12", "Kommunfullmäktige § 34", "Socialnämnden § 56"], ["an agenda", "Dagordning januari", "Mötets öppnande 1", "Val av justerare 2", "Budget 3"], ["telephones", "Antal anställda", "Ekskolan 0500 12 34", "Björkskolan 0500 12 35", "Alskolan 0500 12 36"],
    ["prose that broke", "Nämndens budget för 2023 uppgår till", "612,4 mkr. Personalkostnaderna ökade med 12", "Kostnaden för lokaler var 45", "Hyror uppgick till 33"], ["a heading of Markdown", "## Antal besök 2023", "Biblioteket 120", "Badhuset 340", "Museet 12"],
  ])("%s is none", (_, ...lines) => expect(tables(...lines)).toEqual([]));
  test("a number that a row is called by is no thousands", () =>
    expect(tables("Enhet 2022 2023", "Avdelning 1 100 200", "Avdelning 2 110 210", "Avdelning 3 120 220", "Summa 330 630")[0]?.slice(1)).toEqual(["Avdelning 1|100|200", "Avdelning 2|110|210", "Avdelning 3|120|220", "Summa|330|630"]));
  test("tables of three years under one heading row are three tables", () => {
    const year = (at: number) => [`Utfall januari–mars ${2020 + at}`, "Verksamhet Budget Utfall Avvikelse", `Förskola ${at}00 ${at - 1}90 10`, `Grundskola ${at}50 ${at}30 20`, `Gymnasium ${at}05 ${at}00 5`, ""];
    expect(tables(...year(2), ...year(3), ...year(4)).map(({ length }) => length)).toEqual([4, 4, 4]);
    const plain = (at: number) => year(at).slice(1);
    expect(tables(...plain(2), ...plain(3), ...plain(4)).map(({ length }) => length)).toEqual([4, 4, 4]);
  });
  test("a forecast's year is a forecast", () => expect(partHeading("Ålder 2023 2024 prognos 2025 prognos", 3)?.headings).toEqual(["Ålder", "2023", "2024 prognos", "2025 prognos"]));
  test("a row of many groups is read as what is reckoned from it", () => {
    const [, ...rows] = tables("Tabell 6. Kostnader och intäkter, tkr", "Verksamhet Kostnader Intäkter Netto Netto Netto", "2025 2025 2025 2026 2027", "Förskola 104 260 9 840 94 420 95 860 97 430", "Grundskola 155 380 9 120 146 260 148 600 151 640", "Summa 446 450 40 300 406 150 414 150 422 920")[0]!;
    expect(rows).toEqual(["Förskola|104 260|9 840|94 420|95 860|97 430", "Grundskola|155 380|9 120|146 260|148 600|151 640", "Summa|446 450|40 300|406 150|414 150|422 920"]);
  });
  test("a year goes with the months before it, and dashes are cells", () => {
    const [heading, ...rows] = tables("Tabell 12. Investeringar, tkr", "Projekt Total Utfall Budget Utfall Prognos Avvikelse", "budget ackumulerat 2024 jan–aug 2024 2024 2024", "Bro över ån 22 000 1 430 6 000 1 430 2 500 3 500", "LED-belysning 8 400 5 120 2 800 1 640 2 800 0", "Fordon – – 2 400 610 1 900 500", "Summa – – 76 100 48 100 67 180 8 920")[0]!;
    expect(heading).toBe("Projekt|Total budget|Utfall ackumulerat|Budget 2024|Utfall jan–aug 2024|Prognos 2024|Avvikelse 2024");
    expect(rows.at(-1)).toBe("Summa|–|–|76 100|48 100|67 180|8 920");
  });
  test("numbers that can be parted in several ways are marked as guessed", () => {
    const table = layoutOfText(["Verksamhet Budget 2023 Utfall 2023 Avvikelse", "Stöd 1 000 100 900 200 100", "Vård 2 000 2 100 -100", "Skola 3 000 2 900 100"].join("\n")).blocks.find(isTable);
    expect(table?.rows.map(({ guessed }) => guessed ?? false)).toEqual([false, true, false, false]);
  });
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
/** Made to be read in very many ways: what a document of the size is read in many times over is enough. */
test.each([
  ["one row of very many numbers", ["Skola Utfall 2023 Budget 2023", ...Array<string>(3).fill(`Skola ${"100 ".repeat(40)}01`)]],
  ["very many rows that could each be a heading", Array.from({ length: 8_000 }, (_, at) => `mars ${at}`)],
  ["rows of all lengths", Array.from({ length: 8_000 }, (_, at) => `Antal barn${" 5".repeat(1 + (at % 12))}`)],
  ["a page's foot between all rows", Array.from({ length: 8_000 }, (_, at) => (at % 2 ? `Sida ${at}` : "Antal barn 5 6 7"))],
  ["blanks", [`Antal${" ".repeat(500_000)}5`]],
])("%s are read to their end", (_, lines) => expect(layoutOfText(["Nämnden får också åtgärda ärenden på många sätt. ".repeat(60), "", ...lines].join("\n")).blocks.length).toBeGreaterThan(0));
