import { holdRowsUnit } from "../organisation/unit-reads.ts";
import { registerCommands, type Register } from "../platform/edit/register.ts";
import { SURVEY_FIELDS, surveyFault } from "./user-survey.ts";

export const USER_SURVEYS: Register = {
  table: "user_survey", subject: "user_survey", action: "quality.follow", noun: "Undersökningen", ofUnit: true, yearly: true, fields: SURVEY_FIELDS, fault: surveyFault, single: ["name"], singleWords: "En undersökning med det namnet finns redan i årets plan.",
  hold: holdRowsUnit(),
};
export const { add: addUserSurvey, change: changeUserSurvey, remove: removeUserSurvey } = registerCommands(USER_SURVEYS);
