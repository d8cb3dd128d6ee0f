import { describe, expect, test } from "vitest";
import { REPORT, found, row } from "../../test/checked-text.ts";

describe("rows that have changed places with themselves", () => {
  test("two cells of a row, when both totals say so", () => {
    const grants = (a: number, b: number) => found(row("Statsbidrag (tkr)", "Beviljat", "Förbrukat"), row("Likvärdig skola", "14 200", "4 730"), row("Läxhjälp", a, b), row("Speciallärare", "2 100", 720), row("Mindre grupper", "5 300", "1 760"), row("Summa", "22 460", "7 520"));
    expect(grants(860, 310)).toEqual([]);
    expect(grants(310, 860)).toEqual(["3 error row-shifted 860 och 310"]);
  });
  test("the two years of a movement", () => {
    const needs = (words: string) => found(...REPORT, row("Avvikelser", "2022", "2023"), row("Utebliven insats", 149, 175), row("Trycksår på boenden", 52, 46), "", words);
    expect(needs("Uteblivna insatser har ökat från 149 till 175.")).toEqual([]);
    expect(needs("Uteblivna insatser har minskat från 175 till 149.")).toEqual(["9 error told-other från 149 till 175"]);
  });
  test("a row that is the row of the year before", () => {
    const children = (last: string) => found("# Barn", "", row("Barn i förskola", "Januari", "Februari", "Mars", "April"), row("2024", "1 349", "1 358", "1 365", "1 376"), row("2025", "1 349", "1 358", "1 365", last));
    expect(children("1 381")).toEqual([]);
    expect(children("1 376")).toEqual(["5 warning same-series –"]);
  });
  test("what came with plus and went with minus", () => {
    const flats = (built: number) => found(row("Lägenheter", "2023", "2024"), row("Ingående antal", "1 512", "1 530"), row("Nyproduktion", 30, built), row("Sålda", -8, -12), row("Rivna", -4, -2), row("Utgående antal", "1 530", "1 552"));
    expect(flats(36)).toEqual([]);
    expect(flats(26)).toContain("6 error flow-stock 1 542");
  });
});

describe("rows that sentences tell of without their numbers", () => {
  const volumes = (sentence: string) => found("# Volymer", "", row("Antal barn och elever", "Budget", "Utfall"), row("Förskola", "1 420", "1 376"), row("Grundskola", "2 640", "2 688"), "", sentence);
  test("higher or lower than budgeted", () => {
    expect(volumes("Antalet barn i förskolan är lägre än budgeterat.")).toEqual([]);
    expect(volumes("Antalet barn i förskolan är högre än budgeterat.")).toEqual(["7 warning told-way lägre"]);
  });
  const absence = (sentence: string) => found("# Personal", "", row("Sjukfrånvaro, %", "2023", "2024"), row("Förskola", "9,4", "9,9"), row("Grundskola", "6,8", "7,1"), row("Fritidshem", "8,1", "7,7"), "", sentence);
  test("which have risen and which have fallen", () => {
    expect(absence("Sjukfrånvaron har ökat i förskolan och grundskolan men minskat i fritidshemmen.")).toEqual([]);
    expect(absence("Sjukfrånvaron har minskat i förskolan och grundskolan.")).toEqual(["8 warning told-way ökat"]);
  });
  test("only one of them, and all but so many", () => {
    expect(absence("Endast fritidshem minskade.")).toEqual([]);
    expect(absence("Endast förskolan ökade.")).toEqual(["8 warning told-all –"]);
    const homes = (sentence: string) => found("# Boenden", "", row("Boende", "Belagda 2023", "Belagda 2024"), row("Solgläntan", 53, 52), row("Ekbacken", 35, 36), row("Lindhem", 30, 29), row("Åbrinken", 38, 37), "", sentence);
    expect(homes("Beläggningen sjönk på alla boenden utom ett.")).toEqual([]);
    expect(homes("Beläggningen sjönk på alla boenden utom två.")).toEqual(["9 warning told-all –"]);
  });
  test("kept as it was", () => {
    const fees = (last: string) => found("# Avgifter", "", row("Avgift, kronor", "2023", "2024"), row("Timavgift miljöbalken", "1 180", last), row("Timavgift livsmedel", "1 310", "1 350"), "", "Timavgiften enligt miljöbalken är oförändrad jämfört med 2023.");
    expect(fees("1 180")).toEqual([]);
    expect(fees("1 240")).toEqual(["7 warning told-way –"]);
  });
});

