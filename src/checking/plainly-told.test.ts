import { describe, expect, test } from "vitest";
import { found, REPORT, row } from "../../test/checked-text.ts";

const YEARS = ["## Årets mått", "", row("Mått", "2021", "2022", "2023"), row("Sjukfrånvaro, procent", "8,8", "9,1", "7,9"), row("Elanvändning gatubelysning, MWh", "2 205", "1 962", "1 728"), row("Antal tillsvidareanställda", "929", "944", "953"), row("Kringtid i hemtjänst, procent", "33", "31", "28"), ""];
const told = (sentence: string): string[] => found(...REPORT, ...YEARS, sentence);
const elsewhere = (sentence: string): string[] => found(...REPORT, ...YEARS, "## Framåtblick", "", sentence);

describe("what a sentence says plainly of a row", () => {
  test.each([
    ["Sjukfrånvaron, som 2023 uppgick till 8,3 procent, ska ned till 7,5 procent 2024.", ["15 warning told-differs 7,9 %"]],
    ["Elanvändningen i gatubelysningen var 1 728 MWh, vilket är 22 procent lägre än 2022.", ["15 warning told-other 11,9 %"]],
    ["Sjukfrånvaron minskade med 1,2 procentenheter mellan 2021 och 2023.", ["15 warning told-other 0,9 procentenheter"]],
  ])("and otherwise than it is: %s", (sentence, expected) => expect(elsewhere(sentence)).toEqual(expected));
  test.each([
    "Sjukfrånvaron, som 2023 uppgick till 7,9 procent, ska ned till 7,5 procent 2024.", "Elanvändningen i gatubelysningen var 1 728 MWh, vilket är 12 procent lägre än 2022.", "Elanvändningen i gatubelysningen var 22 procent lägre än 2021.",
    "Sjukfrånvaron minskade med 0,9 procentenheter mellan 2021 och 2023.", "Sjukfrånvaron minskade med 1,2 procentenheter jämfört med 2022.",
  ])("and as it is: %s", (sentence) => expect(elsewhere(sentence)).toEqual([]));
  test.each([
    "Antalet tillsvidareanställda uppgick vid årsskiftet i hemtjänsten till 857.", "Bland vikarierna var sjukfrånvaron 6,3 procent.", "Exklusive korttidsfrånvaron var sjukfrånvaron 4,3 procent.", "Sjukfrånvaron i augusti var 6,2 procent.", "Enligt planen ska sjukfrånvaron vara 6,5 procent.",
  ])("but a word that narrows it down makes it something else: %s", (sentence) => expect(told(sentence)).toEqual([]));
  test("a row is told of by the head of its name, where no other is called so", () => {
    expect(told("Kringtiden, det vill säga restid och möten, har ökat med fem procentenheter sedan 2021.")).toEqual(["13 error told-way en minskning"]);
    expect(told("Kringtiden, det vill säga restid och möten, har minskat med fem procentenheter sedan 2021.")).toEqual([]);
  });
  test("what is left of it when something is taken off it is no other figure", () => {
    const text = (sentence: string): string[] => found(...REPORT, "## Investeringar", "", row("Projekt, tkr", "Budget 2023", "Utfall 2023"), row("Vägbelysning", "24 000", "27 149"), row("Cykelvägar", "18 000", "20 000"), row("Summa", "42 000", "47 149"), "", sentence);
    expect(text("Cykelvägarna kostade netto 17 600 tkr, när bidraget på 2 400 tkr är avräknat.")).toEqual([]);
  });
});

