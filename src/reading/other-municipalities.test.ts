import { describe, expect, test } from "vitest";
import { recognise } from "./recognise.ts";
import { layoutOfText } from "./text-layout.ts";

/** A table or passage as it stands in an annual report for 2023. */
const read = (text: string) => recognise(layoutOfText(`Årsredovisning 2023\n\nKulturnämnden\n\nEkby kommun\n\n${text}`));
const goals = (text: string) => read(text).goals.map(({ text: words, level, assessment }) => [words, level, assessment]);
const series = (text: string) => read(text).series.map(({ name, sure, years }) => [name, Object.fromEntries(Object.entries(years).map(([year, months]) => [year, months.filter((value) => value !== null)])), sure]);

describe("months", () => {
  test("a year in the month's heading is the value's year", () => {
    expect(series("Ärenden\n\n\tjan-23\tfeb-23\tmar-23\tjan-24\tfeb-24\tmar-24\nBygglov\t1\t2\t3\t4\t5\t6")).toEqual([["Bygglov", { "2023": ["1", "2", "3"], "2024": ["4", "5", "6"] }, true]]);
    expect(series("Besök\n\nMånad\tAntal\njan-23\t1\nfeb-23\t2\nmar-23\t3\njan-24\t4")).toEqual([["Antal", { "2023": ["1", "2", "3"], "2024": ["4"] }, true]]);
    expect(series("Besök\n\n\t2023-01\t2023-02\t2023-03\nBad\t1\t2\t3")).toEqual([["Bad", { "2023": ["1", "2", "3"] }, true]]);
  });
  test("a span of months is no month, and does not take January's place", () => {
    expect(series("Besök\n\nMånad\t2023\nJanuari\t1\nFebruari\t2\nMars\t3\nJan-mar\t6")).toEqual([["Besök", { "2023": ["1", "2", "3"] }, true]]);
    expect(read("Ekonomi\n\ntkr\tJan-apr utfall\tJan-apr budget\tJan-dec prognos\nKostnader\t1\t2\t3")).toMatchObject({ series: [], statements: [expect.objectContaining({ unit: "tkr" })] });
  });
  test("one month in several years compares years; a heading of two years gives none", () => {
    expect(read("Läget\n\nmnkr\tMars 2023\tMars 2022\tMars 2021\nIntäkter\t1\t2\t3").statements[0]?.columns).toEqual(["Mars 2023", "Mars 2022", "Mars 2021"]);
    expect(series("Ärenden 2022–2023\n\n\tjan\tfeb\tmar\nBygglov\t1\t2\t3")).toEqual([["Bygglov", { "2023": ["1", "2", "3"] }, false]]);
  });
  test("a calendar of tasks holds no values", () => expect(series("Tidplan\n\nMånad\t2024\nJanuari\tBudget beslutas\nMars\tÅrsredovisning\nMaj\tTertial")).toEqual([]));
});

