import { describe, expect, test } from "vitest";
import { found, REPORT, row } from "../../test/checked-text.ts";

describe("verdicts in several tables of one heading", () => {
  const goal = (number: number, ...verdicts: string[]) => [`## Mål ${number}`, "", row("Indikator", "2022", "2023", "Bedömning"), ...verdicts.map((verdict, at) => row(`Mått ${"abc"[at]} av målet`, 40 + at, 41 + at, verdict)), ""];
  const tables = [...goal(1, "Uppnås", "Delvis"), ...goal(2, "Uppnås", "Uppnås"), ...goal(3, "Uppnås inte", "Uppnås")];
  test.each([
    ["Av de sex indikatorerna bedöms fem uppnås, en delvis och en inte.", ["25 warning status-count 4"]], ["Av de sex indikatorerna bedöms fyra uppnås, en delvis och en inte.", []],
    ["Sammantaget når fem av de sex indikatorerna målvärdet.", ["25 warning status-count 4"]], ["Sammantaget når fyra av de sex indikatorerna målvärdet.", []],
    ["Av de sex indikatorer som följs är hälften uppfyllda.", []], ["Fem av sex indikatorer är helt eller delvis uppfyllda.", []],
  ])("are counted together: %s", (sentence, expected) => expect(found(...REPORT, ...tables, "## Samlat", "", sentence)).toEqual(expected));
});

describe("scales", () => {
  const controls = (grade: string) => found(...REPORT, "## Kontroll", "", "Bedömning sker efter andelen fel i stickprovet:", "- Grön: högst 5 procent fel.", "- Gul: mer än 5 men högst 15 procent fel.", "- Röd: mer än 15 procent fel.", "", row("Kontrollmoment", "Stickprov, antal", "Fel, antal", "Fel, procent", "Bedömning"), row("Utbetalning", "60", "3", "5,0", "Grön"), row("Planer", "40", "6", "15,0", "Gul"), row("Loggar", "25", "5", "20,0", grade), row("Delegation", "45", "4", "8,9", "Gul"));
  test("may be of colours", () => {
    expect(controls("Röd")).toEqual([]);
    expect(controls("Gul")).toEqual(["15 warning grade-mild röd"]);
  });
});

describe("paragraphs of the minutes", () => {
  const decisions = (sentence: string) => found(...REPORT, "## Beslut", "", row("Datum", "Paragraf", "Ärende", "Beslut"), row("2023-06-14", "§ 71", "Åtgärdsplan för budget i balans", "Godkändes"), row("2023-09-20", "§ 88", "Ny taxa för tillsyn", "Antogs"), "", "## Sammanfattning", "", sentence);
  test.each([
    ["Nämnden återremitterade i juni åtgärdsplanen (§ 71).", ["13 warning statements-differ godkändes"]], ["Nämnden godkände i juni åtgärdsplanen (§ 71).", []],
    ["Nämnden återremitterade i mars förslaget till lokalplan (§ 71).", []], ["Åtgärdsplanen (§ 71) är ännu inte godkänd av fullmäktige.", []],
  ])("%s", (sentence, expected) => expect(decisions(sentence)).toEqual(expected));
});

describe("some of all", () => {
  test.each([
    ["Av de 70 barnen är 27 placerade enligt tvångslagen och 53 enligt socialtjänstlagen.", ["1 warning part-above-whole 43"]], ["Av de 70 barnen är 27 placerade enligt tvångslagen och 43 enligt socialtjänstlagen.", []],
    ["Av de 70 svarande har 60 varit på biblioteket och 55 i simhallen.", []],
    ["Enheten avgjorde 28 ansökningar, varav 23 beviljades. Länsstyrelsen har prövat 26 av de beviljade dispenserna.", ["1 warning part-above-whole högst 23"]], ["Enheten avgjorde 28 ansökningar, varav 23 beviljades. Länsstyrelsen har prövat 6 av de beviljade dispenserna.", []],
  ])("is no more than that: %s", (sentence, expected) => expect(found(sentence)).toEqual(expected));
  test("those that are counted are not those that are listed", () => {
    expect(found("Tolv rapporter lämnades in: fem från hemtjänsten, fyra från boendena och tre från övriga enheter.")).toEqual([]);
    expect(found("Felen har minskat i sju moment och ökat i tre: loggar, medel och attest.")).toEqual([]);
  });
  test("all in a table of more years than two, since the one that is told", () => {
    const schools = (sentence: string) => found(...REPORT, "## Resultat", "", row("Meritvärde per skola", "2021", "2022", "2023"), row("Björkskolan", 214, 217, 221), row("Centralskolan", 228, 226, 231), row("Norrskolan", 208, 216, 212), row("Kommunen", 220, 222, 225), "", sentence);
    expect(schools("Samtliga tre skolor höjde sitt meritvärde jämfört med 2022.")).toEqual(["13 warning told-all –"]);
    expect(schools("Samtliga tre skolor höjde sitt meritvärde jämfört med 2021.")).toEqual([]);
  });
  test("years in a row with a deficit", () => {
    const years = (sentence: string) => found(...REPORT, "## Över åren", "", row("Budgetavvikelse, mkr", "2020", "2021", "2022", "2023"), row("Kommunstyrelsen", "2,6", "2,9", "1,8", "3,5"), row("Omsorgsnämnden", "2,3", "-3,4", "1,2", "-7,8"), row("Skolnämnden", "1,8", "-2,7", "-1,9", "-6,4"), "", "## Resultat", "", sentence);
    expect(years("Omsorgsnämnden redovisar ett underskott. Det är tredje året i rad som nämnden redovisar underskott.")).toEqual(["14 warning told-way –"]);
    expect(years("Skolnämnden redovisar ett underskott. Det är tredje året i rad som nämnden redovisar underskott.")).toEqual([]);
  });
});

