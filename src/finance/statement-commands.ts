import { recordEvent, type Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { emptyTally, type Tally } from "../platform/db/upsert.ts";
import type { StatementInput } from "./statement.ts";
import { saveStatement, type StatementPlace } from "./statement-store.ts";

/** Keeps a document's statements: the figures that were stated, sums and variances too, each with its origin. */
export function saveStatements(context: Context, input: StatementPlace & { statements: readonly StatementInput[] }): Promise<Tally> {
  return inTransaction(context.db, async (db) => {
    const tally = emptyTally();
    for (const [position, statement] of input.statements.entries()) {
      const { id, saved } = await saveStatement(db, input, position, statement);
      tally[saved]++;
      if (saved !== "unchanged") await recordEvent({ ...context, db }, `statement.${saved}`, `statement:${id}`, { title: statement.title, year: input.year });
    }
    return tally;
  });
}
