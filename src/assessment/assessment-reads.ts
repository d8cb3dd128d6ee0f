export { describeAssessment, currentAssessments as listAssessments, levelsOf as listLevels } from "./assessment-store.ts";
