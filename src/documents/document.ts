import { figureText, type Figure } from "../platform/figure.ts";
import { formatNumber } from "../platform/swedish.ts";
import { contrast, drawnColours, LEAST_CONTRAST, PAPER, STATUS_COLOURS } from "./palette.ts";
import { enclosureText, type Enclosure } from "./enclosure.ts";
import type { LevelColour, LevelShape } from "../assessment/assessment.ts";

/** A status is always a shape and words, never colour alone. */
export interface Status {
  readonly shape: LevelShape;
  readonly colour: LevelColour;
  readonly label: string;
}

export type Inline =
  | { readonly kind: "text"; readonly text: string; readonly strong?: boolean; /** What became of it since an earlier edition. */ readonly change?: "added" | "removed" }
  /** `text` is the figure as written in the sentence, unit and all. */
  | { readonly kind: "figure"; readonly figure: Figure; readonly text: string }
  | { readonly kind: "footnote"; readonly text: string };

export type Cell =
  | { readonly kind: "text"; readonly text: string }
  /** `text` is the figure as somebody wrote it in a cell, unit and all; else it is shown as its column is. */
  | { readonly kind: "figure"; readonly figure: Figure; readonly text?: string }
  | { readonly kind: "status"; readonly status: Status; readonly text: string | null };

export interface TableColumn {
  readonly label: string;
  readonly align: "text" | "number";
  /** Share of the width beside the other text columns. */
  readonly weight?: number;
}
export interface TableBlock {
  readonly kind: "table";
  readonly caption: string;
  /** The declared header row; the first cell of each row is the row's header. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly { readonly cells: readonly Cell[]; readonly total: boolean }[];
  /** Small tables are not broken over pages. */
  readonly unbroken: boolean;
  readonly notes: readonly string[];
}
export type Block =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string; readonly id: string }
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[]; /** The number of the first item, where they are numbered. */ readonly start?: number }
  | { readonly kind: "status"; readonly status: Status }
  | TableBlock
  /** The files that lie with the document. */
  | { readonly kind: "enclosures"; readonly enclosures: readonly Enclosure[] }
  /** The place of an enclosure in a file that holds them all: its pages follow, where the form has pages. */
  | { readonly kind: "enclosure"; readonly heading: string; readonly id: string; readonly enclosure: Enclosure }
  | { readonly kind: "chart"; readonly title: string; readonly svg: string; readonly description: string };

/** A whole document, before any form is given to it. All three renderers start here. */
export interface DocumentModel {
  /** The key of its template: "annual-report". */
  readonly kind: string;
  readonly language: "sv";
  readonly title: string;
  readonly organisation: string;
  readonly committee: string;
  readonly year: number;
  readonly diaryNumber: string | null;
  /** "Utkast" and the like: shown on the title page. */
  readonly status: string;
  readonly blocks: readonly Block[];
}

/** A number stays on the line of its unit. */
export const withUnit = (value: string): string => value.replace(/(\d) (?=(%|procent|mkr|mnkr|tkr|kr)(?![\p{L}]))/gu, "$1\u00a0");
export const text = (value: string): Cell => ({ kind: "text", text: withUnit(value) });
export const words = (value: string): Inline => ({ kind: "text", text: withUnit(value) });
export const cellText = (cell: Cell): string =>
  cell.kind === "figure" ? (cell.text ?? figureText(cell.figure)) : cell.kind === "status" ? [cell.status.label, cell.text].filter(Boolean).join(". ") : cell.text;
export const inlineText = (inline: Inline): string => (inline.kind === "footnote" ? "" : inline.text);

/** Whether a block leads into the next, and is not left alone at the foot of a page. */
export function leadsOn(block: Block, next: Block | undefined): boolean {
  if (block.kind === "table") return next?.kind === "chart";
  if (block.kind !== "paragraph") return block.kind === "status";
  return block.inlines.every((inline) => inline.kind === "text" && inline.strong === true) || block.inlines.map(inlineText).join("").endsWith(":");
}

