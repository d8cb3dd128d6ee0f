import { createHash } from "node:crypto";
import type { Db, Row } from "../platform/db/database.ts";
import type { DocumentModel } from "./document.ts";
import type { DocumentStep } from "./document-step.ts";
import type { SectionPlace } from "./section-text.ts";

const placeKey = ({ committeeId, documentKind, year }: SectionPlace) => ({ committee_id: committeeId, year, document_kind: documentKind });

/** A document as it is frozen: without the words for how it stands, which are no part of what is answered for. */
const frozenText = (model: DocumentModel): string => JSON.stringify({ ...model, status: "" });
/** The fingerprint of a document: SHA-256 of all its text, figures and sources, as hexadecimal digits. */
export const fingerprint = (model: DocumentModel): string => createHash("sha256").update(frozenText(model)).digest("hex");

export async function loadSteps(db: Db, place: SectionPlace): Promise<DocumentStep[]> {
  const rows: Row[] = await db.selectFrom("document_step").selectAll().where((where) => where.and(placeKey(place))).orderBy("ordinal").execute();
  return rows.map((row) => ({ ordinal: row["ordinal"], edition: row["edition"], kind: row["kind"], hash: row["hash"], onDate: row["on_date"], note: row["note"], actor: row["actor"], at: row["taken_at"] }));
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
