import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));

describe("what was thought before", () => {
  const forecasts = (sentence: string) => found(...REPORT, "## Prognos", "", row("Prognostiserad avvikelse (tkr)", "Per april", "Per augusti", "Utfall"), row("Barn och unga", "-3 900", "-8 400", "-8 173"), row("Vuxna", "1 500", "1 500", "2 501"), row("Nämnden totalt", "-2 400", "-6 900", "-5 672"), "", sentence);
  test.each([
    ["Augustiprognosen var försiktig, och resultatet blev 1,2 mnkr sämre än vad som då förutsågs.", ["error told-way bättre"]],
    ["Augustiprognosen var försiktig, och resultatet blev 1,2 mnkr bättre än vad som då förutsågs.", []],
    ["Jämfört med prognosen i april har underskottet minskat med 4,5 mnkr.", ["error told-way sämre"]],
    ["Jämfört med prognosen i april har underskottet ökat med 4,5 mnkr.", []],
    ["Jämfört med prognosen i april har underskottet minskat med 0,3 mnkr i en av enheterna.", []],
  ])("%s", (sentence, expected) => expect(forecasts(sentence)).toEqual(expected));
});

describe("half a year", () => {
  const months = (sentence: string) => found(...REPORT, "## Anmälningar", "", row("", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "Summa"), row("2022", 88, 94, 108, 82, 112, 96, 53, 79, 104, 97, 106, 79, "1 098"), row("2023", 98, 91, 117, 89, 121, 104, 61, 84, 112, 108, 114, 87, "1 186"), "", sentence);
  test.each([
    ["Andra halvåret var lugnare än det första, 597 anmälningar mot 620, som det brukar.", ["warning told-differs 566"]],
    ["Andra halvåret var lugnare än det första, 566 anmälningar mot 620, som det brukar.", []],
    ["Första halvåret hade 602 anmälningar mot 566.", ["warning told-differs 620"]],
  ])("is its months together: %s", (sentence, expected) => expect(months(sentence)).toEqual(expected));
});

describe("what is most common", () => {
  const hindrances = (sentence: string) => found(...REPORT, "## Försörjningshinder", "", row("Hinder i oktober 2023", "Antal"), row("Arbetslös, utan ersättning", 146), row("Sjukskriven", 87), row("Arbetsinriktad rehabilitering", 38), row("Övrigt", 87), row("Summa", 358), "", sentence);
  test.each([
    ["Arbetslöshet är vanligast och gäller omkring 20 procent av hushållen.", ["warning told-share 41 %"]],
    ["Arbetslöshet är vanligast och gäller omkring 40 procent av hushållen.", []],
    ["Sjukskrivning är vanligast och gäller 24 procent av männen.", []],
  ])("%s", (sentence, expected) => expect(hindrances(sentence)).toEqual(expected));
});

describe("money that has been given on a day", () => {
  const granted = (sentence: string) => found(...REPORT, "## Ram", "", row("Nämndens ram 2023 (tkr)", "Beslut", "Belopp"), row("Ursprunglig ram", "KF 2022-11-21", "193 400"), row("Tilläggsanslag, placeringar", "KF 2023-06-19", "1 700"), row("Ram vid årets slut", "", "195 100"), "", "## Återrapportering", "", sentence);
  test.each([
    ["Fullmäktige beviljade 2023-06-19 § 71 ett anslag om 2 200 tkr.", ["warning statements-differ 1 700 tkr"]],
    ["Fullmäktige beviljade den 19 juni 2023 ett anslag om 1,7 mnkr.", []],
    ["Fullmäktige beviljade 2023-10-19 § 71 ett anslag om 2 200 tkr.", []],
  ])("%s", (sentence, expected) => expect(granted(sentence)).toEqual(expected));
});

