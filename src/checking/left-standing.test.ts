import { describe, expect, test } from "vitest";
import { REPORT, found, row } from "../../test/checked-text.ts";
import { readFileToCheck } from "../reading/file-adapter.ts";
import { checkDocument } from "./check-document.ts";

describe("last year's sentence that has been left standing", () => {
  const staff = (sentence: string) => found(...REPORT, row("Personal", "2023", "2022", "2021"), row("Sjukfrånvaro totalt, %", "7,2", "7,9", "7,5"), row("Antal årsarbetare", "566", "574", "571"), "", sentence);
  test("tells last year's figure of this year", () => {
    expect(staff("Den totala sjukfrånvaron uppgick under året till 7,2 procent.")).toEqual([]);
    expect(staff("Sjukfrånvaron var 7,9 procent året före.")).toEqual([]);
    expect(staff("Den totala sjukfrånvaron uppgick under året till 7,9 procent.")).toEqual(["9 warning told-other 7,2 %"]);
  });
  test("tells last year's movement of this year", () => {
    const posts = (sentence: string) => found("# Socialnämndens verksamhetsplan och budget 2024", "", "Ekhamns kommun", "", "Tabell 23. Årsarbetare", "2022 2023 2024", "Stab 14,0 14,5 14,5", "Barn och unga 58,0 61,5 64,0", "Vuxna 24,5 24,0 21,5", "Summa 96,5 100,0 100,0", "", sentence);
    expect(posts("Totalt ökade bemanningen med 3,5 årsarbetare mellan 2022 och 2023.")).toEqual([]);
    expect(posts("Totalt ökar bemanningen med 3,5 årsarbetare jämfört med föregående år.")).toEqual(["12 warning told-other 100,0 till 100,0"]);
  });
  test("says that it has fallen since the new year, where it has risen", () => {
    const months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    const waiting = (sentence: string) => found("# Delårsrapport per augusti 2023", "", "Ekhamns kommun", "", "Socialnämnden", "", "Personer som väntar på särskilt boende, antal sista dagen i månaden", "", row("", ...months), row("2022", 9, 11, 10, 8, 9, 12, 14, 13, 11, 10, 12, 13), row("2023", 14, 15, 17, 16, 18, 21, 22, 24, "", "", "", ""), "", sentence).filter((one) => one.startsWith("13 "));
    expect(waiting("Antalet personer som väntar på plats i särskilt boende har ökat sedan årsskiftet.")).toEqual([]);
    expect(waiting("Antalet personer som väntar på plats i särskilt boende har minskat sedan årsskiftet.")).toEqual(["13 warning told-way en ökning"]);
  });
  test("is the quarter's, or the year's, in a heading", () => {
    const quarter = (heading: string) => found("Ej verkställda beslut", "", heading, "", "Uppgifterna avser beslut som inte hade verkställts per den 30 juni 2022.");
    expect([quarter("Rapport kvartal 2 2022"), quarter("Rapport kvartal 1 2022")]).toEqual([[], ["3 warning other-period kvartal 2"]]);
    const plan = (year: number) => found("# Verksamhetsplan 2024", "", "Innehåll", "Ekonomi..........4", "Personal.........6", "Internkontrollplan 2024.....9", "", `8.1 Internkontrollplan ${year}`, "", "Planen har tio moment.");
    expect([plan(2024), plan(2023)]).toEqual([[], ["8 warning other-period 2024"]]);
  });
});

