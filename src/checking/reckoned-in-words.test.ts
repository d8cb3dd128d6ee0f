import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Ekonomi", "", ...lines).map((one) => one.replace(/^\d+ /, ""));

describe("what a text reckons out in words", () => {
  test.each([
    ["signed parts", "Kulturnämnden har ett underskott på 17,7 mkr, varav −24 mkr på teatern och +6,3 mkr på biblioteken.", "Kulturnämnden har ett underskott på 17,7 mkr, varav −24 mkr på teatern och −6,3 mkr på biblioteken.", "warning told-way det andra tecknet eller ordet"],
    ["two sides of a deviation", "Den samlade avvikelsen blev +563 mkr. Nämnderna avvek positivt med 284 mkr och finansieringen gav ett överskott på 279 mkr.", "Den samlade avvikelsen blev +563 mkr. Nämnderna avvek positivt med 284 mkr och finansieringen gav ett överskott på 297 mkr.", "warning sum-told 279 mkr"],
    ["a net of what raises and what lowers", "Kompensation för löner höjer ramen med 2,4 mnkr, och effektiviseringen minskar den med 0,8 mnkr. Netto ökar ramen med 1,6 mnkr.", "Kompensation för löner höjer ramen med 2,4 mnkr, och effektiviseringen minskar den med 0,8 mnkr. Netto minskar ramen med 1,6 mnkr.", "warning told-way det andra tecknet eller ordet"],
    ["what is added to it", "Investeringsramen för 2023 var 64,6 mkr. Därtill överfördes 23,4 mkr från året innan, vilket gav en total ram på 88,0 mkr.", "Investeringsramen för 2023 var 64,6 mkr. Därtill överfördes 23,4 mkr från året innan, vilket gav en total ram på 88,4 mkr.", "warning sum-told 88,0 mkr"],
    ["what it is without something", "Periodens resultat var −54 mkr. En kostnad på 106 mkr för ändrad ränta belastar det. Utan den var resultatet +52 mkr.", "Periodens resultat var −54 mkr. En kostnad på 106 mkr för ändrad ränta belastar det. Utan den var resultatet +25 mkr.", "warning sum-told 52 mkr"],
    ["two parts that are all there is", "Investeringarna var 7,6 mkr, varav 2,5 mkr i kommunen och 5,1 mkr i bolagen.", "Investeringarna var 7,6 mkr, varav 2,5 mkr i kommunen och 1,5 mkr i bolagen.", "warning sum-told 5,1 mkr"],
    ["how far from the budget it therefore is", "Budgeten för investeringar var 64,2 mkr. Utgifterna blev 38,4 mkr. Volymen blev därmed 25,8 mkr lägre än budgeterat.", "Budgeten för investeringar var 64,2 mkr. Utgifterna blev 38,4 mkr. Volymen blev därmed 28,5 mkr lägre än budgeterat.", "warning sum-told 25,8 mkr"],
  ])("%s", (_, right, wrong, told) => expect([found(right), found(wrong)]).toEqual([[], [told]]));
  test("the rest of a deviation that something else has held back is no part of it", () => expect(found("Verksamheterna avvek negativt med sammanlagt 188 mkr. Ett överskott på 117 mkr inom finansieringen begränsade avvikelsen till −71 mkr.")).toEqual([]));
  test("parts that are not all of it", () => expect(found("Investeringarna var 7,6 mkr, varav 2,5 mkr i biblioteken och 1,5 mkr i simhallen.")).toEqual([]));
});

describe("a result beside its budget", () => {
  test.each([
    ["Resultatet på 824 mkr är ett överskott mot budgeterade 400 mkr.", []],
    ["Resultatet på 824 mkr är ett underskott mot budgeterade 400 mkr.", ["warning told-way överskott"]],
    ["Årets resultat blev 120,7 mnkr. Budgeterat resultat var 9,9 mnkr, vilket ger en positiv avvikelse på 110,8 mnkr.", []],
    ["Årets resultat blev 120,7 mnkr. Budgeterat resultat var 9,9 mnkr, vilket ger en negativ avvikelse på 110,8 mnkr.", ["warning told-way positiv"]],
    ["Årets resultat blev 120,7 mnkr. Budgeterat resultat var 9,9 mnkr, vilket ger en positiv avvikelse på 101,8 mnkr.", ["warning level-change 110,8 mkr"]],
    ["Kostnaderna översteg budgeten med 4,2 mkr medan intäkterna blev 8,5 mkr högre än budgeterat, och tillsammans gav det ett överskott på 4,3 mkr.", []],
  ])("%s", (text, told) => expect(found(text)).toEqual(told));
});

describe("a surplus and its cause", () => {
  test.each([
    ["Överskottet på 1,6 mkr beror främst på lägre personalkostnader.", []],
    ["Överskottet på 1,6 mkr beror främst på högre personalkostnader.", ["warning told-way –"]],
    ["Underskottet förklaras av lägre kostnader för lokaler.", ["warning told-way –"]],
    ["Underskottet beror på högre kostnader, men dämpas av högre intäkter.", []],
    ["Föreningsstödets överskott beror på lägre utbetalda bidrag.", []],
    ["Placeringarna kostade mer än budgeterat, vilket bidrog till överskottet.", ["warning told-way –"]],
  ])("%s", (text, told) => expect(found(text)).toEqual(told));
});

