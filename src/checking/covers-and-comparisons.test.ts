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
