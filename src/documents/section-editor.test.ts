import { expect, test } from "vitest";
import { blocksOf, editorDocument, pastedHtml } from "./section-editor.ts";
import { readProse, writeProse } from "./section-prose.ts";

const TEXT = `I år kom {{mått: Antal besök | 2025}} besök{{fotnot: Utan skolor.}}.
På två ställen.

### Läget

3. Först {{skillnad: A | 2024 | 2025}}
4. Sedan

Tabell: Besök
| Var | Antal |
| Centrum | {{mått: Antal besök | 2025}} |
| Norr |  |`;

test("a text goes into the editor and comes out as it was", () => expect(writeProse(blocksOf(editorDocument(readProse(TEXT))))).toBe(TEXT));
test("nothing is one empty paragraph, and nothing again", () => {
  expect(editorDocument([])).toEqual({ type: "doc", content: [{ type: "paragraph" }] });
  expect(blocksOf(editorDocument([]))).toEqual([]);
});
test("a table's cell over two columns leaves the second empty", () =>
  expect(blocksOf({ type: "doc", content: [{ type: "table", content: [{ type: "tableRow", content: [{ type: "tableHeader", attrs: { colspan: 2 }, content: [{ type: "paragraph", content: [{ type: "text", text: "A" }] }] }] }] }] })).toEqual([{ kind: "table", caption: "", rows: [["A", ""]] }]));

test("a cell over two rows moves no number under another column, and two paragraphs of a cell are one line of it", () => {
  const cell = (text: string, attrs = {}) => ({ type: "tableCell", attrs, content: text.split("¶").map((part) => ({ type: "paragraph", content: [{ type: "text", text: part }] })) });
  const table = { type: "table", content: [{ type: "tableRow", content: [cell("Norr¶(stängt)", { rowspan: 2 }), cell("2024"), cell("5")] }, { type: "tableRow", content: [cell("2025"), cell("7")] }] };
  expect(blocksOf({ type: "doc", content: [table] })).toEqual([{ kind: "table", caption: "", rows: [["Norr (stängt)", "2024", "5"], ["", "2025", "7"]] }]);
});

test("what is pasted from Word keeps its structure and none of its looks", () => {
  const word = `<h1 style='color:red'>Rubrik</h1><p class=MsoNormal>Text<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18pt;mso-list:l0 level1 lfo1'><!--[if !supportLists]--><span style='font-family:Symbol'>·<span>&nbsp;&nbsp;</span></span><!--[endif]-->Ett</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·</span><![endif]>Två</p>
<p style='mso-list:l1 level1 lfo2'><!--[if !supportLists]--><span>1.<span>&nbsp; </span></span><!--[endif]-->Först</p>`;
  expect(pastedHtml(word).replace(/\s*\n\s*/g, "")).toBe("<h2>Rubrik</h2><p class=MsoNormal>Text</p><ul data-word><li><p>Ett</p></li><li><p>Två</p></li></ul><ol data-word><li><p>Först</p></li></ol>");
});
