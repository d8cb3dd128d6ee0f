import { outcomeCommand, type Context } from "../platform/command.ts";
import { Refused, valueOf, type Outcome } from "../platform/outcome.ts";
import { listUnits } from "../organisation/unit-reads.ts";
import { municipalityOf } from "../organisation/unit.ts";

/** What a new year needs done by the slices that keep its parts; filled in where they are wired. */
export interface NewYearParts {
  openPlanningYear(context: Context, input: { municipalityId: number; year: number }): Promise<unknown>;
  carryPlan(context: Context, input: NewYearPlan & { ownerId: number; year: number }): Promise<Outcome<{ goals: number; activities: number; assignments: number }>>;
  setTargets(context: Context, input: {
    indicatorId: number; targets: readonly { year: number; text: string; version: number }[]; baseline?: { year: number | null; text: string; onDate: string | null; version: number }; reason?: string | null;
  }): Promise<Outcome<{ changed: number }>>;
}

export interface NewYearPlan {
  readonly goals: readonly { readonly goalId: number; readonly text: string; readonly activityIds: readonly number[] }[];
  readonly droppedGoals: readonly { readonly id: number; readonly reason: string | null }[];
  readonly assignments: readonly { readonly assignmentId: number; readonly text: string }[];
  readonly droppedAssignments: readonly { readonly id: number; readonly reason: string | null }[];
}
/** What a measure begins the next year with, as it was written, over the versions that were read. */
export interface NewYearAim {
  readonly indicatorId: number;
  readonly baseline: string;
  readonly baselineVersion: number;
  /** ISO date that the baseline is of. */
  readonly baselineDate: string | null;
  readonly target: string;
  readonly targetVersion: number;
}
export interface NewYearInput extends NewYearPlan {
  readonly parts: NewYearParts;
  readonly ownerId: number;
  /** The year that is left. */
  readonly year: number;
  readonly aims: readonly NewYearAim[];
}

/** Makes the next year's plan of this year's in one step: all of it, or nothing. Nothing of the old year changes. */
export const planNewYear = outcomeCommand("goal.plan", async (context, { aims, ownerId, parts, year, ...plan }: NewYearInput): Promise<{ goals: number; activities: number; assignments: number; aims: number }> => {
  context.permit(ownerId);
  const municipalityId = municipalityOf(await listUnits(context.db), ownerId);
  if (municipalityId === null) throw new Refused({ code: "no-committee", message: "Nämnden finns inte." });
  await parts.openPlanningYear(context, { municipalityId, year: year + 1 });
  const made = await valueOf(parts.carryPlan(context, { ...plan, ownerId, year }));
  let changed = 0;
  for (const { baseline, baselineDate, baselineVersion, indicatorId, target, targetVersion } of aims) {
    const saved = await parts.setTargets(context, {
      indicatorId, targets: [{ year: year + 1, text: target, version: targetVersion }], baseline: { year: year + 1, text: baseline, onDate: baseline.trim() === "" ? null : baselineDate, version: baselineVersion },
    });
    if (!saved.ok) throw new Refused({ ...saved.failure, field: `${saved.failure.field === "ingaende" || saved.failure.field === "dag" ? "in" : "mal"}-${indicatorId}` });
    changed += saved.value.changed;
  }
  return { ...made, aims: changed };
});
