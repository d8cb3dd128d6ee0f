import { sql } from "kysely";
import type { CommandContext } from "../platform/command.ts";
import type { Db, Row } from "../platform/db/database.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
import { insertRegisterRow, loadPartsOf, rowOf } from "../platform/edit/register-row-store.ts";
import type { ServiceDeclaration, ServiceDeclarationInput } from "./service-declaration.ts";

/** Keeps a year's declarations as a document has them. One that is new that year goes on as it was the year before: its text, whether it is on the web, and its promises. */
export async function saveServiceDeclarations(context: CommandContext, committeeId: number, year: number, rows: readonly ServiceDeclarationInput[]): Promise<Tally> {
  const known = new Set((await loadServiceDeclarations(context.db, committeeId, year)).map(({ service }) => service));
  const { ids, tally } = await saveRegister(
    context,
    "service_declaration",
    rows.map((row) => ({
      key: { committee_id: committeeId, year, service: row.service },
      values: { decided: row.decided, status: row.status, origin_id: row.originId },
    })),
  );
  for (const [index, { service }] of rows.entries()) if (!known.has(service)) await goOn(context, committeeId, year, ids[index]!, service);
  return tally;
}
async function goOn({ db, record }: CommandContext, committeeId: number, year: number, id: number, service: string): Promise<void> {
  const before: Row | undefined = await db.selectFrom("service_declaration").selectAll().where("committee_id", "=", committeeId).where("service", "=", service).where("year", "<", year).orderBy("year", "desc").executeTakeFirst();
  if (!before || (before["body"] === null && before["published"] === "no")) return;
  await db.updateTable("service_declaration").set({ unit_id: before["unit_id"], body: before["body"], published: before["published"], feedback_subject: before["feedback_subject"] }).where("id", "=", id).execute();
  for (const promise of await loadPartsOf<Row>(db, "service_promise", "declaration_id", [before["id"] as number])) {
    const own = await insertRegisterRow(db, "service_promise", { committee_id: committeeId, year, declaration_id: id, promise: promise["promise"], indicator_id: promise["indicatorId"], published: promise["published"] });
    record({ action: "service_promise.added", subject: `service_promise:${own}` });
  }
}

/** In the order of their document; those that were typed come last, as they were. */
export async function loadServiceDeclarations(db: Db, committeeId: number, year: number): Promise<ServiceDeclaration[]> {
  const rows = await db.selectFrom("service_declaration").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").orderBy("id").execute();
  return rows.map((row) => rowOf<ServiceDeclaration>(row));
}
/** What is on the web: of each committee the latest year that has declarations, not after a year. What is not decided is not there. */
export async function loadPublishedDeclarations(db: Db, year: number): Promise<(ServiceDeclaration & { readonly committeeId: number })[]> {
  const rows = await db.selectFrom("service_declaration").selectAll().where("published", "=", "yes").where("decided", "is not", null)
    .where(sql<boolean>`(committee_id, year) in (select committee_id, max(year) from service_declaration where year <= ${year} group by committee_id)`)
    .orderBy("committee_id").orderBy("position").orderBy("id").execute();
  return rows.map((row) => rowOf<ServiceDeclaration & { readonly committeeId: number }>(row));
}
