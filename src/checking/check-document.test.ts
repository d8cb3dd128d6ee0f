import { describe, expect, test } from "vitest";
import { recognise } from "../reading/recognise.ts";
import { layoutOfText } from "../reading/text-layout.ts";
import { checkDocument } from "./check-document.ts";

const found = (...lines: string[]) => {
  const layout = layoutOfText(lines.join("\n"));
  return checkDocument({ layout, reading: recognise(layout) }, 2024).filter(({ code }) => code !== "small-counts").map(({ code, expected, line, severity }) => `${line} ${severity} ${code} ${expected ?? "–"}`.replaceAll("\u00a0", " ").replaceAll("−0", "-0").replaceAll("−8", "-8"));
};
const row = (...cells: (string | number)[]): string => cells.join("\t");
const MONTHS = row("", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec");

describe("a column of differences is what its own rows make it", () => {
  const head = row("mkr", "Utfall 2023", "Budget 2023", "Budgetavvikelse");
  test.each([
    ["outcome less budget", ["-10,4", "-11,0", "0,6"], ["-20,0", "-19,5", "-0,5"], ["-5,0", "-5,2", "0,2"]],
    ["budget less outcome", ["10,4", "11,0", "0,6"], ["20,0", "19,5", "-0,5"], ["5,0", "5,2", "0,2"]],
    ["rounded terms", ["-10,4", "-11,0", "0,7"], ["-20,0", "-19,5", "-0,4"], ["-5,0", "-5,2", "0,2"]],
  ])("%s: nothing is wrong", (_, ...rows) => expect(found(head, ...rows.map((cells, at) => row(`Enhet ${"ABC"[at]}`, ...cells)))).toEqual([]));
  test("a row that is not reckoned as the others is wrong", () => {
    expect(found(head, row("Skola", "-10,4", "-11,0", "0,6"), row("Vård", "-20,0", "-19,5", "0,5"), row("Kultur", "-5,0", "-5,2", "0,2"), row("Stab", "-3,0", "-3,4", "0,4"))).toEqual(["3 error table-difference -0,5"]);
  });
  test("one outcome has one sign in a table: two deviations that are reckoned each its way contradict each other", () => {
    expect(found(row("mkr", "Utfall", "Budgetavvikelse", "Budget", "Prognos", "Prognosavvikelse"), row("Intäkter", "8,0", "1,0", "7,0", "7,5", "-0,5"), row("Kostnader", "-20,0", "2,0", "-22,0", "-21,0", "-1,0"), row("Netto", "-12,0", "3,0", "-15,0", "-13,5", "-1,5"))).toEqual(["4 error table-difference-sign 1,5"]);
  });
  test("a change is later less earlier; the other way round it is told", () => {
    expect(found(row("mkr", "Budget 2023", "Budget 2022", "Förändring"), row("Intäkter", "46,0", "45,0", "-1,0"), row("Kostnader", "-273,0", "-270,0", "3,0"), row("Bidrag", "5,0", "9,0", "4,0"))).toEqual(["2 warning table-change-turned Budget 2023 − Budget 2022"]);
  });
  test("per cent are of what it was", () => {
    const table = (percent: string) => found(row("tkr", "2023", "2022", "Förändring %"), row("Löner", 1100, 1000, "10,0 %"), row("Hyror", 500, 400, percent), row("Övrigt", 90, 100, "-10,0 %"));
    expect(table("25,0 %")).toEqual([]);
    expect(table("20,0 %")).toEqual(["3 error table-percent 25,0 %"]);
  });
});

describe("a total is its rows, which the other columns tell", () => {
  const table = (total: string) => found(row("mkr", "2023", "2022", "2021"), row("Taxor", "3,6", "3,9", "4,0"), row("Hyror", "8,6", "8,5", "8,0"), row("Bidrag", "25,9", "29,3", "20,0"), row("Summa intäkter", total, "41,7", "32,0"));
  test("within the rounding of its terms", () => expect(["38,1", "38,2", "38,0"].flatMap(table)).toEqual([]));
  test("beyond it is wrong", () => expect(table("39,1")).toEqual(["5 error table-total 38,1"]));
  test("where it stands first, and of which are some", () => {
    expect(found(row("Tillstånd", "2023", "2022", "2021"), row("Totalt antal", 173, 163, 166), row("Allmänheten", 155, 142, 145), row("Slutet sällskap", 28, 21, 21))).toEqual(["2 error table-total 183"]);
    expect(found(row("Personal", "2023", "2022", "2021"), row("Antal anställda", 226, 219, 210), row("- varav kvinnor", 169, 165, 160), row("- varav män", 67, 54, 50))).toEqual(["2 error table-total 236"]);
  });
  test("a row that comes in two tables is the same in both", () => {
    const table = (net: string) => [row("mkr", "2023", "2022", "Budget"), row("Skola", "-4,0", "-5,0", "-6,0"), row("Verksamhetens nettokostnader", net, "-9,0", "-12,0"), ""];
    expect(found(...table("-8,0"), "Och så till slut, per verksamhet.", "", ...table("-8,0"))).toEqual([]);
    expect(found(...table("-8,0"), "Och så till slut, per verksamhet.", "", ...table("-8,9"))).toEqual(["9 error same-row -8,0"]);
  });
});

describe("measures by month", () => {
  const group = (people: number[], days: number[]) => found("# Boende", "", "Placeringar, antal personer", "", MONTHS, row("2023", ...people), "", "Placeringar, antal vårddygn", "", MONTHS, row("2023", ...days));
  const people = [2, 2, 3, 3, 3, 2, 2, 2, 2, 3, 3, 4];
  const days = [62, 56, 80, 90, 70, 60, 62, 50, 60, 93, 90, 100];
  test("as many care days as the people have are possible, and one more is not", () => {
    expect(group(people, days)).toEqual([]);
    expect(group(people, days.with(1, 57))).toEqual(["11 error care-days högst 56"]);
  });
  test("February of a leap year has a day more", () => expect(found("# Boende", "", "Placeringar, antal personer", "", MONTHS, row("2024", ...people), "", "Placeringar, antal vårddygn", "", MONTHS, row("2024", ...days.with(1, 58)))).toEqual([]));
  test("two measures with the same twelve months are one of them, but noughts are noughts", () => {
    const two = (second: number[]) => found("# Stöd", "", "Samtal, antal personer", "", MONTHS, row("2023", ...people), "", "Kontaktpersoner, antal personer", "", MONTHS, row("2023", ...second));
    expect(two(people)).toEqual(["11 warning same-series –"]);
    expect(two(people.map(() => 0))).toEqual([]);
    expect(two(people.with(11, 5))).toEqual([]);
  });
});

describe("measures by month whose rows are no plain years", () => {
  test("are read as others are: a budget that is last year's outcome is asked about", () => {
    const months = [2, 2, 3, 3, 3, 2, 2, 2, 2, 3, 3, 4];
    expect(found("# Boende", "", "Placeringar, antal personer", "", MONTHS, row("2023", ...months), row("Budget 2024", ...months))).toEqual(["7 warning same-year –"]);
  });
});

describe("sentences", () => {
  test("an act has the year first, and the number that its name has had", () => {
    expect(found("Det styrs av lag (2088:2018) om tobak.")).toEqual(["1 error act-number 2018:2088"]);
    expect(found("Insatser ges enligt socialtjänstlagen (2001:453), kommunallagen (2017:725) och lag (1993:387) om stöd och service.")).toEqual([]);
    expect(found("Insatser ges enligt kommunallagen (2017:752).")).toEqual(["1 error act-number 2017:725"]);
    const report = (sentence: string) => found("# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", "", sentence);
    expect(report("Ansvaret är nämndens enligt kommunallagen (1991:900).")).toEqual(["5 warning act-ended 2017:725"]);
    expect(report("Den nya lagen ersatte kommunallagen (1991:900).")).toEqual([]);
  });
  test("a report is of the quarter that had ended", () => {
    expect(found("Beslut som inte är verkställda, kvartal 3 år 2023, inrapporterat 2024-01-25")).toEqual(["1 warning other-period kvartal 4"]);
    expect(found("Beslut som inte är verkställda, kvartal 4 år 2023, inrapporterat 2024-01-25")).toEqual([]);
  });
  test("per cent that are the amount are no per cent", () => {
    const text = (percent: string) => found(row("mkr", "Budget 2023", "Budget 2022"), row("Intäkter", "45,8", "44,6"), row("Netto", "-227,4", "-226,2"), "", `Ramen räknas upp med ${percent} procent, vilket ger 227,4 mkr.`);
    expect(text("1,2")).toEqual(["5 error percent-is-amount 0,5 %"]);
    expect(text("0,5")).toEqual([]);
  });
  test("the same sentence with another number is asked about, a sentence of another year or place is not", () => {
    const sentence = (count: number, place = "Kommunens") => `${place} tillståndsgrupp räknade ${count} stycken försäljningsställen som säljer tobak, folköl eller läkemedel enligt registret över anmälda verksamheter.`;
    expect(found(sentence(81), "", "Annat sades också.", "", sentence(80))).toEqual([`5 warning statements-differ 81 stycken försäljningsställen`]);
    expect(found(sentence(81), "", "Annat sades också.", "", sentence(81))).toEqual([]);
  });
  test("half of them is half of as many as there are", () => {
    const text = (half: number) => found(`Det finns 71 tillståndshavare i kommunen. Hälften av tillståndshavarna granskas varje år. Cirka ${half} tillståndshavare kontrolleras.`);
    expect(text(36)).toEqual([]);
    expect(text(40)).toEqual(["1 warning half-of 35,5"]);
  });
});

describe("grades and statuses", () => {
  const table = (status: string, comment: string) => found(row("Åtagande", "Status", "Kommentar"), row("Boendemöten", "Pågår", "Varje vecka"), row("Utflykter", "Pågår med avvikelse", "Färre än tänkt"), row("Rapport", status, comment));
  test("a cell has one status, which its comment bears", () => {
    expect(table("Pågår med avvikelse Pågår", "Två möten")).toEqual(["4 warning two-statuses en status"]);
    expect(table("Pågår", "Har inte kunnat genomföras")).toEqual(["4 warning status-comment –"]);
    expect(table("Pågår", "Inga hinder har funnits")).toEqual([]);
  });
  test("a status on a line of its own is borne by the comment under it, and by no other", () => {
    const told = (status: string, comment: string) => found("## Uppdrag 1", "Ta fram en plan.", `Status: ${status}`, "", `Kommentar: ${comment}`, "", "## Uppdrag 2", "Se över avgifterna.", "Status: Pågår", "Kommentar: Arbetet har inte kunnat slutföras och fortsätter.").filter((one) => one.startsWith("3 "));
    expect(told("Slutfört", "Planen har inte kunnat antas.")).toEqual(["3 warning status-comment –"]);
    expect(told("Ej påbörjat", "Genomfört i maj.")).toEqual(["3 warning status-comment –"]);
    expect(told("Slutfört", "Planen antogs i maj.")).toEqual([]);
  });
  test("half of a sample wrong is no small deviation", () => {
    const control = (some: number) => found(row("Kategori", "Process", "Kontrollmoment", "Resultat av kontrollmoment"), row("Verksamhet", "Handläggning", "Kontroll av planer", `Lindrig avvikelse Det finns planer i ${some} av 20 insatser.`));
    expect(control(10)).toEqual(["2 warning grade-mild –"]);
    expect(control(19)).toEqual([]);
  });
});
