import { checkDocument } from "../checking/check-document.ts";
import type { Finding } from "../checking/finding.ts";
import type { Block as LayoutBlock, Layout } from "../reading/layout.ts";
import { recognise } from "../reading/recognise.ts";
import { cellText, inlineText, type Block, type DocumentModel, type Inline } from "./document.ts";

/** Something in an own document that contradicts something else in it, where it stands, and what somebody has answered to it. */
export interface DocumentFinding {
  readonly finding: Finding;
  /** The address of the heading that it stands under, and the words of that. */
  readonly anchor: string;
  readonly heading: string;
  /** The addresses of all headings that it lies within, the outermost first. */
  readonly within: readonly string[];
}
/** Why something that was found is right as it stands. */
export interface FindingAnswer {
  /** What the finding is known by while the words and figures are the same. */
  readonly key: string;
  readonly reason: string;
  readonly answeredBy: string;
  /** ISO time. */
  readonly answeredAt: string;
}
export interface AnsweredFinding extends DocumentFinding {
  readonly key: string;
  readonly answer: FindingAnswer | null;
}
export const LONGEST_ANSWER = 1000;

const prose = (inlines: readonly Inline[]): string => inlines.map(inlineText).join("").replace(/\s+/g, " ").trim();
const paragraph = (text: string, line: number, marker: string | null = null): LayoutBlock => ({ kind: "paragraph", text, lines: [{ text, line }], marker, bold: false, line });

/** A document's blocks as any document is read, each block at a place of its own. */
export function layoutOfModel(model: DocumentModel): { readonly layout: Layout; readonly sections: readonly Pick<DocumentFinding, "anchor" | "heading" | "within">[] } {
  const lines: string[] = [];
  const blocks: LayoutBlock[] = [];
  const sections: Pick<DocumentFinding, "anchor" | "heading" | "within">[] = [];
  let over: readonly { readonly level: number; readonly id: string }[] = [];
  let section: (typeof sections)[number] = { anchor: "", heading: model.title, within: [] };
  const place = (text: string): number => {
    lines.push(text);
    sections.push(section);
    return lines.length;
  };
  const say = (text: string, marker: string | null = null): void => { if (text) blocks.push(paragraph(text, place(text), marker)); };
  say(model.organisation);
  blocks.push({ kind: "heading", text: model.title, level: 1, line: place(model.title) });
  say(model.committee);
  if (model.diaryNumber) say(`Diarienummer ${model.diaryNumber}`);
  const add = (block: Block): void => {
    switch (block.kind) {
      case "heading":
        over = [...over.filter(({ level }) => level < block.level), block];
        section = { anchor: block.id, heading: block.text, within: over.map(({ id }) => id) };
        blocks.push({ kind: "heading", text: block.text, level: block.level, line: place(block.text) });
        return;
      case "paragraph": return say(prose(block.inlines));
      case "list": return block.items.forEach((item) => say(prose(item), "-"));
      case "status": return say(block.status.label, "●");
      case "table": {
        const rows = [block.columns.map(({ label }) => label), ...block.rows.map(({ cells }) => cells.map(cellText))].map((cells) => ({ cells, line: place(cells.join("\t")) }));
        blocks.push({ kind: "table", rows, caption: block.caption || null, strict: true, line: rows[0]!.line });
        block.notes.forEach((note) => say(note));
        return;
      }
      case "chart": case "enclosures": case "enclosure": return;
    }
  };
  model.blocks.forEach(add);
  return { layout: { format: "docx", blocks, lines, scanned: false }, sections };
}

/** What an own document says against itself, section by section, in the order that it is read. */
export function checkModel(model: DocumentModel): DocumentFinding[] {
  const { layout, sections } = layoutOfModel(model);
  return checkDocument({ layout, reading: recognise(layout) }, model.year + 1).map((finding) => ({ finding, ...sections[finding.line - 1]! }));
}

/** The errors that nobody has answered: a document with any asks before it goes to a meeting. */
export const openErrors = (findings: readonly AnsweredFinding[]): AnsweredFinding[] => findings.filter(({ answer, finding }) => finding.severity === "error" && answer === null);
