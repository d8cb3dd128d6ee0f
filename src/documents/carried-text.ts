import { partOf, type Template } from "./template.ts";
import type { SectionText } from "./section-text.ts";

/**
 * A year alone, or a school year (2024/2025): no part of a law's or a bill's number (2018:597, prop. 2024/25:1), a diary number
 * (SN/2021:1, SN 2021-123), a day (2025-06-12), a larger number, a decimal or a sum of money (2025 tkr).
 */
const YEAR = /(?<![\d/:.,-])((?:19|20)\d\d)(?:\/((?:19|20)?\d\d)(?![\d:]))?(?![\d:/]|[.,]\d|-\d{3}|-\d\d-\d|[ \u00a0](?:tkr|kr|mkr|mnkr|%|procent)(?![\p{L}]))/gu;

/**
 * A text of the year before with its periods moved on: the years that a report tells of, its own, the one before and the
 * one after, in words and in references alike. Days stay as they are. What is left is for a person to read again.
 * @param year the year that the text was written for.
 */
export const movedText = (body: string, year: number): string =>
  body.replace(YEAR, (told, first: string, second: string | undefined) => {
    if (Math.abs(Number(first) - year) > 1) return told;
    const next = String(Number(first) + 1);
    return second === undefined ? next : `${next}/${String(Number(next) + 1).slice(-second.length)}`;
  });

/** What stands before an item, which says nothing of whether it has been read. */
const MARK = /^(?:[–-]|\d{1,3}[.)]|###|Tabell:) +/;

/** A table's row as it is read; a figure's own bars part nothing. */
const rowWords = (line: string): string => line.split(/\s*\|\s*(?![^{]*\}\})/).filter(Boolean).join(", ");

/** The sentences of a text, as they stand; headings, items and rows each for itself. */
export const sentencesOf = (body: string): string[] =>
  body.split(/\n+/).flatMap((line) => (line.startsWith("|") ? [rowWords(line)] : line.split(/(?<=[.!?])\s+(?=[\p{Lu}\d{»"])/u).map((sentence) => sentence.trim().replace(MARK, "")))).filter(Boolean);

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
