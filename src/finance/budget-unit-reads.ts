import type { Scope } from "../organisation/scope.ts";
import { unitsDuring } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import type { Decimal } from "../platform/decimal.ts";
import { loadFrames } from "./frame-store.ts";
import { frameYears } from "./frame.ts";

export interface BudgetUnit {
  readonly id: number;
  readonly name: string;
}
/** Whom a committee's money is told by: what it has in common, and its units of the year. */
export const budgetUnits = async (db: Db, { committee, year }: Scope): Promise<BudgetUnit[]> => [{ id: committee.id, name: `${committee.name}, gemensamt` }, ...(await unitsDuring(db, committee.id, year))];

/** Their numbers. */
export const budgetUnitIds = async (db: Db, committeeId: number, year: number): Promise<ReadonlySet<number>> => new Set([committeeId, ...(await unitsDuring(db, committeeId, year)).map(({ id }) => id)]);

/** The frame that the council decided; what it may be where it has not. Null where none is made. */
export async function frameOf(db: Db, { committee, year }: Scope): Promise<{ readonly name: string; readonly decided: boolean; readonly amount: Decimal } | null> {
  const [first] = await loadFrames(db, committee.id, year);
  return first ? { name: first.name, decided: first.decision !== null, amount: frameYears(first, year)[0]!.closing } : null;
}
