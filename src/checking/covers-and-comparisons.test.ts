import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));
const PLAN = ["# Socialnämndens verksamhetsplan och budget 2024", "", "Ekhamns kommun", ""];

describe("measures that are said to cover all", () => {
  const covers = (sentence: string, sum = "6 524") => found(...PLAN, "## Ram", "", "Effektiviseringskravet är 1,1 procent av budgeten, alltså 7 924 tkr.", "", "## Åtgärder", "", row("Åtgärd", "Effekt 2024 (tkr)"), row("Digital tillsyn", "3 350"), row("Ruttplanering", sum === "6 524" ? "1 750" : "3 150"), row("Vakant tjänst", "1 424"), row("Summa", sum), "", sentence);
  test.each([
    ["Åtgärderna motsvarar hela effektiviseringskravet.", "6 524", ["warning sum-told 7 924 tkr"]],
    ["Åtgärderna motsvarar hela effektiviseringskravet.", "7 924", []],
    ["Åtgärderna motsvarar inte hela effektiviseringskravet.", "6 524", []],
  ])("%s (%s)", (sentence, sum, expected) => expect(covers(sentence, sum)).toEqual(expected));
});

describe("what others have", () => {
  const compared = (sentence: string) => found(...REPORT, "## Kostnader", "", row("Mått", "Ekhamn", "Liknande", "Riket"), row("Särskilt boende, kr per plats", "1 046 000", "1 018 000", "1 024 000"), row("Hemtjänst, kr per brukare", "312 000", "331 000", "346 000"), row("Bostad med särskild service LSS, kr per brukare", "1 154 000", "1 129 000", "1 142 000"), "", sentence);
  test.each([
    ["Bostad med särskild service enligt LSS kostade något mindre per brukare än i både riket och de liknande kommunerna.", ["warning told-way högre"]],
    ["Bostad med särskild service enligt LSS kostade något mer per brukare än i både riket och de liknande kommunerna.", []],
    ["Hemtjänsten är billigare än i riket.", []],
    ["Hemtjänsten är dyrare än i riket.", ["warning told-way lägre"]],
  ])("%s", (sentence, expected) => expect(compared(sentence)).toEqual(expected));
});

describe("amounts and prices", () => {
  test.each([
    ["Ersättningen höjs med 2,6 procent, i tätort från 466 till 478 kr per timme och på landsbygden från 522 till 563 kr.", ["error change-percent 536"]],
    ["Ersättningen höjs med 2,6 procent, i tätort från 466 till 478 kr per timme och på landsbygden från 522 till 536 kr.", []],
  ])("raised by the same per cent: %s", (sentence, expected) => expect(found(...PLAN, sentence)).toEqual(expected));
  const decided = (amount: string) => found(...PLAN, "## Förslag till beslut", "", `Nämnden beslutar att fördela driftbudgeten för 2024, netto ${amount} tkr, på områden.`, "", "## Budget", "", row("tkr", "Budget 2023", "Budget 2024"), row("Summa intäkter", "102 200", "102 400"), row("Summa kostnader", "-822 600", "-848 956"), row("Nettokostnad", "-720 400", "-746 556"));
  test("net, where it is all that is spent", () => expect(decided("848 956")).toEqual(["warning told-other 746 556 tkr"]));
  test("net, as the table has it", () => expect(decided("746 556")).toEqual([]));
  test("whole numbers under a heading of millions, many times all else", () => expect(found(...REPORT, "## Utfall", "", row("Verksamhet (mnkr)", "Utfall 2023", "Budget 2023"), row("Barn", "-48,3", "-49,5"), row("Vuxna", "-18,2", "-18,3"), "", "## Volymer", "", row("Volymer (mnkr)", "Utfall 2023"), row("Hemtjänst", "12,5"), row("Boende", "30,1"), "", "## Köpt vård", "", row("Köp av vård (mnkr)", "Utfall 2023", "Budget 2023"), row("HVB", "23 900", "16 800"), row("Familjehem", "11 480", "10 400"))).toEqual(["warning unit-size tkr"]));
});

