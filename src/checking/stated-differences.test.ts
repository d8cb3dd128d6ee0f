import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));
const report = (...sentences: string[]): string[] => found(...REPORT, "## Resultat", "", sentences.join(" "));

describe("how far something is said to be from what it is put beside", () => {
  test.each([
    ["Resultatet för perioden är 16,9 mnkr (31,0 mnkr), vilket är 14,1 mnkr sämre än motsvarande period föregående år.", []],
    ["Resultatet för perioden är 16,9 mnkr (31,0 mnkr), vilket är 18,1 mnkr sämre än motsvarande period föregående år.", ["error level-change 14,1 mkr"]],
    ["Resultatet för perioden är 16,9 mnkr (31,0 mnkr), vilket är 14,1 mnkr bättre än motsvarande period föregående år.", ["error level-change sämre"]],
    ["Prognosen är ett resultat på +22 miljoner kronor. Det är 21 miljoner kronor sämre än det budgeterade resultatet på +43 miljoner kronor.", []],
    ["Prognosen är ett resultat på +22 miljoner kronor. Det är 31 miljoner kronor sämre än det budgeterade resultatet på +43 miljoner kronor.", ["warning level-change 21 mkr"]],
    ["Resultatet uppgick till 120,7 mnkr. De senaste fem åren har resultatet varit 126,8 mnkr. Jämfört med budgeterat resultat på 9,9 mnkr visar årets resultat en positiv avvikelse på 110,8 mnkr.", []],
    ["Nämnden har ett utfall om -3 593 tkr och för samma period ett budgeterat underskott om 518 tkr. Budgetavvikelsen uppgår för perioden till -2 075 tkr.", ["warning level-change 3 075 tkr"]],
    ["Resultatet uppgår till 55 mkr, vilket är 23 mkr sämre än fjolåret då resultatet uppgick till 68 mkr.", ["error level-change 13 mkr"]],
  ])("%s", (text, expected) => expect(report(text)).toEqual(expected));
  test.each([
    // A movement, several at once, or a base that stands nowhere: nothing is known.
    ["Personalkostnaderna översteg budgeten med 3,8 mkr men blev 1,7 mkr lägre än i augustiprognosen."],
    ["Det är 6,8 mkr mer än periodens budget och 11,0 mkr, eller 8,7 procent, mer än vid samma tid förra året."],
    ["Periodens överskott på 0,8 mnkr förklaras av snöröjningen (+1,6 mnkr), medan intäkterna är 0,8 mnkr lägre än periodens budget på 2,95 mnkr."],
    ["Resultatet är 19,6 mnkr, vilket är 3,3 mnkr bättre än det budgeterade resultatet."],
  ])("is not asked of: %s", (text) => expect(report(text)).toEqual([]));
});

describe("parts of what was told right before", () => {
  test.each([
    ["Befolkningen var 322 574 personer. Av dem är 163 619 kvinnor och 158 955 män.", []],
    ["Resultatet var 492 mkr. Av det totala resultatet var 333 mkr verksamheternas medan 159 mkr avsåg skatter.", []],
    ["Resultatet var 492 mkr. Av det totala resultatet var 333 mkr verksamheternas medan 259 mkr avsåg skatter.", ["error part-above-whole 592 mkr"]],
    ["Av synpunkterna var 77 procent klagomål, 12 procent frågor, 10 procent förslag och 1 procent beröm.", []],
    ["Av synpunkterna var 87 procent klagomål, 12 procent frågor, 10 procent förslag och 1 procent beröm.", ["warning part-above-whole 100 procent"]],
    ["Så fördelas en krona. Omsorgen kostar 28 öre, skolan 25 öre, förskolan 15 öre, kulturen 10 öre och övrigt 22 öre.", []],
    ["Så fördelas en krona. Omsorgen kostar 28 öre, skolan 25 öre, förskolan 15 öre, kulturen 10 öre och övrigt 32 öre.", ["warning part-above-whole 100 öre"]],
    ["Staden fick in 2 309 synpunkter. Det är en ökning med 3 procent från 2019 (2 233 st).", []],
    ["Staden fick in 2 309 synpunkter. Det är en ökning med 13 procent från 2019 (2 233 st).", ["error change-percent ökning med 3,4 %"]],
    ["Totalt fick staden in 2 309 synpunkter. Flest fick teknik, 57 procent (1 546 st) av totala antalet.", ["warning told-share 67 procent"]],
    ["Nämnden fick in 2 252 synpunkter. Det är något fler än föregående år, då 2 148 registrerades.", []],
    ["Nämnden fick in 2 252 synpunkter. Det är något fler än föregående år, då 2 348 registrerades.", ["error told-way –"]],
  ])("%s", (text, expected) => expect(report(text)).toEqual(expected));
  const hundred = (last: string) => found(...REPORT, "## Så används pengarna", "", "100 kronor i skatt användes så här:", "", "- Vård 35 kr", "- Skola 25 kr", "- Förskola 13 kr", "- Fritid 7 kr", `- Övrigt ${last} kr`);
  test("a list of what a hundred kronor went to comes to a hundred", () => expect([hundred("20"), hundred("30")]).toEqual([[], ["warning part-above-whole 100 kr"]]));
  const listed = (share: string) => found(...REPORT, "## Skatten", "", "Omsorg 1 370 mkr (30,34%)", "Skola 1 008 mkr (22,32%)", `Förskola 536 mkr (${share}%)`, "Gymnasium 324 mkr (7,18%)", "Kultur 254 mkr (5,62%)");
  test("each row's percentage is of the same whole as the others'", () => expect([listed("11,87"), listed("21,87")]).toEqual([[], ["warning told-share 11,87 procent"]]));
});

