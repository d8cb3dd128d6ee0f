import { describe, expect, test } from "vitest";
import { found, REPORT, row } from "../../test/checked-text.ts";

describe("grades and verdicts by the document's own rule", () => {
  test("a grade is that of the scale that the text tells, in one sentence or in several", () => {
    const table = (grade: string) => [row("Kontrollmoment", "Granskade", "Andel, %", "Bedömning"), row("Attest", 60, "3,3", "Försumbar avvikelse"), row("Inköp", 40, "12,5", "Mindre avvikelse"), row("Jour", 30, "20,0", "Allvarlig avvikelse"), row("Planer", 48, "22,9", grade)];
    const scale = "Ingen avvikelse är 0 procent, försumbar avvikelse högst 5 procent, mindre avvikelse mer än 5 men högst 15 procent och allvarlig avvikelse mer än 15 procent.";
    expect(found(...REPORT, scale, "", ...table("Mindre avvikelse"))).toEqual(["11 warning grade-mild allvarlig"]);
    expect(found(...REPORT, scale, "", ...table("Allvarlig avvikelse"))).toEqual([]);
    const points = ["Försumbar avvikelse: högst 5 procent.", "Mindre avvikelse: mer än 5 procent men högst 15 procent.", "Allvarlig avvikelse: mer än 15 procent."];
    expect(found(...REPORT, ...points, "", ...table("Mindre avvikelse"))).toEqual(["13 warning grade-mild allvarlig"]);
    // Without a scale, nothing is known.
    expect(found(...REPORT, ...table("Mindre avvikelse"))).toEqual([]);
  });
  test("a goal is reached when its measures are", () => {
    const goal = (verdict: string, rule = "") => found(...REPORT, rule, "", "## Mål 3. Förskolan håller hög kvalitet", "", row("Mått", "Utfall 2022", "Utfall 2023", "Målvärde 2023"), row("Legitimerade, andel %", "42,6", "43,1", "minst 45,0"), row("Nöjda, andel %", "89,6", "89,1", "minst 91,0"), row("I tid, andel %", "90,0", "93,0", "minst 92,0"), "", `Bedömning 2023: ${verdict}.`);
    expect(goal("Uppfyllt")).toEqual(["14 warning target-status inte uppfyllt"]);
    expect(goal("Delvis uppfyllt")).toEqual([]);
    expect(goal("Ej uppfyllt")).toEqual([]);
    const most = (rule: string) => found(...REPORT, rule, "", "## Mål 3. Förskolan håller hög kvalitet", "", row("Mått", "Utfall 2022", "Utfall 2023", "Målvärde 2023"), row("Legitimerade, andel %", "42,6", "46,1", "minst 45,0"), row("Nöjda, andel %", "89,6", "91,1", "minst 91,0"), row("I tid, andel %", "90,0", "91,0", "minst 92,0"), "", "Bedömning 2023: Uppfyllt.");
    expect(most("Målen följs med mått.")).toEqual([]);
    expect(most("Ett mål bedöms som uppfyllt när samtliga mått når målvärdet.")).toEqual(["14 warning target-status inte uppfyllt"]);
  });
  test("as many have a deficit as the table of them has", () => {
    const committees = (count: string) => found(...REPORT, `${count} av kommunens fyra nämnder räknar med underskott.`, "", row("Mkr", "Budget 2023", "Prognos 2023", "Avvikelse"), row("Skolnämnden", "-100,0", "-103,0", "-3,0"), row("Vårdnämnden", "-90,0", "-94,0", "-4,0"), row("Kulturnämnden", "-20,0", "-19,0", "1,0"), row("Byggnämnden", "-10,0", "-10,0", "0,0"), row("Summa nämnder", "-220,0", "-226,0", "-6,0"));
    expect(committees("Två")).toEqual([]);
    expect(committees("Tre")).toEqual(["5 warning status-count 2"]);
  });
  test("a row of words whose borders are lost has a status that its comment bears", () => {
    const tasks = (comment: string) => found(...REPORT, "Uppdrag Status Kommentar", "1 Översyn av kedjan Uppdraget är slutfört Översynen redovisades i oktober.", `2 Plan mot våld Uppdraget är slutfört ${comment}`);
    expect(tasks("Planen antogs i november.")).toEqual([]);
    expect(tasks("Två av fem delar återstår att skriva.")).toEqual(["7 warning status-comment –"]);
  });
});

