import { createRoute, z } from "@hono/zod-openapi";
import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { answer, refusals, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, cleanReason, once, Reason, RowId, type CommandSource, Version, WriteHeaders, writeRefusals } from "../platform/http/api-write.ts";
import { changeGoal } from "./goal-commands.ts";
import { listAssignments, listGoals } from "./goal-reads.ts";

const Status = z.object({ label: z.string(), shape: z.string(), reasoning: z.string().nullable() }).openapi("Status");
const GoalSchema = z
  .object({
    id: z.number(),
    parentId: z.number().nullable(),
    level: z.string(),
    text: z.string(),
    assessment: Status.nullable(),
    activities: z.array(z.object({ title: z.string(), description: z.string().nullable() })),
    indicatorIds: z.array(z.number()),
    origin: z.number(),
    version: Version,
  })
  .openapi("Goal");
const AssignmentSchema = z.object({ id: z.number(), text: z.string(), status: Status.nullable(), origin: z.number() }).openapi("Assignment");

const statusOf = (assessments: readonly Assessment[], id: number) => {
  const found = assessments.find(({ subjectId }) => subjectId === id);
  return found ? { label: found.level.label, shape: found.level.shape, reasoning: found.reasoning } : null;
};

export function goalApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/goals", tags: ["Mål"], summary: "Mål och uppdrag med bedömningar",
      request: { params: CommitteeYear },
      responses: { 200: answer(z.object({ goals: z.array(GoalSchema), assignments: z.array(AssignmentSchema) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const goals = await listGoals(db(c), found.id, Number(year));
      const assignments = await listAssignments(db(c), found.id, Number(year));
      const judged = await listAssessmentsOfYear(db(c), "goal", goals.map(({ id }) => id), Number(year));
      const statuses = await listAssessmentsOfYear(db(c), "assignment", assignments.map(({ id }) => id), Number(year));
      return c.json(
        {
          goals: goals.map(({ id, parentId, level, text, activities, indicatorIds, origin, version }) => ({
            id, parentId, level, text, origin, version, indicatorIds: [...indicatorIds], assessment: statusOf(judged, id),
            activities: activities.map(({ title, description }) => ({ title, description })),
          })),
          assignments: assignments.map(({ id, text, origin }) => ({ id, text, origin, status: statusOf(statuses, id) })),
        },
        200,
      );
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("goal.plan"), method: "patch", path: "/goals/{id}", tags: ["Mål"], summary: "Ändra ett måls text",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ version: Version, text: z.string().min(1).max(2000), reason: Reason }) } } } },
      responses: { 200: answer(z.object({ version: Version })), ...writeRefusals },
    }),
    async (c) => {
      const { reason, text, version } = c.req.valid("json");
      const input = { goalId: Number(c.req.valid("param").id), version, text: clean(text), reason: cleanReason(reason) };
      return c.json(await once(c, command(c), (context) => valueOf(changeGoal(context, input))), 200);
    },
  );
}
