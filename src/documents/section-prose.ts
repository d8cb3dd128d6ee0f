import { SUBHEADING } from "./section-text.ts";

/**
 * What a section's text is made of. It is kept as text that anybody can write in a plain field: paragraphs parted by blank
 * lines, "### " before a subheading, "- " or "1. " before an item of a list, "|" between a table's cells with the table's
 * heading on a line before it ("Tabell: Besök per bibliotek"). Figures and footnotes stand inside {{ }}.
 */
export type SectionTextBlock =
  | { readonly kind: "heading" | "paragraph"; readonly text: string }
  | { readonly kind: "list"; /** The number of the first item; null where they are points. */ readonly start: number | null; readonly items: readonly string[] }
  | { readonly kind: "table"; readonly caption: string; /** The first row has the columns' headings. */ readonly rows: readonly (readonly string[])[] };

const ITEM = /^[–-] /;
const NUMBERED = /^(\d{1,3})[.)] /;
const ROW = /^\|/;
const CAPTION = /^Tabell: ?/;
/** What stands for a line of its own wherever it is written. */
const ALONE = /^(?:[–-] |\d{1,3}[.)] |\|.*\S.*|### )/;
/** A line of words that begins as something else does: "\\– Vi är nöjda, säger chefen." */
const ESCAPED = /^\\+(?:[–-] |\d{1,3}[.)] |\||### )/;
/** An item that goes on on the next line. */
const GOES_ON = /^\s+\S/;

/** The cells of "| a | b |": a figure's own bars part nothing, nor does one with a backslash before it. */
function cellsOf(line: string): string[] {
  const inner = line.trim().replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return [...inner.matchAll(/((?:\{\{[^{}]*\}\}|\\\||[^|])*)(?:\||$)/g)].slice(0, -1).map(([, cell]) => cell!.trim().replaceAll("\\|", "|"));
}
const isRule = (cells: readonly string[]): boolean => cells.length > 0 && cells.every((cell) => /^:?-{2,}:?$/.test(cell));

/** A text's parts, in order. What is no heading, item or row is a paragraph, so that nothing is lost. */
export function readProse(body: string): SectionTextBlock[] {
  const blocks: SectionTextBlock[] = [];
  for (const piece of body.split(/\n{2,}/)) {
    /** Lines of a paragraph that goes on. */
    let open: string[] = [];
    /** How many blocks there were before this piece: a table ends with it, a list may go on. */
    const before = blocks.length;
    /** Whether the table that goes on has had its rule. */
    let ruled = false;
    const close = (): void => {
      const text = open.join("\n").trim();
      if (text) blocks.push({ kind: "paragraph", text });
      open = [];
    };
    for (const line of piece.split("\n")) {
      const last = blocks.at(-1);
      if (open.length === 0 && last?.kind === "list" && blocks.length > before && GOES_ON.test(line) && !ALONE.test(line.trim())) {
        blocks[blocks.length - 1] = { ...last, items: [...last.items.slice(0, -1), `${last.items.at(-1)!} ${line.trim()}`] };
        continue;
      }
      if (!ALONE.test(line)) {
        open.push(ESCAPED.test(line) ? line.slice(1) : line);
        continue;
      }
      if (line.startsWith(SUBHEADING)) {
        close();
        blocks.push({ kind: "heading", text: line.slice(SUBHEADING.length).trim() });
      } else if (ROW.test(line)) {
        const cells = cellsOf(line);
        const going = open.length === 0 && blocks.length > before && last?.kind === "table" ? last : null;
        // The rule that some write under a table's headings.
        if (going?.rows.length === 1 && !ruled && isRule(cells)) {
          ruled = true;
          continue;
        }
        if (going) blocks[blocks.length - 1] = { ...going, rows: [...going.rows, cells] };
        else {
          const caption = open.length > 0 && CAPTION.test(open.at(-1)!) ? open.pop()!.replace(CAPTION, "").trim() : "";
          close();
          ruled = false;
          blocks.push({ kind: "table", caption, rows: [cells] });
        }
      } else {
        const number = NUMBERED.exec(line);
        const item = line.replace(number ? NUMBERED : ITEM, "").trim();
        const going = open.length === 0 && last?.kind === "list" ? last : null;
        close();
        // A list goes on where its numbers do.
        if (going && (number ? going.start !== null && Number(number[1]) === going.start + going.items.length : going.start === null)) blocks[blocks.length - 1] = { ...going, items: [...going.items, item] };
        else blocks.push({ kind: "list", start: number ? Number(number[1]) : null, items: [item] });
      }
    }
    close();
  }
  return blocks.filter((block) => block.kind !== "heading" || block.text !== "");
}

const oneLine = (text: string): string => text.split("\n").map((line) => line.trim()).filter(Boolean).join(" ");
const cellText = (text: string): string => oneLine(text).replace(/\{\{[^{}]*\}\}|\|/g, (found) => (found === "|" ? "\\|" : found));

/** The text that says the same as its parts: what was read of it is read again. */
export function writeProse(blocks: readonly SectionTextBlock[]): string {
  return blocks.map((block) => {
    switch (block.kind) {
      case "heading":
        return `${SUBHEADING}${oneLine(block.text)}`;
      case "paragraph":
        return block.text.replace(/\n{2,}/g, "\n").trim().split("\n").map((line) => (ALONE.test(line) || ESCAPED.test(line) ? `\\${line}` : line)).join("\n");
      case "list":
        return block.items.map((item, index) => `${block.start === null ? "-" : `${block.start + index}.`} ${oneLine(item)}`).join("\n");
      case "table":
        return [...(block.caption ? [`Tabell: ${oneLine(block.caption)}`] : []), ...block.rows.map((row) => `| ${row.map(cellText).join(" | ")} |`)].join("\n");
    }
  }).filter(Boolean).join("\n\n");
}

/** Running text in its pieces: words, and the references in between. */
export type SectionTextPiece = { readonly kind: "words"; readonly text: string } | { readonly kind: "reference"; readonly code: string };
export function piecesOf(text: string): SectionTextPiece[] {
  return text.split(/(\{\{[^{}]+\}\})/).filter(Boolean).map((piece) => (/^\{\{[^{}]+\}\}$/.test(piece) ? { kind: "reference", code: piece } : { kind: "words", text: piece }));
}
/** A reference's own text where it is a footnote; null for a figure. */
export const footnoteOf = (code: string): string | null => /^\{\{\s*fotnot\s*:\s*([^{}]*)\}\}$/.exec(code)?.[1]?.trim() ?? null;