describe("goals", () => {
  test("of two assessments the document's own year counts; a per cent is none", () => {
    expect(goals("Mål\tBedömning 2022\tBedömning 2023\nÖka antalet besök\tUppfyllt\tEj uppfyllt")).toEqual([["Öka antalet besök", null, "Ej uppfyllt"]]);
    expect(goals("Mål\tUtfall\tMåluppfyllelse\nFler ska läsa\t45 %\t90 %")).toEqual([["Fler ska läsa", null, null]]);
  });
  test("a table of goals and indicators gives each goal its indicators", () => {
    const [goal] = read("Nämndens mål\tIndikator\tUtfall 2023\tMålvärde\tStatus\nÖka antalet besök\tBesök\t120\t150\tGul\n\tNöjda, %\t82\t85\tGul").goals;
    expect(goal).toMatchObject({ level: "Nämndens mål", assessment: null, indicators: [{ name: "Besök", values: { "2023": "120" }, targets: { "2023": "150" } }, { name: "Nöjda, %" }] });
  });
  test("a list under a heading of goals is goals, sure when they say what shall be", () => {
    expect(read("Nämndens mål\n\n- Biblioteken ska nå fler invånare i hela kommunen\n- Öppet för alla, alla dagar").goals.map(({ text, level, sure }) => [text, level, sure])).toEqual([
      ["Biblioteken ska nå fler invånare i hela kommunen", "Nämndens mål", true], ["Öppet för alla, alla dagar", "Nämndens mål", false],
    ]);
  });
  test("colours and words after »Bedömning:« assess; the words in front of a goal are its level", () => {
    expect(goals("Mål\n\nMuseet ska vara öppet för alla barn.\n\n● Röd\n\nDet stängdes.\n\nNämndens mål 2: Resorna ska bli färre\n\nBedömning: I huvudsak uppfyllt\n\nText.")).toEqual([
      ["Museet ska vara öppet för alla barn.", null, "Röd"], ["Resorna ska bli färre", "Nämndens mål", "I huvudsak uppfyllt"],
    ]);
  });
  test("a second assessment belongs to a second goal, which is unsure", () => {
    const found = read("Biblioteken ska nå fler invånare.\n\nMålet är uppfyllt.\n\nText.\n\nFler barn i kulturskolan.\n\nMålet är inte uppfyllt.\n\nMer text.").goals;
    expect(found.map(({ assessment, comment, sure, text }) => [text, assessment, comment, sure])).toEqual([
      ["Biblioteken ska nå fler invånare.", "Målet är uppfyllt", "Text.", true], ["Fler barn i kulturskolan.", "Målet är inte uppfyllt", "Mer text.", false],
    ]);
  });
  test("a list after other words is no activity; who and when are said of one that is", () => {
    expect(read("Biblioteken ska nå fler invånare.\n\nUppfyllt\n\nViktiga aktiviteter:\n\n- Bokbuss\n\nUtmaningar framåt:\n\n- Höga hyror").goals[0]!.activities.map(({ title }) => title)).toEqual(["Bokbuss"]);
    expect(read("Kulturskolan ska nå fler barn i kommunen.\n\nAktivitet\tAnsvarig\tTidplan\nÖppna filial\tRektor\tVT 2024").goals[0]!.activities).toEqual([expect.objectContaining({ title: "Öppna filial", description: "Ansvarig: Rektor. Tidplan: VT 2024" })]);
  });
});

describe("assignments", () => {
  test("stand in their own column, with their comment", () => {
    expect(read("Uppdrag\n\nNr\tUppdrag\tStatus\tKommentar\n1\tSe över lokalerna\tPågår\tKlart i maj").assignments).toEqual([expect.objectContaining({ text: "Se över lokalerna", status: "Pågår", comment: "Klart i maj" })]);
  });
  test("may say their status on the same line, and are not found in a novel", () => {
    expect(read("- Nämnden får i uppdrag att se över lokalerna. Status: Pågår").assignments).toEqual([expect.objectContaining({ text: "Nämnden får i uppdrag att se över lokalerna", status: "Pågår" })]);
    expect(recognise(layoutOfText("Skeppet ska segla i gryningen mot okända hav\n\nUppdraget är slutfört\n\nHan gick hem.")).assignments).toEqual([]);
  });
});

describe("risks and checks", () => {
  const risks = (text: string) => read(`Risker\n\n${text}`).risks.map(({ risk, likelihood, consequence, riskIndex, check, sure }) => [risk, likelihood, consequence, riskIndex, check, sure]);
  test("a row that lacks its last cell is not pushed to the right", () => {
    expect(risks("Risk\tSannolikhet\tKonsekvens\tRiskvärde\tKontrollmoment\tAnsvarig\nBrand\t2\t4\t8\tRond")).toEqual([["Brand", "2", "4", "8", "Rond", true]]);
  });
  test("scores may stand in short columns, as words with numbers or as a product", () => {
    expect(risks("Risk\tS\tK\tRV\tÅtgärd\nBrand\t2\t4\t8\tÖvning")).toEqual([["Brand", "2", "4", "8", "Övning", true]]);
    expect(risks("Process\tRisk\tSannolikhet\tKonsekvens\tRiskvärde\nBad\tBrand\tMöjlig (3)\tAllvarlig (4)\t12")).toEqual([["Brand", "3", "4", "12", null, true]]);
    expect(risks("Risk\tSxK\tKontrollmoment\nBrand\t2x4=8\tRond")).toEqual([["Brand", "2", "4", "8", "Rond", true]]);
  });
  test("the area is not the risk, and a legend after the table is no risk", () => {
    expect(risks("Riskområde\tRiskbeskrivning\tRiskvärde\tKontrollmoment\nEkonomi\tFakturor betalas sent\t9\tStickprov\n\nPoäng\tBetydelse\n1\tOsannolik")).toEqual([["Fakturor betalas sent", null, null, "9", "Stickprov", true]]);
  });
  test("to whom deviations are told is no result; a status of the work is no grade", () => {
    expect(read("Risk\tKontrollmoment\tAvvikelse rapporteras till\nMutor\tStickprov\tChefen").controlResults).toEqual([]);
    expect(read("Kontrollområde\tKontrollmoment\tIakttagelser\tÅtgärder\tStatus\nEkonomi\tAttest\tFel i 3 av 30\tNy rutin\tPågår").controlResults).toEqual([expect.objectContaining({ grade: null, text: "Fel i 3 av 30\nPågår\nÅtgärd: Ny rutin", sure: false })]);
  });
});

