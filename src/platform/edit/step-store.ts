import { isAny } from "../db/is-any.ts";
import type { Db, Row } from "../db/database.ts";
import type { Step } from "./step.ts";

const stepOf = <Kind extends string>(row: Row): Step<Kind> => ({ id: row["id"], kind: row["kind"], onDate: row["on_date"], note: row["note"], actor: row["actor"], at: row["taken_at"] });

/** A row's steps in their order; held until the transaction ends where another is to be added. */
export async function loadStepRows<Kind extends string>(db: Db, table: string, parent: string, id: number, held = false): Promise<Step<Kind>[]> {
  const query = db.selectFrom(table).selectAll().where(parent, "=", id).orderBy("ordinal");
  return ((await (held ? query.forUpdate() : query).execute()) as Row[]).map((row) => stepOf<Kind>(row));
}
/** The steps of many rows, by the row. */
export async function loadStepsOfRows<Kind extends string>(db: Db, table: string, parent: string, ids: readonly number[]): Promise<Map<number, Step<Kind>[]>> {
  const rows: Row[] = ids.length ? await db.selectFrom(table).selectAll().where(isAny(parent, ids)).orderBy("ordinal").execute() : [];
  return new Map([...Map.groupBy(rows, (row) => row[parent] as number)].map(([id, own]) => [id, own.map((row) => stepOf<Kind>(row))]));
}
/** Two who take a step at once add the same row: one of them is refused, and sees the other's. */
export async function addStep(db: Db, table: string, step: Row): Promise<void> {
  await db.insertInto(table).values(step).execute();
}
