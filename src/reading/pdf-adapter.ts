import { getDocument, VerbosityLevel, type PDFDocumentProxy, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { fail, succeed, type Outcome } from "../platform/outcome.ts";
import { looksScanned, type Block, type Layout, type TableRow } from "./layout.ts";
import { layoutOfPages, linesOfPage, type Glyphs } from "./pdf-positions.ts";
import { CAPTION_PREFIX, cleanCell, cleanText } from "./text-layout.ts";

const MAX_PAGES = 3000;

/** Stands for a hyphen that only breaks a line, until the pieces around it are put together. */
const BREAKING_HYPHEN = /(?<=\p{L})[\s\u0002]*\u0001[\s\u0002]*(?=\p{Ll})/gu;
/** A line that ends after a slash goes on without a space. \u0002 is the end of a line. */
const SLASHED = /\/\s*\u0002+\s*/g;

interface StructNode {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
}

/** Reads a PDF by its tags where it has them, else by where its letters stand. A place is a page. */
export async function layoutOfPdf(fileName: string, bytes: Uint8Array): Promise<Outcome<Layout, "damaged" | "locked" | "no-text" | "too-large">> {
  let document: PDFDocumentProxy;
  try {
    document = await getDocument({ data: new Uint8Array(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, stopAtErrors: true }).promise;
  } catch (error) {
    if ((error as Error).name === "PasswordException") {
      return fail("locked", `PDF-filen »${fileName}« är skyddad med lösenord; spara den utan lösenord och läs in igen.`);
    }
    return fail("damaged", `PDF-filen »${fileName}« är skadad och går inte att öppna; hämta den på nytt.`);
  }
  try {
    if (document.numPages > MAX_PAGES) return fail("too-large", `PDF-filen »${fileName}« har ${document.numPages} sidor men högst ${MAX_PAGES} läses.`);
    const tagged = (await document.getMarkInfo())?.Marked === true;
    const blocks: Block[] = [];
    const pages: Glyphs[][] = [];
    const lines: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const own = tagged ? await taggedBlocks(page, number) : [];
      appendPage(blocks, own);
      const glyphs = await glyphsOf(page, number);
      pages.push(glyphs);
      lines.push(linesOfPage(glyphs).map(({ segments }) => segments.map(({ text }) => text).join("\t")).join("\n"));
    }
    if (!lines.some((line) => /\p{L}{2}/u.test(line))) {
      return fail("no-text", `PDF-filen »${fileName}« innehåller bara bilder och ingen text; läs in en version med text.`);
    }
    const found = blocks.length > 0 ? blocks : layoutOfPages(pages);
    return succeed({ format: "pdf", blocks: found, lines, scanned: looksScanned(lines.join("\n")) });
  } catch {
    return fail("damaged", `PDF-filen »${fileName}« är skadad och går inte att läsa till slutet; hämta den på nytt.`);
  } finally {
    await document.destroy();
  }
}

type PageBlock = Block & { continues?: boolean };

/** Joins what the page broke: a table whose new rows have no heading, a sentence that goes on in the next page's first words. */
function appendPage(blocks: Block[], page: readonly PageBlock[]): void {
  const [first, ...rest] = page;
  const last = blocks.at(-1);
  if (first?.kind === "table" && first.continues && last?.kind === "table") {
    blocks[blocks.length - 1] = { ...last, rows: [...last.rows, ...first.rows] };
    blocks.push(...rest);
    return;
  }
  const sentenceGoesOn = first?.kind === "paragraph" && last?.kind === "paragraph" && first.marker === last.marker && !/[.:!?]$/.test(last.text) && /^[\p{Ll}\d(]/u.test(first.text);
  if (sentenceGoesOn && last?.kind === "paragraph" && first?.kind === "paragraph") {
    blocks[blocks.length - 1] = { ...last, text: `${last.text} ${first.text}`, lines: [...last.lines, ...first.lines] };
    blocks.push(...rest);
  } else blocks.push(...page);
}

interface Extent {
  readonly from: number;
  readonly to: number;
}

/**
 * Some makers leave empty cells out of the tags. A row with fewer cells than the table is wide has each put in the
 * column it stands under; where that is not plain, the row stays as it is, and is refused if it does not fit.
 */
function placeCells(rows: readonly { readonly cells: readonly string[]; readonly extents: readonly (Extent | null)[] }[]): string[][] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns: Extent[] = Array.from({ length: width }, (_, column) => {
    const extents = rows.flatMap(({ cells, extents: own }) => (cells.length === width ? (own[column] ?? []) : []));
    return { from: Math.min(...extents.map(({ from }) => from)), to: Math.max(...extents.map(({ to }) => to)) };
  });
  return rows.map(({ cells, extents }) => {
    if (cells.length === width) return [...cells];
    const middle = ({ from, to }: Extent) => (from + to) / 2;
    const distance = (extent: Extent, column: Extent) => {
      const overlap = Math.min(extent.to, column.to) - Math.max(extent.from, column.from);
      return overlap > 0 ? -overlap : Math.abs(middle(extent) - middle(column));
    };
    const places = extents.map((extent) => (extent ? columns.map((column, index) => ({ index, away: distance(extent, column) })).reduce((a, b) => (b.away < a.away ? b : a)).index : -1));
    if (places.some((place, index) => place < 0 || (index > 0 && place <= places[index - 1]!))) return [...cells];
    const placed = Array<string>(width).fill("");
    places.forEach((place, index) => (placed[place] = cells[index]!));
    return placed;
  });
}

async function taggedBlocks(page: PDFPageProxy, number: number): Promise<Block[]> {
  const tree = (await page.getStructTree()) as StructNode | null;
  if (!tree) return [];
  const { content, extents } = await markedContent(page);
  const extentOf = (node: StructNode): Extent | null => {
    if (node.type === "content") return extents.get(node.id ?? "") ?? null;
    const own = (node.children ?? []).flatMap((child) => extentOf(child) ?? []);
    return own.length ? { from: Math.min(...own.map(({ from }) => from)), to: Math.max(...own.map(({ to }) => to)) } : null;
  };
  const text = (node: StructNode): string => (node.type === "content" ? (content.get(node.id ?? "") ?? "") : (node.children ?? []).map(text).join(""));
  const plain = (node: StructNode): string => text(node).replace(BREAKING_HYPHEN, "").replace(SLASHED, "/").replaceAll("\u0001", "").replace(/[\s\u0002]+/g, " ");
  const clean = (node: StructNode): string => cleanText(plain(node));
  const blocks: (Block & { continues?: boolean })[] = [];
  const paragraph = (value: string, marker: string | null) => {
    if (value) blocks.push({ kind: "paragraph", text: value, lines: [{ text: value, line: number }], marker, bold: false, line: number });
  };

  const table = (node: StructNode, caption: string | null) => {
    const rows: (TableRow & { heading: boolean; extents: readonly (Extent | null)[] })[] = [];
    let own = caption;
    const collect = (child: StructNode) => {
      if (child.role === "TR") {
        const cells = (child.children ?? []).filter((cell) => cell.role === "TH" || cell.role === "TD");
        rows.push({ cells: cells.map((cell) => cleanCell(plain(cell))), line: number, heading: cells.every((cell) => cell.role === "TH"), extents: cells.map(extentOf) });
      } else if (child.role === "Caption") own = clean(child).replace(CAPTION_PREFIX, "");
      else (child.children ?? []).forEach(collect);
    };
    collect(node);
    // The tags tell of the whole table on every page it stands on; the other pages' rows are empty here.
    const here = rows.filter(({ cells }) => cells.some(Boolean));
    const placed = here.length ? placeCells(here) : [];
    if (here.length) blocks.push({ kind: "table", rows: placed.map((cells) => ({ cells, line: number })), caption: own || null, strict: true, line: number, continues: !here[0]!.heading });
  };

  const walk = (node: StructNode, caption: string | null) => {
    const role = node.role ?? "";
    const level = /^H([1-6])$/.exec(role)?.[1];
    if (level) blocks.push({ kind: "heading", text: clean(node), level: Number(level), line: number });
    else if (role === "H" || role === "Title") blocks.push({ kind: "heading", text: clean(node), level: 1, line: number });
    else if (role === "TOC" || role === "TOCI" || role === "Artifact" || role === "Formula") return;
    else if (role === "Table") table(node, caption);
    else if (role === "LI") {
      const body = (node.children ?? []).find((child) => child.role === "LBody") ?? node;
      paragraph(clean(body), "-");
    } else if (role === "P" || role === "Note" || role === "FENote" || role === "BlockQuote") {
      if ((node.children ?? []).some((child) => /^(Table|L|Figure)$/.test(child.role ?? ""))) (node.children ?? []).forEach((child) => walk(child, caption));
      else paragraph(clean(node), null);
    } else {
      const children = node.children ?? [];
      const own = children.find((child) => child.role === "Caption");
      const named = own ? clean(own).replace(CAPTION_PREFIX, "") : caption;
      for (const child of children) {
        if (child === own || child.type === "content") continue;
        walk(child, named);
      }
    }
  };
  walk(tree, null);
  return blocks;
}

/** Marked-content identifier → its text. A hyphen that only breaks a line stands in a span of its own and is marked. */
async function markedContent(page: PDFPageProxy): Promise<{ content: Map<string, string>; extents: Map<string, Extent> }> {
  const content = new Map<string, string>();
  const extents = new Map<string, Extent>();
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const open: { id: string | null; hyphen: boolean }[] = [];
  for (const item of items) {
    if ("str" in item) {
      const id = open.findLast((mark) => mark.id !== null)?.id;
      if (!id) continue;
      const breaking = open.at(-1)?.hyphen === true && /^[-\u2010\u00ad]$/.test(item.str);
      const before = content.get(id) ?? "";
      if (item.str.trim()) {
        const from = (item.transform as number[])[4]!;
        const known = extents.get(id);
        extents.set(id, { from: Math.min(from, known?.from ?? from), to: Math.max(from + item.width, known?.to ?? 0) });
      }
      content.set(id, before + (breaking ? "\u0001" : item.str) + (item.hasEOL ? "\u0002" : ""));
    } else if (item.type === "endMarkedContent") {
      // Some hyphens are not even given as text: a mark with nothing in it.
      const closed = open.pop();
      if (closed?.id && !content.has(closed.id)) content.set(closed.id, "\u0001");
    }
    else open.push({ id: item.id ?? null, hyphen: !item.id && (item as { tag?: string }).tag === "Span" });
  }
  return { content, extents };
}

async function glyphsOf(page: PDFPageProxy, number: number): Promise<Glyphs[]> {
  const { items, styles } = await page.getTextContent();
  return items.flatMap((item): Glyphs[] => {
    if (!("str" in item) || !item.str.trim()) return [];
    const [, , , height = 0, x = 0, y = 0] = item.transform as number[];
    const font = `${item.fontName} ${styles[item.fontName]?.fontFamily ?? ""}`;
    return [{ text: item.str, x, y, width: item.width, height: Math.abs(height) || item.height, bold: /bold|semibold|black|heavy/i.test(font), page: number }];
  });
}
