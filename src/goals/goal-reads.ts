export { describeGoalRow, loadAssignments as listAssignments, loadGoals as listGoals, yearsWithGoals } from "./goal-store.ts";
