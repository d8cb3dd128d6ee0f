import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { unaccented } from "../platform/swedish.ts";
import type { DocumentModel } from "./document.ts";
import { searchText, sectionsOf, tablesOf, type DocumentTablePlace } from "./document-section.ts";
import type { DocumentStep } from "./document-step.ts";
import type { SectionPlace } from "./section-text.ts";

const placeKey = ({ committeeId, documentKind, year }: SectionPlace) => ({ committee_id: committeeId, year, document_kind: documentKind });

/** A document as it is frozen: without the words for how it stands, which are no part of what is answered for. */
const frozenText = (model: DocumentModel): string => JSON.stringify({ ...model, status: "" });
/** The fingerprint of a document: SHA-256 of all its text, figures and sources, as hexadecimal digits. */
export const fingerprint = (model: DocumentModel): string => createHash("sha256").update(frozenText(model)).digest("hex");

const stepOf = (row: Row): DocumentStep => ({ ordinal: row["ordinal"], edition: row["edition"], kind: row["kind"], hash: row["hash"], onDate: row["on_date"], note: row["note"], actor: row["actor"], at: row["taken_at"] });

export async function loadSteps(db: Db, place: SectionPlace): Promise<DocumentStep[]> {
  const rows: Row[] = await db.selectFrom("document_step").selectAll().where((where) => where.and(placeKey(place))).orderBy("ordinal").execute();
  return rows.map(stepOf);
}
/** Two who take the same step at once add the same row: one of them is done again, and sees the other's. */
export async function addStep(db: Db, place: SectionPlace, step: Omit<DocumentStep, "at">): Promise<void> {
  await db.insertInto("document_step").values({ ...placeKey(place), ordinal: step.ordinal, edition: step.edition, kind: step.kind, hash: step.hash, on_date: step.onDate, note: step.note, actor: step.actor }).execute();
}

