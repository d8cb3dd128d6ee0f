import { describe, expect, test } from "vitest";
import { found as foundAt, REPORT, row } from "../../test/checked-text.ts";

/** What is found, wherever it stands. */
const found = (...lines: string[]): string[] => foundAt(...lines).map((one) => one.replace(/^\d+ /, ""));

describe("a table of several measures", () => {
  const homes = (sentence: string) => found(...REPORT, "## Boenden", "", row("Boende", "Platser", "Belagda dygn 2023", "Beläggning 2023, %", "Belagda dygn 2022", "Beläggning 2022, %"), row("Björken", "60", "21 397", "97,7", "21 264", "97,1"), row("Linden", "48", "17 012", "97,1", "17 098", "97,6"), row("Totalt", "108", "38 409", "97,4", "38 362", "97,3"), "", sentence);
  test.each([
    ["Linden är det enda boende där beläggningen sjönk.", []],
    ["Linden hade 17 102 belagda dygn 2023.", ["warning told-differs 17 012"]], ["Linden hade 17 012 belagda dygn 2023.", []],
  ])("is told of by the measure that is named: %s", (sentence, expected) => expect(homes(sentence)).toEqual(expected));

  const absence = (sentence: string) => found(...REPORT, "## Personal", "", row("Årsarbetare och sjukfrånvaro per område", "Årsarbetare 2023", "Årsarbetare 2022", "Sjukfrånvaro 2023, %", "Sjukfrånvaro 2022, %"), row("Stab", "21,5", "20,5", "3,1", "4,0"), row("Hemtjänst", "168,3", "161,7", "10,4", "11,5"), row("Boende", "196,4", "194,8", "9,2", "10,2"), row("Totalt", "386,2", "377,0", "8,7", "9,6"), "", sentence);
  test("says of all of them what the named measure does", () => {
    expect(absence("Frånvaron har minskat i samtliga områden.")).toEqual([]);
    expect(absence("Frånvaron har ökat i samtliga områden.")).toEqual(["warning told-all –"]);
  });

  test("a target of the year to come is none of its outcomes", () => {
    const streak = (sentence: string) => found(...REPORT.map((line) => line.replaceAll("2023", "2024")), "## Mål", "", row("Indikator", "2021", "2022", "2023", "2024", "Målnivå 2025"), row("Anmälningar om kränkande behandling, antal", "121", "148", "155", "163", "högst 150"), row("Elever med hög frånvaro, antal", "90", "88", "84", "80", "högst 75"), "", sentence);
    expect(streak("Anmälningarna om kränkande behandling ökade för tredje året i rad.")).toEqual([]);
    expect(streak("Anmälningarna om kränkande behandling minskade för tredje året i rad.")).toHaveLength(1);
  });
  test("years with a mark are years", () => expect(found(...REPORT, "## Personal", "", row("Nyckeltal", "2021", "2022", "2023*"), row("Personalomsättning, procent", "14,2", "12,4", "13,6"), row("Heltid, procent", "91", "92", "93"), "", "Personalomsättningen har sjunkit två år i rad, men är högre än i andra förvaltningar.")).toEqual(["warning told-way en ökning"]));
});

describe("rates that two columns tell", () => {
  const rate = (sentence: string) => found(...REPORT, "## Förskola", "", row("Förskola", "Barn", "Avdelningar"), row("Solgläntan", "132", "8"), row("Trollskogen", "104", "6"), row("Ekorren", "57", "4"), row("Summa", "293", "18"), "", sentence);
  test.each([
    ["Genomsnittet är 15,3 barn per avdelning.", ["warning told-differs 16,3"]], ["Genomsnittet är 16,3 barn per avdelning.", []], ["Ekorren har minst, 14,3 barn per avdelning.", []], ["Riktmärket är 40 barn per avdelning.", []],
  ])("%s", (sentence, expected) => expect(rate(sentence)).toEqual(expected));
});

describe("columns within columns", () => {
  const queue = (inTime: string, year = "184") => found(...REPORT, "## Kö", "", row("Period", "Nya ansökningar", "Placerade barn", "varav inom fyra månader"), row("Kvartal 1", "61", "58", "55"), row("Kvartal 2", "49", "52", "50"), row("Kvartal 3", "41", "38", inTime), row("Kvartal 4", "44", "47", "45"), row("Helår", "195", "195", year));
  test("are no more than that", () => {
    expect(queue("34")).toEqual([]);
    expect(queue("43", "193")).toEqual(["error part-above-whole högst 38"]);
  });
  test("and the year is its quarters together, where other columns say so", () => expect(queue("34", "194")).toEqual(["warning table-total 184"]));
  test("single parents are some of the households with children", () => {
    const households = (single: string) => found(...REPORT, "## Bistånd", "", row("Hushåll med bistånd", "2021", "2022", "2023"), row("Antal hushåll", "571", "598", "612"), row("- varav hushåll med barn", "181", "187", "198"), row("- varav ensamstående med barn", "128", "131", single));
    expect(households("142")).toEqual([]);
    expect(households("241")).toEqual(["error part-above-whole högst 198"]);
  });
  test("what is taken over is some of what ended, and no flow of its own", () => {
    const contracts = (last: string) => found(...REPORT, "## Kontrakt", "", row("Kontrakt", "2022-12-31", "Nya 2023", "Upphörda 2023", "- varav övertagna", "2023-12-31"), row("Träningslägenheter", "24", "9", "7", "3", "26"), row("Sociala kontrakt", "61", "17", "21", "16", last), row("Jourlägenheter", "6", "5", "4", "0", "7"));
    expect(contracts("57")).toEqual([]);
    expect(contracts("59")).toEqual(["error flow-stock 57"]);
  });
});