describe("parts, wholes and what is reckoned", () => {
  test("a row within another is no more than it", () => {
    const table = (part: number) => found(...REPORT, row("Bygglov", "2023", "2022"), row("Beslutade bygglov", 188, 207), row("varav inom tio veckor", part, 191), row("Inkomna anmälningar", 140, 150));
    expect(table(178)).toEqual([]);
    expect(table(198)).toEqual(["7 error part-above-whole högst 188"]);
  });
  test("a result after what has been added and taken away", () => {
    const table = (after: string) => found(...REPORT, row("Mkr", "2023", "2022"), row("Årets resultat enligt räkningen", "10,9", "10,2"), row("Reducering av vinster", "-2,6", "-0,7"), row("Justering av andra poster", "0,0", "0,0"), row("Årets resultat efter justeringar", after, "9,5"));
    expect(table("8,3")).toEqual([]);
    expect(table("13,5")).toEqual(["9 error table-total 8,3"]);
  });
  test("a share of an amount that is told after it, and of a number that is told before", () => {
    const used = (share: string) => found(`Hittills har 70,3 mkr använts, vilket motsvarar ${share} procent av den totala budgeten på 160,2 mkr.`);
    expect(used("43,9")).toEqual([]);
    expect(used("55,7")).toEqual(["1 warning part-above-whole 43,9 procent"]);
    const failed = (share: string) => found(`Av de 164 avlopp som inspekterades godtogs 103. De övriga 38 anläggningarna, ${share} procent av de inspekterade, underkändes.`);
    expect(failed("23,2")).toEqual([]);
    expect(failed("21,1")).toEqual(["1 warning part-above-whole 23,2 procent"]);
  });
  test("of several shares told together, the one that is not as the others", () => {
    const shares = (police: string) => found(...REPORT, row("Vem som anmält", "Antal 2023", "Antal 2022"), row("Skola", 520, 470), row("Polis", 402, 388), row("Övriga", 1024, 954), row("Summa", "1 946", "1 812"), "", `Skolan står för 26,7 procent av anmälningarna och polisen för ${police} procent.`);
    expect(shares("20,7")).toEqual([]);
    expect(shares("33,2")).toEqual(["11 warning told-share 20,7 %"]);
  });
  test("thousands under a heading of millions, where the text has the sums as millions", () => {
    const table = (unit: string) => found(...REPORT, "Effekten beräknas till 5,6 mkr i år och 7,5 mkr nästa år.", "", row(`Effektivisering (${unit})`, "Effekt 2023", "Helår 2024"), row("Färre konsulter", "2 600", "3 100"), row("Nya avtal", "3 000", "4 400"), row("Summa", "5 600", "7 500"));
    expect(table("tkr")).toEqual([]);
    expect(table("mkr")).toEqual(["7 warning unit-heading tkr"]);
  });
});

describe("what is told of now by what was before", () => {
  test("a number and how far it is from a year's, where the row has another for now", () => {
    const told = (now: string, by: string) => found(...REPORT, row("Nyckeltal", "2021", "2022", "2023"), row("Mediantid anmälan, dagar", 23, 21, 19), row("Mediantid lov, veckor", "6,2", "5,6", "5,0"), "", `Mediantiden för anmälningar var ${now} dagar, vilket är ${by} dagar kortare än 2022.`);
    expect(told("19", "två")).toEqual([]);
    expect(told("17", "fyra")).toEqual(["9 warning told-differs 19"]);
  });
  test("what grows faster than another", () => {
    const told = (how: string) => found(...REPORT, row("Mkr", "2023", "2022"), row("Skatteintäkter", "1 109,5", "1 062,5"), row("Nettokostnader", "1 083,8", "1 034,8"), "", `Skatteintäkterna ökar dock ${how} än nettokostnaderna.`);
    expect(told("långsammare")).toEqual([]);
    expect(told("snabbare")).toEqual(["9 warning told-way –"]);
  });
  test("what is held before a meeting is not of a later day", () => {
    const held = (day: string) => found("# Plan för 2025", "", `Förhandlingen genomfördes ${day}, före nämndens behandling.`, "", "Sammanträdesdatum 2024-12-11");
    expect(held("2024-12-04")).toEqual([]);
    expect(held("2024-12-18")).toEqual(["3 warning dates-turned –"]);
  });
});

describe("what the decision says", () => {
  const table = [row("Projekt, tkr", "Budget 2023", "Utfall 2023", "Avvikelse", "Ombudgeteras till 2024"), row("Gata", "8 400", "5 236", "3 164", "3 164"), row("Lekplats", "2 400", "2 346", 54, 0), row("Delsumma", "10 800", "7 582", "3 218", "3 164"), row("Verk", "18 500", "14 066", "4 434", "4 434"), row("Totalt", "29 300", "21 648", "7 652", "7 598")];
  test("is carried over as the last sum of the table has it, and not what came from the year before", () => {
    const decided = (amount: string) => found(...REPORT, "•\tatt godkänna årsredovisningen,", `•\tatt begära att ${amount} tkr av 2023 års budget ombudgeteras till 2024.`, "", "Budgeten innehåller 1 785 tkr som ombudgeterades från 2022.", "", ...table);
    expect(decided("7 598")).toEqual([]);
    expect(decided("7 652")).toEqual(["6 warning told-differs 7 598 tkr"]);
  });
  test("is no frame that was only proposed", () => {
    const decided = (amount: string) => found("# Plan och budget 2025", "", "Ramen för 2025 är 1 255,5 mkr. Kommunstyrelsens förslag var 1 252,5 mkr.", "", "## Ekonomi", "", "Nämndens ram uppgår till 1 255,5 mkr.", "", "## Fördelning", "", "Budgeten på 1 255,5 mkr fördelas.", "", "## Beslut", "", `Nämnden fastställer budget för 2025 med en nettokostnad på ${amount} mkr.`);
    expect(decided("1 255,5")).toEqual([]);
    expect(decided("1 252,5")).toEqual(["15 warning told-differs 1 255,5 mkr"]);
  });
});