describe("statements", () => {
  const statement = (text: string) => read(`Ekonomi\n\n${text}`).statements[0];
  test("a label broken by a narrow column is one label; a page break without a heading loses no rows", () => {
    expect(statement("Resultaträkning (tkr)\tBudget 2023\tUtfall 2023\nIntäkter\t100\t110\nKöp av verksamhet och\nkonsulter\t-300\t-310")?.rows.map(({ label }) => label)).toEqual(["Intäkter", "Köp av verksamhet och konsulter"]);
    expect(statement("Verksamhet (tkr)\tBudget 2023\tUtfall 2023\nBibliotek\t1\t2\n\nMuseum\t4\t5")?.rows.map(({ label }) => label)).toEqual(["Bibliotek", "Museum"]);
  });
  test("what a running head parted from its heading makes the statement unsure", () => {
    expect(statement("Verksamhet (tkr)\tBudget 2023\tUtfall 2023\nBibliotek\t1\t2\n\nKulturnämnden\n\nMuseum\t4\t5")?.sure).toBe(false);
  });
  test("remarks are no figures, a sum of their own column is", () => {
    expect(statement("Projekt (tkr)\tBudget 2023\tTotalt\tKommentar\nLekplats\t300\t500\tKlar i maj")).toMatchObject({ columns: ["Budget 2023", "Totalt"], sure: true });
  });
  test("a point before three digits may part thousands: unsure", () => expect(statement("Resultaträkning (tkr)\tUtfall 2023\nIntäkter\t1.100")?.sure).toBe(false));
  test("surveys and counts by year are figures, not money", () => {
    expect(read("Enkät\n\nFråga\tResultat 2022\tResultat 2023\nBemötande\t88\t90").tables[0]!.recognisedAs).toBe("yearly-figures");
    expect(read("Enkät\n\nEnhet\tAntal avvikelser\nBibliotek\t3\nMuseum\t4").tables[0]!.recognisedAs).toBeNull();
  });
  test("one line of sick leave makes no staff table of the economy", () => {
    expect(statement("\tUtfall 2022\tBudget 2023\nNettokostnad, mkr\t10\t11\nAntal besök\t4\t5\nSjukfrånvaro, %\t5\t5")?.kind).not.toBe("staff");
  });
});

describe("whose figure the year's is", () => {
  const indicator = (text: string) => read(`Nyckeltal\n\n${text}`).indicators.map(({ values, targets, sure }) => [values, targets, sure]);
  test("the total's, not a half of the population's, nor a part of the year's", () => {
    expect(indicator("Indikator\tMål 2023\tUtfall 2023 Totalt\tUtfall 2023 Kvinnor\tUtfall 2023 Män\nNöjda\t80\t73\t71\t75")).toEqual([[{ "2023": "73" }, { "2023": "80" }, true]]);
    expect(indicator("Indikator\tMål 2023\tUtfall 2023\tUtfall aug 2023\nNöjda\t80\t73\t70")).toEqual([[{ "2023": "73" }, { "2023": "80" }, true]]);
  });
  test("and where only parts are told, none: the row is unsure", () => {
    expect(indicator("Indikator\tMål 2023\tUtfall T1 2023\tUtfall T2 2023\nNöjda\t80\t70\t75")).toEqual([[{}, { "2023": "80" }, false]]);
  });
  test("a figure with a mark or a doubtful point makes its row unsure", () => {
    expect(indicator("Indikator\tUtfall 2023\tMål 2023\nKötid\t1.250\t900\nNöjda\t73*\t80\nTrygga\t73\töka").map(([, , sure]) => sure)).toEqual([false, false, true]);
  });
});

