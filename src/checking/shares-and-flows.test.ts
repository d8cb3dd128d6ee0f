import { describe, expect, test } from "vitest";
import { found, row } from "../../test/checked-text.ts";

describe("a stock is what there was, with what came and without what went", () => {
  test("in rows", () => {
    const table = (end: number) => found(row("Utredningar", "2022", "2023"), row("Pågående vid årets början", 128, 139), row("Inledda under året", 249, 236), row("Avslutade under året", 238, 274), row("Pågående vid årets slut", 139, end));
    expect(table(101)).toEqual([]);
    expect(table(131)).toEqual(["5 warning flow-stock 101"]);
  });
  test("in columns, where the other rows say so", () => {
    const table = (end: number) => found(row("Tillstånd", "2022-12-31", "Nya under 2023", "Upphörda under 2023", "2023-12-31"), row("Allmänheten", 81, 11, 6, 86), row("Slutna sällskap", 9, 1, 0, 10), row("Catering", 4, 1, 1, end));
    expect(table(4)).toEqual([]);
    expect(table(5)).toEqual(["4 error flow-stock 4"]);
  });
  test("what a year ends with, the next begins with", () => {
    const table = (opening: string) => found(row("Tkr", "Budget 2025", "Plan 2026", "Plan 2027"), row("Ingående ram", "93 515", opening, "98 840"), row("Uppräkning", "2 840", "2 485", "1 160"), row("Utgående ram", "96 355", "98 840", "100 000"));
    expect(table("96 355")).toEqual([]);
    expect(table("96 535")).toEqual(["2 error flow-stock 96 355", "4 error table-total 99 020"]);
  });
});

describe("a column of shares", () => {
  test("is each row's part of the total", () => {
    const table = (share: string) => found(row("Bidrag", "Tkr", "Andel %"), row("Aktivitet", 3450, "40,1"), row("Drift", 2700, share), row("Kultur", 1150, "13,4"), row("Studier", 1300, "15,1"), row("Summa", 8600, "100,0"));
    expect(table("31,4")).toEqual([]);
    expect(table("34,1")).toEqual(["3 error share-of-total 31,4 %"]);
  });
  test("is what was done of what was planned", () => {
    const table = (share: string) => found(row("Tillsyn", "Planerade besök", "Genomförda besök", "Andel %"), row("Inre", 98, 91, "92,9"), row("Yttre", 140, 152, "108,6"), row("Tobak", 63, 58, "92,1"), row("Folköl", 59, 44, share));
    expect(table("74,6")).toEqual([]);
    expect(table("84,6")).toEqual(["5 error share-of-total 74,6 %"]);
  });
  test("of all answers is a hundred", () => {
    const table = (quite: number) => found(row("Hur nöjd är du?", "Andel, %"), row("Mycket nöjd", 46), row("Ganska nöjd", quite), row("Varken eller", 9), row("Missnöjd", 4), row("Vet inte", 3));
    expect(table(38)).toEqual([]);
    expect(table(42)).toEqual(["1 warning share-of-total 100 %"]);
  });
  test("for each of something is the quotient", () => {
    const table = (each: string) => found(row("Boende", "Platser", "Fall", "Fall per plats"), row("Solbacken", 48, 168, "3,5"), row("Lindgården", 36, 104, "2,9"), row("Åkerhöjden", 54, 212, each));
    expect(table("3,9")).toEqual([]);
    expect(table("4,4")).toEqual(["4 error share-of-total 3,9"]);
  });
});