describe("forecasts, averages and targets", () => {
  test("better or worse than the forecast of a month", () => {
    const forecast = (word: string) => found("# Prognoser", "", "Rapport     Prognos, tkr", "April             -3 400", "Augusti           -6 300", "Bokslut           -5 200", "", `Bokslutet blev 1,1 mkr ${word} än augustiprognosen.`);
    expect(forecast("bättre")).toEqual([]);
    expect(forecast("sämre")).toEqual(["8 error told-way 1 100 tkr bättre"]);
  });
  test("the average of the months", () => {
    const hours = (mean: string) => found("# Timmar", "", "Månad       Utförda timmar", "Januari             14 310", "Februari            13 480", "Mars                14 520", "Snitt               14 103", "", `Snitt: ${mean} timmar per månad.`);
    expect(hours("14 103")).toEqual([]);
    expect(hours("15 400")).toEqual(["9 warning told-differs 14 103"]);
  });
  test("a target in words, of the row that it names", () => {
    const owner = (verdict: string) => found("# Ägarkrav", "", row("Ägarkrav", "Krav", "2024"), row("Soliditet, %", "minst 22", "25,0"), row("Direktavkastning, %", "minst 4,5", "4,3"), row("Vakansgrad, %", "högst 2,0", "1,9"), "", `Direktavkastningen blev 4,3 procent, vilket ${verdict} kommunens krav.`);
    expect(owner("inte når")).toEqual([]);
    expect(owner("överträffar")).toEqual(["8 error target-status målet nås inte"]);
  });
  test("a share of the table's total, with its amount", () => {
    const reports = (share: string) => found("# Anmälningar", "", row("Anmälningar", "2023", "2024"), row("Årskurs F–6", 88, 97), row("Årskurs 7–9", 73, 79), row("Fritidshem", 41, 38), row("Totalt", 202, 214), "", `${share} av anmälningarna, 97 stycken, kommer från de yngre.`);
    expect(reports("Knappt hälften")).toEqual([]);
    expect(reports("Två tredjedelar")).toEqual(["9 warning told-share 45 %"]);
  });
  test("parts that are spread", () => {
    const permits = (all: number) => found(`Nämnden har meddelat sammanlagt ${all} tillstånd, fördelade på 18 i norr, 16 i söder och 11 i övriga kommunen.`);
    expect(permits(45)).toEqual([]);
    expect(permits(47)).toEqual(["1 error sum-told 45"]);
  });
});

describe("what leads elsewhere", () => {
  test("a reference to a table by another's number", () => {
    const fees = (number: number) => found("# Plan", "", "Tabell 1. Nettokostnader", "", row("Post", "2024"), row("Skola", 12), "", "Tabell 2. Avgifter", "", row("Avgift", "2024"), row("Bad", 40), "", "Tabell 3. Indikatorer", "", row("Mått", "2024"), row("Nöjdhet", 80), "", "# Text", "", `Fullmäktige beslutade om de avgifter som framgår av tabell ${number}.`);
    expect(fees(2)).toEqual([]);
    expect(fees(3)).toEqual(["20 warning part-missing tabell 2"]);
  });
  test("a decision of the same day another year", () => {
    const plan = (year: number) => found("# Plan", "", `Planen bygger på de ramar som fullmäktige beslutade den 24 november ${year}.`, "", row("Beslut", "Datum"), row("Fullmäktige: ramar", "2025-11-24"), row("Nämnden: plan", "2025-12-10"));
    expect(plan(2025)).toEqual([]);
    expect(plan(2026)).toEqual(["3 warning other-period 2025"]);
  });
  test("the interim report of another month", () => {
    const decision = (month: string) => found("# Delårsrapport april 2025", "", "Ekhamns kommun", "", `Nämnden godkänner delårsrapporten per ${month} 2025.`);
    expect(decision("april")).toEqual([]);
    expect(decision("augusti")).toEqual(["5 warning other-period april"]);
  });
  test("a day that is told to be after another", () => {
    expect(found("Den 22 maj beslutade nämnden om föreläggande, sedan inspektionen den 4 juni visat brister.")).toEqual(["1 error dates-turned –"]);
    expect(found("Den 22 maj beslutade nämnden om föreläggande, sedan inspektionen den 8 april visat brister.")).toEqual([]);
  });
});
