import { sql } from "kysely";
import type { Db, Row } from "../platform/db/database.ts";
import { isRole } from "../permission/role.ts";
import { isBoundBlock, isMoneyColumn, type PlannedRow, type Template, type TemplateInput, type TemplateSection } from "./template.ts";

const listed = (text: string): string[] => text.split(",").filter(Boolean);

const sectionOf = (row: Row): TemplateSection => ({
  key: row["section_key"], heading: row["heading"], level: row["level"], guidance: row["guidance"], required: row["required"], writer: row["writer"] !== null && isRole(row["writer"]) ? row["writer"] : null,
  perUnit: row["per_unit"], whenEmpty: row["when_empty"], blocks: listed(row["blocks"]).filter(isBoundBlock),
});

/** The templates that a municipality has written itself. */
export async function loadTemplates(db: Db, municipalityId: number): Promise<Template[]> {
  const templates: Row[] = await db.selectFrom("document_template").selectAll().where("municipality_id", "=", municipalityId).orderBy("template_key").execute();
  if (!templates.length) return [];
  const sections: Row[] = await db.selectFrom("template_section").selectAll().where("municipality_id", "=", municipalityId).orderBy("position").orderBy("section_key").execute();
  return templates.map((row) => ({
    key: row["template_key"], title: row["title"], purpose: row["purpose"], per: row["per"], moneyUnit: row["money_unit"], moneyColumns: listed(row["money_columns"]).filter(isMoneyColumn), revision: row["revision"],
    sections: sections.filter((section) => section["template_key"] === row["template_key"]).map(sectionOf),
  }));
}

/** Keeps a template whole: its sections are those given, in their order. */
export async function writeTemplate(db: Db, municipalityId: number, key: string, revision: number, input: TemplateInput): Promise<void> {
  const own = { municipality_id: municipalityId, template_key: key };
  const columns = { title: input.title, purpose: input.purpose, per: input.per, money_unit: input.moneyUnit, money_columns: input.moneyColumns.join(","), revision };
  await db.insertInto("document_template").values({ ...own, ...columns }).onConflict((conflict) => conflict.columns(["municipality_id", "template_key"]).doUpdateSet(columns)).execute();
  const kept = input.sections.map((section) => section.key);
  await db.deleteFrom("template_section").where((where) => where.and(own)).where("section_key", "not in", kept).execute();
  for (const [position, { blocks, guidance, heading, key: section_key, level, perUnit, required, whenEmpty, writer }] of input.sections.entries()) {
    const said = { position, heading, level, guidance, required, writer, per_unit: perUnit, when_empty: whenEmpty, blocks: blocks.join(",") };
    await db.insertInto("template_section").values({ ...own, section_key, ...said }).onConflict((conflict) => conflict.columns(["municipality_id", "template_key", "section_key"]).doUpdateSet(said)).execute();
  }
}

/** Takes a municipality's own template away, so that the ready one holds again. */
export async function removeTemplate(db: Db, municipalityId: number, key: string): Promise<void> {
  for (const table of ["template_section", "document_template"]) await db.deleteFrom(table).where("municipality_id", "=", municipalityId).where("template_key", "=", key).execute();
}

const plannedOf = (row: Row): PlannedRow => ({ key: row["document_kind"], templateKey: row["template_key"], name: row["name"], dueOn: row["due_on"], version: row["version"] });

/** What somebody has said of a year's documents, in the order that they were made known. */
export async function loadPlanned(db: Db, committeeId: number, year: number): Promise<PlannedRow[]> {
  const rows: Row[] = await db.selectFrom("planned_document").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("document_kind").execute();
  return rows.map(plannedOf);
}
/** Plans a document; null where the place is taken. */
export async function addPlanned(db: Db, place: { committeeId: number; year: number }, row: Omit<PlannedRow, "version">): Promise<number | null> {
  const added = await db.insertInto("planned_document").values({ committee_id: place.committeeId, year: place.year, document_kind: row.key, template_key: row.templateKey, name: row.name, due_on: row.dueOn }).onConflict((conflict) => conflict.doNothing()).returning("version").executeTakeFirst();
  return (added?.["version"] as number | undefined) ?? null;
}

/** Which of some sections of a template have a text in any document. */
export async function sectionsWithText(db: Db, templateKey: string, sections: readonly string[]): Promise<Set<string>> {
  if (!sections.length) return new Set();
  const { rows } = await sql<{ section: string }>`
    select distinct split_part(section, '.', 1) as section from section_text
    where body <> '' and split_part(section, '.', 1) = any (${`{${sections.join(",")}}`}::text::text[])
      and (document_kind = ${templateKey} or document_kind ~ ${`^${templateKey}-[0-9]{2}$`} or exists (select 1 from planned_document planned where planned.template_key = ${templateKey} and planned.committee_id = section_text.committee_id and planned.year = section_text.year and planned.document_kind = section_text.document_kind))`.execute(db);
  return new Set(rows.map(({ section }) => section));
}
