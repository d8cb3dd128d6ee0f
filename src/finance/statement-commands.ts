import { command } from "../platform/command.ts";
import { emptyTally, isChange, type Tally } from "../platform/db/upsert.ts";
import type { StatementInput } from "./statement.ts";
import { loadStatements, saveStatement, type StatementPlace } from "./statement-store.ts";

/** Keeps a document's statements: the figures that were stated, sums and variances too, each with its origin. */
export const saveStatements = command("money.enter", async (context, input: StatementPlace & { statements: readonly StatementInput[] }): Promise<Tally> => {
  context.permit(input.committeeId);
  const tally = emptyTally();
  const known = await loadStatements(context.db, input.committeeId, input.year);
  for (const [position, statement] of input.statements.entries()) {
    const { id, saved } = await saveStatement(context.db, input, known, position, statement);
    tally[saved]++;
    if (isChange(saved)) context.record({ action: `statement.${saved}`, subject: `statement:${id}` });
  }
  return tally;
});
