import { describe, expect, test } from "vitest";
import { recognise } from "../reading/recognise.ts";
import { layoutOfText } from "../reading/text-layout.ts";
import { checkDocument, type CheckedFile } from "./check-document.ts";

const row = (...cells: (number | string)[]): string => cells.join("\t");
const file = (fileName: string, ...lines: string[]): CheckedFile => {
  const layout = layoutOfText(lines.join("\n"));
  return { fileName, layout, reading: recognise(layout) };
};
const found = (own: CheckedFile, ...others: CheckedFile[]) => checkDocument(own, 2024, others).map(({ code, evidence, expected, line, severity }) => `${line} ${severity} ${code} ${expected ?? "–"} ${evidence.map((one) => `${one.file ?? ""}:${one.line}`).join()}`.replaceAll("\u00a0", " ").replaceAll("−", "-"));
const head = (name: string, year: number) => [`# Kulturnämndens ${name} ${year}`, "", "Ekhamns kommun", ""];
const report = (year: number, before: string) => file("arsredovisning.md", ...head("årsredovisning", year), row("Resultaträkning (mkr)", year, year - 1, "Budgetavvikelse", "Budget"), row("Intäkter", "29,5", before, "2,0", "27,5"), row("Kostnader", "-152,6", "-151,9", "6,8", "-159,4"), row("Nettokostnader", "-123,1", "-118,7", "8,8", "-131,9"));
const last = file("forra-aret.md", ...head("årsredovisning", 2022), row("Resultaträkning (tkr)", "2022", "2021", "Budgetavvikelse", "Budget"), row("Intäkter", "33 180", "30 000", "1 180", "32 000"), row("Kostnader", "-151 900", "-140 000", "-1 900", "-150 000"), row("Nettokostnader", "-118 720", "-110 000", "-720", "-118 000"));

describe("a document beside last year's", () => {
  test("last year's column is last year's outcome, whatever unit it was told in", () => {
    expect(found(report(2023, "33,2"), last)).toEqual([]);
    expect(found(report(2023, "32,3"), last).filter((one) => !/table-total|net-figure/.test(one))).toEqual(["6 warning other-outcome 33 180 forra-aret.md:6"]);
  });
  test("a deviation is reckoned as it was", () => {
    const turned = file("i-ar.md", ...head("årsredovisning", 2023), row("Resultaträkning (mkr)", "2023", "2022", "Budgetavvikelse", "Budget"), row("Intäkter", "29,5", "33,2", "-2,0", "27,5"), row("Kostnader", "-152,6", "-151,9", "-6,8", "-159,4"), row("Nettokostnader", "-123,1", "-118,7", "-8,8", "-131,9"));
    expect(found(turned, last)).toEqual(["5 warning definition-turned 2022 - Budget forra-aret.md:5"]);
  });
  const MONTHS = row("År", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec");
  const measured = (year: number, name: string, ...years: string[]) => file(`${year}.md`, ...head("årsredovisning", year), "## Boende", "", name, "", MONTHS, ...years);
  test("months of earlier years are as they were told, and a measure keeps its name", () => {
    const before = measured(2022, "Pågående ärenden, antal personer", row("2022", 9, 11, 10, 8, 8, 11, 9, 9, 10, 9, 7, 6));
    const now = (name: string, may: number) => measured(2023, name, row("2022", 9, 11, 10, 8, may, 11, 9, 9, 10, 9, 7, 6), row("2023", 2, 2, 3, 1, 1, 1, 1, 1, 1, 1, 1, 4));
    expect(found(now("Pågående ärenden, antal personer", 8), before)).toEqual([]);
    expect(found(now("Pågående ärenden, antal personer", 7), before)).toEqual(["10 warning other-months – 2022.md:10"]);
    expect(found(now("Aktuella ärenden, antal personer", 8), before)).toEqual(["9 note other-name Pågående ärenden, antal personer 2022.md:10"]);
  });
});

describe("a report beside its plan", () => {
  const plan = file("plan.md", ...head("verksamhetsplan", 2023), row("Budget (mkr)", "Budget 2023", "Budget 2022"), row("Intäkter", "27,5", "30,0"), row("Kostnader", "-159,4", "-150,0"), row("Nettokostnader", "-131,9", "-120,0"), "", row("Kategori", "Process", "Risk", "Riskvärde", "Kontrollmoment"), row("Verksamhet", "Utlåning", "Böcker försvinner", "9", "Genomgång av att hyllan stämmer med katalogen"), row("Ekonomi", "Inköp", "Fel leverantör", "6", "Stickprov av fakturor från nya leverantörer"));
  const told = (budget: string, ...checks: string[]) => file("rapport.md", ...head("årsredovisning", 2023), row("Resultaträkning (mkr)", "2023", "2022", "Budget"), row("Intäkter", "29,5", "33,2", budget), row("Kostnader", "-152,6", "-151,9", "-159,4"), row("Nettokostnader", "-123,1", "-118,7", "-131,9"), "", row("Kategori", "Process", "Kontrollmoment", "Resultat av kontrollmoment"), ...checks.map((check) => row("Verksamhet", "Utlåning", check, "Ingen eller försumbar avvikelse")));
  const both = ["Genomgång av att hyllan stämmer med katalogen", "Stickprov av fakturor från nya leverantörer"];
  test("the budget is the plan's", () => {
    expect(found(told("27,5", ...both), plan)).toEqual([]);
    expect(found(told("27,9", ...both), plan).filter((one) => one.includes("other-budget"))).toEqual(["6 warning other-budget 27,5 plan.md:6"]);
  });
  test("what was to be controlled is told of", () => expect(found(told("27,5", both[0]!), plan)).toEqual(["11 warning control-missing Stickprov av fakturor från nya leverantörer plan.md:12"]));
});
