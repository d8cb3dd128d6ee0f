import { recordEvent, type Context } from "../platform/command.ts";
import { inTransaction } from "../platform/db/transaction.ts";
import { READY_POINTS, type FollowUpPoint } from "./follow-up-point.ts";
import { addPoint, findPoints } from "./follow-up-point-store.ts";

/** Opens a planning year: its ready follow-up points exist afterwards, once. Answers all the points of the year. */
export function openPlanningYear(context: Context, municipalityId: number, year: number): Promise<FollowUpPoint[]> {
  return inTransaction(context.db, async (db) => {
    for (const { name, monthDay } of READY_POINTS) {
      const id = await addPoint(db, municipalityId, { year, name, onDate: `${year}-${monthDay}` });
      if (id !== null) await recordEvent({ ...context, db }, "follow-up-point.added", `follow_up_point:${id}`, { year, name });
    }
    return (await findPoints(db, municipalityId)).filter((point) => point.year === year);
  });
}

/** Opens the year that is running and the next one, so that the next follow-up is always known. */
export async function openCurrentYears(context: Context, municipalityIds: readonly number[], today: string): Promise<void> {
  const year = Number(today.slice(0, 4));
  for (const id of municipalityIds) {
    await openPlanningYear(context, id, year);
    await openPlanningYear(context, id, year + 1);
  }
}
