import { describe, expect, test } from "vitest";
import { REPORT, found, row } from "../../test/checked-text.ts";

describe("sums and parts that sentences tell", () => {
  test("what is told together is the sum of what was just told", () => {
    const text = (sum: string) => found(`Tillbyggnaden av Lärkan kostade 41,3 mnkr och vattenverket 35,2 mnkr, tillsammans ${sum} mnkr.`);
    expect(text("76,5")).toEqual([]);
    expect(text("67,5")).toEqual(["1 error sum-told 76,5 mnkr"]);
  });
  test("those that the sentence before told of", () => {
    const text = (sum: string) => found(`Idrotten går 1 600 tkr över och simhallen 700 tkr. De båda underskotten är tillsammans ${sum} tkr.`);
    expect(text("2 300")).toEqual([]);
    expect(text("2 400")).toEqual(["1 error sum-told 2 300 tkr"]);
  });
  test("rows that are told together", () => {
    const text = (sum: string) => found("# Vatten", "", row("Kostnad (tkr)", "Budget", "Utfall", "Avvikelse"), row("Personal", "-17 800", "-17 240", 560), row("Drift", "-21 300", "-22 410", "-1 110"), row("Kapitalkostnader", "-18 700", "-18 150", 550), "", `Driften blev dyrare, medan personal och kapitalkostnader tillsammans blev ${sum} tkr lägre.`);
    expect(text("1 110")).toEqual([]);
    expect(text("1 010")).toEqual(["8 warning sum-told 1 110 tkr"]);
  });
  test("a part is no more than its whole, and its share is of it", () => {
    expect(found("Investeringarna blev 158,3 mnkr, varav 171,9 mnkr avser skolor.")).toEqual(["1 error part-above-whole högst 158,3 mnkr"]);
    expect(found("Investeringarna blev 158,3 mnkr, varav 71,9 mnkr avser skolor.")).toEqual([]);
    expect(found("Bidraget blev 19,0 mnkr, 70 procent av anslaget på 31,6 mnkr.")).toEqual(["1 error part-above-whole 60,1 procent"]);
    expect(found("Av de 57 eleverna läser 38 ämnen och 24 ämnesområden.")).toEqual(["1 warning part-above-whole högst 57"]);
    expect(found("Vägnätet är 193 km. Av längden är 142 km belagd väg och 61 km grusväg.")).toEqual(["1 warning part-above-whole 193 km"]);
    expect(found("Av 312 utskickade enkäter besvarades 480, en svarsfrekvens på 65 procent.")).toEqual(["1 error part-above-whole högst 312"]);
    expect(found("Av 480 utskickade enkäter besvarades 312, en svarsfrekvens på 65 procent.")).toEqual([]);
  });
  test("shares in words are of what was just told", () => {
    expect(found("Antalet besök ökade med hälften, från 7 200 till 9 000.")).toEqual(["1 warning change-percent 25 %"]);
    expect(found("Antalet besök ökade med en fjärdedel, från 7 200 till 9 000.")).toEqual([]);
    expect(found("Kostnaden ökade med 7 610 tkr. Gator svarar för 5 260 tkr av ökningen, det vill säga drygt hälften.")).toEqual(["1 warning half-of 69 %"]);
    expect(found("Fram till 2029 väntas 31 av de 160 anställda gå i pension, det vill säga nästan var tredje.")).toEqual(["1 warning half-of 19 %"]);
  });
});

describe("a level and how it came there", () => {
  test("what it is now is what it was and how far it moved", () => {
    expect(found("Antalet var 1 240, en minskning med 85 från 1 355.")).toEqual(["1 error level-change 1 270"]);
    expect(found("Antalet var 1 270, en ökning med 85 från 1 355.")).toEqual(["1 error change-direction en minskning"]);
    expect(found("Antalet var 1 270, en minskning med 85 från 1 355.")).toEqual([]);
  });
  test("better and worse than the forecast", () => {
    const text = (word: string, by: string) => found(`Resultatet blev ett underskott på 4,8 mnkr. I augusti pekade prognosen mot ett underskott på 7,2 mnkr. Det är en ${word} med ${by} mnkr.`);
    expect(text("förbättring", "2,4")).toEqual([]);
    expect(text("försämring", "2,4")).toEqual(["1 error told-way bättre"]);
    expect(text("förbättring", "4,2")).toEqual(["1 error level-change 2,4 mnkr"]);
  });
  test("a surplus of the whole committee is what its net row has", () => {
    const text = (sentence: string) => found(...REPORT, "## Ekonomi", "", row("mkr", "Budget 2023", "Utfall 2023", "Prognos augusti"), row("Intäkter", "49,1", "52,7", "50,0"), row("Kostnader", "-356,2", "-363,2", "-361,4"), row("Nettokostnader", "-307,1", "-310,5", "-311,4"), "", sentence);
    expect(text("Nämnden redovisar ett underskott mot budget på 3,4 mkr.")).toEqual([]);
    expect(text("Nämnden redovisar ett överskott mot budget på 3,4 mkr.")).toEqual(["12 error told-way underskott"]);
    expect(text("I augusti räknade nämnden med ett underskott på 3,4 mkr för helåret.")).toEqual(["12 warning told-differs 4,3 mkr"]);
    expect(text("I augusti räknade nämnden med ett underskott på 4,3 mkr för helåret.")).toEqual([]);
  });
  test("what has gone to a level went there from last year's", () => {
    const text = (word: string) => found(...REPORT, row("Personal", "2022", "2023"), row("Sjukfrånvaro, %", "7,4", "6,9"), row("Personalomsättning, %", "14,1", "11,8"), "", `Sjukfrånvaron har ${word} till 6,9 procent.`);
    expect(text("minskat")).toEqual([]);
    expect(text("ökat")).toEqual(["9 error told-way minskat"]);
  });
  test("a target that is told with its number", () => {
    expect(found("Avtalstroheten är 91,0 procent. Nämnden når därmed inte målet på minst 90 procent.")).toEqual(["1 error target-status målet nås"]);
    expect(found("Avtalstroheten är 89,0 procent. Nämnden når därmed inte målet på minst 90 procent.")).toEqual([]);
  });
});

