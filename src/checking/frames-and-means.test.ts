import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));
const MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const PLAN = ["# Socialnämndens verksamhetsplan och budget 2024", "", "Ekhamns kommun", ""];

describe("means over months", () => {
  const months = (sentence: string) => found(...REPORT, "## Försörjningsstöd", "", row("", ...MONTHS), row("Hushåll 2023", 279, 276, 281, 272, 268, 260, 251, 255, 262, 268, 273, 277), row("Utbetalt 2023, tkr", "2 914", "2 861", "2 968", "2 842", "2 806", "2 741", "2 672", "2 696", "2 748", "2 812", "2 874", "2 937"), "", sentence);
  test.each([
    ["I snitt betalade vi ut 11 070 kronor per hushåll och månad under 2023.", ["warning told-differs 10 512 kronor"]],
    ["I snitt betalade vi ut 10 512 kronor per hushåll och månad under 2023.", []],
    ["I snitt betalade vi ut cirka 10 500 kronor per hushåll och månad under 2023.", []],
    ["Normen är 4 180 kronor per person och månad.", []],
  ])("kronor for each and month: %s", (sentence, expected) => expect(months(sentence)).toEqual(expected));
  const households = (sentence: string) => found(...REPORT, "## Hushåll", "", "Antal hushåll med utbetalning", "", row("", ...MONTHS), row("2022", 369, 374, 378, 381, 372, 366, 363, 358, 357, 361, 355, 359), row("2023", 354, 351, 357, 346, 339, 331, 326, 328, 321, 324, 319, 332), "", sentence);
  test.each([
    ["Under fjärde kvartalet betalades stöd ut till i snitt 339 hushåll i månaden.", ["warning told-differs 325"]],
    ["Under fjärde kvartalet betalades stöd ut till i snitt 325 hushåll i månaden.", []],
    ["Under fjärde kvartalet 2022 betalades stöd ut till i snitt 358 hushåll i månaden.", []],
  ])("a quarter's: %s", (sentence, expected) => expect(households(sentence)).toEqual(expected));
  const waits = (sentence: string) => found(...REPORT, "## Väntetider", "", row("Insats", "kv 1", "kv 2", "kv 3", "kv 4"), row("Familjerådgivning", 31, 36, 44, 41), row("Boendestöd", 12, 13, 19, 15), "", sentence);
  test.each([
    ["Till familjerådgivningen var väntan längst under årets sista kvartal.", ["warning told-most kvartal 3"]],
    ["Till familjerådgivningen var väntan längst under tredje kvartalet.", []],
    ["Till familjerådgivningen var väntan kortast under årets första kvartal.", []],
  ])("which quarter was the longest: %s", (sentence, expected) => expect(waits(sentence)).toEqual(expected));
});

describe("frames", () => {
  const frames = (decision: string) => found(...PLAN, "## Förslag till beslut", "", decision, "", "## Ramen", "", row("Från ram 2023 till ram 2024", "tkr"), row("Budgetram 2023", "175 750"), row("Löner och priser", "10 010"), row("Effektivisering", "-1 900"), row("Preliminär ram, juni 2023", "183 860"), row("Tillskott i november", "3 000"), row("Ram 2024", "186 860"));
  test("the one that is decided, against the table's", () => expect(frames("Socialnämnden antar verksamhetsplan och internbudget 2024 med en nettoram på 183,9 mnkr.")).toEqual(["warning statements-differ 186 860 tkr"]));
  test("the one that is decided as the table has it, with a preliminary one on the way", () => expect(frames("Socialnämnden antar verksamhetsplan och internbudget 2024 med en nettoram på 186,9 mnkr.")).toEqual([]));

  const areas = (pension: string, ...changes: string[]) => found(...PLAN, "## Internbudget", "", `Pensionsomläggningen har kompenserats med ${pension} mnkr.`, "", row("Verksamhet (tkr)", "Budget 2023", "Förslag 2024", "Förändring"), row("Barn och unga", "329 600", "346 400", "16 800"), row("Missbruksvård", "70 700", "74 500", "3 800"), row("Socialpsykiatri", "88 100", "93 600", "5 500"), "",
    "## Barn och unga", "", "Ramen ökar med 10,0 mnkr för priser och löner samt 6,8 mnkr för pensioner.", "", "## Missbruksvård", "", ...changes, "", "## Socialpsykiatri", "", "Ramen ökar med 3,7 mnkr för priser och löner och 1,8 mnkr för pensioner.");
  const RIGHT = ["Priser och löner kompenseras med 3,8 mnkr och pensioner med 1,1 mnkr.", "Effektiviseringskravet minskar ramen med 1,1 mnkr."];
  test("what all areas are given, against their own parts", () => expect(areas("11,4", ...RIGHT)).toEqual(["warning sum-told 9,7 mkr"]));
  test("what all areas are given as their parts have it", () => expect(areas("9,7", ...RIGHT)).toEqual([]));
  test("what an area's part says that its frame is changed by, against the table", () => expect(areas("9,7", "Priser och löner kompenseras med 1,7 mnkr och pensioner med 1,1 mnkr.", "Effektiviseringskravet minskar ramen med 1,1 mnkr.")).toEqual(["note told-movement 3,8 mkr"]));
});

