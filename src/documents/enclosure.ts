import { MEBIBYTE, sizeText } from "../platform/file-name.ts";
import { counted } from "../platform/swedish.ts";

/** A file that lies with a document, as the document tells of it. Its bytes are had by its fingerprint. */
export interface Enclosure {
  readonly id: number;
  readonly title: string;
  readonly fileName: string;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly byteCount: number;
  readonly pageCount: number;
  /** Whether a machine finds nothing against its accessibility (PDF/UA-1). */
  readonly accessible: boolean;
  /** The ground that it is withheld by from what is published; it has no fingerprint then. */
  readonly withheld?: string;
}

export const LONGEST_ENCLOSURE_TITLE = 200;
export const MOST_ENCLOSURES = 50;
export const MOST_ENCLOSURE_BYTES = 30 * MEBIBYTE;
/** What a file that holds them all may hold. */
export const MOST_JOINED_BYTES = 150 * MEBIBYTE;
export const MOST_ENCLOSURE_PAGES = 1000;

/** What kind of file it is, and how large: "PDF, 12 sidor, 340 kB". */
export const enclosureForm = ({ byteCount, pageCount }: Pick<Enclosure, "byteCount" | "pageCount">): string => `PDF, ${counted(pageCount, "sida", "sidor")}, ${sizeText(byteCount)}`;

export const withheldEnclosure = (ground: string): string => `Undantagen från publicering. Grund: ${ground}.`;
/** An enclosure in one line, as it stands in a list on paper. */
export const enclosureText = (enclosure: Enclosure): string => (enclosure.withheld === undefined ? `${enclosure.title} (${enclosureForm(enclosure)})` : `${enclosure.title}. ${withheldEnclosure(enclosure.withheld)}`);
/** The same with what tells one file from another, for those who compare. */
export const enclosureLine = (enclosure: Enclosure): string => `${enclosureText(enclosure)}, fingeravtryck ${enclosure.hash.slice(0, 12)}`;

/** Its place among what may be withheld of a document, and in public addresses. */
export const enclosureKey = ({ id }: Pick<Enclosure, "id">): string => `handling-${id}`;

/** What it is called where nobody has said: its file's name, without its ending. */
export const titleOfFile = (fileName: string): string => fileName.replace(/\.pdf$/i, "").replace(/[_\s]+/g, " ").trim().slice(0, LONGEST_ENCLOSURE_TITLE);

/** Moves one of some a step up or down, and answers them in their new order. */
export function movedStep<T extends { readonly id: number }>(all: readonly T[], id: number, step: -1 | 1): readonly T[] {
  const at = all.findIndex((one) => one.id === id);
  const to = at + step;
  if (at < 0 || to < 0 || to >= all.length) return all;
  const moved = [...all];
  [moved[at], moved[to]] = [moved[to]!, moved[at]!];
  return moved;
}
