import { describe, expect, test } from "vitest";
import { Refused } from "../platform/outcome.ts";
import { recognise } from "./recognise.ts";
import { layoutOfText } from "./text-layout.ts";

const read = (text: string) => recognise(layoutOfText(text));
const MONTHS = "jan\tfeb\tmar\tapr\tmaj\tjun\tjul\taug\tsep\tokt\tnov\tdec";

describe("document head", () => {
  test("the title among the organisation and the committee wins over the memorandum before it", () => {
    const { document } = read("Tjänsteskrivelse\n\n2022-02-07\n\nKN/2020:1\n\nKulturnämndens årsredovisning 2021\n\nEKBY KOMMUN\n\nÅrsredovisning 2021\n\nKULTURNÄMNDEN\n\nKN/2021:1, behandlas 2022.");
    expect(document).toMatchObject({ kind: "annual-report", organisation: "Ekby kommun", committee: "Kulturnämnden", year: "2021", diaryNumber: "KN/2021:1" });
  });
  test("the number of a law is no diary number", () => {
    expect(read("Verksamhetsplan 2023\n\nSocialnämnden\n\nEnligt alkohollagen (2010:1622) och SOSFS 2011:9.").document.diaryNumber).toBeNull();
  });
});

describe("monthly series", () => {
  test("years are rows under the heading; the group is the heading above; a dash is missing, not zero", () => {
    const { series } = read(`Barn\n\nAntal personer\n\n\t${MONTHS}\n2020\t1\t2\t-\t0\t5\t6\t7\t8\t9\t1 000\t11\t12\n2021\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t1\t2,5`);
    expect(series).toEqual([
      expect.objectContaining({
        group: "Barn", name: "Antal personer", line: 5, sure: true,
        years: { "2020": ["1", "2", null, "0", "5", "6", "7", "8", "9", "1000", "11", "12"], "2021": [..."11111111111"].concat(["2.5"]) },
      }),
    ]);
  });
  test("a second series goes on in the same group until a new one is named", () => {
    const rows = `\t${MONTHS}\n2021${"\t1".repeat(12)}`;
    const { series } = read(`Barn\n\nEtt mått\n\n${rows}\n\nTvå mått\n\n${rows}\n\nVuxna\n\nTre mått\n\n${rows}`);
    expect(series.map(({ group, name }) => `${group}/${name}`)).toEqual(["Barn/Ett mått", "Barn/Två mått", "Vuxna/Tre mått"]);
  });
  test("months as rows and years as columns say the same", () => {
    const months = MONTHS.split("\t").map((month, index) => `${month}\t${index}\t${index + 1}`).join("\n");
    const { series } = read(`Antal\n\nMånad\t2020\t2021\n${months}`);
    expect(series[0]!.years["2021"]).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]);
  });
  test("months over one row of figures and no name are what the table is called", () => {
    const { series } = read(`Barn\n\nSjukfrånvaro per månad 2023\n\n${MONTHS}\n${Array.from({ length: 12 }, (_, month) => month + 3).join("\t")}`);
    expect(series.map(({ name, years }) => [name, years["2023"]?.[0], years["2023"]?.[11]])).toEqual([["Sjukfrånvaro per månad 2023", "3", "14"]]);
  });
  test("a row with eleven months is refused with its line: which month is missing cannot be known", () => {
    const broken = () => read(`Antal\n\n\t${MONTHS}\n2021${"\t1".repeat(11)}`);
    expect(broken).toThrow(Refused);
    expect(broken).toThrow(/Rad 4: tabellen »Antal« har 13 kolumner men raden »2021« har 12/);
  });
});

