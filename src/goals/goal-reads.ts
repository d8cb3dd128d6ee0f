import type { Db } from "../platform/db/database.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import type { Goal } from "./goal.ts";
import { loadGoals } from "./goal-store.ts";

/** A year's goals of a committee, or of the municipality's council, that still hold. */
export const listGoals = (db: Db, ownerId: number, year: number): Promise<Goal[]> => rememberedRead(db, ownerId, `goals ${year}`, () => loadGoals(db, ownerId, year));

export { describeGoalRow, findGoals, goalsBelow, loadAssignments as listAssignments, loadGoalTitles as listGoalTitles, loadGoalsOf as listGoalsOf, yearsWithGoals } from "./goal-store.ts";
