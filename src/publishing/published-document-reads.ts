import { createHash } from "node:crypto";
import { PLAIN_LOOK, type DocumentLook } from "../documents/document-look.ts";
import { findLook } from "../documents/document-look-reads.ts";
import type { DocumentModel } from "../documents/document.ts";
import { findFrozen, listPublishedEditions } from "../documents/document-step-reads.ts";
import { committeeAt, type Committee } from "../organisation/committee.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { loadWithheld } from "./publication-store.ts";
import { unaccented } from "../platform/swedish.ts";
import { findInText, publicModel, searchText, sectionsOf, tablesOf, withheldOf, type FoundDocumentText, type PublishedDocument, type PublishedDocumentSection, type PublishedDocumentTable } from "./published-document.ts";

export { loadWithheldOf as listWithheldOf } from "./publication-store.ts";

/** All that is published, the latest first; the example's, and told to be that, only until something else is. */
export async function listPublished(db: Db): Promise<PublishedDocument[]> {
  const [editions, committees, withheld] = await together(db, [() => listPublishedEditions(db), () => listCommittees(db), () => loadWithheld(db)]);
  const byId = new Map<number, Committee>(committees.map((committee) => [committee.id, committee]));
  const real = editions.some(({ committeeId }) => byId.get(committeeId)?.example === false);
  const named = new Map<number, ReadonlyMap<number, Committee>>();
  const documents: PublishedDocument[] = [];
  for (const { committeeId, decidedOn, documentKind, edition, hash, publishedAt, title, year } of editions) {
    const committee = byId.get(committeeId);
    if (!committee || (real && committee.example)) continue;
    if (!named.has(year)) named.set(year, new Map((await listCommittees(db, year)).map((one) => [one.id, one])));
    documents.push({
      committeeId, committee: `${named.get(year)!.get(committeeId)?.name ?? committee.name}${committee.example ? " (exempel)" : ""}`, committeeSlug: committee.slug, year, kind: documentKind, edition, title, hash, decidedOn, publishedAt,
      withheld: withheldOf(withheld.filter((one) => one.committeeId === committeeId && one.year === year && one.documentKind === documentKind), edition),
    });
  }
  return documents;
}
/** A committee's part of addresses today, by what it is or was. */
export const publishedSlug = async (db: Db, slug: string): Promise<string> => committeeAt(await listCommittees(db), slug)?.slug ?? slug;

/** The latest edition of each document. */
export const latestEditions = (documents: readonly PublishedDocument[]): PublishedDocument[] =>
  documents.filter((one) => !documents.some((other) => other.committeeId === one.committeeId && other.year === one.year && other.kind === one.kind && other.edition > one.edition));

/** The municipality that publishes, and how what it publishes looks; its logotype only where that is asked for. */
export async function loadPublisher(db: Db, logo = false): Promise<{ name: string; look: DocumentLook & { readonly version: number } }> {
  const committees = await listCommittees(db);
  const publisher = committees.find(({ example }) => !example) ?? committees[0];
  return publisher ? { name: publisher.municipality, look: await findLook(db, publisher.municipalityId, logo) } : { name: "Kommunen", look: { ...PLAIN_LOOK, version: 0 } };
}

/** What tells one public text from another: what was decided, when, and what of it is withheld. */
export const publicKey = ({ committeeId, decidedOn, edition, hash, kind, withheld, year }: PublishedDocument): string => createHash("sha256").update(JSON.stringify([committeeId, year, kind, edition, decidedOn, hash, withheld])).digest("hex").slice(0, 32);

export interface PublicText {
  readonly model: DocumentModel;
  readonly sections: readonly PublishedDocumentSection[];
  readonly tables: readonly PublishedDocumentTable[];
}
/** Public texts never change: those that were read last are remembered, no more than so many. */
const remembered = new Map<string, PublicText>();
const MOST_REMEMBERED = 60;
export async function loadPublicText(db: Db, document: PublishedDocument): Promise<PublicText | null> {
  const key = publicKey(document);
  const known = remembered.get(key);
  if (known) {
    // The latest used stands last, and is forgotten last.
    remembered.delete(key);
    remembered.set(key, known);
    return known;
  }
  const frozen = await findFrozen(db, document.committeeId, document.hash);
  if (!frozen) return null;
  const model = publicModel({ ...frozen, status: `Beslutat ${document.decidedOn}.` }, document.withheld);
  const made = { model, sections: sectionsOf(model), tables: tablesOf(frozen, model.blocks) };
  remembered.set(key, made);
  if (remembered.size > MOST_REMEMBERED) remembered.delete(remembered.keys().next().value!);
  return made;
}

export interface PublishedFound extends FoundDocumentText {
  readonly document: PublishedDocument;
  /** Of the section. */
  readonly key: string;
  readonly heading: string;
}
/** What is searched in is remembered of more documents than are remembered whole: it is a fraction of them. */
const searched = new Map<string, readonly (Pick<PublishedDocumentSection, "key" | "heading"> & { readonly text: string; readonly plain: string })[]>();
const MOST_SEARCHED = 500;
async function textsOf(db: Db, document: PublishedDocument) {
  const key = publicKey(document);
  const known = searched.get(key);
  if (known) return known;
  const made = ((await loadPublicText(db, document))?.sections ?? []).map((section) => { const text = searchText(section); return { key: section.key, heading: section.heading, text, plain: unaccented(text) }; });
  searched.set(key, made);
  if (searched.size > MOST_SEARCHED) searched.delete(searched.keys().next().value!);
  return made;
}
/** The sections of the latest editions that have all the words of a question, the best first. */
export async function searchPublished(db: Db, documents: readonly PublishedDocument[], asked: string): Promise<PublishedFound[]> {
  const found: PublishedFound[] = [];
  for (const document of latestEditions(documents)) {
    for (const { heading, key, plain, text } of await textsOf(db, document)) {
      const place = findInText(text, asked, plain);
      if (place) found.push({ ...place, document, key, heading });
    }
  }
  return found.sort((a, b) => b.weight - a.weight || b.document.year - a.document.year);
}
