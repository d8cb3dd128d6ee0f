import { recordEvent, type Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { emptyTally, type Tally } from "../platform/db/upsert.ts";
import type { StatementInput } from "./statement.ts";
import { loadStatements, saveStatement, type StatementPlace } from "./statement-store.ts";

/** Keeps a document's statements: the figures that were stated, sums and variances too, each with its origin. */
export function saveStatements(context: Context, input: StatementPlace & { statements: readonly StatementInput[] }): Promise<Tally> {
  return inTransaction(context.db, async (db) => {
    const tally = emptyTally();
    const known = await loadStatements(db, input.committeeId, input.year);
    for (const [position, statement] of input.statements.entries()) {
      const { id, saved } = await saveStatement(db, input, known, position, statement);
      tally[saved]++;
      if (saved !== "unchanged") await recordEvent({ ...context, db }, `statement.${saved}`, `statement:${id}`, { title: statement.title, year: input.year });
    }
    return tally;
  });
}
