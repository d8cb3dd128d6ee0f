import { describe, expect, test } from "vitest";
import { figure } from "../platform/figure.ts";
import type { Block, DocumentModel } from "../documents/document.ts";
import { searchText, sectionsOf, tablesOf } from "../documents/document-section.ts";
import { editionHref, findInText, publicModel, publishedHref, rowsOfTable, tableData, withheldOf } from "./published-document.ts";

const heading = (level: 1 | 2 | 3, id: string, text: string): Block => ({ kind: "heading", level, id, text });
const says = (text: string): Block => ({ kind: "paragraph", inlines: [{ kind: "text", text }] });
const table = (caption: string, value: string | null): Block => ({ kind: "table", caption, unbroken: true, notes: [], columns: [{ label: "Mått", align: "text" }, { label: "2025", align: "number" }], rows: [{ total: false, cells: [{ kind: "text", text: "Besök" }, { kind: "figure", figure: figure(value, 1, [], "%") }] }] });
const model: DocumentModel = {
  kind: "annual-report", language: "sv", title: "Årsredovisning 2025", organisation: "Ekby", committee: "Nämnden", year: 2025, diaryNumber: null, status: "",
  blocks: [heading(1, "summary", "Sammanfattning"), says("Öppet för alla."), heading(1, "goals", "Mål"), says("Målen."), heading(2, "secret", "Enskilda"), says("Hemligt."), heading(3, "below", "Under"), says("Också hemligt."), heading(2, "open", "Öppet"), table("Antal besök", "12.35"), table("Antal besök", null)],
};
const told = (some: DocumentModel) => some.blocks.map((block) => (block.kind === "heading" ? `${"#".repeat(block.level)} ${block.text}` : block.kind === "paragraph" ? block.inlines.map((inline) => inline.text).join("") : block.kind));

describe("what is withheld", () => {
  test("holds of later editions too, until somebody has looked one through", () => {
    const rows = [{ edition: 1, section: "secret", ground: "OSL" }, { edition: 1, section: ".", ground: "-" }, { edition: 3, section: ".", ground: "-" }];
    expect([0, 1, 2, 3, 4].map((edition) => withheldOf(rows, edition).map(({ section }) => section))).toEqual([[], ["secret"], ["secret"], [], []]);
  });
  test("changes no other table's address", () => expect(tablesOf(model, model.blocks.slice(-1)).map(({ key }) => key)).toEqual(["antal-besok-2"]));
  test("is a section with all below it, told by its heading and the ground", () => expect(told(publicModel(model, [{ section: "secret", ground: "26 kap. 1 § OSL" }]))).toEqual(["# Sammanfattning", "Öppet för alla.", "# Mål", "Målen.", "## Enskilda", "Avsnittet är undantaget från publicering. Grund: 26 kap. 1 § OSL.", "## Öppet", "table", "table"]));
  test("is all of a main section", () => expect(told(publicModel(model, [{ section: "goals", ground: "OSL" }]))).toEqual(["# Sammanfattning", "Öppet för alla.", "# Mål", "Avsnittet är undantaget från publicering. Grund: OSL."]));
  test("is the whole document, with no heading of it left", () => expect(told(publicModel(model, [{ section: "", ground: "OSL" }]))).toEqual(["Dokumentet är undantaget från publicering. Grund: OSL."]));
  test("is found by no search", () => expect(sectionsOf(publicModel(model, [{ section: "secret", ground: "OSL" }])).some((section) => findInText(searchText(section), "hemligt") !== null)).toBe(false));
});

test("sections and tables have addresses that stay: by the template's key, and by the table's heading", () => {
  expect(sectionsOf(model).map(({ blocks, key }) => [key, blocks.length])).toEqual([["summary", 1], ["goals", 8]]);
  expect(tablesOf(model).map(({ key, section }) => `${section}/${key}`)).toEqual(["goals/antal-besok", "goals/antal-besok-2"]);
  const place = { committeeSlug: "namnden", year: 2025, kind: "annual-report", edition: 2 };
  expect([publishedHref(place, "/goals"), editionHref(place)]).toEqual(["/publicerat/namnden/2025/annual-report/goals", "/publicerat/namnden/2025/annual-report/upplaga-2"]);
});
test("a table's file has exact numbers, and missing is not zero", () => {
  const [one, two] = tablesOf(model);
  expect([rowsOfTable(one!.table), rowsOfTable(two!.table)[1]]).toEqual([[["Mått", "2025"], ["Besök", { number: "12.35" }]], ["Besök", null]]);
  expect(tableData(two!.table).rows[0]!.cells[1]).toMatchObject({ value: null, unit: "%" });
});
test("a search finds what has all its words, whatever their accents, and the heading weighs most", () => {
  const [summary, goals] = sectionsOf(model).map(searchText);
  expect(findInText(summary!, "oppet alla")!.excerpt).toBe("Öppet för alla.");
  expect([findInText(summary!, "mål"), findInText(goals!, "mål")!.weight > findInText(goals!, "öppet")!.weight, findInText(goals!, " ")]).toEqual([null, true, null]);
});
