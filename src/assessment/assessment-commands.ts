import { command, outcomeCommand } from "../platform/command.ts";
import { Conflicted } from "../platform/edit/conflict.ts";
import { Refused } from "../platform/outcome.ts";
import { typedOrigin } from "../platform/origin/origin-store.ts";
import type { Saved } from "../platform/db/upsert.ts";
import { levelOf, SCALES_OF, type AssessmentSubject } from "./assessment.ts";
import { currentAssessments, earlierAssessment, holdSubject, levelsOf, supersede } from "./assessment-store.ts";

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

export interface OwnAssessmentInput {
  readonly committeeId: number;
  readonly subjectKind: AssessmentSubject;
  readonly subjectId: number;
  readonly followUpPointId: number;
  readonly levelId: number;
  readonly reasoning: string | null;
  /** The assessment that stood when one began to judge; null where there was none. */
  readonly current: number | null;
  /** What the rule proposed, in words, and its level. */
  readonly proposedLevelId?: number | null;
  readonly proposal?: string | null;
}

/** Makes one's own assessment over the one that stood. Where another has come in between nothing is stored. */
export const makeAssessment = outcomeCommand("assess", async (context, input: OwnAssessmentInput): Promise<{ id: number }> => {
  const { db } = context;
  const place = await holdSubject(db, input.subjectKind, input.subjectId);
  if (place?.committeeId !== input.committeeId) throw new Refused({ code: "no-subject", message: "Det som ska bedömas finns inte, eller så har du ingen roll i dess nämnd." });
  // Who answers for the unit that does it judges it, and who answers for all of the committee.
  context.permit(place.unitId ?? place.committeeId);
  const levels = await levelsOf(db, SCALES_OF[input.subjectKind]);
  const level = levels.find(({ id }) => id === input.levelId);
  if (!level) throw new Refused({ code: "no-level", field: "level", message: "Välj en nivå på skalan." });
  if (!input.reasoning) throw new Refused({ code: "no-reason", field: "reasoning", message: "Motiveringen saknas; skriv varför." });
  if (input.reasoning.length > 20_000) throw new Refused({ code: "long-text", field: "reasoning", message: "Motiveringen är längre än 20 000 tecken; korta den." });
  const current = (await currentAssessments(db, input.subjectKind, [input.subjectId])).find((one) => one.followUpPointId === input.followUpPointId) ?? null;
  const said = (one: { level: { label: string }; reasoning: string | null }) => [one.level.label, one.reasoning].filter(Boolean).join("\n\n");
  if (current && current.level.id === level.id && (current.reasoning ?? "") === (input.reasoning ?? "")) return { id: current.id };
  if ((current?.id ?? null) !== input.current) {
    const origin = input.current === null ? null : await earlierAssessment(db, input.subjectKind, input.subjectId, input.current);
    throw new Conflicted({
      conflicts: [{ field: "level", base: input.current === null ? null : origin ? said(origin) : undefined, theirs: current && said(current), mine: said({ level, reasoning: input.reasoning }) }], merged: {}, version: current?.id ?? 0, by: current?.actor ?? null, at: current?.assessedAt ?? null,
    });
  }
  const id = await supersede(db, current, { ...input, actor: context.actor.key, originId: await typedOrigin(context) });
  context.record({ action: "assessment.made", subject: `${input.subjectKind.replace("-", "_")}:${input.subjectId}`, details: { assessment: id, before: current?.level.label ?? null, after: level.label }, reason: input.reasoning ?? undefined });
  return { id };
});
