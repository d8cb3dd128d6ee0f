import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...REPORT, ...lines).map((one) => one.replace(/^\d+ /, ""));
const statement = (own: string, whole = "988,1 1 090,7 1 068,2") => found("## Balansräkning", "", "Avsättningar för pensioner 20 858,3 927,1 858,3", "varav före 1998 635,4 638,2 635,4", `Övriga avsättningar 21 129,8 ${own} 209,9`, `Summa avsättningar ${whole}`, "", "Se Not 20 och Not 21.");

describe("a total of rows that have lost their heading", () => {
  test("is what its rows come to in every column", () => expect(statement("163,6")).toEqual([]));
  test("a row that is wrong in one of them", () => expect(statement("193,6")).toEqual(["warning table-total 1 120,7"]));
  const activities = (swimming: string, total: string) => found("## Verksamheter", "", ["tkr", "Bokslut 2021", "Bokslut 2022", "Budget 2023", "Bokslut 2023"].join("\t"), ...[["Bibliotek", "14 120", "14 480", "14 900", "14 870"], ["Bad", "8 300", swimming, "9 100", "9 240"], ["Kulturskola", "6 210", "6 330", "6 500", "6 410"], ["Summa", "28 630", total, "30 500", "30 520"]].map((cells) => cells.join("\t")));
  test("a part that is missing may be anything: somebody looks, and nothing is said to be wrong", () => expect([activities("8 640", "29 450"), activities("", "29 450")]).toEqual([[], ["warning table-total 20 810"]]));
  test("parts that are all told are what they are", () => expect(activities("8 640", "31 450")).toEqual(["error table-total 29 450"]));
  test("the total itself", () => expect(statement("163,6", "988,1 1 090,7 1 168,2")).toEqual(["warning table-total 1 068,2"]));
});

describe("the two sides of a balance sheet", () => {
  const sheet = (claims: string) => found("## Balansräkning", "", "Anläggningar 3 589,0 4 405,4 4 356,9", "SUMMA TILLGÅNGAR", "4 383,9 5 197,9 5 171,1", "", "Skulder 2 105,0 2 754,2 2 524,9", "SUMMA EGET KAPITAL, AVSÄTTNINGAR OCH SKULDER", claims);
  test("are the same, also where what they come to stands on the next line", () => expect([sheet("4 383,9 5 197,9 5 171,1"), sheet("4 383,9 5 197,9 4 959,4")]).toEqual([[], ["error table-total 5 171,1"]]));
});

describe("what is told of a sum, and of what it is made of", () => {
  test.each([
    ["Verksamheterna redovisade ett sammanlagt överskott mot budget med 4,3 mkr. Kostnaderna överskred budgeten med 4,2 mkr. Intäkterna blev 8,5 mkr högre än budgeterat.", []],
    ["Verksamheterna redovisade ett sammanlagt överskott mot budget med 4,3 mkr. Kostnaderna överskred budgeten med 4,2 mkr. Intäkterna blev 9,5 mkr högre än budgeterat.", ["warning level-change överskott 5 300 000 kr"]],
    ["Förra året var medelvärdet 3,82, vilket innebär att det har förbättrats med 0,06 till 3,88.", []],
    ["Förra året var medelvärdet 3,82, vilket innebär att det har förbättrats med 0,16 till 3,88.", ["warning level-change 0,06"]],
  ])("%s", (text, expected) => expect(found("## Resultat", "", text)).toEqual(expected));
  test("a list with its total last", () => {
    const list = (total: string) => found("## Kostnad per invånare", "", "• Skola: 12 238 kronor", "• Äldreomsorg: 11 534 kronor", "• Fritid: 6 882 kronor", `• TOTALT: ${total} kronor`);
    expect([list("30 654"), list("35 654")]).toEqual([[], ["warning table-total 30 654"]]);
  });
  test("the total told as one of its rows", () => {
    const told = (amount: string) => found("## Prognos", "", `Finansförvaltningen prognostiserar ett överskott på ${amount} mkr.`, "", ["Budgetavvikelser, mkr", "Prognos"].join("\t"), ...[["Kommunstyrelsen", "0,8"], ["Tekniska nämnden", "2,4"], ["Socialnämnden", "-6,4"], ["Finansförvaltningen", "19,3"], ["Summa budgetavvikelse", "16,1"]].map((cells) => cells.join("\t")));
    expect([told("19,3"), told("16,1")]).toEqual([[], ["warning told-other 19,3"]]);
  });
});

describe("what a table's rows and columns are to each other", () => {
  const moved = (born: string) => found("## Befolkning", "", ["Kommun", "Födda", "Döda", "Överskott", "Inflyttade", "Utflyttade", "Netto"].join("\t"), ...[["Norrby", born, "131", "193", "1 977", "1 792", "185"], ["Söderby", "259", "132", "127", "1 698", "1 427", "271"], ["Österby", "342", "152", "190", "2 591", "2 161", "430"], ["Västerby", "219", "111", "108", "1 545", "1 181", "364"], ["Mellanby", "345", "146", "199", "2 006", "1 769", "237"]].map((cells) => cells.join("\t")));
  test("a column that is the difference of two others, but in one row", () => expect([moved("324"), moved("342")]).toEqual([[], ["warning table-difference 324"]]));
  const plan = (own: string) => found("## Ekonomi", "", ["tkr", "Utfall 2021", "Budget 2022", "Prognos 2022", "Budget 2023", "Plan 2024"].join("\t"), ...[["Inkomster", "73 512", "71 888", "75 135", "73 888", "77 407"], ["Utgifter", "40 531", "42 701", "42 757", "46 813", "48 241"], ["Verksamhetsbidrag", "32 981", "29 187", own, "27 075", "29 166"]].map((cells) => cells.join("\t")));
  test("a row that is the difference of two others, but in one column", () => expect([plan("32 378"), plan("33 278")]).toEqual([[], ["warning table-total 32 378"]]));
});
