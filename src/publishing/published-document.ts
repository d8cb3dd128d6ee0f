import { enclosureKey, type Enclosure } from "../documents/enclosure.ts";
import { cellText, enclosuresOf, words, type Block, type DocumentModel, type TableBlock } from "../documents/document.ts";
import type { TableCell } from "../platform/table/table-file.ts";
import { unaccented } from "../platform/swedish.ts";

/** A decided document that is public, in one edition. */
export interface PublishedDocument {
  readonly committeeId: number;
  /** The committee as it is called in the year, and its part of addresses. */
  readonly committee: string;
  readonly committeeSlug: string;
  readonly year: number;
  readonly kind: string;
  /** 1 for the first. */
  readonly edition: number;
  readonly title: string;
  /** SHA-256 of what was decided. */
  readonly hash: string;
  /** ISO date of the decision. */
  readonly decidedOn: string;
  /** ISO time. */
  readonly publishedAt: string;
  readonly withheld: readonly WithheldDocument[];
}
/** What of a document is not told, and by which ground in law; section "" is the whole. */
export interface WithheldDocument {
  readonly section: string;
  readonly ground: string;
}

/** A row of what has been said of an edition. */
export interface WithheldDocumentRow extends WithheldDocument {
  readonly edition: number;
}
/** The section of a row that says that an edition has been looked through. */
export const LOOKED_THROUGH = ".";
/** What is withheld of an edition: what was said of it, else what holds of the one before. A secret is none the less so in a later edition. */
export function withheldOf(rows: readonly WithheldDocumentRow[], edition: number): WithheldDocument[] {
  const from = Math.max(0, ...rows.map((row) => row.edition).filter((one) => one <= edition));
  return rows.filter((row) => row.edition === from && row.section !== LOOKED_THROUGH).map(({ ground, section }) => ({ ground, section }));
}

/** What is withheld, in one line: what was seen is held against what is. */
export const seenOf = (withheld: readonly WithheldDocument[]): string => JSON.stringify([...withheld].sort((a, b) => a.section.localeCompare(b.section)).map(({ ground, section }) => [section, ground]));

/** What of a document may be withheld: each of its headings with all below it, each of its enclosures, and "" for the whole. */
export const withholdable = ({ blocks }: Pick<DocumentModel, "blocks">): ReadonlySet<string> => new Set(["", ...blocks.flatMap((block) => (block.kind === "heading" ? [block.id] : [])), ...enclosuresOf({ blocks }).map(enclosureKey)]);

export const LONGEST_GROUND = 300;
const wholeGround = (withheld: readonly WithheldDocument[]): string | null => withheld.find(({ section }) => section === "")?.ground ?? null;
/** The ground that a whole document is withheld by; null where it is told. */
export const groundOf = ({ withheld }: Pick<PublishedDocument, "withheld">): string | null => wholeGround(withheld);

export const withheldSentence = (ground: string): string => `Avsnittet är undantaget från publicering. Grund: ${ground}.`;

/** An enclosure as the public is told of it. */
function toldEnclosure(enclosure: Enclosure, withheld: readonly WithheldDocument[]): Enclosure {
  const ground = withheld.find(({ section }) => section === enclosureKey(enclosure))?.ground;
  return ground === undefined ? enclosure : { ...enclosure, hash: "", fileName: "", withheld: ground };
}
/** A document as the public reads it: what is withheld is its heading and the ground, and nothing below it. */
export function publicModel(model: DocumentModel, withheld: readonly WithheldDocument[]): DocumentModel {
  const whole = wholeGround(withheld);
  if (whole !== null) return { ...model, blocks: [{ kind: "paragraph", inlines: [words(`Dokumentet är undantaget från publicering. Grund: ${whole}.`)] }] };
  const blocks: Block[] = [];
  /** The level that what is withheld goes on under; null where nothing is. */
  let under: number | null = null;
  for (const block of model.blocks) {
    if (block.kind === "heading" && (under === null || block.level <= under)) {
      const ground = withheld.find(({ section }) => section === block.id)?.ground;
      under = ground === undefined ? null : block.level;
      blocks.push(block, ...(ground === undefined ? [] : [{ kind: "paragraph" as const, inlines: [words(withheldSentence(ground))] }]));
    } else if (under === null) blocks.push(block.kind === "enclosures" ? { ...block, enclosures: block.enclosures.map((enclosure) => toldEnclosure(enclosure, withheld)) } : block);
  }
  return { ...model, blocks };
}

/** The address of an enclosure of a document, beside its sections'. */
export const enclosureFileName = (enclosure: Pick<Enclosure, "id">): string => `${enclosureKey(enclosure)}.pdf`;

/** A table's rows as a file has them: exact numbers where they are figures, words where they are words. */
export const rowsOfTable = ({ columns, rows }: TableBlock): TableCell[][] => [
  columns.map(({ label }) => label.replace(/\s+/g, " ")),
  ...rows.map(({ cells }) => cells.map((cell): TableCell => (cell.kind === "figure" ? (cell.figure.value === null ? null : { number: cell.figure.value }) : cellText(cell) || null))),
];

/** A table as data: each cell's words, with its exact value and unit where it is a figure. Missing is null. */
export const tableData = ({ caption, columns, notes, rows }: TableBlock) => ({
  caption, columns: columns.map(({ label }) => label.replace(/\s+/g, " ")), notes,
  rows: rows.map(({ cells, total }) => ({ total, cells: cells.map((cell) => (cell.kind === "figure" ? { text: cellText(cell), value: cell.figure.value, unit: cell.figure.unit } : { text: cellText(cell) })) })),
});

export interface FoundDocumentText {
  /** What stands around the first of the words. */
  readonly excerpt: string;
  /** How well it answers, the higher the better. */
  readonly weight: number;
}
const AROUND = 90;
/**
 * Whether a text has all the words of a question, and where; null where it has not. Words in the heading weigh more.
 * @param plain the text without accents, where that is known already.
 */
export function findInText(text: string, asked: string, plain = unaccented(text)): FoundDocumentText | null {
  const wanted = unaccented(asked).split(/\s+/).filter(Boolean);
  if (!wanted.length || !wanted.every((word) => plain.includes(word))) return null;
  const heading = plain.split("\n")[0]!;
  const at = Math.min(...wanted.map((word) => plain.indexOf(word, heading.length + 1)).map((place) => (place < 0 ? heading.length + 1 : place)));
  const from = Math.max(heading.length + 1, at - AROUND);
  const excerpt = text.slice(from, at + 2 * AROUND).replace(/\s+/g, " ").trim();
  const weight = wanted.reduce((sum, word) => sum + plain.split(word).length - 1 + (heading.includes(word) ? 20 : 0), 0);
  return { excerpt: `${from > heading.length + 1 ? "… " : ""}${excerpt}${at + 2 * AROUND < text.length ? " …" : ""}`, weight };
}

/** Permanent addresses of a document, of one of its editions, and of its parts. */
export const publishedHref = ({ committeeSlug, kind, year }: Pick<PublishedDocument, "committeeSlug" | "year" | "kind">, rest = ""): string => `/publicerat/${committeeSlug}/${year}/${kind}${rest}`;
export const editionHref = (document: Pick<PublishedDocument, "committeeSlug" | "year" | "kind" | "edition">, rest = ""): string => publishedHref(document, `/upplaga-${document.edition}${rest}`);
