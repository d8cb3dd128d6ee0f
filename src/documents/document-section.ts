import { slug } from "../platform/swedish.ts";
import { cellText, inlineText, type Block, type DocumentModel, type TableBlock } from "./document.ts";
import { enclosureText } from "./enclosure.ts";

/** A part of a document with an address of its own: what stands under one of its main headings. */
export interface DocumentSection {
  readonly key: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}
export function sectionsOf({ blocks }: Pick<DocumentModel, "blocks">): DocumentSection[] {
  const sections: { key: string; heading: string; blocks: Block[] }[] = [];
  for (const block of blocks) {
    if (block.kind === "heading" && block.level === 1) sections.push({ key: block.id, heading: block.text, blocks: [] });
    else sections.at(-1)?.blocks.push(block);
  }
  return sections;
}

/** Where a table of a document is found. */
export interface DocumentTablePlace {
  /** Its caption as an address: "antal-hushall"; the second of the same caption has "-2". */
  readonly key: string;
  /** The section that it stands in. */
  readonly section: string;
}
export interface DocumentTable extends DocumentTablePlace {
  readonly table: TableBlock;
}
/** @param shown the blocks that are public: a table's address is the same whatever is withheld before it. */
export function tablesOf(model: Pick<DocumentModel, "blocks">, shown: readonly Block[] = model.blocks): DocumentTable[] {
  const taken = new Map<string, number>();
  let section = "";
  return model.blocks.flatMap((block): DocumentTable[] => {
    if (block.kind === "heading" && block.level === 1) section = block.id;
    if (block.kind !== "table") return [];
    const bare = slug(block.caption).slice(0, 80).replace(/-$/, "") || "tabell";
    const number = (taken.get(bare) ?? 0) + 1;
    taken.set(bare, number);
    return shown.includes(block) ? [{ key: number === 1 ? bare : `${bare}-${number}`, section, table: block }] : [];
  });
}

const textOf = (block: Block): string => {
  switch (block.kind) {
    case "heading": return block.text;
    case "paragraph": return block.inlines.map(inlineText).join("");
    case "list": return block.items.map((item) => item.map(inlineText).join("")).join(". ");
    case "status": return block.status.label;
    case "table": return [block.caption, ...block.rows.map(({ cells }) => cells.map(cellText).join(" "))].join(". ");
    case "enclosures": return block.enclosures.map(enclosureText).join(". ");
    case "enclosure": return block.heading;
    case "chart": return block.title;
  }
};
/** A section's text, as it is searched in: its heading, then a line for each block. */
export const searchText = ({ blocks, heading }: Pick<DocumentSection, "blocks" | "heading">): string => [heading, ...blocks.map(textOf)].join("\n");
