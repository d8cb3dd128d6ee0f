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
    { kind: "paragraph", text: "Året var lugnt.\nAndra raden." }, { kind: "heading", text: "Besök" }, { kind: "list", ordered: false, items: ["Ett", "Två"] }, { kind: "list", ordered: true, items: ["Först", "Sedan"] },
    { kind: "table", caption: "Besök per bibliotek", rows: [["Bibliotek", "2024", "2025"], ["Centrum | norr", "1 200", "{{mått: Besök | 2025}}"]] }, { kind: "paragraph", text: "Slut." },
  ]));
  test("and written as it was", () => expect(writeProse(readProse(WHOLE))).toBe(WHOLE));
  test("a heading, an item or a row needs no empty line around it", () => expect(readProse("Före\n### Rubrik\nEfter\n- a\n- b\noch c\n| A | B |\n| --- | --- |\n| 1 |  |").map((block) => ("text" in block ? block.text : block.kind === "list" ? block.items : block.rows))).toEqual(["Före", "Rubrik", "Efter", ["a", "b"], "och c", [["A", "B"], ["1", ""]]]));
  test("a list that begins at one again is another list", () => expect(readProse("1. a\n2. b\n\n1. c").length).toBe(2));
  test("items with empty lines between them are one list", () => expect(readProse("- a\n\n- b")).toEqual([{ kind: "list", ordered: false, items: ["a", "b"] }]));
  test("a year or a sum at the start of a line is no item", () => expect(readProse("2021. Då hände det.\n\n1,5 mkr").map(({ kind }) => kind)).toEqual(["paragraph", "paragraph"]));
  test("nothing is nothing", () => expect([readProse(""), writeProse([])]).toEqual([[], ""]));
});

test("running text is words and references, footnotes told apart", () => {
  expect(piecesOf("Det blev {{mått: A | 2025}} i år{{fotnot: Preliminärt.}}.")).toEqual([{ kind: "words", text: "Det blev " }, { kind: "reference", code: "{{mått: A | 2025}}" }, { kind: "words", text: " i år" }, { kind: "reference", code: "{{fotnot: Preliminärt.}}" }, { kind: "words", text: "." }]);
  expect([footnoteOf("{{fotnot: Preliminärt.}}"), footnoteOf("{{mått: A | 2025}}")]).toEqual(["Preliminärt.", null]);
});