/** Keeps a document as it is now, and what of it is searched in; the same once more is kept once. */
export async function freeze(db: Db, committeeId: number, model: DocumentModel): Promise<string> {
  const hash = fingerprint(model);
  const { numInsertedOrUpdatedRows } = await db.insertInto("frozen_document").values({ committee_id: committeeId, hash, model: frozenText(model) }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (numInsertedOrUpdatedRows) await addSections(db, [sectionRows(committeeId, hash, model)]);
  return hash;
}

/** What of a document is told in lists and searched in: a row for its title with its tables, and one for each main heading. */
function sectionRows(committeeId: number, hash: string, model: DocumentModel): Row[] {
  const row = (section: string, heading: string, body: string): Row => ({ committee_id: committeeId, hash, year: model.year, section, heading, body, plain: unaccented(body) });
  const tables = tablesOf(model).map(({ key, section, table }) => ({ key, section, caption: table.caption }));
  return [{ ...row("", model.title, model.title), tables }, ...sectionsOf(model).map((section) => row(section.key, section.heading, searchText(section)))].map((one, ordinal) => ({ ...one, ordinal }));
}
async function addSections(db: Db, documents: readonly (readonly Row[])[]): Promise<void> {
  const told = JSON.stringify(documents.flat()).replaceAll("\\u0000", "");
  await sql`insert into frozen_section (committee_id, hash, year, ordinal, section, heading, body, plain, tables)
    select committee_id, hash, year, ordinal, section, heading, body, plain, coalesce(tables, '[]') from jsonb_to_recordset(${told}::text::jsonb) as row (committee_id int, hash text, year int, ordinal int, section text, heading text, body text, plain text, tables jsonb)
    on conflict do nothing`.execute(db);
}
const DOCUMENTS_A_ROUND = 200;
/** Makes what is searched in of documents that were frozen before it was made then, some at a time. @returns whether there may be more. */
export async function addMissingSections(db: Db): Promise<boolean> {
  const { rows } = await sql<Row>`select committee_id, hash, model from frozen_document own where not exists (select 1 from frozen_section made where made.committee_id = own.committee_id and made.hash = own.hash and made.ordinal = 0) order by committee_id, hash limit ${sql.lit(DOCUMENTS_A_ROUND)}`.execute(db);
  if (rows.length) await addSections(db, rows.map((row) => sectionRows(row["committee_id"], row["hash"], JSON.parse(row["model"]) as DocumentModel)));
  return rows.length === DOCUMENTS_A_ROUND;
}

/**
 * A frozen document by its fingerprint; null where there is none.
 * @throws Error where its content is no longer what was frozen.
 */
export async function loadFrozen(db: Db, committeeId: number, hash: string): Promise<DocumentModel | null> {
  const row = await db.selectFrom("frozen_document").select("model").where("committee_id", "=", committeeId).where("hash", "=", hash).executeTakeFirst();
  if (!row) return null;
  const model = JSON.parse(row["model"] as string) as DocumentModel;
  if (createHash("sha256").update(row["model"] as string).digest("hex") !== hash) throw new Error(`The frozen document ${hash} is not what was frozen`);
  return model;
}

/** A table of a published document, by where it is found. */
export interface PublishedTable extends DocumentTablePlace { readonly caption: string }
/** An edition of a document that has been published, with the decision that it is of. */
export interface PublishedEdition extends SectionPlace {
  readonly edition: number;
  readonly hash: string;
  /** The document's own title, as it was decided. */
  readonly title: string;
  /** ISO date of the decision. */
  readonly decidedOn: string;
  /** ISO time. */
  readonly publishedAt: string;
}
/** Which published editions are asked for: all of what is named. */
export interface PublishedAsked {
  readonly committeeId?: number;
  readonly year?: number;
  readonly documentKind?: string;
  /** Of some documents only. */
  readonly places?: readonly SectionPlace[];
  /** Those published last, no more than so many; all where it is left out. */
  readonly latest?: number;
}
/** Published editions, the latest published first. */
export async function loadPublished(db: Db, { committeeId, documentKind, latest, places, year }: PublishedAsked = {}): Promise<(PublishedEdition & { readonly tables: readonly PublishedTable[] })[]> {
  const asked = sql.join([sql`published.kind = 'published'`, ...(committeeId === undefined ? [] : [sql`published.committee_id = ${committeeId}`]), ...(year === undefined ? [] : [sql`published.year = ${year}`]), ...(documentKind === undefined ? [] : [sql`published.document_kind = ${documentKind}`]),
    ...(places === undefined ? [] : [sql`(published.committee_id, published.year, published.document_kind) in (select "committeeId", year, "documentKind" from jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as place ("committeeId" int, year int, "documentKind" text))`])], sql` and `);
  const { rows } = await sql<Row>`
    with published as (
      select published.committee_id, published.year, published.document_kind, published.edition, max(published.taken_at) as published_at from document_step published where ${asked}
      group by 1, 2, 3, 4 order by published_at desc, published.committee_id, published.document_kind, published.edition desc ${latest === undefined ? sql`` : sql`limit ${latest}`})
    select published.*, decided.hash, decided.on_date, told.heading as title, told.tables from published
    join lateral (select hash, on_date from document_step own where own.kind = 'decided' and own.committee_id = published.committee_id and own.year = published.year
        and own.document_kind = published.document_kind and own.edition = published.edition order by ordinal desc limit 1) decided on true
    left join frozen_section told on told.committee_id = published.committee_id and told.hash = decided.hash and told.ordinal = 0
    order by published_at desc, published.committee_id, published.document_kind, published.edition desc`.execute(db);
  return rows.map((row) => ({ committeeId: row["committee_id"], year: row["year"], documentKind: row["document_kind"], edition: row["edition"], hash: row["hash"], title: row["title"] ?? "", decidedOn: row["on_date"], publishedAt: row["published_at"], tables: row["tables"] ?? [] }));
}

/** How many documents are published of each committee's year. */
export async function countPublished(db: Db): Promise<{ readonly committeeId: number; readonly year: number; readonly documents: number }[]> {
  const { rows } = await sql<Row>`select committee_id, year, count(*)::int as documents from (select distinct year, committee_id, document_kind from document_step where kind = 'published') document group by committee_id, year order by year desc, committee_id`.execute(db);
  return rows.map((row) => ({ committeeId: row["committee_id"], year: row["year"], documents: row["documents"] }));
}

/** Whether any of some committees has published anything. */
export async function hasPublished(db: Db, committeeIds: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select 1 from document_step where kind = 'published' and committee_id = any(${`{${committeeIds.join(",")}}`}::text::int[])) as there`.execute(db);
  return rows[0]!.there;
}

/** A section of a published document that has what was asked for. */
export interface FoundSection extends SectionPlace {
  readonly edition: number;
  readonly hash: string;
  readonly section: string;
  readonly heading: string;
  readonly body: string;
  readonly plain: string;
}
/** Sections of what is published, in its latest edition, that have all the words somewhere in them, the latest years first. What is withheld may be among them. */
export async function searchFrozen(db: Db, words: readonly string[], atMost: number): Promise<FoundSection[]> {
  const pieces = words.map((word) => `%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`);
  const { rows } = await sql<Row>`select * from search_published(array(select jsonb_array_elements_text(${JSON.stringify(pieces)}::text::jsonb)), ${atMost})`.execute(db);
  return rows.map((row) => ({ committeeId: row["committee_id"], year: row["year"], documentKind: row["document_kind"], edition: row["edition"], hash: row["hash"], section: row["section"], heading: row["heading"], body: row["body"], plain: row["plain"] }));
}

/** All that has been done with a committee's documents, each document's in order. */
export async function loadStepsOf(db: Db, committeeId: number): Promise<(SectionPlace & { readonly steps: readonly DocumentStep[] })[]> {
  const rows: Row[] = await db.selectFrom("document_step").selectAll().where("committee_id", "=", committeeId).orderBy("year").orderBy("document_kind").orderBy("ordinal").execute();
  return [...Map.groupBy(rows, (row) => `${row["year"]}/${row["document_kind"]}`).values()].map((own) => ({ committeeId, year: own[0]!["year"], documentKind: own[0]!["document_kind"], steps: own.map(stepOf) }));
}