describe("what a paragraph is about", () => {
  const table = ["## Ekonomi", "", row("Verksamhet, tkr", "Utfall 2022", "Budget 2023", "Utfall 2023", "Avvikelse"), row("Idrottsanläggningar", "-31 190", "-33 800", "-34 655", "-855"), row("Bibliotek", "-20 100", "-20 700", "-20 400", "300"), row("Kulturskola", "-9 300", "-9 900", "-9 700", "200"), row("Nettokostnad", "-60 590", "-64 400", "-64 755", "-355"), ""];
  test("a name alone at its head is what all of it is about", () => {
    expect(found(...REPORT, ...table, "Idrottsanläggningar. Underskottet beror på energin i ishallen. Nettokostnaden ökade med 3 465 tkr jämfört med 2022.")).toEqual([]);
    expect(found(...REPORT, ...table, "Nettokostnaden ökade med 3 465 tkr jämfört med 2022.")).not.toEqual([]);
  });
  test("under one committee's heading another's table is not meant", () => {
    const of = (heading: string): string[] => found(...REPORT, "## Kulturnämnden", "", "Nämnden ansvarar för biblioteken.", "", "## Tekniska nämnden", "", row("Verksamhet, mkr", "Budget 2023", "Bokslut 2023", "Avvikelse"), row("Gata", "-21,4", "-23,2", "-1,8"), row("Park", "-7,8", "-9,0", "-1,2"), row("Stab", "-7,7", "-6,6", "1,1"), row("Summa", "-36,9", "-38,8", "-1,9"), "", `## ${heading}`, "", "Nämnden redovisar ett underskott på 1,6 mkr.");
    expect(of("Socialnämnden")).toEqual([]);
  });
});

describe("how far it is between two ends, told in any order", () => {
  test.each([
    ["Anmälningarna om snö ökade med 44 procent, från 262 till 466.", ["1 error change-percent 77,9 %"]],
    ["Anmälningarna om snö gick från 262 till 466, en ökning med 44 procent.", ["1 error change-percent 77,9 %"]],
    ["Anmälningarna om snö ökade med 78 procent, från 262 till 466.", []],
    ["Kostnaden ökade med 3,7 mkr eller 17,7 procent på ett år, från 41 till 46 elever.", []],
    ["Antalet väntas öka från 2 516 vid utgången av 2024 till 3 020 år 2030, det vill säga med 504 personer eller 20,0 procent.", []],
    ["Avgiften ökade med i snitt 3 procent per år, från 262 till 466 kronor.", []],
  ])("%s", (sentence, expected) => expect(found(sentence)).toEqual(expected));
  test("a share of what it was, which is what it is without what came", () => {
    expect(found("Under perioden har 664 anmälningar kommit in. Det är 68 fler än under samma period 2022, en ökning med 10,2 procent.")).toEqual(["1 warning change-percent 11,4 %"]);
    expect(found("Under perioden har 664 anmälningar kommit in. Det är 68 fler än under samma period 2022, en ökning med 11,4 procent.")).toEqual([]);
  });
});

describe("another year's figure", () => {
  test.each([
    ["Sjukfrånvaron i förvaltningen sjönk till 8,8 procent.", ["13 warning told-other 7,9 %"]], ["Sjukfrånvaron i förvaltningen sjönk till 7,9 procent.", []], ["Sjukfrånvaron var 8,8 procent då pandemin var som värst.", []], ["Målvärdet för sjukfrånvaron höjs till 8,8 procent.", []],
  ])("is told with its year: %s", (sentence, expected) => expect(told(sentence)).toEqual(expected));
  test("what is ahead is no figure of the year", () => expect(found(...REPORT, ...YEARS, "## Framåtblick", "", "Antalet tillsvidareanställda blir därmed 975.")).toEqual([]));
});

describe("last year's figure", () => {
  test.each([["Sjukfrånvaron var 7,9 procent, jämfört med 8,8 procent föregående år.", ["13 warning told-other 9,1 %"]], ["Sjukfrånvaron var 7,9 procent, jämfört med 9,1 procent föregående år.", []]])("is last year's: %s", (sentence, expected) => expect(told(sentence)).toEqual(expected));
});

describe("what only looks like something else", () => {
  test.each([
    "10.1 Lex Sarah, avvikelser och synpunkter.", "Nästan var fjärde invånare, 24,7 procent, är 65 år eller äldre.", "Inhyrda kostade 2,9 mnkr, varav 1,8 mnkr under sommaren; hela 2022 var kostnaden 5,2 mnkr.",
    "Av behovsökningen avser 3,1 mnkr löner och priser, 3,6 mnkr energi och 1,7 mnkr kapitalkostnader.", "Nettokostnaderna ökade med 62,2 mkr eller 6,0 procent, medan skatter ökade med 44,2 mkr eller 4,2 procent.",
  ])("%s", (sentence) => expect(found(sentence)).toEqual([]));
});