describe("rows against each other", () => {
  const schools = (sentence: string) => found("# Skolor", "", row("Skola", "Elever", "Andel behöriga, %"), row("Björkskolan", 412, 84), row("Strandskolan", 536, 78), row("Hedskolan", 184, 71), row("Summa", "1 132", 79), "", sentence);
  test("the most and the least are who has them", () => {
    expect(schools("Flest elever har Strandskolan, 536.")).toEqual([]);
    expect(schools("Flest elever har Björkskolan, 412.")).toEqual(["9 warning told-most Strandskolan"]);
    expect(schools("Lägst andel behöriga har Björkskolan, 71 procent.")).toContain("9 warning told-most Hedskolan");
    expect(schools("Björkskolan är en av de största skolorna med 412 elever.")).toEqual([]);
  });
  test("quarters and months", () => {
    const quarters = (which: string) => found("# Avvikelser", "", row("Avvikelser", "Kvartal 1", "Kvartal 2", "Kvartal 3", "Kvartal 4"), row("Trygghetslarm", 41, 36, 52, 39), row("Fall", 214, 198, 187, 205), "", `Larmen har ökat. Flest trygghetslarm rapporterades under ${which} kvartalet.`);
    expect(quarters("tredje")).toEqual([]);
    expect(quarters("fjärde")).toEqual(["7 warning told-most kvartal 3"]);
  });
  test("all of them, or all but some", () => {
    const fees = (sentence: string) => found("# Avgifter", "", row("Avgift (kr)", "2024", "2025"), row("Vuxen", 75, 80), row("Barn", 40, 40), row("Årskort", "1 900", "2 000"), "", sentence);
    expect(fees("Samtliga avgifter höjs.")).toEqual(["8 warning told-all –"]);
    expect(fees("Samtliga avgifter höjs utom barnens.")).toEqual([]);
  });
  test("one column against another", () => {
    const project = (way: string) => found("# Investeringar", "", row("Projekt (tkr)", "Totalkalkyl", "Slutprognos"), row("Vattenverket Ekmon", "84 000", "88 500"), row("Bron över Silån", "17 200", "17 200"), "", `Det största projektet är vattenverket Ekmon. Slutprognosen är 4 500 tkr ${way} än totalkalkylen.`);
    expect(project("högre")).toEqual([]);
    expect(project("lägre")).toEqual(["7 error told-way högre"]);
  });
  test("years in a row", () => {
    const visits = (sentence: string) => found(...REPORT, row("Nyckeltal", "2020", "2021", "2022", "2023"), row("Besök på biblioteket", "99 100", "98 400", "131 200", "142 700"), "", sentence);
    expect(visits("Besöken på biblioteket har ökat två år i rad.")).toEqual([]);
    expect(visits("Besöken på biblioteket har ökat tre år i rad.")).toEqual(["8 warning told-way –"]);
    expect(visits("Besöken på biblioteket har ökat två år i rad, från 131 200 till 142 700.")).toEqual(["8 warning told-other 98 400"]);
  });
  test("a share of the budget is of the budget of the row that has the amount", () => {
    const used = (share: string) => found("# Investeringar", "", row("Projekt (tkr)", "Budget", "Utfall", "Prognos"), row("Skolor", "6 000", "4 170", "5 800"), row("Vägar", "4 800", "3 000", "4 800"), row("Summa", "10 800", "7 170", "10 600"), "", `Hittills har 7 170 tkr förbrukats, vilket är ${share} procent av budgeten.`);
    expect(used("66,4")).toEqual([]);
    expect(used("67,6")).toEqual(["8 error told-share 66,4 %"]);
  });
});
