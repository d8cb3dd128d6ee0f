import type { Db, Row } from "../platform/db/database.ts";
import { isFrameStepKind, type FrameInput, type FrameScenario, type FrameStepInput } from "./frame.ts";

const scenarioOf = (row: Row): FrameScenario => ({
  id: row["id"], committeeId: row["committee_id"], year: row["year"], name: row["name"], opening: row["opening"], population: row["population"],
  steps: (row["steps"] as FrameStepInput[]).filter(({ kind }) => isFrameStepKind(kind)), decision: row["decision"], version: row["version"],
});
/** A committee's frames from a year on: what the council decided first, then the others as they were made. */
export async function loadFrames(db: Db, committeeId: number, year: number): Promise<FrameScenario[]> {
  const rows: Row[] = await db.selectFrom("frame_scenario").selectAll().where("committee_id", "=", committeeId).where("year", "=", year).orderBy("id").execute();
  return rows.map(scenarioOf).sort((a, b) => Number(b.decision !== null) - Number(a.decision !== null) || a.id - b.id);
}
export async function findFrame(db: Db, id: number): Promise<FrameScenario | null> {
  const row: Row | undefined = await db.selectFrom("frame_scenario").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? scenarioOf(row) : null;
}
const valuesOf = ({ name, opening, population, steps }: FrameInput) => ({ name, opening, population: JSON.stringify(population), steps: JSON.stringify(steps) });
export async function insertFrame(db: Db, committeeId: number, year: number, input: FrameInput): Promise<number> {
  const row = await db.insertInto("frame_scenario").values({ committee_id: committeeId, year, ...valuesOf(input) }).returning("id").executeTakeFirstOrThrow();
  return row["id"] as number;
}
export async function updateFrame(db: Db, id: number, input: FrameInput): Promise<void> {
  await db.updateTable("frame_scenario").set(valuesOf(input)).where("id", "=", id).execute();
}
export async function decideFrame(db: Db, id: number, decision: string | null): Promise<void> {
  await db.updateTable("frame_scenario").set({ decision }).where("id", "=", id).execute();
}
export async function deleteFrame(db: Db, id: number): Promise<void> {
  await db.deleteFrom("frame_scenario").where("id", "=", id).execute();
}