describe("statements", () => {
  const INCOME = "Resultaträkning (mkr)\t2021\t2020\t% 21/20\tBudget- avvikelse\tBudget\nSumma intäkter\t47,7\t50,3\t-5,2 %\t3,3\t44,4\nPersonalkostnader\t-128,8\t-127,3\t\t6,2\t-135,0";
  test("cells are kept as printed, blanks are missing, the unit stands beside the title", () => {
    const [statement] = read(INCOME).statements;
    expect(statement).toMatchObject({ title: "Resultaträkning", unit: "mkr", kind: "income", columns: ["2021", "2020", "% 21/20", "Budgetavvikelse", "Budget"] });
    expect(statement!.rows.map(({ label, cells }) => [label, ...cells])).toEqual([
      ["Summa intäkter", "47.7", "50.3", "-5.2", "3.3", "44.4"],
      ["Personalkostnader", "-128.8", "-127.3", null, "6.2", "-135.0"],
    ]);
  });
  test("a budget is told by its columns, staff and investments by their rows", () => {
    expect(read("mkr\tBudget 2023\tBudget 2022\tFörändring\nIntäkter\t45,8\t44,6\t-1,2").statements[0]!.kind).toBe("budget");
    expect(read("Periodutfall\t2021\t2020\tFörändring\nAntal anställda\t226\t219\t7").statements[0]!.kind).toBe("staff");
    expect(read("mkr\tBudget 2023\tBudget 2022\nKapitalinventarier\t0,1\t0,2").statements[0]!.kind).toBe("investments");
  });
  test("a row with a cell too many is refused with its line", () => {
    expect(() => read(`${INCOME}\nLokalkostnader\t1\t2\t3\t4\t5\t6`)).toThrow(/Rad 4:/);
  });
});

describe("internal control", () => {
  test("a category that spans rows is carried down, over the page break too", () => {
    const { risks } = read("Kategori\tProcess/Rutin\tRiskindex\tRisker\tKontrollmoment\nEkonomi\tInköp\t12\tFel pris\tStickprov\n\tLön\t9\tFel lön\tKontroll\n\n\n\nAttest\t8\tFel person\tLista");
    expect(risks.map(({ category, process, riskIndex, risk, check }) => [category, process, riskIndex, risk, check])).toEqual([
      ["Ekonomi", "Inköp", "12", "Fel pris", "Stickprov"],
      ["Ekonomi", "Lön", "9", "Fel lön", "Kontroll"],
      ["Ekonomi", "Attest", "8", "Fel person", "Lista"],
    ]);
  });
  test("a result is a grade and a text; a check without a process of its own belongs to the one above", () => {
    const { controlResults } = read("Kategori\tProcess/Rutin\tKontrollmoment\tResultat av kontrollmoment\nVerksamhet sprocesser\tLVU\tKunskap\t● Ingen eller försumbar avvikelse Inga avvikelser.\n\t\tStickprov\t<p>◆ Lindrig avvikelse</p> <p>2 av 20 saknas.</p>");
    expect(controlResults.map(({ category, process, check, grade, text }) => [category, process, check, grade, text])).toEqual([
      ["Verksamhetsprocesser", "LVU", "Kunskap", "Ingen eller försumbar avvikelse", "Inga avvikelser."],
      ["Verksamhetsprocesser", "LVU", "Stickprov", "Lindrig avvikelse", "2 av 20 saknas."],
    ]);
  });
});

describe("goals", () => {
  test("a goal is told by the assessment that follows; four levels in a row are a legend", () => {
    const { goals } = read("Nämndmål\n\n- Målet uppfylls i år\n- Målet uppfylls delvis i år\n\nNämnden ska erbjuda stöd i rätt tid till den som behöver.\n\n- Målet uppfylls delvis i år\n\nAntalet har ökat.\n\nViktiga aktiviteter är:\n\n- Ny rutin\n\nUppdrag");
    expect(goals).toHaveLength(1);
    expect(goals[0]).toMatchObject({ level: "Nämndmål", assessment: "Målet uppfylls delvis i år", comment: "Antalet har ökat." });
    expect(goals[0]!.activities.map(({ title }) => title)).toEqual(["Ny rutin"]);
  });
  test("in a plan a goal is told by its activities; a page break in a description is mended, a measure that is missing is none", () => {
    const { goals } = read("Nämndmål\n\nNämnden ska erbjuda stöd i rätt tid.\n\nAktiviteter\tBeskrivning\nTidiga insatser\tTräffa alla inom\n\n\n\nAktiviteter\tBeskrivning\n\ten vecka.\n\nMått\nAntal hushåll\n\nNämnden ska samverka brett med andra.\n\nAktiviteter\tBeskrivning\nSamråd\tVarje månad\n\nMått\nMått kopplat till målet saknas");
    expect(goals.map(({ measures }) => measures)).toEqual([["Antal hushåll"], []]);
    expect(goals[0]!.activities).toEqual([expect.objectContaining({ title: "Tidiga insatser", description: "Träffa alla inom en vecka." })]);
  });
  test("targets are numbers or directions by year", () => {
    const { goals } = read("Nämndmål\n\nNämnden ska erbjuda stöd i rätt tid.\n\nIndikator\tIngående värde\tRiktvärde 2023\tRiktvärde 2024\tKälla\nAndel i tid (%)\t75\t80\tÖka\tEgenkontroll\nUtskrifter\t*\tminska med 10 %\toförändrat\tHR");
    expect(goals[0]!.indicators.map(({ name, baseline, targets, source }) => ({ name, baseline, targets, source }))).toEqual([
      { name: "Andel i tid (%)", baseline: "75", targets: { "2023": "80", "2024": "öka" }, source: "Egenkontroll" },
      { name: "Utskrifter", baseline: null, targets: { "2023": "minska med 10 %", "2024": "oförändrat" }, source: "HR" },
    ]);
  });
  test("a sentence that speaks of the goal is reasoning, not a second assessment", () => {
    const { goals } = read("Nämnden ska erbjuda stöd i rätt tid.\n\n- Målet uppfylls delvis i år\n\nMålet är därför delvis uppfyllt.");
    expect(goals[0]!.comment).toBe("Målet är därför delvis uppfyllt.");
  });
});

