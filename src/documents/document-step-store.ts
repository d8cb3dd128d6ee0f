import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import type { DocumentModel } from "./document.ts";
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

/** Keeps a document as it is now; the same once more is kept once. */
export async function freeze(db: Db, committeeId: number, model: DocumentModel): Promise<string> {
  const hash = fingerprint(model);
  await db.insertInto("frozen_document").values({ committee_id: committeeId, hash, model: frozenText(model) }).onConflict((conflict) => conflict.doNothing()).execute();
  return hash;
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
/** Titles of frozen documents by their fingerprints: what is frozen never changes. */
const titles = new Map<string, string>();
const MOST_TITLES = 5000;
/** All published editions, the latest published first. */
export async function loadPublished(db: Db): Promise<PublishedEdition[]> {
  const { rows } = await sql<Row>`
    select published.committee_id, published.year, published.document_kind, published.edition, max(published.taken_at) as published_at, decided.hash, decided.on_date
    from document_step published join lateral (
      select hash, on_date from document_step own where own.kind = 'decided' and own.committee_id = published.committee_id and own.year = published.year
        and own.document_kind = published.document_kind and own.edition = published.edition order by ordinal desc limit 1) decided on true
    where published.kind = 'published' group by published.committee_id, published.year, published.document_kind, published.edition, decided.hash, decided.on_date order by published_at desc, published.committee_id, published.document_kind, published.edition desc`.execute(db);
  const unknown = [...new Set(rows.map((row) => row["hash"] as string).filter((hash) => !titles.has(hash)))];
  if (unknown.length) {
    const found = await sql<Row>`select hash, model::jsonb ->> 'title' as title from frozen_document where hash = any (${`{${unknown.join(",")}}`}::text::text[])`.execute(db);
    if (titles.size + unknown.length > MOST_TITLES) titles.clear();
    for (const row of found.rows) titles.set(row["hash"] as string, row["title"] as string);
  }
  return rows.map((row) => ({ committeeId: row["committee_id"], year: row["year"], documentKind: row["document_kind"], edition: row["edition"], hash: row["hash"], title: titles.get(row["hash"] as string) ?? "", decidedOn: row["on_date"], publishedAt: row["published_at"] }));
}

/** All that has been done with a committee's documents, each document's in order. */
export async function loadStepsOf(db: Db, committeeId: number): Promise<(SectionPlace & { readonly steps: readonly DocumentStep[] })[]> {
  const rows: Row[] = await db.selectFrom("document_step").selectAll().where("committee_id", "=", committeeId).orderBy("year").orderBy("document_kind").orderBy("ordinal").execute();
  return [...Map.groupBy(rows, (row) => `${row["year"]}/${row["document_kind"]}`).values()].map((own) => ({ committeeId, year: own[0]!["year"], documentKind: own[0]!["document_kind"], steps: own.map(stepOf) }));
}
