import { describe, expect, test } from "vitest";
import { footnoteOf, piecesOf, readProse, writeProse } from "./section-prose.ts";

const WHOLE = `Året var lugnt.
Andra raden.

### Besök

- Ett
- Två

1. Först
2. Sedan

Tabell: Besök per bibliotek
| Bibliotek | 2024 | 2025 |
| Centrum \\| norr | 1 200 | {{mått: Besök | 2025}} |

Slut.`;

describe("a section's text is read in its parts", () => {
  test("paragraphs, a subheading, lists and a table with its heading", () => expect(readProse(WHOLE)).toEqual([
    { kind: "paragraph", text: "Året var lugnt.\nAndra raden." }, { kind: "heading", text: "Besök" }, { kind: "list", start: null, items: ["Ett", "Två"] }, { kind: "list", start: 1, items: ["Först", "Sedan"] },
    { kind: "table", caption: "Besök per bibliotek", rows: [["Bibliotek", "2024", "2025"], ["Centrum | norr", "1 200", "{{mått: Besök | 2025}}"]] }, { kind: "paragraph", text: "Slut." },
  ]));
  test("and written as it was", () => expect(writeProse(readProse(WHOLE))).toBe(WHOLE));
  test("a heading, an item or a row needs no empty line around it", () => expect(readProse("Före\n### Rubrik\nEfter\n- a\n- b\noch c\n| A | B |\n| --- | --- |\n| 1 |  |").map((block) => ("text" in block ? block.text : block.kind === "list" ? block.items : block.rows))).toEqual(["Före", "Rubrik", "Efter", ["a", "b"], "och c", [["A", "B"], ["1", ""]]]));
  test("numbers are kept as they were written, over a paragraph between them too", () => {
    for (const text of ["1. A\n\nFörklaring.\n\n2. B", "3. Ekonomi\n\nText.\n\n4. Personal", "9. a\n10. b", "1. a\n\n1. b"]) expect(writeProse(readProse(text))).toBe(text);
    expect(readProse("3. a\n4. b")).toEqual([{ kind: "list", start: 3, items: ["a", "b"] }]);
  });
  test("an item goes on on an indented line", () => expect(readProse("- punkt ett som\n  fortsätter\n- två")).toEqual([{ kind: "list", start: null, items: ["punkt ett som fortsätter", "två"] }]));
  test("two tables with an empty line between them are two", () => expect(readProse("| A |\n| 1 |\n\n| B |\n| 2 |").length).toBe(2));
  test("a row of dashes is a rule only under the headings, and a caption stands before one too", () => expect(readProse("Tabell: X\n| A | B |\n|---|---|\n| -- | -- |")).toEqual([{ kind: "table", caption: "X", rows: [["A", "B"], ["--", "--"]] }]));
  test("words that begin as an item does are told to be words, and stay so", () => {
    const said = [{ kind: "paragraph" as const, text: "– Vi är nöjda, säger chefen." }, { kind: "paragraph" as const, text: "12. december hölls möte.\n| streck" }];
    expect(writeProse(said)).toBe("\\– Vi är nöjda, säger chefen.\n\n\\12. december hölls möte.\n\\| streck");
    expect(readProse(writeProse(said))).toEqual(said);
  });
  test("a lone bar is words", () => expect(readProse("|")).toEqual([{ kind: "paragraph", text: "|" }]));
  test("a list that begins at one again is another list", () => expect(readProse("1. a\n2. b\n\n1. c").length).toBe(2));
  test("items with empty lines between them are one list", () => expect(readProse("- a\n\n- b")).toEqual([{ kind: "list", start: null, items: ["a", "b"] }]));
  test("a year or a sum at the start of a line is no item", () => expect(readProse("2021. Då hände det.\n\n1,5 mkr").map(({ kind }) => kind)).toEqual(["paragraph", "paragraph"]));
  test("nothing is nothing", () => expect([readProse(""), writeProse([])]).toEqual([[], ""]));
});

test("running text is words and references, footnotes told apart", () => {
  expect(piecesOf("Det blev {{mått: A | 2025}} i år{{fotnot: Preliminärt.}}.")).toEqual([{ kind: "words", text: "Det blev " }, { kind: "reference", code: "{{mått: A | 2025}}" }, { kind: "words", text: " i år" }, { kind: "reference", code: "{{fotnot: Preliminärt.}}" }, { kind: "words", text: "." }]);
  expect([footnoteOf("{{fotnot: Preliminärt.}}"), footnoteOf("{{mått: A | 2025}}")]).toEqual(["Preliminärt.", null]);
});
