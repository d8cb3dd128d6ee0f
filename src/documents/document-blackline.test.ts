import { expect, test } from "vitest";
import { figure } from "../platform/figure.ts";
import { blackline } from "./document-blackline.ts";
import { cellText, faultsOf, inlineText, type DocumentModel } from "./document.ts";

const model = (visits: string, said: string): DocumentModel => ({
  kind: "annual-report", language: "sv", title: "Årsredovisning 2025", organisation: "Ekby", committee: "Nämnden", year: 2025, diaryNumber: null, status: "",
  blocks: [
    { kind: "heading", level: 1, text: "Läget", id: "summary" },
    { kind: "paragraph", inlines: [{ kind: "text", text: "Samma som förut." }] },
    { kind: "paragraph", inlines: [{ kind: "text", text: said }] },
    { kind: "table", caption: "Besök", unbroken: true, notes: [], columns: [{ label: "Mått", align: "text" }, { label: "2025", align: "number" }], rows: [{ total: false, cells: [{ kind: "text", text: "Antal besök" }, { kind: "figure", figure: figure(visits, 0, [{ table: "indicator_value", key: "1/2025-01-01", origin: 1 }]) }] }] },
  ],
});
const told = ({ blocks }: DocumentModel): string[] => blocks.flatMap((block) => (block.kind === "heading" ? [`# ${block.text}`] : block.kind === "paragraph" ? [block.inlines.map(inlineText).join("")] : block.kind === "table" ? block.rows.map(({ cells }) => cells.map(cellText).join(" | ")) : []));

test("two editions differ figure by figure and word by word, said in words and fit to be published", () => {
  const made = blackline({ model: model("7", "Det gick bra."), name: "Första upplagan" }, { model: model("8", "Det gick mycket bra."), name: "Andra upplagan" });
  expect(told(made)).toEqual([
    "# Sammanfattning", "Första upplagan jämförd med Andra upplagan: 1 siffra och 1 avsnitts text skiljer sig.", expect.stringContaining("[struket: …]"),
    "# Siffror", "Besök, Antal besök, 2025 | 7 | 8", "# Text", "# Läget", "Det gick [tillagt: mycket] bra.",
  ]);
  expect(faultsOf(made)).toEqual([]);
});
test("two that are the same say so", () => {
  const same = { model: model("7", "Det gick bra."), name: "Första upplagan" };
  expect(told(blackline(same, { ...same, name: "nu" }))).toEqual(["# Sammanfattning", "Första upplagan jämförd med nu: 0 siffror och 0 avsnitts texter skiljer sig."]);
});