describe("amounts of one paragraph", () => {
  const decisions = (sentence: string) => found(...REPORT, "## Beslut", "", row("Datum", "§", "Ärende", "Belopp, tkr"), row("2023-04-24", "41", "Tilläggsanslag till avdelningen för skydd mot dataintrång", "600"), row("2023-06-19", "77", "Borgen för bostadsbolaget", "45 000"), "", "## Sammanfattning", "", sentence);
  test("are the same in two places, where the matter is", () => {
    expect(decisions("Fullmäktige beslutade den 24 april (§ 41) om ett tilläggsanslag på 800 tkr för skydd mot dataintrång.")).toEqual(["13 warning statements-differ 600 tkr"]);
    expect(decisions("Fullmäktige beslutade den 24 april (§ 41) om ett tilläggsanslag på 600 tkr för skydd mot dataintrång.")).toEqual([]);
    expect(decisions("Fullmäktige beslutade i maj (§ 41) om en lokalplan som kostar 800 tkr.")).toEqual([]);
  });
});

describe("what is as planned", () => {
  const task = (comment: string) => found(...REPORT, "## Uppdrag", "", row("Uppdrag", "Status", "Kommentar"), row("Ny växel", "Enligt plan", comment), row("Nytt system", "Pågår", "Upphandlingen är klar."));
  test("has not been moved", () => {
    expect(task("Driftstarten har flyttats från oktober 2023 till april 2024.")).toEqual(["8 warning status-comment –"]);
    expect(task("Driftstarten är i april 2024.")).toEqual([]);
  });
});

describe("who has changed the most", () => {
  const staff = (sentence: string) => found(...REPORT, "## Frånvaro", "", row("Procent", "2022", "2023"), row("Miljöenheten", "4,9", "4,1"), row("Bygglovsenheten", "5,6", "4,9"), row("Planenheten", "3,9", "3,8"), row("29 år och yngre", "8,3", "7,0"), "", sentence);
  test.each([
    ["Störst var minskningen på bygglovsenheten, 0,7 procentenheter.", ["13 warning told-most Miljöenheten"]], ["Störst var minskningen på miljöenheten, 0,8 procentenheter.", []],
    ["Den största minskningen jämfört med 2022 redovisar planenheten.", ["13 warning told-most Miljöenheten"]], ["Procentuellt var den största minskningen på bygglovsenheten.", []],
  ])("is the one among those called alike: %s", (sentence, expected) => expect(staff(sentence)).toEqual(expected));
});

describe("scales of what is approved", () => {
  const controls = (grade: string) => found(...REPORT, "## Kontroll", "", "Ett moment är godkänt om minst 95 procent är rätt, godkänt med anmärkning om andelen är minst 85 men lägre än 95 procent och underkänt om andelen är lägre än 85 procent.", "", row("Kontrollmoment", "Antal", "Rätt", "Andel, %", "Bedömning"), row("Utdrag", "36", "33", "91,7", grade), row("Planer", "40", "39", "97,5", "Godkänt"), row("Loggar", "25", "20", "80,0", "Underkänt"), row("Attest", "50", "48", "96,0", "Godkänt"));
  test("are read as they are told", () => {
    expect(controls("Godkänt med anmärkning")).toEqual([]);
    expect(controls("Godkänt")).toEqual(["10 warning grade-mild godkänt med anmärkning"]);
  });
});

describe("all of them", () => {
  const visits = (sentence: string) => found("Nämnden planerade tillsyn. Inom alkoholtillsynen genomfördes samtliga 45 planerade tillsynsbesök.", "", sentence);
  test("are not some of them elsewhere", () => {
    expect(visits("Under året genomfördes 41 av 45 planerade tillsynsbesök.")).toEqual(["1 warning statements-differ 41 av 45"]);
    expect(visits("Under året genomfördes 45 av 45 planerade tillsynsbesök.")).toEqual([]);
    expect(visits("Under året genomfördes 11 av 14 planerade tillsynsbesök för folköl.")).toEqual([]);
  });
});
