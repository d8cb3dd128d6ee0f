export { describeAmount, loadStatements as listStatements, yearsWithStatements } from "./statement-store.ts";
