import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Block, DocumentModel } from "../../src/documents/document.ts";
import { makeMissingSections } from "../../src/documents/document-section-commands.ts";
import type { Db } from "../../src/platform/db/database.ts";
import { COMMITTEES, drawing, one, paragraph, PLACES, type Draw } from "./words.ts";

const KINDS = [["annual-report", "Årsredovisning"], ["plan", "Verksamhetsplan"], ["interim-report", "Delårsrapport"]] as const;
const ROWS_A_WRITE = 200;

/** A decided document: a few sections of text, and a table. */
export function makeModel(draw: Draw, { committee, index, year }: { committee: string; index: number; year: number }): DocumentModel {
  const [kind, title] = KINDS[index] ?? [`pm-${String(index).padStart(4, "0")}`, `Tjänsteskrivelse ${index}, ${one(draw, PLACES)}`];
  const section = (heading: string, id: string): Block[] => [
    { kind: "heading", level: 1, text: heading, id },
    ...Array.from({ length: 3 }, (): Block => ({ kind: "paragraph", inlines: [{ kind: "text", text: paragraph(draw, 4) }] })),
  ];
  const table: Block = {
    kind: "table", caption: "Kostnader per år, tkr", unbroken: true, notes: [], columns: [{ label: "Post", align: "text" }, { label: String(year - 1), align: "number" }, { label: String(year), align: "number" }],
    rows: ["Personal", "Lokaler", "Köp av verksamhet", "Övrigt"].map((label) => ({ total: false, cells: [{ kind: "text", text: label }, { kind: "text", text: String(Math.floor(draw() * 90_000)) }, { kind: "text", text: String(Math.floor(draw() * 90_000)) }] })),
  };
  return { kind, language: "sv", title, organisation: "Stora kommun", committee, year, diaryNumber: null, status: "", blocks: [...section("Sammanfattning", "summary"), ...section("Bakgrund", "background"), table, ...section("Bedömning", "assessment")] };
}

/** Documents decided and published, as many in each committee's year. */
export async function addDocuments(owner: Db, { committeeIds, count, seed, years }: { committeeIds: readonly number[]; count: number; seed: number; years: readonly number[] }): Promise<void> {
  const draw = drawing(seed + 77);
  const places = years.flatMap((year) => committeeIds.map((committeeId, at) => ({ committeeId, committee: COMMITTEES[at]!, year })));
  const all = Array.from({ length: count }, (_, index) => ({ ...places[index % places.length]!, index: Math.floor(index / places.length) }));
  for (let from = 0; from < all.length; from += ROWS_A_WRITE) {
    const rows = all.slice(from, from + ROWS_A_WRITE).map((place) => {
      const model = makeModel(draw, place);
      const text = JSON.stringify(model);
      return { committee_id: place.committeeId, year: place.year, document_kind: model.kind, hash: createHash("sha256").update(text).digest("hex"), model: text, on: `${place.year}-${String(1 + (from % 12)).padStart(2, "0")}-15` };
    });
    const told = JSON.stringify(rows);
    await sql`insert into frozen_document (hash, committee_id, model) select hash, committee_id, model from jsonb_to_recordset(${told}::text::jsonb) as row (hash text, committee_id int, model text) on conflict do nothing`.execute(owner);
    await sql`insert into document_step (committee_id, year, document_kind, ordinal, edition, kind, hash, on_date, actor, taken_at)
      select committee_id, year, document_kind, step.ordinal, 1, step.kind, case when step.kind = 'decided' then hash end, case when step.kind = 'published' then null else row.on end, 'program', row.on + interval '1 day'
      from jsonb_to_recordset(${told}::text::jsonb) as row (hash text, committee_id int, year int, document_kind text, "on" date) cross join (values (1, 'proposed'), (2, 'decided'), (3, 'published')) as step (ordinal, kind)`.execute(owner);
  }
  await makeMissingSections(owner);
}