describe("shares", () => {
  const reports = (sentence: string) => found(...REPORT, "## Anmälningar", "", row("Anmälningar", "Kv 1", "Kv 2", "Kv 3", "Kv 4", "Helår 2023"), row("Orosanmälningar", "488", "531", "437", "560", "2 016"), row("Inledda utredningar", "168", "181", "149", "184", "682"), "", sentence);
  test.each([
    ["Av anmälningarna kom flest på hösten, och 54 procent av anmälningarna ledde till att en utredning inleddes.", ["warning told-share 34 %"]], ["Av anmälningarna kom flest på hösten, och 34 procent av anmälningarna ledde till att en utredning inleddes.", []],
  ])("of what something led to: %s", (sentence, expected) => expect(reports(sentence)).toEqual(expected));
  test.each([
    ["Hösten 2023 var 612 ungdomar inskrivna, de 15 i anpassad gymnasieskola oräknade. Av dem går 214, eller 54 procent, hos en annan huvudman.", ["warning part-above-whole 35,0 procent"]], ["Hösten 2023 var 612 ungdomar inskrivna, de 15 i anpassad gymnasieskola oräknade. Av dem går 214, eller 35 procent, hos en annan huvudman.", []],
    ["Kontrollköp gjordes vid 30 tillfällen. I nio fall lämnades varan ut, vilket är 23 procent av köpen.", ["warning part-above-whole 30 procent"]], ["Kontrollköp gjordes vid 30 tillfällen. I nio fall lämnades varan ut, vilket är 30 procent av köpen.", []],
    ["Under året väntas 118 aktualiseringar, varav 84 gäller kvinnor och 44 män.", ["error part-above-whole 128"]], ["I ungefär sex av tio av dessa hushåll finns en sjukskrivning.", []],
  ])("of those just told of: %s", (sentence, expected) => expect(found(sentence)).toEqual(expected));
});

describe("months", () => {
  const months = (sentence: string) => found(...REPORT, "## Ekonomiskt bistånd", "", "Antal hushåll med utbetalning", "", row("", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"), row("2022", ..."336 331 343 338 345 334 349 347 339 341 346 344".split(" ")), row("2023", ..."341 338 352 349 356 345 361 358 347 355 360 362".split(" ")), "", sentence);
  test.each([["I genomsnitt betalades bistånd ut till 371 hushåll i månaden.", 1], ["I genomsnitt betalades bistånd ut till 352 hushåll i månaden.", 0], ["Våren 2023 betalades i genomsnitt bistånd ut till 371 hushåll i månaden.", 0]])("have a mean: %s", (sentence, count) => expect(months(sentence).filter((one) => one.includes("told-differs"))).toHaveLength(count));

  const budget = (sentence: string) => found(...REPORT, "## Bistånd", "", "Tabell 1. Utbetalt bistånd per månad (tkr)", "", row("År", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "Summa"), row("Budget 2023", ...Array.from({ length: 12 }, () => "2 900"), "34 800"), row("Utfall 2023", ..."2 960 2 915 3 140 2 980 3 055 3 120 3 165 3 090 3 010 3 075 3 060 3 120 36 690".replaceAll(/(\d) (\d{3})/g, "$1\u00a0$2").split(" ").map((cell) => cell.replace("\u00a0", " "))), "", sentence);
  test.each([
    ["Årets utbetalningar stannade 1,9 mnkr under budget.", ["warning told-way 1,9 mkr över budget"]], ["Årets utbetalningar blev 1,9 mnkr över budget.", []], ["Årets utbetalningar blev 1,3 mnkr över budget.", ["warning told-movement 1,9 mkr över budget"]],
  ])("are put beside the budget's: %s", (sentence, expected) => expect(budget(sentence)).toEqual(expected));
  test("of a quarter stand under that quarter's name", () => {
    const rate = (quarter: number) => found(...REPORT, "## Beläggning", "", `Tabell 2. Beläggning i procent, kvartal ${quarter} 2023`, "", row("Boende", "Platser", "okt", "nov", "dec"), row("Kajutan", "8", "95", "100", "92"), row("Lingatan", "12", "100", "98", "97"));
    expect(rate(4)).toEqual([]);
    expect(rate(3)).toEqual(["warning other-period kvartal 4"]);
  });
});