test("decisions are reported back under their meeting, however the word is spelt", () => {
  const { reportBacks } = read("SN 2021-02-15\n\nÄrende: Avtal (SN/2020:121)\n\nBeslut: Nämnden tecknar avtal.\n\nÅtterrapporering: Klart.\n\nÄrende: Motion\n\nBeslut: Yttrande lämnas.\n\nÅterrapportering: Lämnat.");
  expect(reportBacks.map(({ meeting, matter, report }) => [meeting, matter, report])).toEqual([
    ["SN 2021-02-15", "Avtal (SN/2020:121)", "Klart."],
    ["SN 2021-02-15", "Motion", "Lämnat."],
  ]);
});

describe("indicators with outcomes", () => {
  const of = (text: string) => read(`Kulturnämnden\n\nVerksamhetsberättelse 2023\n\n${text}`);
  test("beside a target a bare year is an outcome; a table under no goal is kept in the group of its heading", () => {
    const { indicators } = of("Tillgänglighet\n\nNyckeltal\t2021\tUtfall 2022\tUtfall\tMål 2023\nSvar inom två dagar (%)\t81\t84,5\t86\t90");
    expect(indicators).toEqual([expect.objectContaining({ group: "Tillgänglighet", name: "Svar inom två dagar (%)", baseline: null, values: { "2021": "81", "2022": "84.5", "2023": "86" }, targets: { "2023": "90" }, sure: true })]);
  });
  test("and are the goal's when they stand under one", () => {
    const { goals, indicators } = of("Nämnden ska erbjuda stöd i rätt tid.\n\nIndikator\tUtfall 2023\tMål 2023\nAndel i tid (%)\t75\t80");
    expect([goals[0]!.indicators[0]!.values, indicators]).toEqual([{ "2023": "75" }, []]);
  });
});

test("who decided a fee and when are both kept", () => {
  expect(read("Avgift\tBeslutad av\tBeslutsdatum\tGäller från\nKopior\tKF\t2022-06-13\t2023-01-01").fees).toEqual([expect.objectContaining({ fee: "Kopior", decided: "KF, 2022-06-13", validFrom: "2023-01-01" })]);
});

test("words beyond a table's last column are refused with their line; empty cells there are nothing", () => {
  const plan = (row: string) => () => read(`Risker\n\nKategori\tRiskindex\tRisk\tKontrollmoment\n${row}`);
  expect(plan("Ekonomi\t12\tFel pris\tStickprov\tmer")).toThrow(/Rad 4: tabellen »Risker« har 4 kolumner men raden »Ekonomi« har 5/);
  expect(plan("Ekonomi\t12\tFel pris\tStickprov\t\t")().risks).toHaveLength(1);
});

test("a table that nobody takes is still returned as a table", () => {
  const { tables } = read("Avtal\n\nOmråde\tBedömare\nLokaler\tAnna");
  expect(tables).toEqual([expect.objectContaining({ heading: "Avtal", header: ["Område", "Bedömare"], rows: [["Lokaler", "Anna"]], recognisedAs: null })]);
});