describe("what is told of the money", () => {
  test("a frame is what it was and what has been added to it", () => {
    const frame = (last: string) => found(row("Beslut (tkr)", "Belopp"), row("Ursprunglig ram, november", "491 200"), row("Tillägg löneöversyn", "5 420"), row("Tillägg internhyra", "1 250"), row("Beslutad ram 2023", last));
    expect([frame("497 870"), frame("498 870")]).toEqual([[], ["5 warning table-total 497 870"]]);
  });
  test("a plus is no minus", () => {
    const deviation = (sentence: string) => found("# Prognos", "", row("Verksamhet (tkr)", "Budget", "Prognos", "Avvikelse"), row("Barn", "76 900", "81 700", "-4 800"), row("Vuxna", "29 800", "28 500", "1 300"), row("Summa", "106 700", "110 200", "-3 500"), "", sentence);
    expect(deviation("Sammantaget beräknas avvikelsen mot budget till -3,5 mkr.")).toEqual([]);
    expect(deviation("Sammantaget beräknas avvikelsen mot budget till +3,5 mkr.")).toEqual(["8 error told-way -3 500"]);
  });
  test("a percentage is of what it was, also where it stands before its word", () => {
    expect(found("Skolskjutsen kostade 18,3 mkr, vilket är 2,1 mkr (13,0 %) mer än 2022.")).toEqual([]);
    expect(found("Skolskjutsen kostade 18,3 mkr, vilket är 2,1 mkr (11,5 %) mer än 2022.")).toEqual(["1 error change-percent 13,0 %"]);
    const hired = (percent: number) => found(`Kostnaden för inhyrd personal uppgår till 9,3 mkr. Samma period 2021 var kostnaden 6,2 mkr. Det är en ökning med ${percent} procent.`);
    expect([hired(50), hired(33)]).toEqual([[], ["1 error change-percent 50,0 %"]]);
  });
  test("one number has one unit", () => {
    const carried = (unit: string) => found(row("Projekt (tkr)", "Budget", "Utfall"), row("Inventarier", "1 500", "640"), row("Datorer", "2 800", "1 320"), "", "Nämnden föreslår att 2 340 tkr förs över.", "", `Nämnden föreslår att 2 340 ${unit} förs över till 2024 för båda projekten.`);
    expect([carried("tkr"), carried("mkr")]).toEqual([[], ["7 error told-unit 2 340 tkr"]]);
  });
  test("a total that was not added up when a row came is wrong in its own column and in the sum of all", () => {
    const plan = (own: string, all: string) => found(row("Projekt (tkr)", "2024", "2025", "2026", "Totalt"), row("Möbler", 350, 300, 300, 950), row("System", 900, 400, 0, "1 300"), row("Larm", 420, 150, 150, 720), row("Fordon", 480, 0, 0, 480), row("Summa", own, 850, 450, all));
    expect(plan("2 150", "3 450")).toEqual([]);
    expect(plan("1 670", "2 970")).toEqual(["6 error table-total 2 150", "6 error table-total 3 450"]);
  });
});

describe("a status that stands by itself", () => {
  const status = (...told: string[]) => found("Uppdrag 3. Införa ett system", "", "- Uppdraget är slutfört", "", ...told);
  test("is what the text after it says", () => {
    expect(status("Planen antogs av nämnden den 15 juni och gäller till och med 2027.")).toEqual([]);
    expect(status("Upphandlingen överprövades och fick göras om. Avtal väntas kunna tecknas under våren 2024.")).toEqual(["3 warning status-comment –"]);
  });
});
describe("rows that have kept only their lines", () => {
  test("a risk's value is its likelihood times its consequence", () => {
    const risks = (value: number) => found("Nr Process och risk S K Riskvärde Kontrollmetod", "1 Bedömning görs inte i tid 3 4 12 Samtliga,", "månadsvis", "2 Utredning tar för lång tid 3 3 9 Samtliga", `3 Utbetalningar upptäcks inte 3 4 ${value} Stickprov`, "4 Akter saknas 2 4 8 Stickprov", "5 Jäv 1 4 4 Stickprov");
    expect([risks(12), risks(9)]).toEqual([[], ["5 error risk-value 12"]]);
  });
  test("the rest of a document is checked where a row does not fit its table", async () => {
    const text = ["Hemtjänst, antal personer", "", row("", "jan", "feb", "mar", "apr"), row(2021, 9, 8, 7, 6), row(2022, 9, 8), "", "Antalet har minskat från 8 till 9."].join("\n");
    const read = await readFileToCheck("a.txt", Buffer.from(text));
    expect(read.ok && checkDocument(read.value, 2024).map(({ code }) => code)).toEqual(["change-direction"]);
  });
});

