import { footnoteOf, piecesOf, type SectionTextBlock } from "./section-prose.ts";

/** A node of the editor's document, as the editor keeps it. */
export interface SectionTextNode {
  readonly type: string;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly text?: string;
  readonly content?: readonly SectionTextNode[];
}

const node = (type: string, content: readonly SectionTextNode[] = [], attrs?: Readonly<Record<string, unknown>>): SectionTextNode => ({ type, ...(attrs ? { attrs } : {}), ...(content.length ? { content } : {}) });
const inlineNodes = (text: string): SectionTextNode[] =>
  piecesOf(text).flatMap((piece): SectionTextNode[] => {
    if (piece.kind === "words") return piece.text.split("\n").flatMap((line, index) => [...(index ? [node("hardBreak")] : []), ...(line ? [{ type: "text", text: line }] : [])]);
    const footnote = footnoteOf(piece.code);
    return [footnote === null ? node("liveFigure", [], { code: piece.code }) : node("footnote", [], { text: footnote })];
  });
const paragraph = (text: string): SectionTextNode => node("paragraph", inlineNodes(text));

/** A section's parts as a document of the editor. A text without any is one empty paragraph. */
export function editorDocument(blocks: readonly SectionTextBlock[]): SectionTextNode {
  const content = blocks.map((block): SectionTextNode => {
    switch (block.kind) {
      case "heading":
        return node("heading", inlineNodes(block.text), { level: 2 });
      case "paragraph":
        return paragraph(block.text);
      case "list":
        return node(block.start === null ? "bulletList" : "orderedList", block.items.map((item) => node("listItem", [paragraph(item)])), block.start === null ? undefined : { start: block.start });
      case "table": {
        const width = Math.max(...block.rows.map((row) => row.length));
        return node("table", block.rows.map((row, at) => node("tableRow", Array.from({ length: width }, (_, index) => node(at === 0 ? "tableHeader" : "tableCell", [paragraph(row[index] ?? "")])))), { caption: block.caption });
      }
    }
  });
  return node("doc", content.length ? content : [node("paragraph")]);
}

/** What a node says: words, line breaks, references; what holds others says them beside each other. */
function textOf({ attrs, content, text, type }: SectionTextNode): string {
  if (type === "text") return text ?? "";
  if (type === "hardBreak") return "\n";
  if (type === "liveFigure") return String(attrs?.["code"] ?? "");
  if (type === "footnote") return `{{fotnot: ${String(attrs?.["text"] ?? "").replace(/[{}]/g, "").replace(/\s+/g, " ").trim()}}}`;
  return (content ?? []).map(textOf).join(type === "listItem" || type === "tableCell" || type === "tableHeader" ? " " : "");
}

/** The parts that a document of the editor is made of. What is empty is left out, a table's cells apart. */
export function blocksOf({ content = [] }: SectionTextNode): SectionTextBlock[] {
  return content.flatMap((one): SectionTextBlock[] => {
    if (one.type === "bulletList" || one.type === "orderedList") {
      const items = (one.content ?? []).map((item) => textOf(item).trim()).filter(Boolean);
      return items.length ? [{ kind: "list", start: one.type === "orderedList" ? Number(one.attrs?.["start"] ?? 1) || 1 : null, items }] : [];
    }
    if (one.type === "table") {
      const rows = rowsOf(one.content ?? []).filter((row) => row.some(Boolean));
      return rows.length ? [{ kind: "table", caption: String(one.attrs?.["caption"] ?? "").trim(), rows }] : [];
    }
    const text = textOf(one).trim();
    return text ? [{ kind: one.type === "heading" ? "heading" : "paragraph", text }] : [];
  });
}

/** A table's rows with each cell under its column: what spans columns or rows leaves the others empty, and moves none. */
function rowsOf(rows: readonly SectionTextNode[]): string[][] {
  /** Of each column, how many rows more it is covered from above. */
  const covered: number[] = [];
  return rows.map((row) => {
    const cells: string[] = [];
    const uncover = (): void => {
      while ((covered[cells.length] ?? 0) > 0) {
        covered[cells.length]!--;
        cells.push("");
      }
    };
    for (const cell of row.content ?? []) {
      uncover();
      const [wide, high] = ["colspan", "rowspan"].map((name) => Math.max(1, Number(cell.attrs?.[name] ?? 1) || 1)) as [number, number];
      for (let index = 0; index < wide; index++) {
        covered[cells.length] = high - 1;
        cells.push(index === 0 ? textOf(cell).trim() : "");
      }
    }
    uncover();
    return cells;
  });
}

/** One of Word's paragraphs that is an item of a list: its mark, and what follows it. */
const WORD_ITEM = /<p\b[^>]*\bmso-list:\s*(?!none)[^>]*>([^]*?)<\/p>/gi;
const WORD_MARK = /<!(?:--)?\[if !supportLists\](?:--)?>([^]*?)<!(?:--)?\[endif\](?:--)?>/i;
const bareText = (html: string): string => html.replace(/<[^>]+>/g, "").replace(/&nbsp;|\s/g, "");

/**
 * What Word, or another page, puts on the clipboard, with its structure and without its looks: its lists, which Word writes as
 * paragraphs, become lists, and every level of heading the one that a section has.
 */
export function pastedHtml(html: string): string {
  const items = html.replace(WORD_ITEM, (_, inner: string) => {
    const mark = bareText(WORD_MARK.exec(inner)?.[1] ?? "");
    const tag = /^(\d{1,3}|[a-zåäö])[.)]$/i.test(mark) ? "ol" : "ul";
    return `<${tag} data-word><li><p>${inner.replace(WORD_MARK, "")}</p></li></${tag}>`;
  });
  return items
    .replace(/<\/(ol|ul)>\s*<\1 data-word>/g, "")
    .replace(/<(\/?)h[1-6]\b[^>]*>/gi, "<$1h2>")
    .replace(/<o:p>[^]*?<\/o:p>/gi, "");
}
