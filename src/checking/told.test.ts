import { describe, expect, test } from "vitest";
import { recognise } from "../reading/recognise.ts";
import { layoutOfText } from "../reading/text-layout.ts";
import { checkDocument } from "./check-document.ts";

const found = (...lines: string[]): string[] => {
  const layout = layoutOfText(lines.join("\n"));
  return checkDocument({ layout, reading: recognise(layout) }, 2024).map(({ code, expected, line, severity }) => `${line} ${severity} ${code} ${expected ?? "–"}`.replaceAll("\u00a0", " "));
};
const row = (...cells: (number | string)[]): string => cells.join("\t");
const STATEMENT = [
  "# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", "",
  row("Resultaträkning (mkr)", "2023", "2022", "Budgetavvikelse", "Budget", "Prognos"),
  row("Taxor och avgifter", "3,6", "3,9", "0,1", "3,5", "3,3"),
  row("Bidrag", "25,9", "29,3", "2,0", "23,9", "26,3"),
  row("Summa intäkter", "29,5", "33,2", "2,1", "27,4", "29,6"),
  row("Personalkostnader", "-128,8", "-127,3", "6,2", "-135,0", "-131,0"),
  row("Lokalkostnader", "-23,8", "-24,6", "0,6", "-24,4", "-24,6"),
  row("Summa kostnader", "-152,6", "-151,9", "6,8", "-159,4", "-155,6"),
  row("Verksamhetens nettokostnader", "-123,1", "-118,7", "8,9", "-132,0", "-126,0"), "",
];
const told = (...sentences: string[]) => found(...STATEMENT, ...sentences);

describe("an amount in the text is the row's that it is said of", () => {
  test.each([
    "Verksamhetens nettokostnader uppgick till 123,1 mkr, jämfört med 118,7 mkr året före.",
    "Nettokostnaderna uppgick till 123 mkr. Det är 8,9 mkr bättre än budgeten på 132,0 mkr. I prognosen räknade nämnden med 126,0 mkr.",
    "Bidragen uppgick till 25,9 mkr 2023 och 29,3 mkr 2022.",
    "Personalkostnaderna blev 128 800 tkr.",
    "Avvikelsen mot budget finns främst inom personalkostnader (6,2 mkr) och lokalkostnader (0,6 mkr).",
    "Personalkostnaderna har ökat med 1,5 mkr (1,2 %) jämfört med föregående år.",
    "Bidragen väntas uppgå till 31,0 mkr.",
    "Bidragen till föreningarna i söder uppgick till 4,4 mkr.",
    "Bidragen har blivit lägre. Minskningen beror på färre elever.",
  ])("and right, or of something else: %s", (sentence) => expect(told(sentence)).toEqual([]));
  test.each([
    ["Verksamhetens nettokostnader uppgick till 132,1 mkr, jämfört med 118,7 mkr året före.", "14 warning told-differs 123,1 mkr"],
    ["Nettokostnaderna uppgick till 143,1 mkr.", "14 warning told-differs 123,1 mkr"],
    ["Bidragen uppgick till 29,3 mkr 2023.", "14 warning told-other 25,9 mkr"],
    ["Nettokostnaderna uppgick till 123,1 mkr. I prognosen räknade nämnden med 128,0 mkr.", "14 warning told-differs 126,0 mkr"],
    ["Personalkostnaderna blev 128,8 tkr.", "14 error told-unit 128,8 mkr"],
    ["Avvikelsen mot budget finns främst inom personalkostnader (8,2 mkr).", "14 warning told-differs 6,2 mkr"],
  ])("and another is told: %s", (sentence, finding) => expect(told(sentence)).toEqual([finding]));
});

