import { today } from "../platform/clock.ts";
import type { Db } from "../platform/db/database.ts";
import { rememberedRead } from "../platform/db/remembered.ts";
import type { Goal } from "./goal.ts";
import { loadGoals } from "./goal-store.ts";

/** What goals and their parts are read from. */
const TABLES = ["goal", "goal_level", "steering_level", "activity", "goal_indicator", "goal_agenda", "goal_document", "goal_point"];

/** A year's goals of a committee, or of the municipality's council, that still hold. */
export const listGoals = (db: Db, ownerId: number, year: number): Promise<Goal[]> => rememberedRead(db, ownerId, TABLES, `goals ${year} ${today()}`, () => loadGoals(db, ownerId, year));

export { describeGoalRow, findGoals, goalsBelow, loadAssignments as listAssignments, loadGoalTitles as listGoalTitles, loadGoalsOf as listGoalsOf, yearsWithGoals } from "./goal-store.ts";