describe("shares and months in the text", () => {
  const costs = (sentence: string) => found("## Driftbudget", "", row("Tkr", "Budget 2025", "Budget 2024"), row("Personal", "52 380", "50 770"), row("Lokalhyror", "37 460", "35 720"), row("Övriga kostnader", "24 420", "24 265"), row("Summa kostnader", "114 260", "110 755"), "", sentence);
  test.each(["Lokalhyrorna utgör 32,8 procent av kostnaderna.", "Lokalhyrorna är drygt en tredjedel av kostnaderna.", "Av de 21 som har slutat är 7,8 procent av de anställda inom personal."])("are the row's, or of something else: %s", (sentence) => expect(costs(sentence)).toEqual([]));
  test("and another is told", () => {
    expect(costs("Lokalhyrorna utgör 45,8 procent av kostnaderna.")).toEqual(["9 warning told-share 32,8 %"]);
    expect(costs("Lokalhyrorna är drygt två tredjedelar av kostnaderna.")).toEqual(["9 warning told-share 33 %"]);
  });
  const months = (sentence: string) => found("# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", "", "## Besök", "", row("Besök", "jan", "feb", "mar", "apr", "maj", "jun"), row("Vårddygn på sjukhus", 38, 44, 61, 35, 27, 22), "", sentence);
  test("the month with most is the one that has most", () => {
    expect(months("Vårddygnen på sjukhus var flest i mars och lägst i juni.")).toEqual([]);
    expect(months("Vårddygnen på sjukhus var flest i maj.")).toEqual(["10 warning told-most mars"]);
  });
  test("a number with its figures changed about is asked about", () => {
    const visits = (count: string) => found("## Besök", "", row("Besök", "2023", "2022"), row("Besök i simhallen", "127 300", "118 500"), row("Besök i biblioteket", "196 700", "182 400"), "", `Simhallen tog emot ${count} besökare.`);
    expect(visits("127 300")).toEqual([]);
    expect(visits("172 300")).toEqual(["7 warning told-slip 127 300"]);
    expect(visits("4 300")).toEqual([]);
  });
});

describe("verdicts and values", () => {
  const table = (label: string, target: string, outcome: string, verdict: string) => found(row("Indikator", "Utfall 2022", "Mål 2023", "Utfall 2023", "Bedömning"), row("Nöjda elever, %", 81, 83, 84, "Uppnått"), row("Väntetid, dagar", 14, "högst 12", 11, "Uppnått"), row(label, "76,4", target, outcome, verdict));
  test("a target is said to be reached where it is", () => {
    expect(table("Utredningar i tid, %", "85,0", "89,9", "Uppnått")).toEqual([]);
    expect(table("Sjukfrånvaro, %", "7,0", "6,4", "Uppnått")).toEqual([]);
    expect(table("Utredningar i tid, %", "85,0", "79,9", "Delvis uppnått")).toEqual([]);
  });
  test("and is not where it is not", () => {
    expect(table("Utredningar i tid, %", "minst 85,0", "79,9", "Uppnått")).toEqual(["4 warning target-status inte uppfyllt"]);
    expect(table("Handläggningstid, veckor", "högst 10", "10,6", "Uppnått")).toEqual(["4 warning target-status inte uppfyllt"]);
  });
  test("a risk's value is its likelihood times its consequence", () => {
    const risks = (value: number) => found(row("Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Kontrollmoment"), row("Fel utbetalning", 2, 4, 8, "Stickprov av utbetalningar"), row("Kontanter", 3, 3, 9, "Kassan räknas varje dag"), row("Hot och våld", 3, 4, value, "Rapporter gås igenom"), row("Löner", 2, 3, 6, "Listor granskas"));
    expect(risks(12)).toEqual([]);
    expect(risks(10)).toEqual(["4 error risk-value 12"]);
  });
  test("days in a row follow on each other", () => {
    const plans = (review: string) => found(row("Plan", "Samråd", "Granskning", "Antagen"), row("Ängen", "2022-06-07", "2023-09-12", "2024-02-22"), row("Tomten", "2023-02-14", review, "2024-04-25"), row("Planen", "2021-11-09", "2022-10-18", "2023-06-15"));
    expect(plans("2023-11-16")).toEqual([]);
    expect(plans("2024-11-16")).toEqual(["3 warning dates-turned –"]);
  });
});

describe("from one year's frame to the next", () => {
  const frame = (next: string) => found(row("Ramförändring", "Belopp (tkr)"), row("Budgetram 2024", "638 000"), row("Uppräkning", "+19 400"), row("Volymer", "-3 150"), row("Effektivisering", "-6 380"), row("Justeringar", "+4 930"), row("Budgetram 2025", next));
  test("is what is added and taken", () => {
    expect(frame("652 800")).toEqual([]);
    expect(frame("654 000")).toEqual(["7 error flow-stock 652 800"]);
  });
  test("and a heading tells the years of the table under it", () => {
    const headed = (years: string) => found(`# Nyckeltal ${years}`, "", row("Antal", "2020", "2021", "2022", "2023", "2024"), row("Läckor", 31, 29, 33, 27, 22), row("Ronder", 12, 11, 14, 13, 14));
    expect(headed("2020–2024")).toEqual([]);
    expect(headed("2019–2023")).toEqual(["1 warning year-order 2020–2024"]);
  });
});

