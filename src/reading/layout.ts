import { unaccented } from "../platform/swedish.ts";

/** What any file is turned into before anything is understood: headings, paragraphs and tables, each with its place. */

/** 1-based line in a text, or page in a PDF or (for DOCX) running paragraph number. */
export type Place = number;

export interface Heading {
  readonly kind: "heading";
  readonly text: string;
  /** 1 is the highest; null when only its look in plain text says that it is a heading. */
  readonly level: number | null;
  readonly line: Place;
}

export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: string;
  readonly lines: readonly { readonly text: string; readonly line: Place }[];
  /** A list item, and the mark it carried ("●", "-"). */
  readonly marker: string | null;
  readonly bold: boolean;
  readonly line: Place;
}

export interface TableRow {
  readonly cells: readonly string[];
  readonly line: Place;
  /** Its numbers could be parted in more ways than one: these cells are the likeliest. */
  readonly guessed?: true;
}

export interface Table {
  readonly kind: "table";
  readonly rows: readonly TableRow[];
  readonly caption: string | null;
  /** Cell borders were explicit (tabs, pipes, tags), so a row that does not fit is broken, not guessed. */
  readonly strict: boolean;
  readonly line: Place;
}

export type Block = Heading | Paragraph | Table;

export interface Layout {
  readonly format: "text" | "pdf" | "docx";
  readonly blocks: readonly Block[];
  /** Source lines (texts) or page texts (PDF), so that what was understood can be shown beside what stood there. */
  readonly lines: readonly string[];
  /** Read by machine from a picture: letters and figures may be wrong. */
  readonly scanned: boolean;
}

const comparable = (text: string): string =>
  unaccented(text)
    .replace(/\u00ad/g, "")
    .replace(/(\p{L})-\s+(?=\p{L})/gu, "$1")
    .replace(/[^\p{L}\p{N}%/]+/gu, " ")
    .trim();
/** A document's headings and cells are compared many times each. */
const folded = new Map<string, string>();
const [MOST_FOLDED, LONGEST_FOLDED] = [20_000, 200];

/** Lower case, without accents, punctuation or doubled space: how header words are compared, also after bad scanning. */
export function fold(text: string): string {
  const known = folded.get(text);
  if (known !== undefined) return known;
  const plain = comparable(text);
  if (text.length > LONGEST_FOLDED) return plain;
  if (folded.size >= MOST_FOLDED) folded.clear();
  folded.set(text, plain);
  return plain;
}

/** "Budget- avvikelse" is one word that a narrow column broke; "kost- och hälsa" is not. */
export const joinBrokenWord = (text: string): string =>
  text.replace(/(\p{Ll})-\s+(?!(?:och|eller|samt|respektive|resp)\b)(\p{Ll})/gu, "$1$2").replace(/\s+/g, " ").trim();

/** Ordinary Swedish has å, ä and ö in every twentieth letter; machine-read pictures lose most of them. */
export function looksScanned(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const swedish = text.match(/[åäöÅÄÖ]/g)?.length ?? 0;
  return letters > 2000 && swedish / letters < 0.015;
}

export const isTable = (block: Block | undefined): block is Table => block?.kind === "table";
/** The lines that are rows of a table. */
export const tableLines = (blocks: readonly Block[]): ReadonlySet<Place> => new Set(blocks.filter(isTable).flatMap(({ rows }) => rows.map(({ line }) => line)));
export const isHeading = (block: Block | undefined): block is Heading => block?.kind === "heading";
export const isParagraph = (block: Block | undefined): block is Paragraph => block?.kind === "paragraph";
