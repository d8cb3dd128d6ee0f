import type { Db, Row } from "../platform/db/database.ts";
import { isStatementLine, type AccountMap, type AccountMapRow } from "./account-map.ts";

/** A municipality's maps of accounts, each from its day. */
export async function loadAccountMaps(db: Db, municipalityId: number): Promise<AccountMap[]> {
  const rows: Row[] = await db.selectFrom("account_map").selectAll().where("municipality_id", "=", municipalityId).orderBy("valid_from").orderBy("from_account").orderBy("to_account").execute();
  return [...Map.groupBy(rows, (row) => row["valid_from"] as string)].map(([validFrom, own]) => ({ validFrom, rows: own.flatMap((row): AccountMapRow[] => (isStatementLine(row["line"]) ? [{ from: row["from_account"], to: row["to_account"], line: row["line"] }] : [])) }));
}
/** Writes the map that holds from a day; what it says no more is taken away. */
export async function writeAccountMap(db: Db, municipalityId: number, validFrom: string, rows: readonly AccountMapRow[]): Promise<void> {
  const key = { municipality_id: municipalityId, valid_from: validFrom };
  const known: Row[] = await db.selectFrom("account_map").selectAll().where((where) => where.and(key)).execute();
  for (const row of known) {
    if (!rows.some(({ from, to }) => from === row["from_account"] && to === row["to_account"])) await db.deleteFrom("account_map").where((where) => where.and({ ...key, from_account: row["from_account"], to_account: row["to_account"] })).execute();
  }
  for (const { from, line, to } of rows) {
    const before = known.find((row) => row["from_account"] === from && row["to_account"] === to);
    if (before?.["line"] === line) continue;
    await db.insertInto("account_map").values({ ...key, from_account: from, to_account: to, line }).onConflict((conflict) => conflict.columns(["municipality_id", "valid_from", "from_account", "to_account"]).doUpdateSet({ line })).execute();
  }
}
