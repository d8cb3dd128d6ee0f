import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...REPORT, "## Ekonomi", "", ...lines).map((one) => one.replace(/^\d+ /, ""));
const table = (...rows: (number | string)[][]): string[] => rows.map((cells) => cells.join("\t"));

describe("one number beside another", () => {
  test.each([
    ["År 2022 var det 4 784 larm och år 2023 var det 4 582, alltså något färre.", []],
    ["År 2022 var det 4 784 larm och år 2023 var det 4 582, alltså något fler.", ["warning told-way färre"]],
    ["Anställningarna ökade med 6,1 procent. Det är något högre än befolkningsökningen i länet, som var 5,1 procent.", []],
    ["Anställningarna ökade med 6,1 procent. Det är något lägre än befolkningsökningen i länet, som var 5,1 procent.", ["warning told-way högre"]],
    ["Periodens resultat är 57,3 mnkr, att jämföra med 47,4 mnkr samma period året före. Det är 9,9 mnkr bättre än i fjol.", []],
    ["Periodens resultat är 57,3 mnkr, att jämföra med 47,4 mnkr samma period året före. Det är 9,9 mnkr sämre än i fjol.", ["warning told-way bättre"]],
    ["Nettokostnaden har minskat med 53 mkr. Om engångsposterna räknas bort har den i stället ökat med 54 mkr.", []],
    ["Nettokostnaden har ökat med 53 mkr. Om engångsposterna räknas bort har den i stället ökat med 54 mkr.", ["warning told-way minskat"]],
    ["Antalet hushåll fortsatte att minska under 2023. Under 2023 fick 459 hushåll stöd, jämfört med 569 hushåll 2022.", []],
    ["Antalet hushåll fortsatte att öka under 2023. Under 2023 fick 459 hushåll stöd, jämfört med 569 hushåll 2022.", ["warning told-way minska"]],
    ["Resultatet för 2023 blev plus 26,1 mkr. Jämfört med 2022 blev resultatet 61,6 mkr bättre. Resultatet 2022 var −35,5 mkr.", []],
    ["Resultatet för 2023 blev plus 26,1 mkr. Jämfört med 2022 blev resultatet 66,1 mkr bättre. Resultatet 2022 var −35,5 mkr.", ["warning level-change 61,6 mkr"]],
    ["Prognosen för resultatet är 22,3 mkr. Det budgeterade överskottet är 29,6 mkr. Prognosen är därmed 7,3 mkr sämre än budget.", []],
    ["Prognosen för resultatet är 22,3 mkr. Det budgeterade överskottet är 29,6 mkr. Prognosen är därmed 7,3 mkr bättre än budget.", ["warning told-way sämre"]],
    ["Av 25 uppdrag nåddes 22.", []],
    ["Av 22 uppdrag nåddes 25.", ["error part-above-whole högst 22"]],
    ["På 54 098 anläggningar gjordes 22 609 inspektioner. Det är 0,42 inspektioner per anläggning.", []],
    ["På 54 098 anläggningar gjordes 22 609 inspektioner. Det är 0,24 inspektioner per anläggning.", ["warning told-share 0,42"]],
    ["Huset har sex avdelningar med 18 barn på varje avdelning, sammanlagt 108 platser.", []],
    ["Huset har sex avdelningar med 18 barn på varje avdelning, sammanlagt 118 platser.", ["warning sum-told 108"]],
    ["Bussen hade 53 procent av resorna, tunnelbanan 22, tåget 13, spårvägen 11 och båten 1 procent.", []],
    ["Bussen hade 53 procent av resorna, tunnelbanan 22, tåget 31, spårvägen 11 och båten 1 procent.", ["warning part-above-whole högst 100 procent"]],
    ["Kommunen får skatter 488,5 mnkr (56 %), statsbidrag 207,4 mnkr (24 %) och avgifter 170,4 mnkr (20 %).", []],
    ["Kommunen får skatter 488,5 mnkr (56 %), statsbidrag 207,4 mnkr (42 %) och avgifter 170,4 mnkr (20 %).", ["warning told-share 24 %"]],
    ["Budgeten för investeringar är 88,4 mkr. Med investeringar på 78,6 mkr användes 89 procent av budgeten.", []],
    ["Budgeten för investeringar är 88,4 mkr. Med investeringar på 78,6 mkr användes 98 procent av budgeten.", ["warning told-share 89 %"]],
    ["Resultatet är 462 mkr, 10,5 procent av skatteintäkterna. Bidragen är 22 mkr, 0,5 procent av skatteintäkterna. Utdelningen är 52 mkr, 1,2 procent av skatteintäkterna.", []],
    ["Resultatet är 462 mkr, 10,5 procent av skatteintäkterna. Bidragen är 22 mkr, 0,5 procent av skatteintäkterna. Utdelningen är 52 mkr, 1,4 procent av skatteintäkterna.", ["warning told-share 1,2 %"]],
  ])("%s", (text, told) => expect(found(text)).toEqual(told));
});

