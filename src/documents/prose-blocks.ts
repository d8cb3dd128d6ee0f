import { parseNumber } from "../platform/swedish.ts";
import { headingId } from "./block-parts.ts";
import { text, type Block, type Cell, type TableBlock } from "./document.ts";
import { liveText, proseText, type FigureData } from "./live-figure.ts";
import { readProse, type SectionTextBlock } from "./section-prose.ts";
import type { TemplateSection } from "./template.ts";

/** A cell with a figure alone is that figure; other cells are their words. */
function cellOf(said: string, data: FigureData): Cell {
  const [inline, ...more] = liveText(said, data);
  return inline?.kind === "figure" && more.length === 0 ? { kind: "figure", figure: inline.figure } : text(proseText(said, data));
}

/** A table that somebody wrote: a column of nothing but numbers and figures is set as numbers. */
function tableOf({ caption, rows }: Extract<SectionTextBlock, { kind: "table" }>, data: FigureData): TableBlock {
  const [head = [], ...body] = rows;
  const width = Math.max(...rows.map((row) => row.length));
  const cells = body.map((row) => Array.from({ length: width }, (_, index) => cellOf(row[index] ?? "", data)));
  const isNumber = (cell: Cell): boolean => cell.kind === "figure" || (cell.kind === "text" && (cell.text === "" || /^[–−-]$/.test(cell.text) || parseNumber(cell.text.replace(/\s*%$/, "")) !== null));
  return {
    kind: "table", caption: caption || "Tabell", unbroken: rows.length <= 12, notes: [],
    columns: Array.from({ length: width }, (_, index) => ({ label: head[index] ?? "", align: index > 0 && cells.length > 0 && cells.every((row) => isNumber(row[index]!)) ? "number" as const : "text" as const })),
    rows: cells.map((row) => ({ total: false, cells: row })),
  };
}

/** A section's text as blocks of a document, its figures taken from the register. */
export function proseBlocks(body: string, { key, level }: Pick<TemplateSection, "key" | "level">, data: FigureData): Block[] {
  return readProse(body).map((block, index): Block => {
    switch (block.kind) {
      case "heading":
        return { kind: "heading", level: level === 1 ? 2 : 3, text: block.text, id: headingId(block.text, `${key}-${index}`) };
      case "paragraph":
        return { kind: "paragraph", inlines: liveText(block.text, data) };
      case "list":
        return { kind: "list", items: block.items.map((item) => liveText(item, data)), ...(block.ordered ? { ordered: true } : {}) };
      case "table":
        return tableOf(block, data);
    }
  });
}
