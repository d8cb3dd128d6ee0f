export { loadStatements as listStatements, yearsWithStatements } from "./statement-store.ts";