describe("what other municipalities do differently", () => {
  test("»sept.« is September; a column with the year's sum is left out", () => {
    const { series } = read(`Antal besök\n\nÅr\t${MONTHS.replace("sep", "sept.")}\tTotalt\n2022${"\t3".repeat(12)}\t36`);
    expect(series[0]!.years["2022"]).toEqual(Array(12).fill("3"));
  });
  test("a row with the difference between two years is no year", () => {
    const { series } = read(`Antal besök\n\n\t${MONTHS}\n2021${"\t3".repeat(12)}\n2022${"\t4".repeat(12)}\nDifferens${"\t1".repeat(12)}`);
    expect(series.map(({ name, years }) => [name, Object.keys(years)])).toEqual([["Antal besök", ["2021", "2022"]]]);
  });
  test("a row of words alone names the measure of the years below it", () => {
    const { series } = read(`Bibliotek\n\n\t${MONTHS}\nBesök${"\t".repeat(12)}\n2022${"\t3".repeat(12)}\nLån${"\t".repeat(12)}\n2022${"\t4".repeat(12)}`);
    expect(series.map(({ group, name, years }) => [group, name, years["2022"]![0]])).toEqual([["Bibliotek", "Besök", "3"], ["Bibliotek", "Lån", "4"]]);
  });
  test("eight months of a year that is not over are eight months, whichever way the table lies", () => {
    const months = MONTHS.split("\t").slice(0, 8).map((month, index) => `${month}\t${index}\t${index + 1}`).join("\n");
    expect(read(`Antal\n\nMånad\t2021\t2022\n${months}\nTotalt\t28\t36`).series[0]!.years["2022"]).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", null, null, null, null]);
  });
  test("a page number between the years of a table does not lose the last of them", () => {
    const { series } = read(`Antal\n\n\t${MONTHS}\n2021${"\t3".repeat(12)}\n\nSida 12 (40)\n\n2022${"\t4".repeat(12)}`);
    expect(series.map(({ years }) => Object.keys(years))).toEqual([["2021", "2022"]]);
  });
  test("checks without a process of their own stay checks of their own, whatever their grade is called", () => {
    const { controlResults } = read("Process\tKontrollmoment\tResultat av kontroll\nInköp\tAvtal följs\tLindrig avvikelse\n\tAttest finns\tLiten avvikelse\n\tLoggar\tEj genomförd");
    expect(controlResults.map(({ check, grade }) => [check, grade])).toEqual([["Avtal följs", "Lindrig avvikelse"], ["Attest finns", "Liten avvikelse"], ["Loggar", "Ej genomförd"]]);
  });
  test("risks without a process are told apart by their own scores", () => {
    const { risks } = read("Risk\tSannolikhet\tKonsekvens\tÅtgärd\nBrand\t2\t4\tÖvning\nHot\t3\t3\tLarm");
    expect(risks.map(({ risk, likelihood, consequence }) => [risk, likelihood, consequence])).toEqual([["Brand", "2", "4"], ["Hot", "3", "3"]]);
  });
  test("a Markdown table without its outer pipes is a table", () => {
    expect(read("Ekonomi\n\nmkr | 2022 | 2021\n--- | --- | ---\nPersonalkostnader | -9,5 | -9,0").statements[0]!.rows[0]!.cells).toEqual(["-9.5", "-9.0"]);
  });
  test("an assessment may stand in a table and the goal's text in its section", () => {
    const { goals } = read("Nämndmål\tBedömning\nNämnden ska ge stöd i rätt tid till alla.\tMålet uppfylls delvis i år\n\nNämnden ska ge stöd i rätt tid till alla.\n\nAktiviteter\tBeskrivning\nA\tB");
    expect(goals).toEqual([expect.objectContaining({ assessment: "Målet uppfylls delvis i år", activities: [expect.objectContaining({ title: "A" })] })]);
  });
  test("accents written as two signs, as some machines do, are the same letters", () => {
    expect(read("Ekby kommun\n\nÅrsredovisning 2022\n\nKulturnämnden\n\nKN/2022:1".normalize("NFD")).document).toMatchObject({ committee: "Kulturnämnden", kind: "annual-report" });
  });
  test("the committee's name is taken without the words before it", () => {
    expect(read("Ekby kommun\n\nÅrsredovisning 2023 för Individ- och familjenämnden\n\nText.").document.committee).toBe("Individ- och familjenämnden");
    expect(read("Ekby kommun\n\nVerksamhetsplan 2023\n\nKultur- och fritidsnämnden").document.committee).toBe("Kultur- och fritidsnämnden");
    expect(read("Ekby kommun\n\nVerksamhetsplan 2023\n\nBarn- och utbildningsnämnden, Dnr BUN 2022/0123").document).toMatchObject({ committee: "Barn- och utbildningsnämnden", diaryNumber: "BUN 2022/0123" });
  });
});
