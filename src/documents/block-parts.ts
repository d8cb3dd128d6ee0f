import { slug } from "../platform/swedish.ts";
import { words, type Block, type Cell } from "./document.ts";

/** An address inside the document: "mal-12-namnden-ska". */
export const headingId = (value: string, prefix: string): string =>
  `${prefix}-${slug(value).slice(0, 60).replace(/-$/, "")}`;

const OWN_SENTENCES: ReadonlySet<string> = new Set([
  "Inga mål är registrerade för året.", "Målet är inte bedömt.", "Inga uppdrag är registrerade för året.", "Uppdraget är inte bedömt.",
  "Inga belopp är registrerade för året.", "Inga taxor eller avgifter är registrerade för året.", "Inga månadsvärden är registrerade.",
  "Ingen årsstatistik är registrerad.", "Inga kontroller är redovisade för året.", "Ingen internkontrollplan är registrerad för året.",
  "Inga kvalitetsdeklarationer är registrerade för året.", "Inga beslut är återrapporterade under året.",
  "Riskindex är sannolikhet gånger konsekvens, 1–16, där 16 är högst risk.",
]);

/** The template's own sentences, so that a document that is read again does not bring them back as prose. */
export const isOwnSentence = (sentence: string): boolean => OWN_SENTENCES.has(sentence.trim()) || /^Prognosavvikelse är här \p{L}+ minus \p{L}+\.$/u.test(sentence.trim());

/** An empty section says so in words. */
export const nothing = (sentence: string): Block => ({ kind: "paragraph", inlines: [words(sentence)] });

/** Prose parted by blank lines. */
export const paragraphs = (body: string): Block[] =>
  body.split(/\n{2,}/).filter((part) => part.trim()).map((part) => ({ kind: "paragraph", inlines: [words(part.trim())] }));

export const empty: Cell = { kind: "text", text: "" };
