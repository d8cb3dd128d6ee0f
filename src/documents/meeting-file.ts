import type { DocumentStep } from "./document-step.ts";
import type { SectionPlace } from "./section-text.ts";
import { enclosureKey } from "./enclosure.ts";
import { enclosuresOf, words, type Block, type DocumentModel } from "./document.ts";

/** A document as it is put to a meeting. */
export interface MeetingDocument {
  readonly model: DocumentModel;
  /** As the list of the meeting's matters calls it. */
  readonly title: string;
}

/** A document that is, or was, put to a meeting, as it was approved or decided. */
export interface MeetingPlace extends SectionPlace {
  /** ISO date of the meeting. */
  readonly onDate: string;
  /** The fingerprint of what was put. */
  readonly hash: string;
  readonly decided: boolean;
  readonly edition: number;
}
/**
 * What is put to a committee's meetings, the latest meeting first: of each edition what lies before a meeting now, or was
 * decided at one. What was put and went back is at none.
 */
export function meetingsOf(documents: readonly (SectionPlace & { readonly steps: readonly DocumentStep[] })[]): Map<string, MeetingPlace[]> {
  const places = documents.flatMap(({ steps, ...place }) =>
    [...Map.groupBy(steps, ({ edition }) => edition).values()].flatMap((own): MeetingPlace[] => {
      const put = own.findLast(({ kind }) => kind === "proposed");
      const decided = own.findLast(({ kind }) => kind === "decided");
      const last = own.findLast(({ kind }) => kind !== "published" && kind !== "revised");
      const approved = own.findLast(({ kind, ordinal }) => kind === "approved" && ordinal < (put?.ordinal ?? 0));
      if (!put || (decided ? decided !== last : put !== last)) return [];
      const hash = decided?.hash ?? approved?.hash;
      return hash ? [{ ...place, onDate: (decided ?? put).onDate!, hash, decided: decided !== undefined, edition: put.edition }] : [];
    }));
  return Map.groupBy(places.sort((a, b) => b.onDate.localeCompare(a.onDate)), ({ onDate }) => onDate);
}

const SHIFTED = { 1: 2, 2: 3, 3: 3 } as const;

/**
 * All that is put to a meeting as one document: a list of the matters, then each document whole with its enclosures after it, its title
 * the main heading, so that the file's bookmarks lead to each and to its sections. The documents' own figures and their sources come along.
 * @param onDate the day of the meeting, ISO.
 */
export function meetingFile(documents: readonly MeetingDocument[], { committee, municipality, onDate }: { readonly committee: string; readonly municipality: string; readonly onDate: string }): DocumentModel {
  const blocks = documents.flatMap(({ model, title }, index): Block[] => [
    { kind: "heading", level: 1, text: `${index + 1}. ${title}`, id: `arende-${index + 1}` },
    ...(model.diaryNumber ? [{ kind: "paragraph" as const, inlines: [words(`Diarienummer ${model.diaryNumber}`)] }] : []),
    ...model.blocks.map((block): Block => (block.kind === "heading" ? { ...block, level: SHIFTED[block.level], id: `arende-${index + 1}-${block.id}` } : block)),
    ...enclosuresOf(model).map((enclosure, at): Block => ({ kind: "enclosure", heading: `Handling ${at + 1} till ärende ${index + 1}: ${enclosure.title}`, id: `arende-${index + 1}-${enclosureKey(enclosure)}`, enclosure })),
  ]);
  return {
    kind: "meeting-file", language: "sv", title: `Handlingar till sammanträdet ${onDate}`, organisation: municipality, committee, year: Number(onDate.slice(0, 4)), diaryNumber: null,
    status: `${documents.length === 1 ? "En handling" : `${documents.length} handlingar`}, i den lydelse som är framlagd.`, blocks,
  };
}
