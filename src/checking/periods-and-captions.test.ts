import { describe, expect, test } from "vitest";
import { found, REPORT, row } from "../../test/checked-text.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

describe("parts of years", () => {
  const periods = (sentence: string) => found(...REPORT, "## Sjukfrånvaro", "", row("Period", "Totalt", "Kvinnor"), row("Helår 2022", "5,9", "6,9"), row("Januari–oktober 2022", "5,7", "6,7"), row("Januari–oktober 2023", "5,3", "6,1"), "", sentence);
  test("a part of a year has its own figure, and not that of the year before", () => {
    expect(periods("Sjukfrånvaron var 5,3 procent under januari–oktober 2023.")).toEqual([]);
    expect(periods("Sjukfrånvaron var 5,7 procent under januari–oktober 2023.")).toEqual(["12 warning told-other 5,3"]);
    expect(periods("Sjukfrånvaron var 5,7 procent under januari–oktober 2022.")).toEqual([]);
  });
  test("and has gone the way that it has", () => {
    const contacts = (way: string) => found(...REPORT, "## Kontaktcenter", "", row("Period", "Telefon", "Summa"), row("jan–okt 2022", "21 846", "38 312"), row("jan–okt 2023", "22 318", "40 513"), "", `Ärendena i kontaktcenter ${way} med 5,7 procent under januari–oktober 2023 jämfört med samma period året före.`);
    expect(contacts("ökade")).toEqual([]);
    expect(contacts("minskade")).toEqual(["11 error told-way en ökning"]);
  });
  test("quarters are the sums of their months", () => {
    const year = (april: number, august: number) => found(...REPORT, "## Besök", "", row("Anläggning", ...MONTHS, "Summa"), row("Badet", 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32, 252), row("Hallen", 30, 31, 32, april, 0, 0, 0, august, 40, 41, 42, 43, 259 + 41), row("Biblioteket", 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 264), "", "## Kvartal", "", row("Anläggning", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4"), row("Badet", 36, 54, 72, 90), row("Hallen", 93, 0, 81, 126), row("Biblioteket", 39, 57, 75, 93));
    expect(year(0, 41)).toEqual([]);
    expect(year(41, 0)).toEqual(["9 error same-row 0"]);
  });
  test("a caption's year is that of the table's sum", () => {
    const reports = (year: number) => found(...REPORT, "## Orosanmälningar", "", row("", ...MONTHS), row(2021, 121, 117, 119, 98, 121, 128, 66, 89, 128, 134, 131, 137), row(2022, 118, 124, 146, 131, 142, 137, 71, 98, 139, 142, 138, 126), "", `## Orosanmälningar efter anmälare ${year}`, "", row("Anmälare", "Antal"), row("Skola", 700), row("Polis", 500), row("Övriga", 312), row("Summa", "1 512"));
    expect(reports(2022)).toEqual([]);
    expect(reports(2021)).toEqual(["17 warning other-period 2022"]);
  });
  test("the turn of a year is the end of the first of the two", () => {
    const people = (count: string) => found(...REPORT, row("Invånare", "2023", "2022"), row("Antal invånare 31 december", "18 412", "18 366"), row("Antal hushåll", "9 100", "9 050"), "", `Vid årsskiftet 2023/2024 hade kommunen ${count} invånare.`);
    expect(people("18 412")).toEqual([]);
    expect(people("18 366")).toEqual(["9 warning told-other 18 412"]);
  });
});

describe("shares and counts of the right whole", () => {
  test("some of what a row counts", () => {
    const visits = (share: string) => found(...REPORT, "## Tillsyn", "", row("Tillsyn", "2023", "2022"), row("Inre tillsyn", 74, 61), row("Tillsynsbesök på restauranger", 88, 71), "", `Brister fanns vid elva av tillsynsbesöken (${share} %).`);
    expect(visits("12,5")).toEqual([]);
    expect(visits("14,9")).toEqual(["11 warning told-share 12,5 %"]);
  });
  test("some of a number that the sentence begins with", () => {
    const waiting = (share: string) => found(`Av de 356 barnen i kön hade 88 väntat längre än tolv månader, vilket motsvarar ${share} procent av barnen i kön.`);
    expect(waiting("25")).toEqual([]);
    expect(waiting("11")).toEqual(["1 warning part-above-whole 24,7 procent"]);
  });
  test("risks of a value or more are as many as the table has", () => {
    const risks = (count: string) => found("# Internkontrollplan", "", `Planen innehåller fyra risker, varav ${count} har ett riskindex på 12 eller mer.`, "", row("Risk", "Sannolikhet", "Konsekvens", "Riskindex"), row("Köp", 3, 4, 12), row("Attest", 3, 3, 9), row("Behörighet", 4, 4, 16), row("Delegation", 2, 3, 6));
    expect(risks("två")).toEqual([]);
    expect(risks("tre")).toEqual(["3 warning status-count 2"]);
  });
  test("all of them are as many as the table has", () => {
    const goals = (text: string) => found(...REPORT, text, "", row("Mål", "Bedömning"), row("Trygghet", "Målet uppfylls"), row("Försörjning", "Målet uppfylls"), row("Barn och unga", "Målet uppfylls delvis"), row("Arbetsgivare", "Målet uppfylls"));
    expect(goals("Samtliga fyra mål bedöms som uppfyllda.")).toEqual(["5 warning status-count 3"]);
    expect(goals("Tre av fyra mål bedöms som uppfyllda.")).toEqual([]);
  });
  test("as many keep their budgets as the table has", () => {
    const committees = (count: string) => found(...REPORT, `${count} av de tre nämnderna håller sin budget.`, "", row("Mkr", "Budget 2023", "Utfall 2023", "Avvikelse"), row("Skolnämnden", "-100,0", "-99,0", "1,0"), row("Vårdnämnden", "-90,0", "-94,0", "-4,0"), row("Kulturnämnden", "-20,0", "-20,0", "0,0"), row("Summa nämnder", "-210,0", "-213,0", "-3,0"));
    expect(committees("Två")).toEqual([]);
    expect(committees("Tre")).toEqual(["5 warning status-count 2"]);
  });
});

describe("grades, references and days", () => {
  test("where no scale is told, a control with more faults than several is graded no milder", () => {
    const controls = (grade: string) => found(...REPORT, row("Kontrollmoment", "Urval", "Avvikelser", "Bedömning"), row("Attest", 60, 2, "Lindrig avvikelse"), row("Inköp", 40, 9, "Kännbar avvikelse"), row("Register", 25, 6, "Kännbar avvikelse"), row("Bisysslor", 36, 11, grade));
    expect(controls("Kännbar avvikelse")).toEqual([]);
    expect(controls("Lindrig avvikelse")).toEqual(["9 warning grade-mild –"]);
  });
  test("more than a fifth is nothing negligible", () => {
    const controls = (wrong: number) => found(row("Kategori", "Process", "Kontrollmoment", "Resultat av kontrollmoment"), row("Personal", "Rekrytering", "Utdrag ur registret", `Ingen eller försumbar avvikelse 25 anställningar kontrollerade. I ${wrong} fall saknas notering.`)).filter((one) => one.includes("grade-mild"));
    expect(controls(1)).toEqual([]);
    expect(controls(9)).toHaveLength(1);
  });
  test("a chapter that is referred to by its name is there", () => {
    const plan = (name: string) => found("# Plan 2024", "", "## Ekonomi", "", "Lokaler redovisas i kapitlet Lokaler.", "", "## Lokaler", "", `Hyrorna redovisas i kapitlet ${name}.`);
    expect(plan("Ekonomi")).toEqual([]);
    expect(plan("Lokalförsörjning")).toEqual(["9 warning part-missing Lokalförsörjning"]);
  });
  test("what is inspected at its end opens after that", () => {
    const hall = (day: string) => found("# Anläggningar", "", "Idrottsplatsen på Åsen invigdes den 26 augusti efter ombyggnaden.", "", "# Investeringar", "", "Arbetet har tagit två år.", "", `Slutbesiktningen av idrottsplatsens ombyggnad godkändes den ${day}.`);
    expect(hall("18 augusti")).toEqual([]);
    expect(hall("18 september")).toEqual(["9 warning dates-turned –"]);
  });
  test("what goes on may have parts that are left, and what is over may not have been broken off", () => {
    const task = (status: string, comment: string) => found(...REPORT, row("Uppdrag", "Status", "Kommentar"), row("Möten", "Pågår", "Varje vecka"), row("Plan", status, comment)).filter((one) => one.includes("status-comment"));
    expect(task("Pågår", "Åtta genomförda, två återstår")).toEqual([]);
    expect(task("Slutfört", "Upphandlingen avbröts i november.")).toHaveLength(1);
    expect(task("Slutfört", "Behovsanalysen är klar. Själva planen skrivs under våren 2024.")).toHaveLength(1);
  });
});
