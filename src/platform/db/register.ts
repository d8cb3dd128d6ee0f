import type { CommandContext } from "../command.ts";
import { emptyTally, isChange, upsertRow, type Tally } from "./upsert.ts";

/**
 * Keeps the rows of a simple yearly register, found by their natural key, in the order given: added, changed or left
 * alone, with an event for each change.
 */
export async function saveRegister(
  context: CommandContext,
  table: string,
  rows: readonly { readonly key: Record<string, unknown>; readonly values: Record<string, unknown> }[],
): Promise<{ tally: Tally; ids: number[] }> {
  const tally = emptyTally();
  const ids: number[] = [];
  for (const [position, { key, values }] of rows.entries()) {
    const { id, saved } = await upsertRow(context.db, table, key, { ...values, position });
    tally[saved]++;
    ids.push(id);
    if (isChange(saved)) context.record({ action: `${table}.${saved}`, subject: `${table}:${id}` });
  }
  return { tally, ids };
}