test("every table that cannot be read as it stands is guessed, one after the other", async () => {
  const months = "jan\tfeb\tmar\tapr\tmaj\tjun\tjul\taug\tsep\tokt\tnov\tdec";
  const text = ["# Kulturnämnden 2023", "", "Besök", "", months, `Bad${"\t5".repeat(12)}`, `Lek${"\t5".repeat(11)}`, "", "Lån", "", months, `Böcker${"\t7".repeat(12)}`, `Spel${"\t7".repeat(10)}`, "", "Besöken ökade från 12 till 10."].join("\n");
  const read = await readFileToCheck("a.txt", Buffer.from(text));
  expect(read.ok && checkDocument(read.value, 2024).map(({ code }) => code)).toContain("change-direction");
});

describe("what only looks so", () => {
  const volumes = (sentence: string) => found(...REPORT, row("Verksamhet (mkr)", "2023", "2022", "Budget", "Avvikelse"), row("Barn och unga", "92,9", "88,1", "93,3", "0,4"), row("Bidrag", "11,2", "10,8", "11,0", "-0,2"), "", sentence);
  test.each([
    "Barn och unga redovisar ett överskott på 0,4 mkr.", "I kostnaden på 92,9 mkr för barn och unga ingår enheten barn och unga med 85,3 mkr.", "Återkrav och bidrag på 8,4 mkr täcker det mesta.",
    "Ursprunglig budget för barn och unga var 91,7 mkr och höjdes genom ett tillägg på 1,6 mkr.", "I årsredovisningen 2022 redovisades barn och unga till 86,4 mkr, här redovisas 88,1 mkr för samma år.",
    "Under 2023 inspekterades 158 avlopp, varav 61 underkändes.",
    "Bidragen fördelar sig på nio beslut om sammanlagt 9,4 mkr och några mindre.", "Bidragen uppgick till 9,9 mkr och ingår i kostnaderna för barn och unga.", "Projektet Barn och unga avslutades till en slutkostnad på 99,3 mkr.",
  ])("is silent: %s", (sentence) => expect(volumes(sentence)).toEqual([]));
  const staff = (sentence: string) => found(...REPORT, row("Personal", "2023", "2022"), row("Sjukfrånvaro, %", "7,2", "7,9"), row("Tillsvidareanställda", 642, 620), row("Bygg- och GIS-enheten", 13, 12), row("Nedskräpning och klotter", 118, 92), "", sentence);
  test.each([
    "Räknat som rullande tolv månader till och med november var sjukfrånvaron 7,9 procent.", "Vid årets början var 615 personer tillsvidareanställda.", "Till bygg- och GIS-enheten kom 411 ärenden, en minskning med 13,8 procent från 2022.",
    "Av minskningen svarar enheterna för 624 timmar.", "Skillnaden mellan enheterna är 1 mindre än 2022.",
  ])("is silent: %s", (sentence) => expect(staff(sentence)).toEqual([]));
  test("but what is called with an »och« is told of by its whole name", () => {
    expect(staff("Antalet anmälningar om nedskräpning och klotter har minskat jämfört med året före.")).toEqual(["11 warning told-way en ökning"]);
    expect(staff("Antalet anmälningar om nedskräpning och klotter har ökat jämfört med året före.")).toEqual([]);
  });
});

