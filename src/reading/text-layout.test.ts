import { describe, expect, test } from "vitest";
import { layoutOfText } from "./text-layout.ts";

const kinds = (text: string) => layoutOfText(text).blocks.map((block) => `${block.line} ${block.kind}: ${block.kind === "table" ? block.rows.map((row) => row.cells.join("|")).join(" / ") : block.text}`);

describe("text becomes headings, paragraphs and tables with their lines", () => {
  test("a line of its own without a full stop is a heading; a sentence is a paragraph", () => {
    expect(kinds("Mål och uppdrag\n\nNämnden har fyra mål.")).toEqual(["1 heading: Mål och uppdrag", "3 paragraph: Nämnden har fyra mål."]);
  });
  test("tabs and pipes make rows; the rule under a Markdown heading row is no row", () => {
    expect(kinds("År\tjan\n2021\t5")).toEqual(["1 table: År|jan / 2021|5"]);
    expect(kinds("| År | jan |\n|----|-----|\n| 2021 | 5 |")).toEqual(["1 table: År|jan / 2021|5"]);
    expect(kinds("År | jan\n2021 | 5\n2022 | 6\nSå var det.")).toEqual(["1 table: År|jan / 2021|5 / 2022|6", "4 paragraph: Så var det."]);
    expect(kinds("Vad som är sant | eller inte\nvet ingen.")).toEqual(["1 paragraph: Vad som är sant | eller inte vet ingen."]);
  });
  test("a group and a heading that lost the break between them are two headings", () => {
    expect(kinds("Ungdom, 13-20 år**Familjehemsvård, antal personer**")).toEqual(["1 heading: Ungdom, 13-20 år", "1 heading: Familjehemsvård, antal personer"]);
  });
  test("markup is taken off and a word broken by a narrow column is joined, but not »kost- och hälsa«", () => {
    expect(kinds("<b>Budget- avvikelse</b>\tVår- och höst\n1\t2")).toEqual(["1 table: Budgetavvikelse|Vår- och höst / 1|2"]);
  });
  test("the table of contents is no content", () => {
    expect(kinds("Innehållsförteckning\n\nSammanfattning.....3\nMål\t4\n\nSammanfattning\n\nText här.")).toEqual(["1 heading: Innehållsförteckning", "6 heading: Sammanfattning", "8 paragraph: Text här."]);
  });
  test("an empty bullet is nothing", () => expect(kinds("- \n- Ett steg")).toEqual(["2 paragraph: Ett steg"]));
  test("a name and a figure set apart by spaces make rows, under a heading of two pieces", () => {
    expect(kinds("Månad       Timmar\nJanuari     14 310\nFebruari    13 480\nMars        14 520")).toEqual(["1 table: Månad|Timmar / Januari|14 310 / Februari|13 480 / Mars|14 520"]);
  });
  test("line ends of Windows count as one line", () => expect(kinds("A\tB\r\n1\t2\r\n")).toEqual(["1 table: A|B / 1|2"]));
  test("a numbered sentence that goes on in the next line is no heading, and a dash in a table is a cell", () => {
    const only = (text: string) => layoutOfText(text).blocks.map(({ kind }) => kind);
    expect(only("2.1 Förvaltningen redovisar hur arbetet med\nSocialstyrelsens föreskrifter har gått.")).toEqual(["paragraph"]);
    expect(only("5.3 Kulturnämnden\nNämnden har hållit sin budget.")).toEqual(["heading", "paragraph"]);
    expect(only("Plats\tVerksamhet\n–\tSkola\nNorr\tVård")).toEqual(["table"]);
    expect(only("Det gäller:\n\n•\tskola\n•\tvård")).toEqual(["paragraph", "paragraph", "paragraph"]);
  });
});
