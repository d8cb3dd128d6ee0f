import { describe, expect, test } from "vitest";
import { figure } from "../platform/figure.ts";
import { lineChart } from "../platform/chart/line-chart.ts";
import { faultsOf, text, type Block, type DocumentModel, type TableBlock } from "./document.ts";
import { contrast, drawnColours, LEAST_CONTRAST, PAPER, STATUS_COLOURS } from "./palette.ts";

const model = (...blocks: Block[]): DocumentModel => ({
  kind: "annual-report", language: "sv", title: "Årsredovisning 2021", organisation: "Ekby", committee: "Nämnden", year: 2021, diaryNumber: null, status: "", blocks,
});
const heading = (level: 1 | 2 | 3, words: string): Block => ({ kind: "heading", level, text: words, id: words });
const table: TableBlock = {
  kind: "table", caption: "Tabell", unbroken: true, notes: [],
  columns: [{ label: "Rad", align: "text" }, { label: "2021", align: "number" }],
  rows: [{ cells: [text("Kostnad"), { kind: "figure", figure: figure("1.0", 1, [{ table: "t", key: "1", origin: 1 }]) }], total: false }],
};
const chart: Block = { kind: "chart", title: "Diagram", description: "Stiger.", svg: lineChart({ title: "Diagram", decimals: 0, series: [{ name: "2021", values: Array(12).fill("1") }] }) };

describe("a document that is not accessible is not made", () => {
  test("one that is whole has no faults", () => expect(faultsOf(model(heading(1, "A"), heading(2, "B"), table, chart))).toEqual([]));
  test("headings do not skip a level", () => expect(faultsOf(model(heading(1, "A"), heading(3, "B")))).toEqual(["Rubriken »B« hoppar från nivå 1 till nivå 3."]));
  test("every column and every row has a heading", () => {
    expect(faultsOf(model({ ...table, columns: [{ label: "", align: "text" }, table.columns[1]!] }))).toEqual(["Tabellen »Tabell« har en kolumn utan rubrik."]);
    expect(faultsOf(model({ ...table, rows: [{ cells: [text(""), table.rows[0]!.cells[1]!], total: false }] }))).toEqual(["Tabellen »Tabell« har en rad utan radrubrik."]);
  });
  test("every row is as wide as its table", () => expect(faultsOf(model({ ...table, rows: [{ cells: [text("A")], total: false }] }))).toEqual(["Tabellen »Tabell« har en rad med 1 av 2 celler."]));
  test("a chart is described", () => expect(faultsOf(model({ ...chart, description: " " } as Block))).toEqual(["Diagrammet »Diagram« saknar beskrivning."]));
  test("a chart's letters and lines stand out from the paper", () => {
    const faint = { ...chart, svg: chart.kind === "chart" ? chart.svg.replaceAll("#111827", "#cccccc") : "" } as Block;
    expect(faultsOf(model(faint))).toEqual(["Diagrammet »Diagram« har färgen #cccccc med kontrasten 1,6 mot papperet; minst 4,5 krävs."]);
  });
  test("a status is said in words, not by its colour alone", () => {
    expect(faultsOf(model({ kind: "status", status: { shape: "circle", colour: "green", label: "" } }))).toEqual(["En status saknar ord."]);
  });
});

test("every colour of a status has contrast enough for text", () => {
  for (const colour of Object.values(STATUS_COLOURS)) expect(contrast(colour, PAPER)).toBeGreaterThanOrEqual(LEAST_CONTRAST);
});

test("contrast is reckoned as WCAG does: black on white is 21, a colour on itself 1", () => {
  expect([contrast("#000000", "#ffffff"), contrast("#777777", "#777777")]).toEqual([21, 1]);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(drawnColours('<line stroke="#eeeeee"/><text x="1" fill="#374151">A</text><path d="M0" fill="none" stroke="#111827"/>')).toEqual(["#374151", "#111827"]);
});
