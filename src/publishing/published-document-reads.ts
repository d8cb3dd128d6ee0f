import { createHash } from "node:crypto";
import { PLAIN_LOOK, type DocumentLook } from "../documents/document-look.ts";
import type { SectionPlace } from "../documents/section-text.ts";
import { findLook } from "../documents/document-look-reads.ts";
import type { DocumentModel } from "../documents/document.ts";
import { searchText, sectionsOf, tablesOf, type DocumentSection, type DocumentTable } from "../documents/document-section.ts";
import { countPublished, findFrozen, hasPublished, listPublishedEditions, searchFrozen, type FoundSection, type PublishedAsked, type PublishedTable } from "../documents/document-step-reads.ts";
import { committeeAt, type Committee } from "../organisation/committee.ts";
import { listCommittees } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { together } from "../platform/db/together.ts";
import { loadWithheld } from "./publication-store.ts";
import { compareSwedish, unaccented } from "../platform/swedish.ts";
import { findInText, groundOf, publicModel, withheldOf, type FoundDocumentText, type PublishedDocument } from "./published-document.ts";

export { loadWithheldOf as listWithheldOf } from "./publication-store.ts";

/** The committees, and which of them are shown: the example's only until something else is published. */
async function publishing(db: Db): Promise<{ readonly committees: readonly Committee[]; shows(committeeId: number): boolean }> {
  const committees = await listCommittees(db);
  const byId = new Map(committees.map((committee) => [committee.id, committee]));
  const real = await hasPublished(db, committees.filter(({ example }) => !example).map(({ id }) => id));
  return { committees, shows: (committeeId) => byId.has(committeeId) && !(real && byId.get(committeeId)!.example) };
}
export interface PublishedYear {
  readonly year: number;
  readonly documents: number;
  readonly committees: readonly { readonly id: number; readonly name: string; readonly slug: string; readonly documents: number }[];
}
/** How much is published, by year and committee, the latest year first. */
export async function listPublishedYears(db: Db): Promise<PublishedYear[]> {
  const [{ committees, shows }, counts] = await together(db, [() => publishing(db), () => countPublished(db)]);
  const byId = new Map(committees.map((committee) => [committee.id, committee]));
  return [...Map.groupBy(counts.filter(({ committeeId }) => shows(committeeId)), ({ year }) => year)].map(([year, own]) => ({
    year, documents: own.reduce((sum, { documents }) => sum + documents, 0),
    committees: own.map(({ committeeId, documents }) => ({ id: committeeId, name: byId.get(committeeId)!.name, slug: byId.get(committeeId)!.slug, documents })).toSorted((a, b) => compareSwedish(a.name, b.name)),
  }));
}

/** What is published of what is asked for, the latest first; the example's, and told to be that, only until something else is. */
export async function listPublished(db: Db, asked: PublishedAsked = {}): Promise<(PublishedDocument & { readonly tables: readonly PublishedTable[] })[]> {
  const [editions, { committees, shows }, withheld] = await together(db, [() => listPublishedEditions(db, asked), () => publishing(db), () => loadWithheld(db)]);
  const byId = new Map(committees.map((committee) => [committee.id, committee]));
  const withheldBy = Map.groupBy(withheld, (one) => `${one.committeeId}/${one.year}/${one.documentKind}`);
  const named = new Map<number, ReadonlyMap<number, Committee>>();
  for (const year of new Set(editions.map((one) => one.year))) named.set(year, new Map((await listCommittees(db, year)).map((one) => [one.id, one])));
  return editions.filter(({ committeeId }) => shows(committeeId)).map(({ committeeId, decidedOn, documentKind, edition, hash, publishedAt, tables, title, year }) => {
    const committee = byId.get(committeeId)!;
    return {
      committeeId, committee: `${named.get(year)!.get(committeeId)?.name ?? committee.name}${committee.example ? " (exempel)" : ""}`, committeeSlug: committee.slug, year, kind: documentKind, edition, title, hash, decidedOn, publishedAt, tables,
      withheld: withheldOf(withheldBy.get(`${committeeId}/${year}/${documentKind}`) ?? [], edition),
    };
  });
}
/** A committee by its part of addresses, as it is or was. */
export const publishedCommittee = async (db: Db, slug: string): Promise<Committee | null> => committeeAt(await listCommittees(db), slug);

/** The latest edition of each document. */
export function latestEditions<Document extends PublishedDocument>(documents: readonly Document[]): Document[] {
  const place = ({ committeeId, kind, year }: PublishedDocument): string => `${committeeId}/${year}/${kind}`;
  const last = new Map<string, number>();
  for (const one of documents) last.set(place(one), Math.max(one.edition, last.get(place(one)) ?? 0));
  return documents.filter((one) => one.edition === last.get(place(one)));
}

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
  readonly sections: readonly DocumentSection[];
  readonly tables: readonly DocumentTable[];
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
  /** Of the section; "" for the document itself. */
  readonly key: string;
  readonly heading: string;
}
/** How many sections are looked at for one question: the latest that have all its words. */
export const MOST_SEARCHED = 400;
/** The sections of the latest editions that have all the words of a question: the best of no more than {@link MOST_SEARCHED}, and how many of those there are. */
export async function searchPublished(db: Db, asked: string, most: number): Promise<{ readonly found: readonly PublishedFound[]; readonly count: number; readonly more: boolean }> {
  const words = unaccented(asked).split(/\s+/).filter(Boolean);
  const [sections, { shows }, withheld] = await together(db, [async () => (words.length ? searchFrozen(db, words, MOST_SEARCHED + 1) : []), () => publishing(db), () => loadWithheld(db)]);
  const place = ({ committeeId, documentKind, year }: SectionPlace): string => `${committeeId}/${year}/${documentKind}`;
  const documentsOf = async (own: readonly FoundSection[]): Promise<ReadonlyMap<string, PublishedDocument>> => {
    const places = [...new Map(own.map((one) => [place(one), { committeeId: one.committeeId, documentKind: one.documentKind, year: one.year }])).values()];
    const listed = places.length ? await listPublished(db, { places }) : [];
    return new Map(listed.map((document) => [`${place({ ...document, documentKind: document.kind })}/${document.edition}`, document]));
  };
  const partly = new Set(withheld.map(place));
  const shown = sections.slice(0, MOST_SEARCHED).filter(({ committeeId }) => shows(committeeId));
  const guarded = await documentsOf(shown.filter((one) => partly.has(place(one))));
  const found: (FoundDocumentText & FoundSection)[] = [];
  for (const section of shown) {
    const document = guarded.get(`${place(section)}/${section.edition}`);
    // Of what is partly withheld only what is told is searched in.
    const told = !document?.withheld.length || (section.section === "" && groundOf(document) === null) ? null : (await loadPublicText(db, document))?.sections.find(({ key }) => key === section.section);
    if (told === undefined) continue;
    const where = told ? findInText(searchText(told), asked) : findInText(section.body, asked, section.plain);
    if (where) found.push({ ...where, ...section });
  }
  const best = found.toSorted((a, b) => b.weight - a.weight || b.year - a.year).slice(0, most);
  const documents = await documentsOf(best);
  return {
    found: best.flatMap((one) => { const document = documents.get(`${place(one)}/${one.edition}`); return document ? [{ excerpt: one.excerpt, weight: one.weight, document, key: one.section, heading: one.heading }] : []; }),
    count: found.length, more: sections.length > MOST_SEARCHED,
  };
}
