import { command } from "../platform/command.ts";
import type { Saved } from "../platform/db/upsert.ts";
import { levelOf, SCALES_OF, type AssessmentSubject } from "./assessment.ts";
import { currentAssessments, levelsOf, supersede } from "./assessment-store.ts";

export interface AssessmentInput {
  readonly committeeId: number;
  readonly subjectKind: AssessmentSubject;
  readonly subjectId: number;
  readonly followUpPointId: number;
  /** The level in words. */
  readonly label: string;
  readonly reasoning: string | null;
  readonly originId: number;
}

/** Records an assessment; the same one again changes nothing. Answers null where the scale has no such level. */
export const assess = command("assess", async (context, input: AssessmentInput): Promise<Saved | null> => {
  context.permit(input.committeeId);
  const { db } = context;
  const level = levelOf(await levelsOf(db, SCALES_OF[input.subjectKind]), input.label);
  if (!level) return null;
  const all = await currentAssessments(db, input.subjectKind, [input.subjectId]);
  const current = all.find((assessment) => assessment.followUpPointId === input.followUpPointId) ?? null;
  if (current?.level.id === level.id && (current.reasoning ?? "") === (input.reasoning ?? "")) return "unchanged";
  const id = await supersede(db, current, { ...input, levelId: level.id, actor: context.actor.key });
  context.record({
    action: "assessment.made", subject: `${input.subjectKind.replace("-", "_")}:${input.subjectId}`, details: { assessment: id, before: current?.level.label ?? null, after: level.label },
    reason: input.reasoning ?? undefined,
  });
  return current ? "changed" : "added";
});