describe("the same thing in two places", () => {
  const fee = (one: string, other: string) => found(...REPORT, "## Sammanfattning", "", `Nämnden ska betala en särskild avgift om ${one} kronor.`, "", "## Ej verkställda beslut", "", `Förvaltningsrätten bestämde den särskilda avgiften till ${other}.`);
  test("an amount whose figures stand in another order", () => expect(fee("312 000", "213 tkr")).toEqual(["warning told-slip 213 tkr"]));
  test("the same amount in another unit", () => expect(fee("213 000", "213 tkr")).toEqual([]));
  test("another amount", () => expect(fee("312 000", "450 tkr")).toEqual([]));

  const contract = (sentence: string, more = "Båda förlängningsåren är utnyttjade") => found(...PLAN, "## Avtal", "", row("Avtal", "Leverantör", "Avtalstid", "Förlängning"), row("Familjerådgivning", "Samtalshuset AB", "2020-10-01 – 2024-09-30", more), row("Personligt ombud", "Vägröjaren", "2022-01-01 – 2024-12-31", "Ett år möjligt"), "", sentence);
  test.each([
    ["Avtalet om familjerådgivning löper till och med september 2025.", ["warning statements-differ 2024-09-30"]],
    ["Avtalet om familjerådgivning löper till och med september 2024.", []],
    ["Avtalet om familjerådgivning gäller till och med den 30 september 2024.", []],
    ["Avtalet om personligt ombud löper till och med december 2024.", []],
  ])("when a contract ends: %s", (sentence, expected) => expect(contract(sentence)).toEqual(expected));
  test("a contract that may be prolonged may end later", () => expect(contract("Avtalet om familjerådgivning löper till och med september 2025.", "Två års förlängning möjlig")).toEqual([]));

  test("a year that is told of as over, and elsewhere is not", () => expect(found(...PLAN, "## Ekonomi", "", "Budgetförslaget tar hänsyn till prognos för 2023.", "", "Kostnaden för försörjningsstöd för 2023 blev 26 000 tkr.")).toEqual(["warning statements-differ prognos"]));
});

describe("shares and groups", () => {
  const reports = (sentence: string) => found(...REPORT, "## Anmälningar", "", row("Anmälningar och utredningar", "2021", "2022", "2023"), row("Orosanmälningar", "1 462", "1 531", "1 684"), row("Berörda barn", 987, "1 024", "1 093"), row("Inledda utredningar", 520, 538, 571), "", sentence);
  test.each([
    ["I drygt hälften av anmälningarna, 52 procent, beslutade enheten att inleda en utredning.", ["warning told-share 34 %"]],
    ["I en tredjedel av anmälningarna, 34 procent, beslutade enheten att inleda en utredning.", []],
  ])("of the row that is named, and not of another: %s", (sentence, expected) => expect(reports(sentence)).toEqual(expected));
  test.each([
    ["Av dem hade 269 fått det i minst tio månader. Inom den gruppen hade 287 personer haft det i tre år.", ["error part-above-whole högst 269"]],
    ["Av dem hade 269 fått det i minst tio månader. Inom den gruppen hade 187 personer haft det i tre år.", []],
  ])("a group within a group: %s", (sentence, expected) => expect(found(...REPORT, "## Stöd", "", `Under året fick 811 vuxna bistånd. ${sentence}`)).toEqual(expected));
  const staff = (sentence: string) => found(...REPORT, "## Personal", "", row("Enhet", "Anställda 2022", "Anställda 2023", "Sjukfrånvaro 2022, %", "Sjukfrånvaro 2023, %"), row("Barn och unga", 51, 52, "8,8", "8,1"), row("Vuxen", 31, 33, "7,3", "6,9"), row("Totalt", 82, 85, "8,3", "7,6"), "", sentence);
  test.each([
    ["Sjukfrånvaron för helåret 2023 stannade på 8,3 procent.", ["warning told-other 7,6"]],
    ["Sjukfrånvaron för helåret 2023 stannade på 7,6 procent.", []],
    ["Sjukfrånvaron stannade på 7,6 procent, mot 8,3 procent 2022.", []],
    ["Sjukfrånvaron för helåret 2022 stannade på 8,3 procent.", []],
  ])("a column for each year: %s", (sentence, expected) => expect(staff(sentence)).toEqual(expected));
  const placed = (sentence: string) => found(...REPORT, "## Placeringar", "", row("Period", "Dygn", "Kostnad (tkr)"), row("2022", "3 750", "8 559"), row("2023", "3 700", "8 883"), "", sentence);
  test.each([
    ["Behovet av placeringar har minskat med 31 procent jämfört med januari–november föregående år.", ["warning told-movement –"]],
    ["Behovet av placeringar har minskat med 2 procent jämfört med januari–november föregående år.", []],
  ])("eleven months that the whole year leaves no room for: %s", (sentence, expected) => expect(placed(sentence)).toEqual(expected));
});

