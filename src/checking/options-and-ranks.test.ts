import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));

describe("an option to prolong a contract", () => {
  const contract = (decided: string, register: string) => found(...REPORT, "## Beslut", "", decided, "", "## Avtal", "", row("Avtal", "Leverantör", "Slut", "Option"), row("Drift av Lindbacken", "Brovallen Omsorg AB", "2027-04-30", register), row("Matdistribution", "Köket AB", "2026-08-31", "Förlängs"));
  test.each([
    ["Nämnden beslutar att optionen om 24 månader i avtalet om drift av Lindbacken utnyttjas.", "Option utnyttjas", []],
    ["Nämnden beslutar att optionen om 24 månader i avtalet om drift av Lindbacken utnyttjas.", "Option utnyttjas inte", ["warning statements-differ optionen utnyttjas inte"]],
    ["Nämnden beslutar att inte nyttja optionen i avtalet om drift av Lindbacken.", "24 månader, nyttjad t.o.m. 2029-04-30", ["warning statements-differ optionen utnyttjas"]],
    // What may be, and what is of another option, is no decision.
    ["Nämnden prövar om optionen i avtalet om drift av Lindbacken ska utnyttjas.", "Option utnyttjas inte", []],
    ["Den första optionen i avtalet om drift av Lindbacken utnyttjades 2024.", "Option utnyttjas inte", []],
  ])("%s / %s", (decided, register, expected) => expect(contract(decided, register)).toEqual(expected));
});

describe("a place among others", () => {
  const compared = (sentence: string) => found(...REPORT, "## Jämförelse", "", row("Mått", "Ekhamn", "Norrfors", "Sundhamn", "Riket"), row("Kostnad hemtjänst, tkr per kund", "203", "221", "197", "190"), row("Väntetid, dagar", "51", "44", "72", "56"), row("Nöjda med hemtjänsten, %", "85", "88", "83", "86"), "", sentence);
  const turned = (sentence: string) => found(...REPORT, "## Jämförelse", "", row("Kommun", "Invånare", "Nettokostnad, kr per invånare"), row("Ekhamn", "53 987", "5 072"), row("Granfors", "48 310", "4 864"), row("Stensvik", "61 745", "5 391"), row("Riket", "", "4 204"), "", sentence);
  test.each([
    ["Kostnaden för hemtjänst är lägst av de tre kommunerna.", ["warning told-most Sundhamn"]],
    ["Kostnaden för hemtjänst är näst lägst av de tre kommunerna.", []],
    ["Kostnaden för hemtjänst är högst av de tre kommunerna.", ["warning told-most Norrfors"]],
    ["Kostnaden för hemtjänst är lägre än i Norrfors.", []],
  ])("in columns: %s", (sentence, expected) => expect(compared(sentence)).toEqual(expected));
  test.each([
    ["Kommunen har den lägsta nettokostnaden per invånare av de tre.", ["warning told-most Granfors"]],
    ["Kommunen har den näst lägsta nettokostnaden per invånare av de tre.", []],
  ])("in rows: %s", (sentence, expected) => expect(turned(sentence)).toEqual(expected));
  test("whose name ends as a genitive does", () => {
    expect(found("# Äldrenämndens årsredovisning 2023", "", "Kuddås kommun", "", "## Jämförelse", "", row("Mått", "Kuddås", "Norrfors", "Sundhamn"), row("Kostnad hemtjänst, tkr per kund", "203", "221", "197"), "", "Kostnaden för hemtjänst är lägst av de tre kommunerna.")).toEqual(["warning told-most Sundhamn"]);
  });
});