describe("labels and what they label", () => {
  const layouts = [
    "Nämndmål: Den enskilde ska uppleva trygghet\n\nStatus\n\nDelvis uppfyllt\n\nKommentar\n\nText om målet.",
    "### Nämndmål: Den enskilde ska uppleva trygghet\n\n#### Status\n\nDelvis uppfyllt\n\n#### Kommentar\n\nText om målet.",
    "Nämndmål: Den enskilde ska uppleva trygghet\n\nStatus: Delvis uppfyllt\nKommentar: Text om målet.",
    "Nämndmål: Den enskilde ska uppleva trygghet\n\n**Status**\n🟡 Delvis uppfyllt\n\nText om målet.",
  ];
  test.each(layouts)("the goal is the goal and its status is its status: %j", (text) => {
    expect(goals(text)).toEqual([["Den enskilde ska uppleva trygghet", "Nämndmål", "Delvis uppfyllt"]]);
  });
  test("prose under a goal that is named as one opens no goal of its own", () => {
    const [goal, ...others] = read("Nämndmål: Fler ska klara sin försörjning\n\nUnder året har nämnden arbetat med att alla ska få en plan.\n\nIndikatorer\tUtfall 2023\tMålvärde 2023\nAndel\t81\t85").goals;
    expect([goal?.text, goal?.indicators.length, others]).toEqual(["Fler ska klara sin försörjning", 1, []]);
  });
  test("what is no goal is none, however its status stands", () => {
    for (const text of ["Uppdrag: Utveckla samverkan med grannarna\n\nStatus: Pågår enligt plan", "## Investeringar\n\n### Ny ishall\n\nStatus: Pågår", "## Internkontroll\n\n### Kontroll av attester\n\nBedömning: Mindre avvikelse"]) {
      expect(goals(text), text).toEqual([]);
    }
    expect(goals("Fokusområde\tMål\tBedömning\nMiljö\tUtsläppen ska minska\tDelvis uppfyllt")).toEqual([["Utsläppen ska minska", null, "Delvis uppfyllt"]]);
  });
});

test("a check's remark is kept, and a table of risks and results gives both", () => {
  expect(read("Kontrollaktivitet\tResultat\tKommentar\nStickprov\tMindre avvikelse\t4 av 50 var fel.").controlResults).toEqual([expect.objectContaining({ grade: "Mindre avvikelse", text: "4 av 50 var fel." })]);
  const both = read("Risk\tS\tK\tRiskvärde\tKontrollaktivitet\tResultat\nMutor\t2\t4\t8\tStickprov\tIngen avvikelse");
  expect([both.risks[0]?.riskIndex, both.controlResults[0]?.grade]).toEqual(["8", "Ingen avvikelse"]);
});

test("a label row without figures stands in its statement", () => {
  expect(read("Ekonomi\n\nBelopp i tkr\tBudget\tUtfall\nÄldreomsorg\nHemtjänst\t100\t90").statements[0]?.rows.map(({ label, cells }) => [label, ...cells])).toEqual([["Äldreomsorg", null, null], ["Hemtjänst", "100", "90"]]);
});

test("text with doubled spaces is laid out as fast as it is long", () => {
  expect(recognise(layoutOfText(Array(20_000).fill("Ord  med  dubbla  mellanslag").join("\n"))).tables).toEqual([]);
});

test("names in capitals, beginning with Ö, or made of two words are whole", () => {
  const head = (text: string) => recognise(layoutOfText(text)).document;
  expect(head("ÖREBY KOMMUN\n\nÅrsredovisning 2023\n\nBARN- OCH UTBILDNINGSNÄMNDEN")).toMatchObject({ organisation: "Öreby kommun", committee: "Barn- och utbildningsnämnden", sure: true });
  expect(head("Åseby kommun\n\nVerksamhetsplan 2024\n\nTekniska nämnden")).toMatchObject({ organisation: "Åseby kommun", committee: "Tekniska nämnden", sure: true });
});
