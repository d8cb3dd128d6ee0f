/** Where a stored value came from: a place in a file, the example's data, or somebody's keyboard. */
export interface Origin {
  readonly kind: "file" | "example" | "typed";
  readonly fileName: string | null;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly fileHash: string | null;
  /** 1-based. */
  readonly place: number | null;
  readonly placeKind: "line" | "page" | "paragraph" | null;
  /** What stood there, at most 300 characters. */
  readonly excerpt: string | null;
  /** The reader and its version. */
  readonly reader: string | null;
}

export interface StoredOrigin extends Origin {
  readonly id: number;
  readonly actor: string;
  /** ISO time. */
  readonly recordedAt: string;
}

export const EXCERPT_LENGTH = 300;

const PLACE_WORDS = { line: "rad", page: "sida", paragraph: "stycke" } as const;

/** "arsredovisning.txt, rad 446" */
export function originText(origin: Pick<StoredOrigin, "kind" | "fileName" | "place" | "placeKind">): string {
  const where = origin.place && origin.placeKind ? `, ${PLACE_WORDS[origin.placeKind]} ${origin.place}` : "";
  if (origin.kind === "typed") return "Inmatat för hand";
  return `${origin.fileName ?? "Okänd fil"}${where}`;
}

/** A stored row in words, for who asks where a figure comes from. */
export interface DescribedRow {
  /** What the row says: "Personalkostnader, 2021". */
  readonly label: string;
  readonly value: string | null;
  /** Where the row came from; null for what is reckoned from many, which is told by `stored`. */
  readonly origin: number | null;
  /** Where what has no origin of its own comes from: in words, where it is seen, who put it there and when (ISO time). */
  readonly stored?: { readonly words: string; readonly href: string; readonly actor: string; readonly at: string };
  /** Whose the row is, and of which year: its page stands in that frame. */
  readonly committeeId?: number;
  readonly year?: number;
  /** What it is a part of, as the trail names it: its page and its history. */
  readonly subject?: string;
  /** What the number means: each a name and what it says. */
  readonly facts?: readonly (readonly [name: string, said: string])[];
  /** The same of the year before, where there is one: what it is called, and what it says. */
  readonly before?: { readonly label: string; readonly value: string | null } | null;
}
