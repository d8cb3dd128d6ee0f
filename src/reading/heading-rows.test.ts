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