describe("plans of what is bought by the day", () => {
  const PLAN = ["# Socialnämndens verksamhetsplan och budget 2023", "", "Ekhamns kommun", "", "## Vuxna", ""];
  const plan = ({ after = "", before = "", next = ["4 400", "10 600"] }: { after?: string; before?: string; next?: readonly string[] }) => found(...PLAN, ...(before ? [before, ""] : []), "Tabell 1. Budget placeringar i extern regi", "", row("Period", "Antal dygn", "Budget (tkr)", "Nettokostnad (tkr)"), row("2021", "4 650", "10 000", "9 605"), row("2022 prognos", "4 400", "10 000", "10 900"), row("Budget 2023", ...next, ""), "", after);
  test.each([
    [{}, []],
    [{ next: ["4 400", "9 400"] }, ["note implied-price –"]],
    [{ next: ["5 400", "8 100"] }, ["warning implied-price –"]],
    [{ after: "För att nå en budget i balans behöver verksamheten minska sina kostnader med 0,3 mnkr." }, []],
    [{ after: "För att nå en budget i balans behöver verksamheten minska sina kostnader med 7 mnkr." }, ["warning told-movement 0,3 mkr"]],
    [{ after: "Budgeten har utökats på grund av förväntad ökning av personer som placeras externt.", next: ["4 000", "9 800"] }, ["warning told-way –"]],
    [{ after: "Budgeten har utökats på grund av förväntad ökning av personer som placeras externt.", next: ["4 600", "11 200"] }, []],
  ] as const)("%j", (told, expected) => expect(plan(told)).toEqual(expected));
  test("what is to grow does not also stand still", () => expect(found(...PLAN, "Ramen ökar med 3 mnkr utifrån antagandet att antalet hushåll med bistånd kommer att öka.", "", "Verksamheten ser inte några tydliga tendenser till ökning av utbetalt bistånd, därför minskas posten.")).toEqual(["warning statements-differ –"]));
  test("nothing is procured, and several things are", () => expect(found(...PLAN, "Under året planeras inga upphandlingar av ny verksamhet. Då flera nya upphandlingar ska påbörjas är det viktigt med krav.")).toEqual(["warning statements-differ –"]));
  test("contracts end with a month, but for one whose figures are turned", () => expect(found(...PLAN, "Hagens boende: avtalet förlängt t.o.m. 2013-01-13. Lindens boende: t.o.m. 2015-01-31. Ekens boende: t.o.m. 2014-06-30.")).toEqual(["warning told-slip 2013-01-31"]));
  test("goals that are to be measurable have a number or a day", () => expect(found(...PLAN, "Effektmålen ska vara mätbara och tidssatta.", "", "Effektmål 1: Antalet hushåll med bistånd ska vara lågt.", "", "Effektmål 2: Andelen nöjda ska öka.", "", "Effektmål 3: Antalet vräkningar ska vara lågt.", "", "Effektmål 4: Utredningstiden ska vara högst 90 dagar.")).toEqual(["note goal-unmeasured –"]));
  test("an annex that nobody speaks of", () => expect([found(...PLAN, "Se bilaga 2.", "", "## Bilaga 2", "", "Text om bedömningar."), found(...PLAN, "Se bilaga 1 och bilaga 2.", "", "## Bilaga 1", "", "Text.", "", "## Bilaga 2", "", "Text om bedömningar.")]).toEqual([["note part-missing Bilaga 1"], []]));
});