describe("a point of the decision", () => {
  test("carries over what the table of investments comes to", () => {
    const asked = (amount: string) => found("Förslag till beslut", "", `1. Nämnden begär att kommunfullmäktige överför ${amount} tkr av 2023 års investeringsbudget till 2024.`, "", "## Investeringar", "", row("Investering (tkr)", "Budget 2023", "Utfall 2023", "Avvikelse", "Begärs överfört till 2024"), row("Larm", "3 000", "1 900", "1 100", "900"), row("Möbler", "2 000", "1 600", "400", "0"), row("Golv", "4 800", "3 440", "1 360", "1 450"), row("Summa", "9 800", "6 940", "2 860", "2 350"));
    expect([asked("2 350"), asked("2 860")]).toEqual([[], ["3 warning told-differs 2 350 tkr"]]);
  });
  test("and a paragraph of the minutes has one day", () => {
    const minuted = (date: string) => found("Ramen beslutades av kommunfullmäktige 2024-06-17 § 88.", "", `I juni beslutade kommunfullmäktige ${date} § 88 om ett tillskott.`, "", "Kommunstyrelsen sammanträdde 2024-06-07 § 88.");
    expect([minuted("2024-06-17"), minuted("2024-06-27").length]).toEqual([[], 0]);
    expect(found("Ramen beslutades av kommunfullmäktige 2024-06-17 § 88.", "", "I juni beslutade kommunfullmäktige 2024-06-27 § 88 om ett tillskott.")).toEqual(["3 warning statements-differ 2024-06-17"]);
  });
  test("and of those that there were, no more can have been carried out", () => {
    const carried = (count: string) => found(`Under året rapporterades 41 olika beslut. Av dem hade ${count} verkställts vid årets slut.`);
    expect([carried("23"), carried("43").length]).toEqual([[], 1]);
  });
});
describe("what was once told of wrongly", () => {
  test.each([
    ["a debt that is paid off", row("Skuld (tkr)", "2023"), row("Ingående skuld", 100), row("Amortering", 20), row("Utgående skuld", 80)],
    ["an act beside another", "Nämnden följer lagen (2008:962) om valfrihetssystem och socialtjänstlagen (2001:453)."],
    ["tonnes of waste beside energy", row("Elanvändning, MWh", "2023", "2022"), row("Skolor", "1 120", "1 340"), "", "Kommunen samlade in 1 120 ton matavfall."],
    ["a grant beside all investments", row("Projekt (tkr)", "Budget", "Utfall"), row("Inventarier", "1 500", "640"), row("Datorer", "2 800", "1 320"), "", "Föreningarna fick 1 250 tkr i bidrag.", "", "Kommunens samlade investeringar uppgår till 1 250 mkr under planperioden."],
    ["a dash", row("Verksamhet (tkr)", "Budget", "Prognos", "Avvikelse"), row("Barn", "76 900", "75 100", "1 800"), row("Vuxna", "29 800", "28 100", "1 700"), row("Summa", "106 700", "103 200", "3 500"), "", "Den samlade avvikelsen – 3,5 mkr – beror på vakanser."],
    ["people who were concerned", "Under året fattades 12 beslut, 7 kvinnor och 8 män berördes."],
    ["what is within a row", row("Förändring (tkr)", "2024"), row("Ursprunglig ram", "100 000"), row("Tillskott", "8 000"), row("varav löner", "5 000"), row("varav hyror", "3 000"), row("Beslutad ram", "108 000")],
    ["what is ready, and is to be told of", row("Uppdrag", "Status", "Kommentar"), row("Ta fram en rutin", "Klart", "Rutinen är framtagen och ska redovisas i januari."), row("Genomföra ett projekt", "Genomförd", "En utvärdering ska genomföras om två år.")],
    ["a date before what is of which", "Fordringarna uppgick till 1 840 tkr den 31 december, varav 310 tkr var äldre än ett år."],
    ["a fee beside an amount", ...REPORT, row("Verksamhet (tkr)", "2023", "2022"), row("Fritidshem", "700", "640"), row("Kulturskola", "900", "860"), "", "Terminsavgiften är 700 kronor."],
    ["a sum of the years but not of what was before them", row("Projekt (tkr)", "Tidigare", "2024", "2025", "Summa"), row("Skola", 340, 620, 480, "1 100"), row("Bad", 0, 200, 300, 500), row("Larm", 0, 150, 250, 400), row("Golv", 60, 230, 140, 370)],
    ["months that come again by chance", "Antal besök", "", row("", "jan", "feb", "mar", "apr", "maj", "jun"), row(2022, 1040, 1036, 1051, 1043, 1029, 1047), row(2023, 1044, 1036, 1048, 1039, 1041, 1050)],
  ])("%s is right", (_, ...lines) => expect(found(...lines)).toEqual([]));
  test("accumulated units are no years, and a unit after the outcome is the year's", () =>
    expect(found(...REPORT, row("Verksamhet", "Utfall tkr 2022", "Utfall tkr 2023"), row("Biblioteksverksamhet", "9 100", "9 800"), row("Kulturskola", "4 100", "4 300"), "", "Biblioteksverksamheten kostade 9 800 tkr 2022.").length).toBe(1));
});