describe("years that are counted", () => {
  test.each([
    ["Budgeten gäller en planperiod på fyra år (2016–2019).", []],
    ["Budgeten gäller en planperiod på tre år (2016–2019).", ["warning other-period 4 år"]],
    ["Åren 2015–2019 investerades 151,6 mkr netto, drygt 30 mkr per år.", []],
    ["Åren 2015–2019 investerades 151,6 mkr netto, drygt 38 mkr per år.", ["warning told-differs 30,3 mkr"]],
  ])("%s", (text, told) => expect(found(text)).toEqual(told));
});

describe("shares and parts that stand in a row", () => {
  const shares = (own: string) => found("Kulturnämnden: 1 613 mkr, 41 procent av medlen", "", "Bildningsnämnden: 1 563 mkr, 39 procent", "", `Byggnadsnämnden: 462 mkr, ${own} procent`, "", "Kommunstyrelsen: 177 mkr, 4 procent", "", "Fritidsnämnden: 169 mkr, 4 procent");
  test("are of what all of them come to", () => expect([shares("12"), shares("21")]).toEqual([[], ["warning told-share 12 %"]]));
  const ages = (own: string) => found("36 (37) % barn under 12 år", "", `${own} (37) % ungdomar`, "", "32 (26) % över 20 år");
  test("of one year are a hundred, and so of the other", () => expect([ages("32"), ages("23")]).toEqual([[], ["warning part-above-whole 100 procent"]]));
  const counts = (own: string) => found(`Avslutade uppdrag var 275 (301): 51 vid tonårsenheten, ${own} vid barnenheten, 30 i familjehem, 10 i boende och 25 vid Myran.`);
  test("after a colon are what is told before it", () => expect([counts("159"), counts("195")]).toEqual([[], ["warning sum-told 311"]]));
  const seats = (last: string) => found(...[["Vänstern", "9"], ["Mitten", "15"], ["Högern", "17"], ["Totalt antal mandat", last]].map((cells) => cells.join(" | ")));
  test("with their total last, in a table without a heading", () => expect([seats("41"), seats("43")]).toEqual([[], ["warning table-total 41"]]));
});

describe("what a share is of", () => {
  const carried = (share: string) => found(`Under året prövades 164 ansökningar. 139 av dem ledde till bifall och 25 till avslag. Av bifallsbesluten verkställdes 103 inom tre månader, vilket motsvarar ${share} procent.`);
  test("is what is named first in the sentence", () => expect([carried("74,1"), carried("62,8")]).toEqual([[], ["warning told-share 74,1 %"]]));
});

describe("from one to another", () => {
  test.each([
    ["Antalet trygghetslarm har ökat från 1 184 i december 2022 till 1 243 i december 2023, vilket motsvarar 5,0 procent.", []],
    ["Antalet trygghetslarm har minskat från 1 184 i december 2022 till 1 243 i december 2023, vilket motsvarar 5,0 procent.", ["error change-direction en ökning"]],
    ["Antalet besökare ökar då från ca 840 till ca 1 500, eller med 79 procent.", []],
    ["Antalet besökare ökar då från ca 840 till ca 1 500, eller med 44 procent.", ["error change-percent 78,6 %"]],
    ["År 2012 uppgick lånen till 45 798 och år 2015 hade de ökat till 38 048.", ["error change-direction en minskning"]],
  ])("%s", (text, told) => expect(found(text)).toEqual(told));
});

describe("one thing by the same words", () => {
  test("has the same amount where it is told again", () => {
    const told = (amount: string) => found(`Det strukturella resultatet var 502 mnkr, något bättre än väntat.`, "", `Det strukturella resultatet på ${amount} mnkr motsvarar 1,7 procent av skatteintäkterna.`);
    expect([told("502"), told("520")]).toEqual([[], ["warning statements-differ 502 mnkr"]]);
  });
});

describe("a table", () => {
  const head = ["tkr", "Prognos 2022", "Budget 2022", "Budget 2023", "Plan 2024"];
  const table = (own: string, ...between: string[]) => found(head.join(" | "), ...between, ...[["Finansiella intäkter", "11 846", "10 261", own, "13 719"], ["Räntor", "4 262", "5 305", "5 474", "5 668"], ["Utdelning", "746", "1 100", "800", "800"], ["Borgensavgifter", "6 838", "3 856", "6 108", "7 251"]].map((cells) => cells.join(" | ")));
  test("has sections under their totals", () => expect([table("12 382"), table("10 261")]).toEqual([[], ["warning table-total 12 382"]]));
  test("goes on below the name of a group", () => expect([table("12 382", "Not 3 Finansiellt"), table("10 261", "Not 3 Finansiellt")]).toEqual([[], ["warning table-total 12 382"]]));
  test("tells the year before in brackets", () => {
    const told = (amount: string) => found(`Balanskravsresultatet är positivt, ${amount} mnkr (1 858 mnkr).`, "", ["Mnkr", "2023", "2022", "2021"].join(" | "), ...[["Årets resultat", "2 568", "2 115", "4 953"], ["Realisationsvinster", "−318", "−257", "−89"], ["Balanskravsresultat", "2 250", "1 858", "4 864"]].map((cells) => cells.join(" | ")));
    expect([told("2 250"), told("2 568")]).toEqual([[], ["warning told-differs 2 250 mkr"]]);
  });
});

test("what was notified is not said never to have been", () => {
  const told = (some: string) => found("Inga lex Sarah-anmälningar har behövt lämnas till IVO.", "", "## Lex Sarah", "", some);
  expect([told("Sex rapporter bedömdes inte vara missförhållanden."), told("De två allvarliga händelserna enligt lex Sarah anmäldes till IVO i april.")]).toEqual([[], ["warning statements-differ –"]]);
});
