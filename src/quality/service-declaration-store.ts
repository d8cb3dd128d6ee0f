import type { CommandContext } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
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

export async function loadServiceDeclarations(db: Db, committeeId: number, year: number): Promise<ServiceDeclaration[]> {
  const rows = await db.selectFrom("service_declaration").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").execute();
  return rows.map((row) => ({ id: row.id, service: row.service, decided: row.decided, status: row.status, origin: row.origin_id }));
}