describe("a table of years", () => {
  const debts = (word: string) => found(`Låneskulden har ${word} sedan 2020.`, "", ...table(["mkr", "2023", "2022", "2021", "2020"], ["Låneskuld", "2 250", "2 210", "1 982", "1 590"], ["Nettoinvesteringar", "289", "382", "358", "342"]));
  test("says which way it has gone since one of them", () => expect([debts("ökat"), debts("minskat")]).toEqual([[], ["warning told-way en ökning"]]));
  const plan = (word: string) => found(`För 2024 och 2025 planeras ${word} på 2 respektive 21 miljoner kronor.`, "", ...table(["miljoner kronor", "Bokslut 2023", "Plan 2024", "Plan 2025"], ["Nettokostnader", "−8 014", "−8 389", "−8 700"], ["Årets resultat", "−23", "2", "21"]));
  test("says whether they are surpluses", () => expect([plan("överskott"), plan("underskott")]).toEqual([[], ["warning told-way överskott"]]));
  const costs = (last: string) => found(...table(["mkr", "2023", "2022", "2021", "2020"], ["Koncernens intäkter", "710,4", "629,3", "661,6", "701,4"], ["Koncernens kostnader", last, "1 869,5", "1 978,4", "1 987,2"]));
  test("has one sign for costs", () => expect([costs("2 087,0"), costs("−2 087,0")]).toEqual([[], ["warning table-difference-sign 2 087,0"]]));
});

describe("a table's columns", () => {
  const aid = (own: string) => found(...table(["Kommun", "Hushåll", "Utbetalt (tkr)", "Kr per hushåll"], ["Arbo", "407", "16 730", "41 106"], ["Fager", "415", "11 792", "28 414"], ["Hall", "282", "11 332", "40 184"], ["Köpin", "758", "34 298", "45 248"], ["Nor", "200", "6 608", "33 040"], ["Sal", own, "17 894", "37 202"]));
  test("are so much for each of another, in all rows but one", () => expect([aid("481"), aid("841")]).toEqual([[], ["warning share-of-total 21 277"]]));
  const moved = (own: string) => found(...table(["tkr", "Utfall 2023", "Förändring 2022/2023", "Förändring, procent"], ["Revision", "−614", "−9", "1,5 %"], ["Förtroendevalda", "−4 646", "−76", "1,7 %"], ["Pensioner", "−8 311", "5 108", "−38,1 %"], ["Skatter", "521 366", "14 595", own], ["Ränta", "4 454", "−5 498", "−55,2 %"], ["Övrigt", "8 372", "4 569", "120,1 %"]));
  test("tell changes in per cent of what was before, in all rows but one", () => expect([moved("2,9 %"), moved("9,2 %")].map((one) => one.length)).toEqual([0, 1]));
  const few = (own: string) => found(...table(["mnkr", "2023", "2022", "2021"], ["Finansiella intäkter", "36", "32", "69"], ["Finansiella kostnader", own, "−100", "−223"], ["Finansnetto", "−128", "−68", "−154"]));
  test("are few, and one of them has two figures in each other's place", () => expect([few("−164"), few("−146")]).toEqual([[], ["warning table-total -110"]]));
  const headless = (own: string) => found(...table(["Gemensamt", "8,8", "7,0", "−58,6", "−55,0", "−48,0"], ["Förskola", "36,3", "33,7", "−235,9", "−235,9", "−202,2"], ["Grundskola", "69,2", "64,6", "−496,4", "−505,4", own], ["Gymnasieskola", "15,2", "14,9", "−177,4", "−182,3", "−167,4"], ["Vuxna", "5,1", "5,7", "−23,7", "−25,7", "−20,0"], ["Musik", "1,1", "1,2", "−9,7", "−9,9", "−8,7"]));
  test("have lost their headings, and are what they were to each other", () => expect([headless("−440,8"), headless("−404,8")]).toEqual([[], ["warning table-difference -440,8"]]));
});

