import type { CommandContext } from "../platform/command.ts";
import type { Db } from "../platform/db/database.ts";
import { saveRegister } from "../platform/db/register.ts";
import type { Tally } from "../platform/db/upsert.ts";
import type { Fee, FeeInput } from "./fee.ts";

export async function saveFees(context: CommandContext, committeeId: number, year: number, rows: readonly FeeInput[]): Promise<Tally> {
  const { tally } = await saveRegister(
    context,
    "fee",
    rows.map((row) => ({
      key: { committee_id: committeeId, year, name: row.name },
      values: { decided: row.decided, status: row.status, new_decision: row.newDecision, valid_from: row.validFrom, origin_id: row.originId },
    })),
  );
  return tally;
}

export async function loadFees(db: Db, committeeId: number, year: number): Promise<Fee[]> {
  const rows = await db.selectFrom("fee").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("position").execute();
  return rows.map((row) => ({ id: row.id, name: row.name, decided: row.decided, status: row.status, newDecision: row.new_decision, validFrom: row.valid_from, origin: row.origin_id }));
}
