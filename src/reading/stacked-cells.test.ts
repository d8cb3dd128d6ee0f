import { describe, expect, test } from "vitest";
import { layoutOfText } from "./text-layout.ts";
import { isTable } from "./layout.ts";

/** The tables of a text, each row as its cells between strokes. */
const tables = (...lines: string[]): string[][] => layoutOfText(["Kommunen redovisar sin ekonomi varje år i en rapport till fullmäktige.", "", ...lines].join("\n")).blocks.filter(isTable).map(({ rows }) => rows.map(({ cells }) => cells.join(" / ")));

describe("tables as papers have them", () => {
  test("each cell on a line of its own, under its years", () => {
    const cells = (name: string, ...values: string[]): string[] => [name, "", ...values.flatMap((value) => [value, ""])];
    expect(tables(...cells("År", "2014", "2015", "2016"), ...cells("Kommun", "23,34", "23,34", "23,34"), ...cells("Landsting", "10,69", "10,69", "11,26"), ...cells("Summa", "34,03", "34,03", "34,60"))).toEqual([["År / 2014 / 2015 / 2016", "Kommun / 23,34 / 23,34 / 23,34", "Landsting / 10,69 / 10,69 / 11,26", "Summa / 34,03 / 34,03 / 34,60"]]);
  });
  test("headings that are parted so that each is narrow", () => {
    expect(tables("(mnkr) Intäkter Kost-", "nader", "Netto-", "kostnad", "Avvikelse Avvikelse", "2017", "Plan och bygg 25,4 61,1 35,7 – 8,2 3,8", "Väghållning 10,2 83,3 73,1 3,6 10,6", "Miljö 2,9 8,4 5,5 1,4 0,0", "Totalt 38,5 152,8 114,3 – 3,2 14,4")[0]).toEqual(["(mnkr) / Intäkter / Kostnader / Nettokostnad / Avvikelse / Avvikelse 2017", "Plan och bygg / 25,4 / 61,1 / 35,7 / –8,2 / 3,8", "Väghållning / 10,2 / 83,3 / 73,1 / 3,6 / 10,6", "Miljö / 2,9 / 8,4 / 5,5 / 1,4 / 0,0", "Totalt / 38,5 / 152,8 / 114,3 / –3,2 / 14,4"]);
  });
  test("names of groups and blank lines between the rows are no end", () => {
    expect(tables("2014 2015 2016", "Personal", "Antal anställda 979 1 044 1 102", "Sjukfrånvaro, % 5,17 5,59 5,75", "", "Resultaträkning", "Nettokostnader, mnkr 832,6 854,5 904,7", "Skatteintäkter, mnkr 846,6 874,9 918,0")[0]!.length).toBe(6);
  });
  test("the numbers of notes are no amounts", () => {
    expect(tables("Belopp i tkr Not Budget 2019 2019 2018", "Verksamhetens intäkter 1 102 946 101 282 106 965", "Verksamhetens kostnader 2 – 423 231 – 417 698 – 419 995", "Avskrivningar 3 – 14 991 – 14 879 – 13 462", "VERKSAMHETENS NETTOKOSTNADER – 335 276 – 331 295 – 326 492")[0]!.slice(1)).toEqual(["Verksamhetens intäkter / 102 946 / 101 282 / 106 965", "Verksamhetens kostnader / –423 231 / –417 698 / –419 995", "Avskrivningar / –14 991 / –14 879 / –13 462", "VERKSAMHETENS NETTOKOSTNADER / –335 276 / –331 295 / –326 492"]);
  });
  test("a rule in the middle begins another table", () => {
    expect(tables("(mkr) | 2018 | 2019 |", "---|---|---|", "Intäkter | – 30,7 | – 34,7 |", "Kostnader | 29,6 | 34,8 |", "Mål | Resultat 2018 | Resultat 2019 |", "---|---|---|", "Rent vatten | Uppfylldes | Uppfylldes |").map((rows) => rows.length)).toEqual([3, 2]);
  });
});