describe("lists and shares", () => {
  const list = (last: string) => found("Nettokostnad januari–april 60,6", "", "## Avvikelse", "", ...["Nettokostnad 60,6", "Periodiserad budget 59,5", `Avvikelse ${last}`].flatMap((line) => [line]));
  test("of what became, what was to be and how far it is", () => expect([list("– 1,1"), list("1,1")]).toEqual([[], ["warning table-difference-sign -1,1"]]));
  const spent = (own: string) => found(...table(["Verksamhet", "mkr", "procent"], ["Omsorg", "1 370", "30,34"], ["Skola", "1 008", own], ["Förskola", "536", "11,87"], ["Gymnasieskola", "324", "7,18"], ["Familj", "302", "6,70"], ["Kultur", "254", "5,62"], ["Gator", "182", "4,02"]));
  test("of one whole that no row tells", () => expect([spent("22,32"), spent("23,22")]).toEqual([[], ["warning share-of-total 22,32 %"]]));
  test.each([
    ["Befolkningen växte med 115 personer, från 16 186 vid årsskiftet till 16 301.", []],
    ["Befolkningen växte med 155 personer, från 16 186 vid årsskiftet till 16 301.", ["error level-change 115"]],
    ["Hela kostnaden beräknas till 157 mnkr. Fastigheterna svarar för 88 mnkr och resterande 69 mnkr ligger i bolagen.", []],
    ["Hela kostnaden beräknas till 157 mnkr. Fastigheterna svarar för 88 mnkr och resterande 79 mnkr ligger i bolagen.", ["warning sum-told 69 mkr"]],
    ["Nämnden omsätter 41,7 mkr och fick ett underskott på 28 000 kronor. Det motsvarar knappt 0,07 procent av omslutningen.", []],
    ["Nämnden omsätter 41,7 mkr och fick ett underskott på 28 000 kronor. Det motsvarar knappt 0,7 procent av omslutningen.", ["warning told-share 0,07 %"]],
    ["Fler kvinnor än män har lånekort. Av dem var 65 procent kvinnor och 35 procent män.", []],
    ["Fler kvinnor än män har lånekort. Av dem var 35 procent kvinnor och 65 procent män.", ["warning told-way fler män än kvinnor"]],
    ["Vid årsskiftet hade kommunen 18 359 invånare och ett år senare 18 681. Ökningen blev 322 personer.", []],
    ["Vid årsskiftet hade kommunen 18 359 invånare och ett år senare 18 681. Ökningen blev 232 personer.", ["warning level-change 322"]],
    ["Underskottet är 9,7 mkr. I mars var underskottet 34,9 mkr. Läget har alltså förbättrats med 25,2 mkr.", []],
    ["Underskottet är 9,7 mkr. I mars var underskottet 34,9 mkr. Läget har alltså förbättrats med 44,6 mkr.", ["warning level-change 25,2 mkr"]],
    ["Priserna ökar med 3,6 procent. Därefter väntas ökningen avta till 1,6 procent.", []],
    ["Priserna ökar med 3,6 procent. Därefter väntas ökningen öka till 1,6 procent.", ["warning told-way avta"]],
    ["Nämnden fick ett underskott mot budget. Orsaken var att intäkterna blev lägre än beräknat.", []],
    ["Nämnden fick ett överskott mot budget. Orsaken var att intäkterna blev lägre än beräknat.", ["warning told-way –"]],
    ["Bidragen uppgick till 47,6 mkr och ökade med 5,6 procent från 45,1 mkr.", []],
    ["Bidragen uppgick till 47,6 mkr och ökade med 6,5 procent från 45,1 mkr.", ["error change-percent 5,5 %"]],
    ["Vid årets slut fanns elva beslut. Nämnden har inte ålagts någon särskild avgift.", []],
    ["Nämnden har inte ålagts någon särskild avgift. Domstolen beslutade att nämnden ska betala en särskild avgift på 85 tkr.", ["warning statements-differ –"]],
  ])("%s", (text, told) => expect(found(text)).toEqual(told));
  const goals = (own: string) => found("Samtliga mål bedöms som uppfyllda.", "", ...table(["Mål", "Bedömning 2023"], ["1. Biblioteken är öppna för alla", "Uppfyllt"], ["2. Fler barn spelar ett instrument", own], ["3. Simhallen är tillgänglig för alla", "Uppfyllt"]));
  test("of goals of which all are reached", () => expect([goals("Uppfyllt"), goals("Ej uppfyllt")]).toEqual([[], ["warning verdicts-differ –"]]));
});
