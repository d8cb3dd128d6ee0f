import type { Db } from "../platform/db/database.ts";
import { latestOfYear, type Assessment, type AssessmentSubject } from "./assessment.ts";
import { currentAssessments } from "./assessment-store.ts";

/** The last word of the year on each of the subjects that has one. */
export const listAssessmentsOfYear = async (db: Db, kind: AssessmentSubject, subjectIds: readonly number[], year: number): Promise<Assessment[]> =>
  latestOfYear(await currentAssessments(db, kind, subjectIds), year);

export { describeAssessment, currentAssessments as listAssessments, levelsOf as listLevels } from "./assessment-store.ts";
