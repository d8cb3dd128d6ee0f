import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));

describe("when contracts end", () => {
  const contracts = (bus: string) => found(...REPORT, "## Avtal", "", row("Avtal", "Leverantör", "Gäller till och med"), row("Skolskjuts", "Åsbuss AB", "2026-06-30"), row("Lärplattform", "Edvia AB", "2025-12-31"), row("Modersmål", "Språkbron AB", "2025-06-30"), "", "Upphandlingar:", "", row("Upphandling", "Nuvarande avtal löper ut", "Avtalsstart"), row("Modersmål", "2025-06-30", "2025-07-01"), row("Lärplattform", "2025-12-31", "2026-01-01"), row("Skolskjuts", bus, "2026-07-01"));
  test("is the same in two tables", () => {
    expect(contracts("2026-06-30")).toEqual([]);
    expect(contracts("2025-06-30")).toEqual(["warning statements-differ 2026-06-30"]);
  });
  const lengths = (until: string) => [
    found(...REPORT, "## Avtal", "", row("Avtal", "Från", "Till och med", "Avtalstid"), row("Familjehem", "2022-05-01", "2026-04-30", "4 år"), row("Rådgivning", "2021-09-01", until, "4 år"), row("Drogtester", "2021-07-01", "2024-06-30", "3 år")),
    found(...REPORT, "## Avtal", "", `Avtal Leverantör Från Till och med Avtalstid`, "Familjehem Adda 2022-05-01 2026-04-30 4 år nej", `Rådgivning Samtalet AB 2021-09-01 ${until} 4 år nej`, "Drogtester Provlab AB 2021-07-01 2024-06-30 3 år nej"),
  ];
  test("is as many years after they begin as is said, also where the borders are lost", () => {
    expect(lengths("2025-08-31")).toEqual([[], []]);
    expect(lengths("2024-08-31")).toEqual([["warning dates-turned 3 år"], ["warning dates-turned 3 år"]]);
  });
});

describe("the year over a table", () => {
  const visits = (caption: string) => found(...REPORT, "## Tillsyn", "", caption, "", row("Verksamhet", "Besök", "Beslut", "Beslutsdatum"), row("Kastanjen", "2023-03-12", "Föreläggande", "2023-04-24"), row("Myrstacken", "2023-04-16", "Avslutas", "2023-05-22"));
  test.each([["Tillsyn av fristående förskolor 2022", ["warning other-period 2023"]], ["Tillsyn av fristående förskolor 2023", []], ["Åtgärder efter 2022 års kontroll", []]])("%s", (caption, expected) => expect(visits(caption)).toEqual(expected));
});

describe("decisions that are reported as not carried out", () => {
  const quarter = (number: number, day: string, ...rows: string[]) => [`Rapport kvartal ${number}, inlämnad till IVO 2023-${number === 3 ? "10" : "07"}-05`, "", row("Nr", "Kön", "Enhet", "Beslutsdatum", "Typ av bistånd"), row(5, "pojke", "Öppenvård", "2023-01-24", "Kontaktperson"), row(6, "kvinna", "Vuxenenheten", "2023-02-10", "Sysselsättning"), row(8, "man", "Vuxenenheten", day, "Bostad"), ...rows, ""];
  const report = (...days: readonly [string, string]) => found(...REPORT, "## Ej verkställda beslut", "", "Nämnden anmäler beslut som inte har verkställts inom tre månader från beslutsdagen.", "", ...quarter(2, days[0]), ...quarter(3, days[1]));
  test("have the same day in each report, and have waited for three months when the quarter ends", () => {
    expect(report("2023-03-21", "2023-03-21")).toEqual([]);
    expect(report("2023-03-21", "2023-06-21")).toEqual(["warning statements-differ 2023-06-21"]);
    expect(report("2023-03-21", "2023-08-17")).toEqual(["warning statements-differ 2023-08-17", "warning dates-turned senast 2023-06-30"]);
  });
});

