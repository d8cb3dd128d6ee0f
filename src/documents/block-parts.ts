import { slug } from "../platform/swedish.ts";
import { words, type Block, type Cell } from "./document.ts";

/** An address inside the document: "mal-12-namnden-ska". */
export const headingId = (value: string, prefix: string): string =>
  `${prefix}-${slug(value).slice(0, 60).replace(/-$/, "")}`;

/** The template's own sentences, so that a document that is read again does not bring them back as prose. */
export const isOwnSentence = (sentence: string): boolean => /^(Inga|Ingen) [\p{L} ,-]+ är (registrera|redovisa|återrapportera)(de|d|t)( (för|under) året)?\.$|^(Målet|Uppdraget) är inte bedömt\.$|^Prognosavvikelse är här \p{L}+ minus \p{L}+\.$|^Riskindex är sannolikhet gånger konsekvens, 1–16, där 16 är högst risk\.$/u.test(sentence.trim());

/** An empty section says so in words. */
export const nothing = (sentence: string): Block => ({ kind: "paragraph", inlines: [words(sentence)] });

/** Prose parted by blank lines. */
export const paragraphs = (body: string): Block[] =>
  body.split(/\n{2,}/).filter((part) => part.trim()).map((part) => ({ kind: "paragraph", inlines: [words(part.trim())] }));

export const empty: Cell = { kind: "text", text: "" };
