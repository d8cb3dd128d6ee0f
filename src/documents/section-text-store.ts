import type { Db } from "../platform/db/database.ts";
import { isTyped, type Saved } from "../platform/db/upsert.ts";
import { versionsOf } from "../platform/edit/versioned-row-store.ts";
import type { ReportHead, SectionPlace, SectionText, SectionTextInput } from "./section-text.ts";

const placeKey = (place: SectionPlace) => ({ committee_id: place.committeeId, year: place.year, document_kind: place.documentKind });

export async function saveSection(db: Db, place: SectionPlace, input: SectionTextInput): Promise<Saved> {
  const key = { ...placeKey(place), section: input.section };
  const existing = await db.selectFrom("section_text").select(["body", "origin_id"]).where((where) => where.and(key)).executeTakeFirst();
  // What somebody has written since the document was read stays as they wrote it.
  if (existing?.["body"] === input.body) return "unchanged";
  if (await isTyped(db, existing?.["origin_id"])) return "kept";
  await db
    .insertInto("section_text")
    .values({ ...key, body: input.body, origin_id: input.originId })
    .onConflict((conflict) => conflict.columns(["committee_id", "year", "document_kind", "section"]).doUpdateSet({ body: input.body, origin_id: input.originId }))
    .execute();
  return existing ? "changed" : "added";
}

export async function loadSections(db: Db, place: SectionPlace): Promise<SectionText[]> {
  const rows = await db
    .selectFrom("section_text")
    .selectAll()
    .where((where) => where.and(placeKey(place)))
    .execute();
  return rows.map((row) => ({ section: row.section, body: row.body, readAs: row.read_as, carried: row.carried, origin: row.origin_id, version: row.version }));
}

export async function saveReport(db: Db, place: SectionPlace, head: ReportHead & { originId: number }): Promise<void> {
  const values = { title: head.title, diary_number: head.diaryNumber, origin_id: head.originId };
  await db
    .insertInto("report")
    .values({ ...placeKey(place), ...values })
    .onConflict((conflict) => conflict.columns(["committee_id", "year", "document_kind"]).doUpdateSet({ title: head.title, diary_number: head.diaryNumber }))
    .execute();
}

export async function loadReport(db: Db, place: SectionPlace): Promise<ReportHead | null> {
  const row = await db
    .selectFrom("report")
    .selectAll()
    .where((where) => where.and(placeKey(place)))
    .executeTakeFirst();
  return row ? { title: row["title"], diaryNumber: row["diary_number"] } : null;
}

/** Where documents of a committee bear a diary number. */
export async function loadNumbered(db: Db, committeeId: number, diaryNumber: string): Promise<{ year: number; documentKind: string }[]> {
  const rows = await db.selectFrom("report").select(["year", "document_kind"]).where("committee_id", "=", committeeId).where("diary_number", "=", diaryNumber).orderBy("year").orderBy("document_kind").execute();
  return rows.map((row) => ({ year: row["year"] as number, documentKind: row["document_kind"] as string }));
}
/** The reports that a document has been read for, newest year first. */
export async function loadReports(db: Db, committeeId: number): Promise<{ year: number; documentKind: string; title: string }[]> {
  const rows = await db.selectFrom("report").selectAll().where("committee_id", "=", committeeId).orderBy("year", "desc").execute();
  return rows.map((row) => ({ year: row.year, documentKind: row.document_kind, title: row.title }));
}

/** Adds a section's first text; null where somebody else was first. */
export async function addSection(db: Db, place: SectionPlace, input: SectionTextInput & { readonly carried?: string }): Promise<number | null> {
  const row = await db
    .insertInto("section_text")
    .values({ ...placeKey(place), section: input.section, body: input.body, origin_id: input.originId, carried: input.carried ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .returning("version")
    .executeTakeFirst();
  return (row?.["version"] as number | undefined) ?? null;
}

/** A text as it once was. */
export interface SectionVersion {
  readonly version: number;
  readonly body: string;
  readonly by: string | null;
  /** ISO time. */
  readonly at: string;
}
/** Each text that a section has had, the latest first: what changed nothing in the words is no version of them. */
export async function loadVersions(db: Db, place: SectionPlace, section: string): Promise<SectionVersion[]> {
  const all = (await versionsOf(db, "section_text", { ...placeKey(place), section })).map(({ at, by, content, version }) => ({ version, body: content["body"] ?? "", by, at }));
  return all.filter(({ body }, index) => body !== all[index + 1]?.body);
}

/** Keeps what a section said, figures and all, when somebody had read it, and whether they read all that came from the year before; answers its version. */
export async function keepReading(db: Db, place: SectionPlace, section: string, readAs: string | null, whole: boolean): Promise<number> {
  const row = await db.updateTable("section_text").set({ read_as: readAs, ...(whole ? { carried: null } : {}) }).where((where) => where.and({ ...placeKey(place), section })).returning("version").executeTakeFirstOrThrow();
  return row["version"] as number;
}
