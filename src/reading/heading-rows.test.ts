import { describe, expect, test } from "vitest";
import { recognise } from "./recognise.ts";
import { layoutOfText } from "./text-layout.ts";

const statement = (text: string) => recognise(layoutOfText(text)).statements[0];

describe("a heading in two rows is one", () => {
  test("the word over several years stands before each of them", () => {
    expect(statement("\tUtfall\t\tBudget\t\tAvvikelse\nResultaträkning (mkr)\t2022\t2023\t2022\t2023\t\nPersonalkostnader\t-9,5\t-9,9\t-9\t-10\t0,1")).toMatchObject({
      columns: ["Utfall 2022", "Utfall 2023", "Budget 2022", "Budget 2023", "Avvikelse"], unit: "mkr", title: "Resultaträkning", sure: true,
      rows: [{ label: "Personalkostnader", cells: ["-9.5", "-9.9", "-9", "-10", "0.1"] }],
    });
  });
  test("the year may stand over the words, and spans that were lost are equal", () => {
    expect(statement("tkr\t2022\t2023\n\tBudget\tUtfall\tBudget\tUtfall\nSumma kostnader\t1\t2\t3\t4")?.columns).toEqual(["2022 Budget", "2022 Utfall", "2023 Budget", "2023 Utfall"]);
  });
  test("two words of one sort are not put together", () => {
    expect(statement("mkr\tUtfall\t\nKostnader\tPrognos\tAvvikelse\nSumma kostnader\t1\t2")?.columns).toEqual(["Prognos", "Avvikelse"]);
  });
  test("a row of figures is no heading, whatever they look like", () => {
    expect(statement("mkr\tBudget 2023\t\nBidrag\t2010\t2015\nKostnader\t-1\t-2")?.rows.map(({ label }) => label)).toEqual(["Bidrag", "Kostnader"]);
  });
});

describe("a heading in two rows out of a PDF", () => {
  test("words over the middle of their columns have an equal share each", () => {
    expect(statement("\t\tJan–apr\t\t\tHelår\t\nVerksamhet (mkr)\tBudget\tUtfall\tAvvikelse\tBudget\tPrognos\tAvvikelse\nSumma kostnader\t1\t2\t3\t4\t5\t6")?.columns).toEqual([
      "Jan–apr Budget", "Jan–apr Utfall", "Jan–apr Avvikelse", "Helår Budget", "Helår Prognos", "Helår Avvikelse",
    ]);
    expect(statement("\t\t2023\t\t\t2024\t\nVerksamhet (mkr)\tBudget\tUtfall\tAvvikelse\tBudget\tPrognos\tAvvikelse\nSumma kostnader\t1\t2\t3\t4\t5\t6")?.columns).toEqual([
      "2023 Budget", "2023 Utfall", "2023 Avvikelse", "2024 Budget", "2024 Prognos", "2024 Avvikelse",
    ]);
  });
  test("a corner of its own gives the unit, and words over bare years need no span", () => {
    expect(statement("Resultaträkning\tBokslut\tBudget\tBokslut\tAvvikelse\ntkr\t2022\t2023\t2023\t\nIntäkter\t100\t110\t120\t10")).toMatchObject({ title: "Resultaträkning", unit: "tkr", columns: ["Bokslut 2022", "Budget 2023", "Bokslut 2023", "Avvikelse"] });
  });
});

describe("a table set with spaces", () => {
  const SET = ["Resultaträkning (mkr)      Budget 2023     Utfall 2023", "Intäkter                          1,5             2,0", "Personalkostnader               -9,5            -9,9", "Lokalkostnader                                   -1,0"];
  test("is read by its columns, and unsure", () => {
    expect(statement(`Ekonomi\n\n${SET.join("\n")}\n\nText.`)).toMatchObject({
      columns: ["Budget 2023", "Utfall 2023"], sure: false, line: 3,
      rows: [{ label: "Intäkter", cells: ["1.5", "2.0"] }, { label: "Personalkostnader", cells: ["-9.5", "-9.9"] }, { label: "Lokalkostnader", cells: [null, "-1.0"], line: 6 }],
    });
  });
  test("but doubled spaces in prose make none", () => {
    const { tables, sections } = recognise(layoutOfText("Ekonomi\n\nNämnden  redovisar ett  överskott.\nDet beror  på lägre  kostnader.\nÅret  blev  bra."));
    expect([tables.length, sections[0]?.paragraphs.length]).toEqual([0, 1]);
  });
});
