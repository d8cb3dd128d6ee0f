export { describeGoalRow, findGoals, goalsBelow, loadAssignments as listAssignments, loadGoals as listGoals, loadGoalsOf as listGoalsOf, yearsWithGoals } from "./goal-store.ts";
