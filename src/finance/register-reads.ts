import { findGoals, listGoalTitles } from "../goals/goal-reads.ts";
import { holdCommitteesUnit, listUnits, unitsDuring } from "../organisation/unit-reads.ts";
import { municipalityOf } from "../organisation/unit.ts";
import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import type { Fields } from "../platform/edit/conflict.ts";
import type { RegisterPlace } from "../platform/edit/register.ts";
import { Refused } from "../platform/outcome.ts";

const yearOf = (year: number | null): number => year ?? Number(today().slice(0, 4));
/** The units and goals that a committee's registers of money may name, as they are chosen among. */
export async function nameable(db: Db, committeeId: number, municipalityId: number, year: number | null): Promise<{ readonly units: readonly (readonly [string, string])[]; readonly goals: readonly (readonly [string, string])[] }> {
  const units = await unitsDuring(db, committeeId, yearOf(year));
  const goals = await listGoalTitles(db, [committeeId, municipalityId], yearOf(year));
  return { units: units.map(({ id, name }) => [String(id), name] as const), goals: goals.map(({ id, level, text }) => [String(id), `${level}: ${text.length > 100 ? `${text.slice(0, 99)}…` : text}`] as const) };
}
/** Holds that the unit and the goal that a row names are the committee's, or its municipality's. @throws Refused */
export async function holdNamed(db: Db, { committeeId, year }: RegisterPlace, row: Fields): Promise<void> {
  const unitId = row["unit_id"] ?? null;
  const goalId = row["goal_id"] ?? null;
  if (unitId === null && goalId === null) return;
  if (unitId !== null) await holdCommitteesUnit(db, committeeId, yearOf(year), unitId);
  if (goalId === null) return;
  const [goal] = await findGoals(db, [Number(goalId)]);
  if (!goal || (goal.committeeId !== committeeId && goal.committeeId !== municipalityOf(await listUnits(db), committeeId))) throw new Refused({ code: "no-goal", field: "goal_id", message: "Målet är varken nämndens eller kommunens." });
}
