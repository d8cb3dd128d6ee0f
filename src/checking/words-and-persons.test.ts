import { describe, expect, test } from "vitest";
import { found, row } from "../../test/checked-text.ts";
import { recognise } from "../reading/recognise.ts";
import { layoutOfText } from "../reading/text-layout.ts";
import { checkDocument } from "./check-document.ts";

const MONTHS = row("År", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec");

describe("days", () => {
  test("are in the calendar", () => {
    expect(found("Beslut fattades 2023-02-28 och 29 februari 2024. Rapporten lämnas den 31 augusti.")).toEqual([]);
    expect(found("Beslut fattades 2023-02-29.")).toEqual(["1 error date-impossible –"]);
    expect(found("Rapporten lämnas den 31 september.")).toEqual(["1 error date-impossible –"]);
  });
  test("of a span come in order", () => {
    expect(found("Avtalet gäller 2021-05-01 – 2023-04-30, åren 2021–2023.")).toEqual([]);
    expect(found("Avtalet gäller 2021-05-01 till 2021-03-01.")).toEqual(["1 error dates-turned 2021-03-01 – 2021-05-01"]);
    expect(found("Planen gäller åren 2023–2021.")).toEqual(["1 error dates-turned 2021 – 2023"]);
  });
});

describe("what a document promises it holds", () => {
  test("an appendix that the text leads to, where there are appendices", () => {
    expect(found("Hur målen bedöms, se bilaga 1 och bilaga 2.", "", "# Bilaga 1", "", "Målen.", "", "# Bilaga 2", "", "Så bedöms målen.")).toEqual([]);
    expect(found("Hur målen bedöms, se bilaga 2.", "", "# Bilaga 1", "", "Så bedöms målen.")).toEqual(["1 warning part-missing Bilaga 2"]);
  });
  test("the parts of its table of contents", () => {
    const contents = (...titles: string[]) => ["# Innehållsförteckning", "", ...titles.map((title, at) => `${title} ........ ${at + 2}`), "", ...["Uppdrag", "Ekonomi", "Personal", "Framtid", "Kvalitet"].flatMap((title) => [`# ${title}`, "", "Nämnden har arbetat vidare.", ""])];
    expect(found(...contents("Uppdrag", "Ekonomi", "Personal", "Framtid", "Kvalitet"))).toEqual([]);
    expect(found(...contents("Uppdrag", "Ekonomi", "Personal", "Framtid", "Kvalitet", "Lokaler"))).toEqual(["3 warning part-missing –"].map((one) => expect.stringMatching(one.replace("3", "\\d"))));
  });
});

describe("spellings", () => {
  const text = (name: string) => found(...["ett", "två", "tre"].map((word) => `Tjänstemannastyrgruppen träffas ${word}.`), `Riktlinjen beslutas av ${name}.`);
  test("a long word that stands once, a letter from one that stands often, is asked about", () => {
    expect(text("tjänstemannastyrgruppen")).toEqual([]);
    expect(text("tjänstemannastygruppen")).toEqual(["1 note two-spellings tjänstemannastyrgruppen"].map(() => expect.stringContaining("note two-spellings tjänstemannastyrgruppen")));
  });
  test("another form of the word is not", () => expect(text("tjänstemannastyrgrupperna")).toEqual([]));
});

describe("private persons", () => {
  test("a personal identity number with its check digit has no place in what is published, and is not told further", () => {
    const layout = layoutOfText("Ärendet gäller 121212-1212.");
    const [finding] = checkDocument({ layout, reading: recognise(layout) }, 2024);
    expect([finding!.code, finding!.severity, JSON.stringify(finding).includes("1212-1212")]).toEqual(["identity-number", "error", false]);
    expect(found("Telefon 121212-1213, diarienummer 202312-1234.")).toEqual([]);
  });
  test("a person told of by what they are is asked about", () => {
    expect(found("Modern Anna Exempel bor kvar.")).toEqual(["1 warning private-name –"]);
    expect(found("Barnet bor kvar. Kvinnan fick hjälp.")).toEqual([]);
  });
  test("small counts in sensitive services are told once", () => {
    const measured = (...values: number[]) => found("## Våld i nära relation", "", "Skyddat boende, antal personer", "", MONTHS, row("2023", ...values));
    expect(measured(9, 8, 7, 6, 9, 8, 7, 6, 9, 8, 7, 6)).toEqual([]);
    expect(measured(9, 8, 7, 6, 3, 8, 7, 0, 9, 8, 7, 6)).toEqual(["5 note small-counts –"]);
  });
});

describe("measures by month beside each other", () => {
  const measured = (...may: number[]) => found("## Besök", "", "Besök på biblioteket, antal", "", MONTHS, row("2022", 90, 80, 70, 60, may[0]!, 80, 70, 60, 90, 80, 70, 65), row("2023", 91, 81, 71, 61, may[1]!, 81, 71, 61, 91, 81, 71, 66));
  test("a month that is more than twice all others is asked about, two such are how the measure is", () => {
    expect(measured(85, 86)).toEqual([]);
    expect(measured(85, 860)).toEqual(["7 warning outlier –"]);
    expect(measured(850, 860)).toEqual([]);
  });
  test("some are no more than all", () => {
    const both = (some: number) => found("## Ärenden", "", "Pågående ärenden, antal", "", MONTHS, row("2023", 9, 8, 7, 6, 9, 8, 7, 6, 9, 8, 7, 6), "", "Pågående ärenden där det finns barn, antal", "", MONTHS, row("2023", 5, 4, 3, 2, some, 4, 3, 2, 5, 4, 3, 1));
    expect(both(9)).toEqual([]);
    expect(both(10)).toEqual(["11 error part-above-whole högst 9"]);
  });
});

describe("a net is its income and its cost", () => {
  test("in columns, whichever sign costs have", () => {
    const table = (...net: string[]) => found(row("mnkr", "Intäkter 2023", "Kostnader 2023", "Nettokostnad 2023"), ...net.map((value, at) => row(`Enhet ${at + 1}`, "10,0", `-${at + 2}0,0`, value)));
    expect(table("-10,0", "-20,0", "-30,0")).toEqual([]);
    expect(table("-10,0", "-21,0", "-30,0")).toEqual(["3 error net-figure -20,0"]);
    expect(found(row("mnkr", "Intäkter", "Kostnader", "Netto"), row("Skola", "10,0", "30,0", "20,0"), row("Vård", "5,0", "25,0", "20,0"), row("Stab", "1,0", "4,0", "5,0"))).toEqual(["4 error net-figure 3,0"]);
  });
  test("in rows", () => {
    const table = (net: string) => found(row("mnkr", "2023", "2022", "2021"), row("Intäkter", "10,0", "11,0", "12,0"), row("Kostnader", "30,0", "31,0", "32,0"), row("Nettokostnader", "20,0", net, "20,0"));
    expect(table("20,0")).toEqual([]);
    expect(table("22,0")).toEqual(["4 error net-figure 20,0"]);
  });
});

test("a row whose figures have moved a column is told as that", () => {
  const table = (...last: string[]) => found(row("mkr", "2023", "2022", "Förändring", "Budget", "Budgetavvikelse"), row("Skola", "10,0", "9,0", "1,0", "11,0", "-1,0"), row("Vård", "20,0", "18,0", "2,0", "21,0", "-1,0"), row("Kultur", "5,0", "5,5", "-0,5", "5,2", "-0,2"), row("Stab", ...last));
  expect(table("8,0", "7,0", "1,0", "8,5", "-0,5")).toEqual([]);
  expect(table("", "8,0", "7,0", "1,0", "8,5")).toEqual(["5 error row-shifted 8,0 7,0 1,0 8,5 –"].map(() => expect.stringContaining("error row-shifted")));
});

test("a goal that is fulfilled while a control of the same was graded worse is asked about", () => {
  const report = (grade: string) => found("# Kulturnämndens årsredovisning 2023", "", "Ekhamns kommun", "", "## Nämndmål", "", "### Barn och ungdomar ska få läsa i skolan varje dag.", "", "- Målet uppfylls i år", "", "## Intern kontroll", "", row("Kategori", "Process", "Kontrollmoment", "Resultat av kontrollmoment"), row("Verksamhet", "Läsning", "Kontroll av barn och ungdomar som läser i skolan", `${grade} avvikelse`));
  expect(report("Lindrig")).toEqual([]);
  expect(report("Kännbar")).toEqual(["7 note goal-control –"]);
});

describe("days in words", () => {
  test("end after they begin", () => {
    expect(found("Avtalet löper från och med den 1 oktober 2024 till och med den 30 september 2025.")).toEqual([]);
    expect(found("Avtalet löper från och med den 1 oktober 2024 till och med den 30 september 2023.")).toEqual(["1 error dates-turned –"]);
  });
  test("are the weekdays that the calendar says", () => {
    expect(found("Ärendet behandlas tisdagen den 26 november 2024.")).toEqual([]);
    expect(found("Ärendet behandlas torsdagen den 26 november 2024.")).toEqual(["1 warning date-impossible tisdagen"]);
  });
});