describe("what is no contradiction", () => {
  test("kronor a day are rounded, and so is their change", () => expect(found(...REPORT, "## Priser", "", row("Form", "Kr/dygn 2022", "Kr/dygn 2023", "Förändring kr/dygn, %"), row("Familjehem", "1 217", "1 277", "5,0"), row("Skyddat boende", "2 081", "2 230", "7,1"), row("HVB", "6 150", "6 563", "6,7"), row("LVM", "6 300", "6 750", "7,1"))).toEqual([]));
  test("days before the people whose they are", () => expect(found(...REPORT, "## Dygn", "", row("2023", ...MONTHS), row("Familjehem, dygn", 496, 448, 503, 492, 517, 508, 527, 519, 500, 510, 498, 512), row("Familjehem, barn", 17, 16, 17, 17, 17, 17, 17, 17, 17, 17, 17, 17), row("Jourhem, dygn", 151, 137, 150, 144, 147, 141, 145, 146, 140, 143, 139, 142), row("Jourhem, barn", 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)).filter((one) => one.includes("care-days"))).toEqual([]));
  test("a column of changes is no follow-up", () => expect(found(...REPORT, "## Prognos", "", row("Avvikelse, tkr", "Prognos mars", "Prognos april", "Prognos augusti", "Förändring april–augusti"), row("Barn", "-4 900", "-7 300", "-12 200", "-4 900"), row("Vuxna", -900, "-1 100", "-2 000", -900), row("Summa", "-5 800", "-8 400", "-14 200", "-5 800"), "", "Sedan aprilprognosen har bilden försämrats med 5,8 mnkr.")).toEqual([]));
  test("a cost further on in a paragraph that began with an area", () => expect(found(...REPORT, "## Utfall", "", row("tkr", "Utfall 2022", "Budget 2023", "Utfall 2023", "Avvikelse"), row("Barn och unga", "-53 861", "-52 310", "-60 742", "-8 432"), row("Vuxna", "-20 118", "-20 930", "-22 871", "-1 941"), row("Summa nettokostnad", "-73 979", "-73 240", "-83 613", "-10 373"), "", "Barn och unga redovisar det största underskottet, 8,4 mnkr. Köpta platser kostar mer än budget. Nettokostnaden har stigit med 6,9 mnkr eller 12,8 procent sedan förra året.")).toEqual([]));
  test("a surplus against the budget, and then how it is to last year", () => expect(found(...REPORT, "## Utfall", "", row("tkr", "Utfall 2022", "Budget 2023", "Utfall 2023", "Avvikelse"), row("Försörjningsstöd", "-33 406", "-35 200", "-33 871", "1 329"), row("Personal", "-50 000", "-52 000", "-52 100", "-100"), "", "Försörjningsstödet gav ett överskott på 1,3 mnkr men ökade ändå med knappt en halv miljon jämfört med året före.")).toEqual([]));
  test.each(["Det är sex procentenheter kvar till målvärdet.", "Andelen aktuella planer ökade från 74 till 79 procent."])("points that are left to a target: %s", (sentence) => expect(found(...REPORT, sentence)).toEqual([]));
});
