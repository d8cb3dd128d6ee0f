import { formatNumber } from "../platform/swedish.ts";
import { contrast, LEAST_CONTRAST, PAPER } from "./palette.ts";

/** Typefaces that a document may be set in; their files come with the program. */
export const TYPEFACES = { "source-sans": "Source Sans 3", "source-serif": "Source Serif 4" } as const;
export type DocumentTypeface = keyof typeof TYPEFACES;
export const isTypeface = (text: string): text is DocumentTypeface => Object.hasOwn(TYPEFACES, text);

export interface DocumentLogo {
  /** A PNG as base64. */
  readonly png: string;
  /** Picture points. */
  readonly width: number;
  readonly height: number;
}
/** How a municipality's documents look. What is decided is not changed by it: it is the paper, not the words. */
export interface DocumentLook {
  /** The colour of titles and headings, "#rrggbb"; null where they are in ink. */
  readonly accent: string | null;
  readonly typeface: DocumentTypeface;
  readonly logo: DocumentLogo | null;
  /** Where one writes about what is published; null where nobody has said. */
  readonly email: string | null;
}
export const PLAIN_LOOK: DocumentLook = { accent: null, typeface: "source-sans", logo: null, email: null };

/** One Swedish sentence for what a look cannot be; null where it can (WCAG 2.1, 1.4.3). */
export function lookFault({ accent, email, typeface }: { readonly accent: string | null; readonly typeface: string; readonly email: string | null }): { readonly field: string; readonly message: string } | null {
  if (!isTypeface(typeface)) return { field: "typeface", message: "Välj ett av typsnitten i listan." };
  if (accent !== null && !/^#[0-9a-f]{6}$/.test(accent)) return { field: "accent", message: `»${accent.slice(0, 20)}« är ingen färg; skriv den som #0b4f71.` };
  const ratio = accent === null ? LEAST_CONTRAST : contrast(accent, PAPER);
  if (ratio < LEAST_CONTRAST) return { field: "accent", message: `Färgen ${accent} har kontrasten ${formatNumber((Math.floor(ratio * 100) / 100).toFixed(2))} mot vitt; minst ${formatNumber(String(LEAST_CONTRAST))} krävs för att alla ska kunna läsa. Välj en mörkare.` };
  return email !== null && !/^[^\s@"<>,;]+@[^\s@"<>,;]+\.[^\s@"<>,;]+$/.test(email) ? { field: "email", message: `»${email.slice(0, 60)}« är ingen e-postadress; skriv den som namn@kommun.se.` } : null;
}
