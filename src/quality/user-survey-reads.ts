import type { Db } from "../platform/db/database.ts";
import { loadRegister } from "../platform/edit/register-row-store.ts";
import type { UserSurvey } from "./user-survey.ts";

export const listUserSurveys = (db: Db, committeeId: number, year: number): Promise<UserSurvey[]> => loadRegister(db, "user_survey", committeeId, year);