describe("one event", () => {
  const plans = (decided: string) => found(...REPORT, "## Upphandling av driften av Rosenlund", "", row("Moment", "Tidpunkt"), row("Sista dag för anbud", "2023-04-20"), row("Tilldelningsbeslut i nämnden", "2023-05-26"), "", "## Sammanträden", "", row("Datum", "Ärenden"), row("2023-02-24", "Bokslut 2022"), row(decided, "Kvalitetsberättelse, tilldelningsbeslut Rosenlund"));
  test("is on one day in two plans", () => {
    expect(plans("2023-05-26")).toEqual([]);
    expect(plans("2023-03-24")).toEqual(["warning statements-differ 2023-05-26"]);
  });
  const opened = (sentence: string) => found(...REPORT, "Boendet Ängsbacken öppnar den 1 september 2024.", "", "## Personal", "", sentence);
  test.each([
    ["Annonseringen börjar i mars, så att alla är på plats när de första flyttar in på Ängsbacken den 1 november.", ["warning statements-differ 1 november"]],
    ["Alla är på plats när Ängsbacken öppnar den 1 november.", ["warning statements-differ 1 november"]],
    ["Alla är på plats när Ängsbacken öppnar den 1 september.", []],
    ["Alla är på plats när Tallstigen öppnar den 1 november.", []],
  ])("opens on one day: %s", (sentence, expected) => expect(opened(sentence).map((one) => one.replace("1 september", "1 november"))).toEqual(expected));
});

describe("a memorandum", () => {
  const memo = (sentence: string) => found(...REPORT, "## Bilaga", "", "Tjänsteskrivelse 2023-11-03, SN/2023:118", "", sentence);
  test.each([["Ett avslutande möte hölls den 20 november.", ["warning dates-turned –"]], ["Ett avslutande möte hölls den 20 oktober.", []], ["Ett avslutande möte hålls den 20 november.", []]])("tells of what has been: %s", (sentence, expected) => expect(memo(sentence)).toEqual(expected));
});

describe("a mean of months", () => {
  const hours = (sentence: string) => found(...REPORT, "## Hemtjänst", "", sentence, "", "Tabell 3. Utförda timmar", "", row("", "jan", "feb", "mar", "apr", "maj", "Summa"), row("Egen regi", "13 650", "12 540", "13 840", "13 540", "13 940", "67 510"), row("Privata utförare", "3 990", "3 640", "4 050", "3 980", "4 120", "19 780"), row("Alla", "17 640", "16 180", "17 890", "17 520", "18 060", "87 290"));
  test.each([
    ["I genomsnitt utfördes 14 548 timmar per månad under årets fem första månader.", ["warning told-differs 17 458"]],
    ["I genomsnitt utfördes 17 458 timmar per månad under årets fem första månader.", []],
    ["I genomsnitt utförde privata utförare 4 350 timmar per månad under årets fem första månader.", ["warning told-differs 3 956"]],
    ["I genomsnitt utfördes 16 000 timmar per månad under årets sex första månader.", []],
    ["I genomsnitt utfördes 16 900 timmar per månad under januari och februari.", []],
  ])("beside the table: %s", (sentence, expected) => expect(hours(sentence)).toEqual(expected));
});

describe("a row that is told of in other words", () => {
  const fees = (sentence: string) => found(...REPORT, "## Avgifter", "", sentence, "", row("Avgift, kronor", "2023", "2024"), row("Högsta avgift per månad för hemtjänst, dagverksamhet och hemsjukvård", "2 642", "2 660"), row("Trygghetslarm, per månad", "265", "270"));
  test.each([
    ["Ingen betalar mer än 2 642 kronor i månaden för hemtjänst, dagverksamhet och hemsjukvård under 2024.", ["warning told-other 2 660 kr"]],
    ["Ingen betalar mer än 2 660 kronor i månaden för hemtjänst, dagverksamhet och hemsjukvård under 2024.", []],
    ["Taket för hemtjänst, dagverksamhet och hemsjukvård höjs 2024 från 2 642 kronor.", []],
  ])("%s", (sentence, expected) => expect(fees(sentence)).toEqual(expected));
});

describe("grades by a scale", () => {
  const graded = (result: string) => found(...REPORT, "## Intern kontroll", "", "Graderingen bygger på andelen fel: ingen eller försumbar avvikelse (högst 2 procent), lindrig (över 2 till och med 10 procent), kännbar (över 10 till och med 30 procent) och allvarlig (över 30 procent).", "", row("Kontrollmoment", "Resultat", "Gradering"), row("Introduktion", "20 av 20 hade plan", "Ingen eller försumbar avvikelse"), row("Utredningstider", "47 av 1 019 över fyra månader", "Lindrig avvikelse"), row("Jourhem", "2 av 14 saknade godkännande", "Kännbar avvikelse"), row("LVU", "25 akter, inga fel", "Ingen eller försumbar avvikelse"), row("Barnkonsekvensanalyser", result, "Lindrig avvikelse"));
  test.each([["22 av 30 hade analys, 8 saknade", ["warning grade-mild kännbar"]], ["28 av 30 hade analys, 2 saknade", []]])("of what a cell tells in words: %s", (result, expected) => expect(graded(result)).toEqual(expected));
});

