import { MEBIBYTE } from "../platform/file-name.ts";

/** A file that lies with a matter (handling). */
export interface MatterEnclosure {
  readonly id: number;
  readonly committeeId: number;
  readonly matterId: number;
  readonly title: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteCount: number;
  /** SHA-256 of its bytes. */
  readonly hash: string;
  readonly secrecy: "open" | "secret";
  readonly secrecyGround: string | null;
  /** ISO date. */
  readonly addedOn: string;
  readonly version: number;
}
export const MOST_MATTER_ENCLOSURE_BYTES = 30 * MEBIBYTE;
export const MOST_MATTER_ENCLOSURES = 100;
const LONGEST_TITLE = 200;
const LONGEST_GROUND = 150;

interface EnclosureKind {
  readonly words: string;
  readonly mediaType: string;
  readonly endings: readonly string[];
  /** What its first bytes are; null where they say nothing, as of text. */
  readonly begins: readonly number[] | null;
}
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The files that are taken: those that every office opens and an archive can keep. */
export const ENCLOSURE_KINDS: readonly EnclosureKind[] = [
  { words: "PDF", mediaType: "application/pdf", endings: ["pdf"], begins: [0x25, 0x50, 0x44, 0x46] },
  { words: "Word", mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", endings: ["docx"], begins: ZIP },
  { words: "Excel", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", endings: ["xlsx"], begins: ZIP },
  { words: "OpenDocument-text", mediaType: "application/vnd.oasis.opendocument.text", endings: ["odt"], begins: ZIP },
  { words: "OpenDocument-kalkylark", mediaType: "application/vnd.oasis.opendocument.spreadsheet", endings: ["ods"], begins: ZIP },
  { words: "PNG-bild", mediaType: "image/png", endings: ["png"], begins: [0x89, 0x50, 0x4e, 0x47] },
  { words: "JPEG-bild", mediaType: "image/jpeg", endings: ["jpg", "jpeg"], begins: [0xff, 0xd8, 0xff] },
  { words: "text", mediaType: "text/plain", endings: ["txt"], begins: null },
  { words: "CSV", mediaType: "text/csv", endings: ["csv"], begins: null },
];
export const ENCLOSURE_ENDINGS = ENCLOSURE_KINDS.flatMap(({ endings }) => endings.map((ending) => `.${ending}`));
/** What a file is, by its name and its first bytes; null where they do not agree, or it is of no kind that is taken. */
export function enclosureKind(fileName: string, bytes: Uint8Array): EnclosureKind | null {
  const ending = fileName.toLowerCase().split(".").at(-1) ?? "";
  const kind = ENCLOSURE_KINDS.find(({ endings }) => endings.includes(ending)) ?? null;
  if (!kind) return null;
  // Text has no sign of its own; it has none of what no text has either.
  if (kind.begins === null) return bytes.subarray(0, 4096).includes(0) ? null : kind;
  return kind.begins.every((byte, index) => bytes[index] === byte) ? kind : null;
}
export const enclosureKindWords = (mediaType: string): string => ENCLOSURE_KINDS.find((kind) => kind.mediaType === mediaType)?.words ?? "fil";

/** What is told of a file. */
export interface MatterEnclosureInput { readonly title: string; readonly secrecy: string; readonly secrecyGround: string | null }
/** What makes that unfit, with its field; null where nothing does. */
export function matterEnclosureFault({ secrecy, secrecyGround, title }: MatterEnclosureInput): { readonly field: string; readonly message: string } | null {
  if (!title.trim()) return { field: "title", message: "Skriv vad handlingen heter." };
  if (title.trim().length > LONGEST_TITLE) return { field: "title", message: `Handlingens namn är längre än ${LONGEST_TITLE} tecken; korta det.` };
  if (secrecy !== "open" && secrecy !== "secret") return { field: "secrecy", message: "Sekretess: välj i listan." };
  if (secrecy === "secret" && !secrecyGround?.trim()) return { field: "secrecy_ground", message: "Skriv grunden för sekretessen." };
  if (secrecy === "open" && secrecyGround?.trim()) return { field: "secrecy", message: "En grund för sekretess är skriven, men handlingen är offentlig; välj sekretess eller ta bort grunden." };
  return (secrecyGround ?? "").length > LONGEST_GROUND ? { field: "secrecy_ground", message: `Grunden är längre än ${LONGEST_GROUND} tecken; korta den.` } : null;
}