describe("a change in the text is the row's", () => {
  test.each([
    ["Personalkostnaderna har minskat med 1,5 mkr jämfört med föregående år.", "14 error told-way en ökning"],
    ["Nettokostnaderna uppgick till 123,1 mkr, vilket är 8,9 mkr sämre än budget.", "14 error told-way bättre"],
    ["Nettokostnaderna uppgick till 123,1 mkr, vilket är 9,8 mkr bättre än budget.", "14 warning told-movement 8,9 mkr"],
    ["Bidragen har ökat, eftersom fler har sökt.", "14 warning told-way en minskning"],
    ["Bidragen har blivit lägre. Ökningen beror på färre elever.", "14 warning change-direction minskningen"],
  ])("and another is told: %s", (sentence, finding) => expect(told(sentence)).toEqual([finding]));
  test("a part that bears the name of a row tells of that row's deviation from the budget", () => {
    const text = (amount: string) => told("## Lokalkostnader", "", `Verksamheten redovisar en positiv avvikelse mot budget med ${amount} mkr.`);
    expect(text("0,6")).toEqual([]);
    expect(text("1,6")).toEqual(["16 warning told-movement 0,6 mkr"]);
  });
  test("a table whose rows are years is told by its columns", () => {
    const text = (percent: number) => found("# Plan 2023", "", "## Skyddat boende", "", row("Period", "Antal dygn", "Nettokostnad (tkr)"), row("2021", 4650, 9605), row("2022", 4400, 11140), "", `Antal dygn har minskat med 5 procent men nettokostnaden har ökat med ${percent} procent.`);
    expect(text(16)).toEqual([]);
    expect(text(20)).toEqual(["9 warning told-movement 16,0 %"]);
  });
});