describe("so many at a price", () => {
  test.each([
    ["Beloppet är 9 800 kronor per dygn, och de 172 dygnen har därmed kostat nämnden 2,7 mnkr.", ["warning sum-told 1 685 600 kronor"]],
    ["Beloppet är 9 800 kronor per dygn, och de 172 dygnen har därmed kostat nämnden 1,7 mnkr.", []],
    ["Beloppet är 9 800 kronor per dygn, och de 12 platserna har därmed kostat nämnden 2,7 mnkr.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, sentence)).toEqual(expected));
});

describe("an assignment's status", () => {
  const told = (sentence: string) => found(...REPORT, "## Uppdrag", "", row("Nr", "Uppdrag", "Status"), row("1", "Heltid som norm", "Slutfört"), row("2", "Digital ansökan", "Ej påbörjat"), "", "## Personal", "", sentence);
  test.each([
    ["Projektet Heltid som norm pågår året ut, och slutrapporten läggs fram i december.", ["warning status-comment Slutfört"]],
    ["Projektet Heltid som norm är slutfört.", []],
    ["Uppdraget om digital ansökan är slutfört.", ["warning status-comment Ej påbörjat"]],
    ["Projektet Halvtid som norm pågår året ut.", []],
  ])("%s", (sentence, expected) => expect(told(sentence)).toEqual(expected));
});

describe("the last day", () => {
  const told = (sentence: string) => found(...REPORT, "## Avtal", "", row("Avtal", "Leverantör", "Avtalstid t.o.m.", "Besked om option senast"), row("Drift av Klockarängen", "Kvistrums Omsorg AB", "2025-03-31", "2024-09-30"), row("Trygghetslarm", "Signalhuset AB", "2026-01-31", "2025-07-31"), "", sentence);
  test.each([
    ["Klockarängen är det största avtalet. Nämnden behöver lämna besked om optionen senast den 31 december 2024.", ["warning statements-differ 2024-09-30"]],
    ["Klockarängen är det största avtalet. Nämnden behöver lämna besked om optionen senast den 30 september 2024.", []],
    ["Nämnden behöver lämna besked till regionen senast den 31 december 2024.", []],
  ])("%s", (sentence, expected) => expect(told(sentence)).toEqual(expected));
});

describe("stocks and flows", () => {
  test("what is some of a flow is no flow of its own", () => {
    const investigations = (end: number) => found(...REPORT, "## Utredningar", "", row("Utredningar", "2022", "2023"), row("Pågående vid årets början", 89, 96), row("Inledda under året", 367, 398), row("Avslutade under året", 360, 381), row("- varav inom fyra månader", 322, 352), row("Pågående vid årets slut", 96, end));
    expect(investigations(113)).toEqual([]);
    expect(investigations(131)).toEqual(["warning flow-stock 113"]);
  });
  test("rows that are reckoned in the same way tell which is not", () => {
    const queue = (end: number) => found(...REPORT, "## Kö", "", row("Period", "Kö vid periodens början", "Nya beslut", "Inflyttade", "Återtagna eller avlidna", "Kö vid periodens slut"), row("Kvartal 1", 34, 29, 22, 4, 37), row("Kvartal 2", 37, 26, 25, 3, end), row("Kvartal 3", 35, 16, 11, 4, 36));
    expect(queue(35)).toEqual([]);
    expect(queue(38)).toEqual(["error flow-stock 35"]);
  });
  test("the mean of all is between what it is a mean of", () => {
    const waits = (all: number) => found(...REPORT, "## Väntande", "", row("Inriktning", "Väntande", "Medelväntetid, dagar"), row("Demens", 17, 74), row("Somatisk", 15, 58), row("Parboende", 14, 83), row("Samtliga", 46, all));
    expect(waits(70)).toEqual([]);
    expect(waits(86)).toEqual(["warning share-of-total 58–83"]);
  });
});

test.each([
  ["lagen (1990:1404) om kommunernas betalningsansvar för viss hälso- och sjukvård", ["warning act-ended 2017:612"]],
  ["lagen (1997:614) om kommunal redovisning", ["warning act-ended 2018:597"]],
  ["den tidigare lagen (1997:614) om kommunal redovisning", []],
])("an act that has ended, by what it is about: %s", (act, expected) => expect(found(...REPORT, `Regionen vill se över ${act}.`)).toEqual(expected));

test("words that begin as a word for a time are names of their own: \"månadsavlönade\", \"dagverksamhet\"", () => {
  const staff = (number: string) => found(...REPORT, "## Personal", "", `Antalet månadsavlönade uppgick till ${number} vid årets slut.`, "", row("Mått", "2022", "2023"), row("Månadsavlönade", "1 142", "1 118"), row("Timavlönade", "312", "318"));
  expect(staff("1 118")).toEqual([]);
  expect(staff("1 142")).toEqual(["warning told-other 1 118"]);
});