describe("what is decided", () => {
  const investments = (sentence: string) => found(...REPORT, "## Förslag till beslut", "", sentence, "", "## Investeringar", "", row("Investeringsprojekt, tkr", "Budget 2023", "Utfall 2023", "Återstår"), row("Inventarier", "450", "318", "132"), row("Larm", "600", "302", "298"), row("Cyklar", "100", "100", "0"), row("Summa", "1 150", "720", "430"));
  test.each([
    ["Nämnden beslutar att fastställa investeringsbudgeten för 2023 till 1 350 tkr.", ["warning statements-differ 1 150 tkr"]], ["Nämnden beslutar att fastställa investeringsbudgeten för 2023 till 1 150 tkr.", []],
    ["Nämnden begär att 340 tkr av årets oförbrukade investeringsmedel förs över till 2024.", ["warning statements-differ 430 tkr"]], ["Nämnden begär att 430 tkr av årets oförbrukade investeringsmedel förs över till 2024.", []], ["Nämnden begär att 298 tkr av årets oförbrukade investeringsmedel förs över till 2024.", []],
  ])("of investments is what their table has: %s", (sentence, expected) => expect(investments(sentence)).toEqual(expected));
  const transfer = (amount: string) => found(...REPORT, "## Förslag till beslut", "", `Från Arbete och försörjning omförs ${amount} till Barn och familj för placeringar.`, "", "## Barn och familj", "", "Satsningen betalar två behandlare. Från Arbete och försörjning förs 2,4 mnkr över till placeringar.");
  test("to be moved from one part to another is the same in both places", () => {
    expect(transfer("2 400 tkr")).toEqual([]);
    expect(transfer("2 900 tkr")).toEqual(["warning statements-differ 2 900 tkr"]);
  });
});

describe("amounts", () => {
  const reclaimed = (sentence: string) => found(...REPORT, "## Kontroll", "", row("Kontroll och återkrav", "2021", "2022", "2023"), row("Kontrollutredningar", "74", "96", "118"), row("Beslut om återkrav", "21", "29", "38"), row("Återkrävt belopp, tkr", "640", "905", "1 364"), "", sentence);
  test.each([
    ["Fler ärenden har granskats, och beslut om återkrav har fattats på sammanlagt 13,6 mkr.", ["warning told-unit 1 364 tkr"]], ["Fler ärenden har granskats, och beslut om återkrav har fattats på sammanlagt 1,36 mkr.", []], ["Rätten dömde ut ett felaktigt återkrav på 13,6 mkr.", []],
  ])("with the figures of a row are no ten times as much: %s", (sentence, expected) => expect(reclaimed(sentence)).toEqual(expected));
  const frame = (sentence: string) => found(...REPORT, "## Ramar", "", row("Verksamhet, tkr", "Budget 2022", "Löner och priser", "Pensioner", "Effektivisering", "Budget 2023"), row("Arbete och försörjning", "58 420", "1 811", "420", "-701", "59 950"), row("Barn och familj", "84 260", "2 612", "690", "-1 011", "86 551"), row("Nämnden totalt", "142 680", "4 423", "1 110", "-1 712", "146 501"), "", "## Barn och familj", "", sentence);
  test.each([
    ["Effektiviseringskravet sänker ramen med 2,0 mnkr.", ["warning told-differs 1 011 tkr"]], ["Effektiviseringskravet sänker ramen med 1,0 mnkr.", []], ["Effektiviseringskravet på nämnden är sammanlagt 1,7 mnkr.", []],
  ])("under a row's name are the row's own: %s", (sentence, expected) => expect(frame(sentence)).toEqual(expected));
  const forecast = (sentence: string) => found(...REPORT, "## Ekonomi", "", row("Resultaträkning (tkr)", "Utfall 2023", "Budget 2023", "Prognos aug"), row("Intäkter", "25 150", "23 100", "24 200"), row("Kostnader", "-237 540", "-226 600", "-240 000"), row("Verksamhetens nettokostnader", "-212 390", "-203 500", "-215 800"), "", sentence);
  test.each([["Jämfört med prognosen i delårsrapporten blev utfallet 3,4 mkr sämre.", ["warning told-way bättre"]], ["Jämfört med prognosen i delårsrapporten blev utfallet 3,4 mkr bättre.", []]])("are better or worse than the forecast: %s", (sentence, expected) => expect(forecast(sentence)).toEqual(expected));
  const kept = (percent: string) => found(...REPORT, "## Mål", "", row("Indikator", "2022", "2023"), row("Budgetföljsamhet, procent", "0,4", percent), row("Avtalstrohet, procent", "83", "85"), "", "## Ekonomi", "", row("Verksamhet, tkr", "Budget 2023", "Utfall 2023"), row("Barn", "329 585", "332 247"), row("Vuxna", "70 685", "75 989"), row("Stab", "387 945", "356 649"), row("Nämnden totalt", "788 215", "764 885"));
  test("of the budget are kept as well as the table tells", () => {
    expect(kept("3,0")).toEqual([]);
    expect(kept("97,0")).toEqual([]);
    expect(kept("1,9")).toEqual(["warning told-differs 3,0 %"]);
  });
});