/** The files that lie with a document, in their order. */
export const enclosuresOf = ({ blocks }: Pick<DocumentModel, "blocks">): readonly Enclosure[] => blocks.flatMap((block) => (block.kind === "enclosures" ? block.enclosures : []));
/** A list of enclosures as any other list. */
export const enclosureList = ({ enclosures }: Extract<Block, { kind: "enclosures" }>): Extract<Block, { kind: "list" }> => ({ kind: "list", start: 1, items: enclosures.map((enclosure) => [words(enclosureText(enclosure))]) });
/** What is said where an enclosure's pages stand. */
export const enclosureSheet = ({ enclosure }: Extract<Block, { kind: "enclosure" }>): string =>
  `${enclosureText(enclosure)}. ${enclosure.accessible ? "" : "Den som gjorde filen har inte gjort den tillgänglig för hjälpmedel. "}Fingeravtryck (SHA-256) ${enclosure.hash}.`;

/** All figures of the model, in the order they are read. */
export function figuresOf(model: DocumentModel): Figure[] {
  const inInlines = (inlines: readonly Inline[]) => inlines.flatMap((inline) => (inline.kind === "figure" ? [inline.figure] : []));
  return model.blocks.flatMap((block) => {
    if (block.kind === "paragraph") return inInlines(block.inlines);
    if (block.kind === "list") return block.items.flatMap(inInlines);
    if (block.kind === "table") return block.rows.flatMap((row) => row.cells.flatMap((cell) => (cell.kind === "figure" ? [cell.figure] : [])));
    return [];
  });
}

/** What makes a document unfit to publish (DOS-lagen 2018:1937, EN 301 549), each in one Swedish sentence. */
export function faultsOf(model: DocumentModel): string[] {
  const faults: string[] = [];
  if (model.language !== "sv") faults.push("Dokumentets språk är inte angivet.");
  if (!model.title.trim()) faults.push("Dokumentet saknar titel.");
  let level = 0;
  for (const block of model.blocks) {
    if (block.kind === "enclosure") level = 2;
    else if (block.kind === "heading") {
      if (!block.text.trim()) faults.push("En rubrik är tom.");
      if (block.level > level + 1) faults.push(`Rubriken »${block.text}« hoppar från nivå ${level} till nivå ${block.level}.`);
      level = block.level;
    } else if (block.kind === "chart") {
      if (!block.description.trim()) faults.push(`Diagrammet »${block.title}« saknar beskrivning.`);
      faults.push(...drawnColours(block.svg).flatMap((colour) => faintness(`Diagrammet »${block.title}«`, colour)));
    } else if (block.kind === "table") faults.push(...tableFaults(block));
    else if (block.kind === "status") {
      if (!block.status.label.trim()) faults.push("En status saknar ord.");
      faults.push(...faintness(`Statusen »${block.status.label}«`, STATUS_COLOURS[block.status.colour]));
    }
  }
  return faults;
}

function faintness(what: string, colour: string): string[] {
  const ratio = contrast(colour, PAPER);
  return ratio >= LEAST_CONTRAST ? [] : [`${what} har färgen ${colour} med kontrasten ${formatNumber(ratio.toFixed(1))} mot papperet; minst ${formatNumber(String(LEAST_CONTRAST))} krävs.`];
}

function tableFaults(table: TableBlock): string[] {
  const faults: string[] = [];
  if (!table.caption.trim()) faults.push("En tabell saknar rubrik.");
  if (table.columns.some((column) => !column.label.trim())) faults.push(`Tabellen »${table.caption}« har en kolumn utan rubrik.`);
  for (const row of table.rows) {
    const first = row.cells[0];
    if (row.cells.length !== table.columns.length) faults.push(`Tabellen »${table.caption}« har en rad med ${row.cells.length} av ${table.columns.length} celler.`);
    if (!first || !cellText(first).trim()) faults.push(`Tabellen »${table.caption}« har en rad utan radrubrik.`);
  }
  return faults;
}