describe("rows beside each other", () => {
  const pupils = (...seventh: number[]) => found(row("Antal", "2024", "2025", "2026", "2027"), row("Årskurs 1–6", 1511, 1496, 1478, 1449), row("Årskurs 7–9", ...seventh), row("Gymnasiet", 842, 871, 905, 923));
  test("with the same figures all along are copied", () => {
    expect(pupils(768, 781, 790, 797)).toEqual([]);
    expect(pupils(1511, 1496, 1478, 1449)).toEqual(["3 warning same-series –"]);
  });
  test("are reckoned whatever words stand before and after their figures", () => {
    const checks = (total: number) => found(row("Nr", "Kontroll", "Granskade", "Avvikelser", "Bedömning"), row("K1", "Utbetalningar", 120, 14, "Mindre avvikelse"), row("K2", "Utredningar", 90, 12, "Mindre avvikelse"), row("K3", "Behörigheter", 60, 5, "Ingen avvikelse"), row("Summa", "", 270, total, ""));
    expect(checks(31)).toEqual([]);
    expect(checks(41)).toEqual(["5 error table-total 31"]);
  });
});

describe("a dash, nothing and nought", () => {
  const table = (dash: string, nought: string, ...more: string[]) => found(row("Enhet", "2022", "2023"), row("Norra", 14, nought), row("Södra", 12, dash), row("Västra", 11, 13), row("Östra", 9, 8), ...more);
  test("in one column cannot be told from each other", () => expect(table("–", "0")).toEqual(["1 note empty-cells –"]));
  test("may be, where the document says what the dash is, or there is but one way", () => {
    expect(table("–", "0", "", "Streck betyder att enheten ännu inte fanns.")).toEqual([]);
    expect(table("–", "15")).toEqual([]);
    expect(table("", "0")).toEqual([]);
  });
});

describe("tables without borders", () => {
  const lines = (total: string) => found("4.3 Åtgärder", "", "Åtgärd (tkr)                 Effekt    Helårseffekt", "                               2024            2025", "Hemtagning av placeringar     1 800           4 200", "Vakanshållning i stab           600             600", "Omförhandlade ramavtal          450           1 120", "Färre konsulter                 350             350", `Summa                         ${total}           6 270`);
  test("have their heading in several rows, and sums like others", () => {
    expect(lines("3 200")).toEqual([]);
    expect(lines("3 300")).toEqual(["9 error table-total 3 200"]);
  });
});

describe("what is told is of what it is told of", () => {
  const statement = (sentence: string) => found("# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", "", row("Verksamhet (tkr)", "Utfall 2023", "Budget 2023", "Utfall 2022"), row("Äldreomsorg", "298 400", "290 100", "281 000"), row("Vinterväghållning", "7 866", "6 200", "6 016"), "", sentence);
  test.each([
    "Statsbidragen till äldreomsorgen uppgick till 27,6 mnkr.", "Antalet platser per boende i äldreomsorgen var 5,2.", "Av de 274 ärendena inom äldreomsorgen blev 219 klara.",
    "Vinterväghållning. Kostnaden blev 1 666 tkr högre än budget och 1 850 tkr högre än föregående år.",
  ])("and right, or of something else: %s", (sentence) => expect(statement(sentence)).toEqual([]));
  test("a movement is from what it is said to be from", () => expect(statement("Vinterväghållningen blev 1 850 tkr högre än budget.")).toEqual(["9 warning told-other 1 666 tkr"]));
  test("a number in the wrong unit is told as that", () => expect(statement("Nettokostnaden för äldreomsorgen uppgick till 298,4 tkr.")).toEqual(["9 error told-unit 298,4 mkr"]));
});