describe("grades", () => {
  const SCALE = "Graderingen följer hur stor del av fallen som avviker: högst 5 procent är försumbar avvikelse, över 5 och upp till 20 procent lindrig, över 20 och upp till 40 procent kännbar och däröver allvarlig.";
  const controls = (grade: string) => found(...REPORT, "## Kontroll", "", SCALE, "", row("Process", "Kontrollmoment", "Resultat", "Gradering"), row("Barn", "Planer finns", "40 insatser kontrollerade, fem saknade plan.", "Lindrig avvikelse"), row("Bistånd", "Barnets bästa prövas", "25 avslag kontrollerade, i nio saknades en prövning.", grade), row("Bistånd", "Utbetalning", "60 utbetalningar kontrollerade, två fel belopp.", "Försumbar avvikelse"), row("Ekonomi", "Attest", "Samtliga granskade, 4 procent saknade attest.", "Försumbar avvikelse"));
  test("follow what was looked at, in words", () => {
    expect(controls("Kännbar avvikelse")).toEqual([]);
    expect(controls("Försumbar avvikelse")).toEqual(["warning grade-mild kännbar"]);
  });
  const counted = (grade: string) => found(...REPORT, "## Kontroll", "", SCALE, "", row("Kontrollmoment", "Kontrollerat", "Avvikelser", "Bedömning"), row("Åtgärdsprogram finns", "40 elevakter", "16", grade), row("Utredning i tid", "50 ärenden", "4", "Lindrig avvikelse"), row("Registerutdrag", "60 anställningar", "0", "Försumbar avvikelse"));
  test("and in counts", () => {
    expect(counted("Kännbar avvikelse")).toEqual([]);
    expect(counted("Lindrig avvikelse")).toEqual(["warning grade-mild kännbar"]);
  });
});

describe("nothing is told", () => {
  test.each([
    ["of a target whose way nobody can tell", [row("Indikator", "2022", "2023", "Målvärde 2023", "Nått"), row("Väntetid till boende, dagar", "52", "61", "50", "Nej"), row("Steg per stuga", "2,9", "2,4", "2,5", "Ja"), row("Nöjda med boendet, procent", "74", "78", "78", "Ja")]],
    ["of years that a survey was made in", [row("Andel positiva svar, procent", "2020", "2022", "2023"), row("Nöjd som helhet", "88", "86", "89"), row("Gott bemötande", "97", "96", "97")]],
    ["of how far a sentence's own count has moved", [row("Personal", "2022", "2023"), row("Timavlönades andel av årsarbetarna, procent", "10,7", "9,6"), row("Sjukfrånvaro, procent", "9,6", "8,7"), "", "Netto är det ungefär åtta årsarbetare fler, en ökning på drygt en procent."]],
    ["of a heading's own number", [row("Antal", "2022", "2023"), row("Personal på kontoret", "13", "14"), row("Chefer på kontoret", "3", "4"), "", "## 10 Personal på kontoret", "", "Texten."]],
    ["of parts of a share in percentage points", ["Av förvaltningens 8,3 procent är 3,1 procentenheter korttidsfrånvaro till och med dag 14, resten är längre."]],
    ["of so many of them that something is said of", ["Tre resultatområden går med underskott.", "", "Nämnden har fyra resultatområden."]],
  ])("%s", (_, lines) => expect(found(...REPORT, "## Avsnitt", "", ...lines)).toEqual([]));
});

describe("what one year ends with", () => {
  const register = (opening: string, closing: string) => found(...REPORT, "## Föreningar", "", row("År", "Vid årets början", "Nya", "Avförda", "Vid årets slut"), row("2021", "129", "3", "5", "127"), row("2022", "127", "2", "7", "122"), row("2023", opening, "5", "6", closing));
  test("the next begins with, also with a row for each year", () => {
    expect(register("122", "121")).toEqual([]);
    expect(register("124", "123")).toEqual(["error flow-stock 122"]);
  });
});

