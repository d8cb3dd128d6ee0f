import { figureText } from "../platform/figure.ts";
import { parseNumber } from "../platform/swedish.ts";
import { headingId } from "./block-parts.ts";
import { text, type Block, type Cell, type TableBlock } from "./document.ts";
import { liveText, proseText, type FigureData } from "./live-figure.ts";
import { readProse, type SectionTextBlock } from "./section-prose.ts";
import type { TemplateSection } from "./template.ts";

/** A cell with a figure alone is that figure, as it was written; other cells are their words. */
function cellOf(said: string, data: FigureData): Cell {
  const [inline, ...more] = liveText(said, data).filter(({ kind }) => kind !== "footnote");
  if (inline?.kind !== "figure" || more.length > 0) return text(proseText(said, data));
  return { kind: "figure", figure: inline.figure, ...(inline.text === figureText(inline.figure) ? {} : { text: inline.text }) };
}
/** A cell's footnotes are said under the table. */
const notesIn = (said: string, data: FigureData): string[] => liveText(said, data).flatMap((inline) => (inline.kind === "footnote" ? [inline.text] : []));
const isNumber = (cell: Cell): boolean => cell.kind === "figure" || (cell.kind === "text" && (cell.text === "" || /^[–−-]$/.test(cell.text) || parseNumber(cell.text.endsWith("%") ? cell.text.slice(0, -1).trimEnd() : cell.text) !== null));

/** A table that somebody wrote: a column of nothing but numbers and figures is set as numbers. What is empty from side to side is no row. */
function tableOf({ caption, rows }: Extract<SectionTextBlock, { kind: "table" }>, data: FigureData): TableBlock {
  const [head = [], ...body] = rows;
  const width = Math.max(...rows.map((row) => row.length));
  const cells = body.filter((row) => row.some(Boolean)).map((row) => Array.from({ length: width }, (_, index) => cellOf(row[index] ?? "", data)));
  return {
    kind: "table", caption: proseText(caption, data) || "Tabell", unbroken: rows.length <= 12, notes: [caption, ...rows.flat()].flatMap((said) => notesIn(said, data)),
    columns: Array.from({ length: width }, (_, index) => ({ label: proseText(head[index] ?? "", data), align: index > 0 && cells.length > 0 && cells.every((row) => isNumber(row[index]!)) ? "number" as const : "text" as const })),
    rows: cells.map((row) => ({ total: false, cells: row })),
  };
}

/** A section's text as blocks of a document, its figures taken from the register. */
export function proseBlocks(body: string, { key, level }: Pick<TemplateSection, "key" | "level">, data: FigureData): Block[] {
  /** How many subheadings have had the same address: what stands above one does not change it. */
  const taken = new Map<string, number>();
  const idOf = (said: string): string => {
    const bare = headingId(said, key);
    const number = (taken.get(bare) ?? 0) + 1;
    taken.set(bare, number);
    return number === 1 ? bare : `${bare}-${number}`;
  };
  return readProse(body).map((block): Block => {
    switch (block.kind) {
      case "heading": {
        const said = proseText(block.text, data);
        return { kind: "heading", level: level === 1 ? 2 : 3, text: said, id: idOf(said) };
      }
      case "paragraph":
        return { kind: "paragraph", inlines: liveText(block.text, data) };
      case "list":
        return { kind: "list", items: block.items.map((item) => liveText(item, data)), ...(block.start === null ? {} : { start: block.start }) };
      case "table":
        return tableOf(block, data);
    }
  });
}
