import { describe, expect, test } from "vitest";
import { figure } from "../platform/figure.ts";
import { figureDifferences, textDifferences } from "./document-difference.ts";
import type { Block, DocumentModel } from "./document.ts";

const row = (key: string) => [{ table: "indicator_value", key, origin: 1 }];
const heading = (text: string, id = text.toLowerCase()): Block => ({ kind: "heading", level: 1, text, id });
const prose = (...inlines: (string | { value: string; key: string })[]): Block => ({ kind: "paragraph", inlines: inlines.map((one) => (typeof one === "string" ? { kind: "text", text: one } : { kind: "figure", figure: figure(one.value, 0, row(one.key)), text: one.value })) });
/** "Rad: 1 2 –" under "A B C": a table, its missing cells as dashes. */
const table = (caption: string, columns: string, ...lines: string[]): Block => ({
  kind: "table", caption, unbroken: true, notes: [], columns: ["", ...columns.split(" ")].map((label, index) => ({ label, align: index ? "number" : "text" })),
  rows: lines.map((line) => {
    const [name = "", cells = ""] = line.split(": ");
    return { total: false, cells: [{ kind: "text", text: name }, ...cells.split(" ").map((value, index) => ({ kind: "figure" as const, figure: figure(value === "–" ? null : value, 0, row(`${name}/${index}`), "tkr") }))] };
  }),
});
const model = (...blocks: Block[]): DocumentModel => ({ kind: "annual-report", language: "sv", title: "Årsredovisning 2025", organisation: "Ekby", committee: "Kulturnämnden", year: 2025, diaryNumber: null, status: "", blocks });

describe("figures that two documents tell otherwise", () => {
  test("a cell is found by its heading, table, row and column, wherever the table has moved", () => {
    const before = model(heading("Ekonomi"), table("Resultat", "2025 2024", "Intäkter: 10 9", "Kostnader: -20 -18"));
    const after = model(heading("Ekonomi"), prose("En ny mening."), table("Resultat", "2025 2024", "Avgifter: 3 2", "Intäkter: 10 9", "Kostnader: -21 -18"));
    expect(figureDifferences(before, after)).toEqual([
      { anchor: "ekonomi", where: "Resultat, Kostnader, 2025", before: "\u221220\u00a0tkr", after: "\u221221\u00a0tkr" },
      { anchor: "ekonomi", where: "Resultat, Avgifter, 2025", before: null, after: "3\u00a0tkr" }, { anchor: "ekonomi", where: "Resultat, Avgifter, 2024", before: null, after: "2\u00a0tkr" },
    ]);
  });
  test("missing is not zero: an empty cell that gets a nought is a difference", () =>
    expect(figureDifferences(model(heading("A"), table("T", "2025", "Rad: –")), model(heading("A"), table("T", "2025", "Rad: 0")))).toEqual([{ anchor: "a", where: "T, Rad, 2025", before: "", after: "0\u00a0tkr" }]));
  test("the same row twice is told apart by its order", () =>
    expect(figureDifferences(model(heading("A"), table("T", "2025", "varav kvinnor: 1", "varav kvinnor: 2")), model(heading("A"), table("T", "2025", "varav kvinnor: 1", "varav kvinnor: 3"))).map(({ after, before }) => [before, after])).toEqual([["2\u00a0tkr", "3\u00a0tkr"]]));
  test("a figure in a sentence is found by the rows that it comes from", () =>
    expect(figureDifferences(model(heading("A"), prose("Det var ", { value: "185", key: "1/2025" }, ".")), model(heading("A"), prose("I år var det ", { value: "145", key: "1/2025" }, " hushåll.")))).toEqual([{ anchor: "a", where: "A, i texten", before: "185", after: "145" }]));
  test("the same document differs in nothing", () => {
    const one = model(heading("A"), table("T", "2025", "Rad: 1"), prose("Text."));
    expect([figureDifferences(one, one), textDifferences(one, one)]).toEqual([[], []]);
  });
});

describe("words that two documents tell otherwise", () => {
  test("by section, with what is gone last", () => {
    const before = model(heading("Mål"), prose("Gammal text."), heading("Bort"), prose("Borttaget."));
    const after = model(heading("Nytt"), prose("Tillagt."), heading("Mål"), prose("Ny text."));
    expect(textDifferences(before, after)).toEqual([
      { anchor: "nytt", heading: "Nytt", before: "", after: "Tillagt." }, { anchor: "mål", heading: "Mål", before: "Gammal text.", after: "Ny text." }, { anchor: "bort", heading: "Bort", before: "Borttaget.", after: "" },
    ]);
  });
  test("a heading that is called something else is told", () =>
    expect(textDifferences(model(heading("Mål", "m"), prose("Text.")), model(heading("Nämndmål", "m"), prose("Text.")))).toEqual([{ anchor: "m", heading: "Nämndmål", before: "Mål\n\nText.", after: "Nämndmål\n\nText." }]));
});