describe("forecasts in columns", () => {
  const forecasts = (sentence: string) => found(...REPORT, "## Prognoser", "", row("Avvikelse mot budget (tkr)", "Prognos april", "Prognos augusti", "Utfall"), row("Stab", "100", "200", "479"), row("Simhallen", "-200", "-900", "-1 356"), row("Summa", "-100", "-700", "-877"), "", sentence);
  test.each([
    ["Bokslutet blev knappt 0,2 mnkr bättre än augustiprognosen.", ["error told-way 177 tkr sämre"]], ["Bokslutet blev knappt 0,2 mnkr sämre än augustiprognosen.", []],
    ["I augusti räknade nämnden med ett underskott på 0,7 mnkr, vilket var 0,6 mnkr sämre än i april.", []], ["Utfallet blev 177 tkr sämre än augustiprognosen och 777 tkr sämre än aprilprognosen.", []],
  ])("%s", (sentence, expected) => expect(forecasts(sentence)).toEqual(expected));
});

describe("shares of another whole", () => {
  const reports = (sentence: string) => found(...REPORT, "## Orosanmälningar", "", row("Anmälare", "2023", "2022"), row("Skola", "512", "455"), row("Polis", "615", "590"), row("Övriga", "557", "527"), row("Totalt", "1 684", "1 572"), "", sentence);
  test.each([
    ["Av årets anmälningar ledde 631 till att utredning inleddes, vilket är 40,1 procent.", ["warning told-share 37,5 %"]], ["Av årets anmälningar ledde 631 till att utredning inleddes, vilket är 37,5 procent.", []],
  ])("than this year's: %s", (sentence, expected) => expect(reports(sentence)).toEqual(expected));
  const loans = (sentence: string) => found(...REPORT, "## Utlåning", "", row("Medietyp", "2022", "2023"), row("Böcker för vuxna", "37 614", "41 230"), row("Barnböcker", "54 930", "68 412"), row("Summa fysiska lån", "92 544", "109 642"), row("Strömmad film", "33 512", "32 234"), row("Summa digitala lån", "33 512", "32 234"), row("Summa utlån", "126 056", "141 876"), "", sentence);
  test.each([
    ["Barnböcker utgör nu 62 procent av bibliotekens samtliga utlån.", ["warning told-share 48 %"]], ["Barnböcker utgör nu 48 procent av bibliotekens samtliga utlån.", []],
  ])("than all of it: %s", (sentence, expected) => expect(loans(sentence)).toEqual(expected));
});

describe("scales in words", () => {
  const controls = (grade: string) => found(...REPORT, "## Kontroll", "", "Resultatet graderas så här:", "", "- Ingen avvikelse: inga fel i stickprovet", "- Mindre avvikelse: fel i högst tio procent av stickprovet", "- Väsentlig avvikelse: fel i mer än tio procent av stickprovet", "", row("Nr", "Område", "Kontroll", "Resultat", "Bedömning"), row(1, "Kassor", "24 dagsavslut", "1 med fel belopp", "Mindre avvikelse"), row(2, "Register", "40 personalakter", "Utdrag saknas i 7 akter", grade), row(3, "Attest", "60 fakturor", "4 attesterade av fel person", "Mindre avvikelse"), row(4, "Nycklar", "30 föreningar", "5 saknar kvittens", "Väsentlig avvikelse"));
  test("and what was looked at in one cell, with what was found in the next", () => {
    expect(controls("Väsentlig avvikelse")).toEqual([]);
    expect(controls("Mindre avvikelse")).toEqual(["warning grade-mild väsentlig"]);
  });
});

describe("acts that have ended", () => {
  test.each([
    ["Tillsynen görs enligt tobakslagen (1993:581).", ["warning act-ended 2018:2088"]], ["Registreringen prövas enligt lotterilagen (1994:1000).", ["warning act-ended 2018:1138"]], ["Registreringen prövas enligt spellagen (2018:1138).", []], ["Tobakslagen (1993:581) har ersatts av en ny lag.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, "## Tillsyn", "", sentence)).toEqual(expected));
});