describe("words for a sum, a rest, a direction and a period", () => {
  test.each([
    ["I december fanns 11 870 öppet arbetslösa. Ytterligare 10 060 personer deltog i program, tillsammans 21 930.", []],
    ["I december fanns 11 870 öppet arbetslösa. Ytterligare 10 060 personer deltog i program, tillsammans 22 930.", ["warning sum-told 21 930"]],
    ["Bruttoinvesteringarna var 780 Mkr. Det är 506 Mkr lägre än budgeten på 1 286 Mkr.", []],
    ["Bruttoinvesteringarna var 780 Mkr. Det är 506 Mkr högre än budgeten på 1 286 Mkr.", ["error level-change lägre"]],
    ["Helårsresultatet prognostiseras till –25 Mkr mot budgeterade –125 Mkr, en försämring med 100 Mkr.", ["error level-change bättre"]],
    ["Nettokostnaden blev 444 Mkr, 62 Mkr eller 26 % mer än 2016.", ["error change-percent 16,2 %"]],
    ["Utfallet till och med mars är 94,7 miljoner kronor. Riktpunkten efter tre månader är 25 procent.", []],
    ["Utfallet till och med mars är 94,7 miljoner kronor. Riktpunkten efter fyra månader är 25 procent.", ["warning other-period 3 månader"]],
    ["Investeringarna uppgick till 7,6 mdkr, varav kommunen stod för 2,5 mdkr och bolagen för 5,1 mdkr.", []],
    // A part of the period, another comparison, and another unit in a list.
    ["Av årets åtta månader var de tre första värst.", []],
    ["Sjukfrånvaron var 5,2 procent, 0,2 procentenheter lägre än samma tid förra året och klart under kommunens genomsnitt på 6,7 procent.", []],
    ["Biståndet uppgick till 49,5 mkr, 2,2 mkr mer än 2022 och 2,6 mkr över budget.", []],
    ["Skolnämnden får 2,2 miljoner kronor, samhällsnämnden 8,2 miljoner kronor, socialnämnden 700 000 kronor och kommunstyrelsen 2 miljoner kronor, totalt 13,1 miljoner kronor.", []],
  ])("%s", (text, expected) => expect(report(text)).toEqual(expected));
});

describe("what is right, and looks otherwise", () => {
  test.each([
    ["Bokslutet visar ett resultat på 21 mkr (14 mkr), vilket är 9 mkr bättre än budget."],
    ["Årets resultat uppgick till -12 mkr, vilket är lägre än föregående år då resultatet var 5 mkr."],
    ["Under året avslutades 80 ärenden. Antalet inkomna ärenden var fler än föregående år, då 110 kom in."],
    ["Kommunen har 520 lägenheter. Av dem är 320 hyresrätter och 100 bostadsrätter."],
    ["Antalet besök var 24 500 förra året och har ökat med 10 procent till 26 950."],
    ["Av invånarna är 78 procent nöjda med skolan, 65 procent med vården och 54 procent med trafiken."],
    ["Under våren genomfördes inga utbildningar. Fyra utbildningar genomfördes under hösten."],
    ["Befolkningen ökade med 312 personer till 42 815, vilket är 45 färre än budgeterade 357."],
    ["Investeringarna var 1,2 miljarder kronor, varav 800 mkr i bolagen."],
    ["Kostnaden ökade från 950 mkr till 1,2 miljarder kronor."],
    ["Under året var 45 barn placerade. Av de placerade barnen var 20 flickor och 15 pojkar under tolv år."],
  ])("%s", (text) => expect(report(text)).toEqual([]));
  test("a mean of per cent is no total, and a column that is nothing elsewhere is a part", () => {
    expect(found(...REPORT, "## Nöjdhet", "", "Förskola: 85 %", "Grundskola: 78 %", "Gymnasium: 74 %", "Totalt: 79 %")).toEqual([]);
    expect(found(...REPORT, "## Elever", "", row("Skola", "Elever", "Flickor", "Pojkar", "Ej uppgivet"), row("Norra", 243, 120, 123, 0), row("Södra", 265, 140, 125, 0), row("Västra", 319, 161, 158, 0), row("Östra", 287, 142, 143, 2), row("Mellan", 198, 99, 99, 0))).toEqual([]);
  });
  test("a line of very many numbers is read to its end", () => expect(report(`Vecka ${Array.from({ length: 40 }, (_, at) => at + 1).join(" ")} : sida 5`)).toEqual([]));
});
