import { recordEvent, type Context } from "../command.ts";
import { inTransaction } from "./transaction.ts";
import { emptyTally, upsertRow, type Tally } from "./upsert.ts";

/**
 * Keeps the rows of a simple yearly register, found by their natural key, in the order given: added, changed or left
 * alone, with an event for each change.
 */
export function saveRegister(
  context: Context,
  table: string,
  rows: readonly { readonly key: Record<string, unknown>; readonly values: Record<string, unknown> }[],
): Promise<{ tally: Tally; ids: number[] }> {
  return inTransaction(context.db, async (db) => {
    const tally = emptyTally();
    const ids: number[] = [];
    for (const [position, { key, values }] of rows.entries()) {
      const { id, saved } = await upsertRow(db, table, key, { ...values, position });
      tally[saved]++;
      ids.push(id);
      if (saved !== "unchanged") await recordEvent({ ...context, db }, `${table}.${saved}`, `${table}:${id}`, key);
    }
    return { tally, ids };
  });
}