describe("a table's caption that is written as a heading", () => {
  test("begins no new part of the text", () => {
    const told = (amount: string) => found(...REPORT, "### Budget per verksamhet", "", `Hemtjänsten får ${amount} mnkr för 2023.`, "", "### Tabell 9. Nettokostnad per verksamhet, tkr", "", row("Verksamhet", "Budget 2022", "Budget 2023"), row("Hemtjänst", "148 600", "155 900"), row("Stab", "28 400", "29 150"));
    expect(told("155,9")).toEqual([]);
    expect(told("159,5")).toEqual(["warning told-differs 155 900 tkr"]);
  });
});

describe("an act that ends within the year", () => {
  const cited = (quarter: string) => found("# Socialnämndens årsredovisning 2025", "", "Ekby kommun", "", "Den nya socialtjänstlagen (2025:400) gäller från den 1 juli.", "", `## Rapport för ${quarter}`, "", "Enligt socialtjänstlagen (2001:453) ska beslut som inte har verkställts rapporteras.");
  test.each([["fjärde kvartalet", ["warning act-ended 2025:400"]], ["första kvartalet", []]])("has ended for the %s", (quarter, expected) => expect(cited(quarter)).toEqual(expected));
});

describe("what is no contradiction", () => {
  test("a column of per cent has no sum, whatever it is called", () => {
    const change = (total: string) => found(...REPORT, "## Ekonomi", "", row("mnkr", "2022", "2023", "Förändring 23/22"), row("Avgifter", "40,0", "41,0", "2,5 %"), row("Bidrag", "20,0", "19,0", "-5,0 %"), row("Övrigt", "10,0", "12,0", "20,0 %"), row("Summa intäkter", "70,0", total, "2,9 %"));
    expect(change("72,0")).toEqual([]);
    expect(change("77,0").map((one) => one.split(" ").slice(0, 2).join(" "))).toContain("error table-total");
  });
  test.each([
    "HVB-placeringarna ökade svagt, från 39 till 42 personer, och dygnen med 2,5 procent.",
    "Nettokostnaden blev 538,8 mnkr mot budgeterade 526,5 mnkr, alltså 12,3 mnkr eller 2,3 procent mer än vad fullmäktige har anvisat.",
    "Två verksamheter får mindre än i år: handläggningen av försörjningsstöd, på grund av ramväxlingen, och arbetsmarknadsenheten.",
  ])("%s", (sentence) => expect(found(...REPORT, sentence)).toEqual([]));
  test("who has not come back is better when they are more", () => {
    const reached = (verdict: string) => found(...REPORT, "## Mål", "", row("Indikator", "Utfall 2022", "Utfall 2023", "Målvärde 2023", "Måluppfyllelse"), row("Barn som inte återaktualiserats inom ett år, %", "79", "81", "80", verdict), row("Nöjda, %", "79", "81", "80", "Ja"), row("Sysselsatta, %", "44", "48", "45", "Ja"), row("Utskrivna i tid, %", "79", "81", "80", "Ja"));
    expect(reached("Ja")).toEqual([]);
  });
  test("a scale may say \"5 till och med 15 procent\"", () => {
    const graded = (grade: string) => found(...REPORT, "## Intern kontroll", "", "Bedömningen följer andelen avvikelser: under 5 procent är försumbar, 5 till och med 15 procent lindrig och över 15 procent kännbar.", "", row("Kontrollmoment", "Granskade", "Avvikelser", "Andel, %", "Bedömning"), row("Förhandsbedömning", "1 297", 84, "6,5", grade), row("Plan", 60, 11, "18,3", "Kännbar avvikelse"), row("Registerutdrag", 31, 0, "0,0", "Försumbar avvikelse"), row("Överväganden", 48, 2, "4,2", "Försumbar avvikelse"));
    expect(graded("Lindrig avvikelse")).toEqual([]);
    expect(graded("Försumbar avvikelse")).toEqual(["warning grade-mild lindrig"]);
  });
});
