import { describe, expect, test } from "vitest";
import { found, REPORT, row } from "../../test/checked-text.ts";

describe("decisions, and how long things take", () => {
  test("a decision that is reported as not carried out in three months is three months old", () => {
    const report = (decided: string, brokenOff = "") => found(...REPORT, "Läget den 31 december 2023. Rapporten gäller beslut som inte har verkställts inom tre månader.", "", row("Enhet", "Beslutsdatum", "Avbrott i verkställighet"), row("Vuxenenheten", "2023-06-12", ""), row("Familjeenheten", decided, brokenOff));
    expect(report("2023-09-30")).toEqual([]);
    expect(report("2023-11-14")).toEqual(["9 warning dates-turned senast 2023-09-30"]);
    // Carried out once, and then broken off: it is the break that counts.
    expect(report("2023-11-14", "2023-12-01")).toEqual([]);
    expect(found(...REPORT, "Läget den 31 december 2023.", "", row("Enhet", "Beslutsdatum"), row("Familjeenheten", "2023-11-14"))).toEqual([]);
  });
  test("how long something takes is what its row has", () => {
    const waiting = (sentence: string) => found(...REPORT, row("Mått", "2022", "2023"), row("Väntetid till boende, medel, dagar", 44, 41), row("Besök, antal", 900, 950), "", sentence);
    expect(waiting("Väntetiden till ett boende var i genomsnitt 41 dagar under 2023.")).toEqual([]);
    expect(waiting("Väntetiden till ett boende var i genomsnitt 46 dagar under 2023.")).toEqual(["9 warning told-differs 41 dagar"]);
    expect(waiting("Väntetiden till ett boende var 44 dagar under 2022.")).toEqual([]);
    expect(waiting("Mediantiden för väntan till ett boende var 46 dagar.")).toEqual([]);
  });
  test("a year's investments are one amount in the decision and in the plan", () => {
    const plan = (amount: string) => found(...REPORT, `Nämnden beslutar om en investeringsbudget för 2024 om ${amount} mkr.`, "", "Investeringar följer kommunens riktlinje.", "", "Nämndens investeringsbudget för 2024 uppgår till 0,9 mkr.");
    expect(plan("0,9")).toEqual([]);
    expect(plan("1,2")).toEqual(["5 warning statements-differ 0,9 mkr"]);
  });
  test("a grade is that of the scale also where its sample is told in a sentence", () => {
    const control = (grade: string) => found(...REPORT, "Bedömningsskala: ingen avvikelse 0 procent, försumbar avvikelse högst 5 procent, lindrig avvikelse mer än 5 men högst 20 procent och kännbar avvikelse mer än 20 men högst 40 procent.", "", row("Kontrollmoment", "Resultat", "Bedömning"), row("Attest", "30 fakturor har granskats. I 5 av dem saknades attest.", "Lindrig avvikelse"), row("Åtgärdsprogram", "30 åtgärdsprogram har granskats. I 8 av dem saknades utvärdering.", grade));
    expect(control("Kännbar avvikelse")).toEqual([]);
    expect(control("Lindrig avvikelse")).toEqual(["9 warning grade-mild kännbar"]);
  });
  test("a budget that holds is reached, and what is done in time is better higher", () => {
    const goal = (deviation: string, verdict: string, inTime: string) => found(...REPORT, row("Indikator", "Målvärde 2023", "2022", "2023", "Nått"), row("Budgetavvikelse, mkr", 0, "-0,7", deviation, verdict), row("Utredda inom fem arbetsdagar, %", "90,0", "88,0", inTime, "Nej"), row("Kostnad för inhyrda, mkr", "högst 10", "12,2", "9,8", "Ja"), row("Nöjda, %", "minst 80", "79", "82", "Ja"));
    expect(goal("-10,1", "Nej", "89,7")).toEqual([]);
    expect(goal("-10,1", "Ja", "89,7")).toEqual(["6 warning target-status inte uppfyllt"]);
  });
  test("one act has one number, also where it is no act that is known", () => {
    const act = (number: string) => found(...REPORT, "Utbildningen följer förordningen (2011:1108) om vuxenutbildning.", "", `Betyg sätts enligt förordningen (${number}) om vuxenutbildning.`);
    expect(act("2011:1108")).toEqual([]);
    expect(act("2011:1180")).toEqual(["7 warning act-number 2011:1108"]);
  });
});
