import { describe, expect, test } from "vitest";
import type { EconomyRow } from "../finance/economy.ts";
import { inlineText } from "./document.ts";
import { economyReferences, economySentence, type EconomyFigures } from "./live-economy.ts";
import { proseText } from "./live-figure.ts";

/** "Bidrag -90 -100 -95 -300 -290": label, actual, budget, last year, the year's budget and forecast, in mkr; a dash is not told. */
const row = (told: string): EconomyRow => {
  const [label = "", ...amounts] = told.split(" ");
  const [actual = null, budget = null, lastYear = null, yearBudget = null, forecast = null] = amounts.map((amount) => (amount === "–" ? null : String(Math.round(Number(amount) * 1e6))));
  return { key: "staff", label, total: false, actual, budget, lastYear, yearBudget, yearLast: null, forecast };
};
const data = (month: number, ...rows: string[]): EconomyFigures => ({ place: { committeeId: 1, year: 2021, month, forecastMonth: 8 }, rows: rows.map(row) });
const said = (own: EconomyFigures, name: string, kind: string): string | null => economySentence([name, kind], own)?.map(inlineText).join("").replaceAll("\u00a0", " ") ?? null;
const august = data(8, "Personalkostnader -83.7 -87.7 -82.7 -135 -131", "Bidrag 16.8 15.5 19 23.9 25.2", "Lokalkostnader -15.5 -15.5 -15.5 -24 -24");
const december = data(12, "Personalkostnader -128.8 -135 -127.3 -135 -131", "Övrigt 1 – -2 – –", "Resor -0.02 -0.03 -0.01 -0.03 –", "Noll 0.0001 0 0 0 –");

describe("a line of the economy is told in a sentence that names both its sides and what the per cent is of", () => {
  test("against last year, of the same months", () => expect([said(august, "Personalkostnader", "förra året"), said(august, "Bidrag", "förra året"), said(august, "Lokalkostnader", "förra året")]).toEqual([
    "Personalkostnader har ökat från 82,7 mkr (jan–aug 2020) till 83,7 mkr (jan–aug 2021), en ökning med 1,2 % av 82,7 mkr", "Bidrag har minskat från 19,0 mkr (jan–aug 2020) till 16,8 mkr (jan–aug 2021), en minskning med 11,6 % av 19,0 mkr", "Lokalkostnader är oförändrat 15,5 mkr (jan–aug 2020 och jan–aug 2021)",
  ]));
  test("against the budget, and against the year's", () => expect([said(august, "Personalkostnader", "budget"), said(august, "Personalkostnader", "prognos"), said(august, "Lokalkostnader", "budget")]).toEqual([
    "Utfallet för personalkostnader jan–aug 2021 är 4,0 mkr (4,6 % av budgeten) bättre än budgeten för samma tid", "Prognosen för personalkostnader 2021, gjord efter augusti, är 4,0 mkr (3,0 % av budgeten) bättre än årets budget", "Utfallet för lokalkostnader jan–aug 2021 är i nivå med budgeten för samma tid",
  ]));
  test("against what was forecast, when the year has ended", () => expect([said(december, "Personalkostnader", "utfall mot prognos"), said(august, "Personalkostnader", "utfall mot prognos"), said(december, "Personalkostnader", "budget")]).toEqual([
    "Utfallet för personalkostnader 2021 är 2,2 mkr (1,7 % av prognosen) bättre än prognosen efter augusti", null, "Utfallet för personalkostnader 2021 är 6,2 mkr (4,6 % av budgeten) bättre än budgeten",
  ]));
  test("in thousands where millions would say nothing, with both signs where it has turned, and without a share of nothing", () => expect([said(december, "Resor", "budget"), said(december, "Övrigt", "förra året"), said(december, "Noll", "förra året")]).toEqual([
    "Utfallet för resor 2021 är 10 tkr (33,3 % av budgeten) bättre än budgeten", "Övrigt har gått från minus 2,0 mkr (2020) till plus 1,0 mkr (2021)", "Noll har ökat från 0 tkr (2020) till 0 tkr (2021)",
  ]));
  test("never where it has not what the sentence needs, nor of a line that is not there", () => expect([said(december, "Övrigt", "budget"), said(august, "Ingen", "budget"), said(august, "Bidrag", "annat"), economySentence(["Bidrag", "budget"], null)]).toEqual([null, null, null, null]));
});
test("is found by its words, and stands in a text as any figure", () => {
  expect(economyReferences(august, (name) => name.startsWith("Bidrag")).map(({ code }) => code)).toEqual(["{{ekonomi: Bidrag | förra året}}", "{{ekonomi: Bidrag | budget}}", "{{ekonomi: Bidrag | prognos}}", "{{ekonomi: Bidrag | utfall mot prognos}}"]);
  expect(proseText("{{ekonomi: Bidrag | budget}}. {{ekonomi: Bidrag | utfall mot prognos}}", { indicators: [], statements: [], economy: august }).replaceAll("\u00a0", " ")).toBe("Utfallet för bidrag jan–aug 2021 är 1,3 mkr (8,4 % av budgeten) bättre än budgeten för samma tid. [figuren finns inte: Bidrag | utfall mot prognos]");
});
