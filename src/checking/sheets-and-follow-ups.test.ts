import { describe, expect, test } from "vitest";
import { found, REPORT, row } from "../../test/checked-text.ts";

describe("the two sides of a balance sheet", () => {
  const sheet = (claims: string) => found(...REPORT, "## Balansräkning", "", row("Balansräkning, mkr", "2022", "2023"), row("Anläggningar", "1 470,0", "1 567,1"), row("Omsättningstillgångar", "332,3", "361,4"), row("Summa tillgångar", "1 802,3", "1 928,5"), row("Eget kapital", "836,9", "875,7"), row("varav årets resultat", "73,7", "38,7"), row("Pensioner", "114,8", "128,5"), row("Övriga avsättningar", "11,9", "11,3"), row("Summa avsättningar", "126,7", "139,8"), row("Lån", "519,8", "583,4"), row("Kortfristiga skulder", "318,9", "329,6"), row("Summa skulder", "838,7", "913,0"), row("Summa eget kapital, avsättningar och skulder", "1 802,3", claims));
  test("are the same", () => {
    expect(sheet("1 928,5")).toEqual([]);
    expect(sheet("1 982,5")).toContain("19 error table-total 1 928,5");
  });
});

describe("what there was, what came and what went", () => {
  const queue = (end: string) => found(...REPORT, "## Kön", "", row("Personer", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4"), row("Kö vid periodens början", "19", "19", "13", "17"), row("Nya beslut", "24", "21", "27", "22"), row("Inflyttningar", "23", "25", "22", "26"), row("Återtagna beslut", "1", "2", "1", "1"), row("Kö vid periodens slut", "19", "13", end, "12"));
  test("which came, the other columns tell", () => {
    expect(queue("17")).toEqual([]);
    expect(queue("18")).toEqual(["12 error flow-stock 17"]);
  });
  const flow = (invested: string) => found(...REPORT, "## Kassaflöde", "", row("Mkr", "2022", "2023"), row("Årets resultat", "50,7", "21,1"), row("Avskrivningar", "74,9", "78,3"), row("Medel från verksamheten", "125,6", "99,4"), row("Förändring av fordringar", "-4,2", "-9,6"), row("Förändring av skulder", "11,6", "6,5"), row("Kassaflöde från den löpande verksamheten", "133,0", "96,3"), row("Investeringar", "-138,6", "-172,2"), row("Försäljning av tillgångar", "3,4", "7,2"), row("Kassaflöde från investeringsverksamheten", "-135,2", invested));
  test("a cash flow is of the rows since the one before it", () => {
    expect(flow("-165,0")).toEqual([]);
    expect(flow("-156,0")).toEqual(["16 error table-total -165"]);
  });
});

describe("the year's follow-ups", () => {
  const table = ["## Prognoser", "", row("Verksamhet, tkr", "Mars", "Maj", "Augusti"), row("Gata", "-4 000", "-6 100", "-7 200"), row("Park", "-1 400", "-1 700", "-2 400"), row("Summa", "-5 400", "-7 800", "-9 600"), ""];
  test.each([
    ["Jämfört med uppföljningen i maj har helårsprognosen försämrats med 2,4 mnkr.", ["12 warning told-other 1 800 tkr"]],
    ["Jämfört med uppföljningen i maj har helårsprognosen försämrats med 1,8 mnkr.", []],
    ["Majprognosen var 2,4 mnkr sämre än den i mars.", []],
  ])("%s", (sentence, expected) => expect(found(...REPORT, ...table, sentence)).toEqual(expected));
  test("what a whole year gets is not what the year got", () => {
    const effects = (sentence: string) => found(...REPORT, "## Åtgärder", "", row("Åtgärd, tkr", "Effekt 2023", "Helårseffekt"), row("Vakant tjänst", "310", "640"), row("Färre konsulter", "180", "400"), row("Sänkt nivå", "570", "870"), row("Summa", "1 060", "1 910"), "", "## Framåt", "", sentence);
    expect(effects("På årsbasis beräknas planen ge 1 060 tkr.")).toEqual(["15 warning told-other 1 910 tkr"]);
    expect(effects("På årsbasis beräknas planen ge 1 910 tkr.")).toEqual([]);
    expect(effects("Under året gav planen 1 060 tkr.")).toEqual([]);
  });
});

describe("a mean over the months", () => {
  const months = ["## Dygn", "", row("Månad", "2023", "2022"), ...["Januari", "Februari", "Mars", "April", "Maj", "Juni", "Juli", "Augusti"].map((month, at) => row(month, [214, 203, 236, 228, 251, 262, 279, 275][at]!, [176, 168, 190, 184, 192, 198, 203, 191][at]!)), row("Summa", "1 948", "1 502"), ""];
  test.each([["I genomsnitt har det varit drygt 278 dygn per månad.", ["18 warning told-differs 243,5"]], ["I genomsnitt har det varit knappt 244 dygn per månad.", []], ["I genomsnitt var det knappt 188 dygn per månad 2022.", []]])("is over so many as there are: %s", (sentence, expected) => expect(found(...REPORT, ...months, sentence)).toEqual(expected));
});

describe("units of tables", () => {
  test("a paragraph that names a table says what it is in, and one column what only it is in", () => {
    const text = (sentence: string) => found(...REPORT, "## Skolor", "", "Tabell 7. Rektorsbudget per skola 2023, tkr, och antal elever", "", row("Enhet", "Budget", "Prognos", "Avvikelse", "Elever", "Budget per elev, kr"), row("Norrskolan", "41 900", "43 150", "-1 250", "512", "81 836"), row("Söderskolan", "36 700", "38 240", "-1 540", "438", "83 790"), row("Västskolan", "10 240", "10 190", "50", "118", "86 780"), "", sentence);
    expect(text("Söderskolan har det största underskottet, 1 540 tkr.")).toEqual([]);
    expect(text("Söderskolan har det största underskottet, 1 540 mkr.")).not.toEqual([]);
  });
});
