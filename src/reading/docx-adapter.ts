import mammoth from "mammoth";
import { fail, succeed, type Outcome } from "../platform/outcome.ts";
import { looksScanned, type Block, type Layout, type TableRow } from "./layout.ts";
import { CAPTION_PREFIX, cleanCell, cleanText } from "./text-layout.ts";

/** The parts of mammoth's document tree that we use. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: string;
  readonly styleName?: string | null;
  readonly styleId?: string | null;
  readonly numbering?: { readonly isOrdered: boolean } | null;
  readonly isBold?: boolean;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly breakType?: string;
}


/** Reads a Word document by its styles and tables; a place is the running number of a paragraph or a table row. */
export async function layoutOfDocx(fileName: string, bytes: Uint8Array): Promise<Outcome<Layout, "damaged" | "no-text">> {
  let root: Node | null = null;
  try {
    await mammoth.convertToHtml(
      { buffer: Buffer.from(bytes) },
      {
        transformDocument: (document: Node) => {
          root = document;
          return document;
        },
      },
    );
  } catch {
    return fail("damaged", `Word-dokumentet »${fileName}« är skadat och går inte att öppna; spara det på nytt och läs in igen.`);
  }
  const layout = layoutOfNodes((root as Node | null)?.children ?? []);
  return layout.blocks.length ? succeed(layout) : fail("no-text", `Word-dokumentet »${fileName}« innehåller ingen text.`);
}

const textOf = (node: Node): string => {
  if (node.type === "text") return node.value ?? "";
  if (node.type === "tab") return " ";
  if (node.type === "break") return "\n";
  if (node.type === "noteReference") return "";
  return (node.children ?? []).map(textOf).join(node.type === "tableCell" ? "\n" : "");
};

const headingLevel = (style: string): number | null => {
  const level = /^(?:heading|rubrik)\s?([1-6])$/i.exec(style)?.[1];
  return level ? Number(level) : null;
};

function layoutOfNodes(nodes: readonly Node[]): Layout {
  const blocks: Block[] = [];
  const lines: string[] = [];
  let caption: string | null = null;

  const addTable = (node: Node) => {
    const rows: TableRow[] = [];
    // Cells merged down a column are left out of the rows below: their places are kept, empty.
    const spanned = new Map<number, number>();
    for (const row of node.children ?? []) {
      const cells: string[] = [];
      const skip = () => {
        while ((spanned.get(cells.length) ?? 0) > 0) {
          spanned.set(cells.length, spanned.get(cells.length)! - 1);
          cells.push("");
        }
      };
      for (const cell of row.children ?? []) {
        skip();
        const width = Math.max(1, cell.colSpan ?? 1);
        for (let column = 0; column < width; column++) if ((cell.rowSpan ?? 1) > 1) spanned.set(cells.length + column, cell.rowSpan! - 1);
        cells.push(cleanCell((cell.children ?? []).map(textOf).join("\n")), ...Array<string>(width - 1).fill(""));
      }
      skip();
      lines.push(cells.join("\t"));
      rows.push({ cells, line: lines.length });
    }
    if (rows.length) blocks.push({ kind: "table", rows, caption, strict: true, line: rows[0]!.line });
    caption = null;
  };

  const addParagraph = (node: Node) => {
    const text = cleanText(textOf(node).replace(/\n/g, " "));
    const style = node.styleName ?? "";
    if (!text || /^(toc|innehåll)\s?\d/i.test(style)) return;
    lines.push(text);
    const line = lines.length;
    if (/^(caption|beskrivning)$/i.test(style)) {
      caption = text.replace(CAPTION_PREFIX, "");
      return;
    }
    caption = null;
    const level = headingLevel(style);
    if (level !== null || /^(title|rubrik|titel)$/i.test(style)) blocks.push({ kind: "heading", text, level: level ?? 1, line });
    else {
      const runs = (node.children ?? []).filter((child) => textOf(child).trim());
      const bold = runs.length > 0 && runs.every((run) => run.isBold === true);
      const marker = node.numbering ? "-" : null;
      blocks.push({ kind: "paragraph", text, lines: [{ text, line }], marker, bold, line });
    }
  };

  const walk = (children: readonly Node[]) => {
    for (const node of children) {
      if (node.type === "table") addTable(node);
      else if (node.type === "paragraph") addParagraph(node);
      else if (node.children) walk(node.children);
    }
  };
  walk(nodes);
  return { format: "docx", blocks, lines, scanned: looksScanned(lines.join("\n")) };
}
