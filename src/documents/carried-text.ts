import { partOf, type Template } from "./template.ts";
import type { SectionText } from "./section-text.ts";

/** A year alone: no part of a law's number (2018:597), a diary number (SN/2021:1), a larger number or a decimal. */
const YEAR = /(?<![\d/:.,])((?:19|20)\d\d)(?![\d:]|[.,]\d)/g;

/**
 * A text of the year before with its periods moved on: the years that a report tells of, its own, the one before and the
 * one after, in words and in references alike. What is left is for a person to read again.
 * @param year the year that the text was written for.
 */
export const movedText = (body: string, year: number): string => body.replace(YEAR, (told) => (Math.abs(Number(told) - year) <= 1 ? String(Number(told) + 1) : told));

/** The sentences of a text, as they stand; headings and items each for itself. */
export const sentencesOf = (body: string): string[] => body.split(/\n+/).flatMap((line) => line.split(/(?<=[.!?])\s+(?=[\p{Lu}\d{»"])/u)).map((sentence) => sentence.trim()).filter(Boolean);

/** The sentences that still stand as they were moved from the year before, and nobody has read again. */
export function unreadSentences({ body, carried }: Pick<SectionText, "body" | "carried">): string[] {
  if (carried === null) return [];
  const moved = new Set(sentencesOf(carried));
  return sentencesOf(body).filter((sentence) => moved.has(sentence));
}

/** What of last year's texts may begin this year's: those of sections and units that are there this year, and have no text yet. */
export function textsToCarry({ sections }: Pick<Template, "sections">, units: readonly { readonly id: number }[], before: readonly SectionText[], now: readonly Pick<SectionText, "section">[]): SectionText[] {
  return before.filter(({ body, section }) => {
    const of = partOf(section);
    const place = sections.find(({ key }) => key === of.section);
    return body !== "" && place !== undefined && (of.unitId === null || (place.perUnit && units.some(({ id }) => id === of.unitId))) && !now.some((one) => one.section === section);
  });
}