describe("counts in the text are the measure's", () => {
  const MONTHS = row("År", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec");
  const measured = (sentence: string) => found("# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", "", sentence, "", "## Boende", "", "Pågående ärenden, antal personer", "", MONTHS, row("2022", 9, 11, 10, 8, 8, 11, 9, 9, 10, 9, 7, 6), row("2023", 24, 26, 27, 19, 17, 18, 17, 13, 14, 14, 11, 12));
  test.each([
    "I februari hade nämnden 26 pågående ärenden. I december var antalet 12.",
    "Antalet pågående ärenden var i genomsnitt 18 under året.",
    "I mars 2023 fanns det 27 pågående ärenden, mot 10 i mars 2022.",
    "Av de 31 pågående ärendena i grannkommunen är inga nya.",
  ])("and right, or of something else: %s", (sentence) => expect(measured(sentence)).toEqual([]));
  test.each([
    ["I februari hade nämnden 28 pågående ärenden.", "5 warning told-differs 26"],
    ["I februari hade nämnden 26 pågående ärenden. I december var antalet 15.", "5 warning told-differs 12"],
    ["I mars 2022 fanns det 27 pågående ärenden.", "5 warning told-other 10"],
  ])("and another is told: %s", (sentence, finding) => expect(measured(sentence)).toEqual([finding]));
  test("from one to the same is no change", () => {
    const staff = (from: string) => found(row("Personal", "2023", "2022"), row("Sjukfrånvaro, %", "8,1", "8,2"), row("Antal anställda", 226, 219), "", `Sjukfrånvaron har minskat från ${from} till 8,1 procent.`);
    expect(staff("8,2")).toEqual([]);
    expect(staff("8,1")).toEqual(["5 warning told-differs 8,2 %"]);
    expect(staff("9,2")).toEqual(["5 warning told-differs 8,2 %"]);
  });
});

describe("parts, units and years", () => {
  test("a part is at most its whole, and two that are all are all of it", () => {
    expect(found("Planer finns i 18 av 20 insatser. Nämnden har 226 anställda, varav 169 kvinnor och 57 män.")).toEqual([]);
    expect(found("Planer finns i 28 av 20 insatser.")).toEqual(["1 error part-above-whole högst 20"]);
    expect(found("Nämnden har 226 anställda, varav 169 kvinnor och 67 män.")).toEqual(["1 error part-above-whole 236"]);
  });
  test("a share is told in per cent, a difference between shares in percentage points", () => {
    expect(found("Andelen var 60 procent, en ökning med 2 procentenheter.")).toEqual([]);
    expect(found("Av de svarande anser 60 procentenheter att det är bra.")).toEqual(["1 warning points-level 60 procent"]);
  });
  test("a table in millions has no amounts that only thousands have", () => {
    const table = (unit: string) => found(row(`Budget (${unit})`, "2023", "2022"), row("Skola", 274835, 249487), row("Vård", 329585, 332247));
    expect(table("tkr")).toEqual([]);
    expect(table("mnkr")).toEqual(["1 error unit-size tkr"]);
  });
  test("one row has one unit", () => {
    const tables = (unit: string) => found(row("Resultat (mkr)", "2023", "2022"), row("Nettokostnader", "-123,1", "-118,7"), "", "Per verksamhet är det så här.", "", row(`Verksamhet (${unit})`, "2023", "2022"), row("Nettokostnader", "-123,1", "-118,7"));
    expect(tables("mkr")).toEqual([]);
    expect(tables("tkr")).toEqual(["6 error unit-heading mkr"]);
  });
  test("years and months follow each other", () => {
    const years = (...all: number[]) => found(row("Tillstånd", ...all), row("Nya", 24, 16, 17), row("Varningar", 2, 0, 1));
    expect(years(2023, 2022, 2021)).toEqual([]);
    expect(years(2023, 2023, 2021)).toEqual(["1 error year-order –"]);
    expect(years(2024, 2022, 2021)).toEqual(["1 note year-order –"]);
    expect(found(row("Mkr", "2023", "2022", "% 22/21"), row("Skola", "10,0", "8,0", "25,0"))).toEqual(["1 error year-between 2023 och 2022"]);
    expect(found(row("År", "jan", "feb", "mars", "april", "juli", "juni"), row("2023", 1, 2, 3, 4, 5, 6))).toEqual(["1 warning month-order maj"]);
  });
  test("a last column is the sum or the mean of its row", () => {
    const months = (sum: number, mean: string) => found(row("År", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "Summa", "Medel"), row("2022", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 78, "6,5"), row("2023", 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, sum, mean));
    expect(months(90, "7,5")).toEqual([]);
    expect(months(91, "7,5")).toEqual(["3 error row-total 90"]);
    expect(months(90, "8,5")).toEqual(["3 error row-total 7,5"]);
    const staff = (all: number) => found(row("Antal", "Kvinnor", "Män", "Totalt"), row("Skola", 10, 5, 15), row("Vård", 20, 2, 22), row("Stab", 3, 4, all));
    expect(staff(7)).toEqual([]);
    expect(staff(9)).toEqual(["4 error row-total 7"]);
  });
  test("a total of a table that came as running text is its rows' too", () => {
    const text = (total: string) => found(`Budget 2010 Budget 2011 Stab 17 845 17 570 Skola 52 312 50 870 Vård 26 910 29 712 Totalt (tkr) 97 067 ${total}`);
    expect(text("98 152")).toEqual([]);
    expect(text("96 152")).toEqual(["1 warning table-total 98 152"]);
  });
  test("an act's number is whole, also after its short name", () => expect(found("Insatser ges enligt socialtjänstlagen, SoL (2001:45).")).toEqual(["1 error act-number 2001:453"]));
});

describe("what several words say at once", () => {
  const table = ["# Tekniska nämndens årsredovisning 2024", "", row("Verksamhet (tkr)", "Budget 2024", "Utfall 2024", "Avvikelse"), row("Vinterväghållning", -10500, -13260, -2760), row("Fastighet", -23400, -22905, 495), row("Lokalvård", -19900, -19655, 245), ""];
  const told = (...sentences: string[]) => found(...table, ...sentences);
  test("per cent of the budget are of the budget, and not of what became", () => {
    expect(told("Vinterväghållningen överskrider budgeten med 2 760 tkr, motsvarande 26,3 procent av budget.")).toEqual([]);
    expect(told("Vinterväghållningen överskrider budgeten med 2 760 tkr, motsvarande 20,8 procent av budget.")).toEqual(["8 warning told-movement 26,3 %"]);
  });
  test("a surplus that is told straight after the row's name is the row's", () => {
    expect(told("Fastighet redovisar ett överskott om 495 tkr.")).toEqual([]);
    expect(told("Fastighet redovisar ett överskott om 945 tkr.")).toEqual(["8 warning told-differs 495 tkr"]);
    expect(told("Fastighet redovisar ett överskott om 880 tkr för energi.")).toEqual([]);
  });
  test("how far two shares are from each other is told in percentage points", () => {
    expect(found("Sjukfrånvaron minskade från 7,1 procent 2023 till 6,4 procent 2024, det vill säga med 0,7 procentenheter.")).toEqual([]);
    expect(found("Sjukfrånvaron minskade från 7,1 procent 2023 till 6,4 procent 2024, det vill säga med 0,7 procent.").filter((one) => one.includes("told-unit"))).toEqual(["1 warning told-unit 0,7 procentenheter"]);
  });
  test("years are no amounts", () => expect(found("Antalet elever ökar med 81 från 2024 till 2027, vilket motsvarar 9,6 procent.")).toEqual([]));
});

describe("what the sentence before tells", () => {
  test("is more than some of it", () => {
    expect(found("Boendet öppnade med 24 lägenheter. I augusti var 22 av dem uthyrda.")).toEqual([]);
    expect(found("Boendet öppnade med 24 lägenheter. I augusti var 26 av dem uthyrda.")).toEqual(["1 error part-above-whole högst 24"]);
    expect(found("Av 36 kända händelser hade 34 rapporterats.")).toEqual([]);
    expect(found("Av 36 kända händelser hade 43 rapporterats.")).toEqual(["1 error part-above-whole högst 36"]);
  });
  test("is what per cent of a movement are of", () => {
    expect(found("Omsorgen minskar från 3 150 till 2 640 tkr. Minskningen motsvarar 16,2 procent.")).toEqual([]);
    expect(found("Omsorgen minskar från 3 150 till 2 640 tkr. Minskningen motsvarar 19,3 procent.")).toEqual(["1 warning change-percent 16,2 %"]);
  });
  test("two digits changed about are of the row that the sentence names", () => {
    const homes = (count: number) => found("# Bygglov", "", row("Antal", "2022", "2023"), row("Klagomål", 129, 146), row("Färdigställda bostäder", 188, 164), "", "# Klagomål", "", `Antalet klagomål som kom in var ${count}, jämfört med 129 under 2022.`);
    expect(homes(146)).toEqual([]);
    expect(homes(164).filter((one) => one.includes("told-slip") || one.includes("told-differs"))).toHaveLength(1);
  });
});

describe("some of all, in per cent", () => {
  test.each([["Vid 82 av de 144 inventerade avloppen fanns brister, vilket är 57 procent."], ["Nämnden har använt 45 160 tkr av budgeten på 91 500 tkr, det vill säga 49 procent."], ["Skolan får 15,6 mnkr, vilket är en ökning med 4,8 procent."]])("is right: %s", (sentence) => expect(found(sentence)).toEqual([]));
  test.each([["Vid 82 av de 144 inventerade avloppen fanns brister, vilket är 51 procent.", "1 warning part-above-whole 56,9 procent"], ["Nämnden har använt 45 160 tkr av budgeten på 91 500 tkr, det vill säga 94 procent.", "1 warning part-above-whole 49,4 procent"], ["Skolan får 15,6 mnkr, vilket är en ökning med 15,6 procent.", "1 warning percent-is-amount –"]])("is not: %s", (sentence, finding) => expect(found(sentence)).toEqual([finding]));
});