describe("shares of the rest, and of the column beside", () => {
  test.each([
    ["Barnhushållen utgjorde därmed 58 procent av alla hushåll.", ["warning told-share 37 %"]],
    ["Barnhushållen utgjorde därmed 37 procent av alla hushåll.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, "## Hushåll", "", `Av de 468 hushållen hade 171 hemmavarande barn. ${sentence}`)).toEqual(expected));
  test.each([
    ["Omkring 27 procent av brukarna har valt en privat utförare.", ["warning told-share 31 %"]],
    ["Omkring 31 procent av brukarna har valt en privat utförare.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, "## Utförare", "", row("Utförare", "Brukare", "Timmar"), row("Centrum", 596, "9 125"), row("Summa privata", 268, "3 375"), row("Totalt", 864, "12 500"), "", sentence)).toEqual(expected));
});

describe("whole years", () => {
  const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
  const reports = (sentence: string) => found(...REPORT, "## Anmälningar om oro", "", row("", ...MONTHS), row("2022", 107, 112, 126, 104, 123, 108, 66, 92, 131, 124, 133, 101), row("2023", 118, 121, 139, 112, 137, 116, 71, 103, 148, 136, 151, 109), "", "## Framåt", "", sentence);
  test.each([
    ["De 1 327 orosanmälningar som kom in under 2023 är fler än något tidigare år.", ["warning told-other 1 461"]],
    ["De 1 461 orosanmälningar som kom in under 2023 är fler än något tidigare år.", []],
    ["De 1 327 orosanmälningar som kom in under 2022 var färre.", []],
  ])("what their months come to: %s", (sentence, expected) => expect(reports(sentence)).toEqual(expected));
  const places = (days: string) => found(...REPORT, "## Beläggning", "", row("År", "Platser", "Belagda dygn", "Beläggning, %"), row("2021", 24, "7 358", "84,0"), row("2022", 24, "7 709", "88,0"), row("2023", 22, days, "93,0"));
  test("more days than the places have", () => expect(places("8 468")).toEqual(["error care-days 7 468"]));
  test("days as the occupancy says", () => expect(places("7 468")).toEqual([]));
  const waits = (told: string) => found(...REPORT, "## Väntetid", "", row("Kvartal", "Särskilt boende, dagar", "varav demens"), row("Kv 1 2023", 58, 66), row("Kv 2 2023", 63, 74), row("Kv 3 2023", 55, 61), row("Kv 4 2023", 48, 52), "", `Sett över de fyra senaste kvartalen blir genomsnittet ${told} dagar.`);
  test("a mean over four quarters", () => expect(waits("51")).toEqual(["warning told-differs 56"]));
  test("a mean over four quarters as it is", () => expect(waits("56")).toEqual([]));
});

describe("what is told twice", () => {
  const demands = (percent: string) => found(...PLAN, "## Sammanfattning", "", `Fullmäktige har lagt ett effektiviseringskrav på ${percent} procent av 2023 års ram.`, "", "## Ekonomi", "", "Effektiviseringskravet är 1 procent av 2023 års ram.");
  test("a demand in per cent, of the same", () => expect(demands("2")).toEqual(["warning statements-differ Effektiviseringskravet är 1 procent av 2023 års ram"]));
  test("a demand that is told alike", () => expect(demands("1")).toEqual([]));
  const invested = (amount: string) => found(...PLAN, "## Beslut", "", `Socialnämnden fastställer investeringsbudgeten för 2024 till ${amount} tkr.`, "", "## Investeringar", "", row("Investering (tkr)", "Budget 2023", "Budget 2024"), row("Möbler", 380, 420), row("Larm", 820, "1 120"), row("Summa", "1 200", "1 540"), "", "## Annat", "", "Bidraget till föreningarna är 1 450 tkr.");
  test("an investment budget whose figures are turned, though something else is as much", () => expect(invested("1 450")).toEqual(["warning statements-differ 1 540 tkr"]));
  test("an investment budget as the table has it", () => expect(invested("1 540")).toEqual([]));
  const ends = (day: string) => found(...PLAN, "## Avtal", "", row("Avtal", "Leverantör", "Avtalstid", "Till och med", "Förlängning"), row("Strandvägens gruppboende", "Lövängen Omsorg AB", "5 år", "2024-09-30", "Ingen"), row("Tolkar", "Språkbron AB", "2 år", "2024-12-31", "Ingen"), "", `Nuvarande avtal med Lövängen har redan förlängts så långt det går och upphör den ${day}.`);
  test("when a contract ends, by who delivers", () => expect(ends("30 juni 2024")).toEqual(["warning statements-differ 2024-09-30"]));
  test("when a contract ends, as the register has it", () => expect(ends("30 september 2024")).toEqual([]));
});

describe("all of them, and how many were wrong", () => {
  test.each([
    ["Av de 47 barnen i familjehem finns 17 i nätverkshem, 23 i egna hem och 11 i konsulentstödda hem.", ["error part-above-whole högst 47"]],
    ["Av de 51 barnen i familjehem finns 17 i nätverkshem, 23 i egna hem och 11 i konsulentstödda hem.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, sentence)).toEqual(expected));
  const graded = (wrong: number) => found(...REPORT, "## Intern kontroll", "", "Ingen avvikelse när allt stämmer, mindre avvikelse när högst en tiondel av det som granskats brister och kännbar avvikelse när det är fler.", "", row("Kontroll", "Iakttagelse", "Bedömning"), row("Förhandsbedömningar i tid", "60 granskade, 2 var för sent gjorda", "Mindre avvikelse"), row("Attester", "40 granskade, 2 saknade attest", "Mindre avvikelse"), row("Genomförandeplaner", `30 granskade, aktuell plan saknades i ${wrong}`, "Mindre avvikelse"));
  test("a scale in fractions", () => expect(graded(5)).toEqual(["warning grade-mild kännbar"]));
  test("a scale in fractions, kept", () => expect(graded(3)).toEqual([]));
  const ranked = (sentence: string) => found("# Socialnämndens årsredovisning 2023", "", "Hällsta kommun", "", "## Jämförelse", "", row("Kommun", "Väntetid till beslut om ekonomiskt bistånd, dagar"), row("Hällsta", 13), row("Norrbo", 16), row("Åsundsvik", 11), row("Lillmark", 14), "", sentence);
  test("the shortest in the group", () => expect(ranked("Den som söker ekonomiskt bistånd i Hällsta får besked efter 13 dagar i snitt. Det är den kortaste väntetiden i jämförelsegruppen.")).toEqual(["warning told-most Åsundsvik"]));
  test("months under a heading of another year", () => expect(found(...REPORT, "## Utfall", "", row("tkr", "Utfall 2023", "Utfall 2022"), row("Ekonomiskt bistånd", "31 276", "34 958"), row("Personal", "50 000", "48 000"), "", "## Ekonomiskt bistånd, utbetalt per månad 2022 (tkr)", "", row("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "Summa"), row("2 742", "2 718", "2 731", "2 688", "2 671", "2 634", "2 569", "2 522", "2 478", "2 491", "2 463", "2 569", "31 276"))).toEqual(["warning other-period 2023"]));
});

describe("what is no contradiction", () => {
  test.each([
    "Kostnaden för inhyrda socionomer, som ligger under övriga kostnader, blev 4 870 tkr.",
    "De har blivit färre på försörjningsstödet.",
    "Avgiften för familjerådgivning är oförändrad.",
    "Med 16 platser motsvarar det drygt 1 700 kronor per plats och dygn.",
  ])("%s", (sentence) => expect(found(...REPORT, "## Utfall", "", row("tkr", "Utfall 2022", "Utfall 2023"), row("Personalkostnader", "50 000", "52 000"), row("Övriga kostnader", "13 622", "14 506"), row("Försörjningsstöd", "31 500", "33 200"), "", row("Väntetid, dagar", "2022", "2023"), row("Familjerådgivning", 24, 20), row("Boendestöd", 12, 13), "", sentence)).toEqual([]));
  test("a day over a column is no two years", () => expect(found(...REPORT, "## Personal", "", row("Mått", "2020", "2021", "2022-10-31"), row("Anställda", 130, 131, 133), row("Kvinnor", 100, 101, 104))).toEqual([]));
});

describe("what can be reckoned in one sentence", () => {
  test.each([
    ["Av de 121 klagomålen rörde 64 hemtjänsten, motsvarande 34 procent.", ["error part-above-whole 53 procent"]],
    ["Av de 121 klagomålen rörde 64 hemtjänsten, motsvarande 53 procent.", []],
    ["Avtalet gäller i två år, från och med 1 oktober 2024 till och med 30 september 2027.", ["error dates-turned 3 år"]],
    ["Avtalet gäller i två år, från och med 1 oktober 2024 till och med 30 september 2026.", []],
    ["Antalet vräkningar minskar med 100 procent, från 4 till 0 eller från 8 till 0.", []],
    ["Avgiften höjs med 2,6 procent, från 1 340 till 1 375 och från 466 till 478 kronor.", []],
    ["Intäkterna ökar med 5 procent, från 200 till 210 mnkr, medan kostnaderna går från 50 till 40.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, sentence)).toEqual(expected));
  test("nothing is divided by nought", () => expect(found(...REPORT, "## Kö", "", row("Kvartal", "Väntande", "Dagar"), row("Kv 1 2023", 0, 40), row("Kv 2 2023", 0, 60), row("Kv 3 2023", 0, 50), row("Kv 4 2023", 0, 51), "", "Sett över kvartalen blev genomsnittet 51 dagar.")).toEqual([]));
  const prolonged = (left: string) => found(...PLAN, "## Avtal", "", row("Avtal", "Leverantör", "Avtalstid", "Återstående förlängning"), row("Tallviks gruppbostad, drift", "Västanby Omsorg AB", "2019-10-01–2024-09-30", left), row("Tolkar", "Språkbron AB", "2022-01-01–2024-12-31", "12 månader"), "", "För Tallviks gruppbostad förlängs avtalet med två år.");
  test("a contract that has nothing left to be prolonged by", () => expect(prolonged("Inga, samtliga använda")).toEqual(["warning statements-differ –"]));
  test("a contract that may be prolonged", () => expect(prolonged("24 månader")).toEqual([]));
  const compared = (way: string) => found(...REPORT, "## Jämförelse", "", row("Kostnad, kronor per invånare", "Ekhamn", "Riket"), row("Barn- och ungdomsvård", "2 966", "2 378"), row("Ekonomiskt bistånd", "1 178", "1 370"), "", `För ekonomiskt bistånd ligger Ekhamn 192 kronor ${way} riket.`);
  test("on the wrong side of the country by so much", () => expect(compared("över")).toEqual(["error told-way under"]));
  test("on the right side of the country by so much", () => expect(compared("under")).toEqual([]));
  const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
  const days = (september: number) => found(...REPORT, "## Korttidsvård, antal vårddygn", "", row("", ...MONTHS), row("2022", 418, 402, 431, 426, 437, 421, 409, 428, 433, 441, 436, 429), row("2023", 442, 431, 458, 449, 463, 441, 427, 452, september, 440, 459, 448), "", "Beläggningen var 92,2 procent av de 16 platserna.").filter((one) => one.includes("care-days"));
  test("a month with more days than the places have", () => expect(days(491)).toEqual(["error care-days högst 480"]));
  test("a month with as many days as the places have", () => expect(days(461)).toEqual([]));
});
