import { command, type Context } from "../platform/command.ts";
import { READY_POINTS, type FollowUpPoint } from "./follow-up-point.ts";
import { addPoint, findPoints } from "./follow-up-point-store.ts";

/** Opens a planning year: its ready follow-up points exist afterwards, once. Answers all the points of the year. */
export const openPlanningYear = command("calendar.open-year", async (context, { municipalityId, year }: { municipalityId: number; year: number }): Promise<FollowUpPoint[]> => {
  const known = (await findPoints(context.db, municipalityId)).filter((point) => point.year === year);
  const missing = READY_POINTS.filter(({ monthDay }) => !known.some(({ onDate }) => onDate === `${year}-${monthDay}`));
  // A year that is open already asks for nothing.
  context.permit(missing.length ? "anywhere" : "own");
  for (const { name, monthDay } of missing) {
    const id = await addPoint(context.db, municipalityId, { year, name, onDate: `${year}-${monthDay}` });
    if (id !== null) context.record({ action: "follow-up-point.added", subject: `follow_up_point:${id}` });
  }
  return missing.length ? (await findPoints(context.db, municipalityId)).filter((point) => point.year === year) : known;
});

/** Opens the year that is running and the next one, so that the next follow-up is always known. */
export async function openCurrentYears(context: Context, municipalityIds: readonly number[], today: string): Promise<void> {
  const running = Number(today.slice(0, 4));
  for (const municipalityId of municipalityIds) {
    for (const year of [running, running + 1]) await openPlanningYear(context, { municipalityId, year });
  }
}
