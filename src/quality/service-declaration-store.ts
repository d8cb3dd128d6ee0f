import { sql } from "kysely";
import type { CommandContext } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
import { rowOf } from "../platform/edit/register-row-store.ts";
import type { ServiceDeclaration, ServiceDeclarationInput } from "./service-declaration.ts";

export async function saveServiceDeclarations(context: CommandContext, committeeId: number, year: number, rows: readonly ServiceDeclarationInput[]): Promise<Tally> {
  const { tally } = await saveRegister(
    context,
    "service_declaration",
    rows.map((row) => ({
      key: { committee_id: committeeId, year, service: row.service },
      values: { decided: row.decided, status: row.status, origin_id: row.originId },
    })),
  );
  return tally;
}

/** In the order of their document; those that were typed come last, as they were. */
export async function loadServiceDeclarations(db: Db, committeeId: number, year: number): Promise<ServiceDeclaration[]> {
  const rows = await db.selectFrom("service_declaration").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").orderBy("id").execute();
  return rows.map((row) => rowOf<ServiceDeclaration>(row));
}
/** What is on the web: of each committee the latest year that has any, not after a year. */
export async function loadPublishedDeclarations(db: Db, year: number): Promise<(ServiceDeclaration & { readonly committeeId: number })[]> {
  const rows = await db.selectFrom("service_declaration").selectAll().where("published", "=", "yes")
    .where(sql<boolean>`(committee_id, year) in (select committee_id, max(year) from service_declaration where published = 'yes' and year <= ${year} group by committee_id)`)
    .orderBy("committee_id").orderBy("position").orderBy("id").execute();
  return rows.map((row) => rowOf<ServiceDeclaration & { readonly committeeId: number }>(row));
}
