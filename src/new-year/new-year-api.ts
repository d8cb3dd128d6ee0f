import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, type Api } from "../platform/http/api.ts";
import { clean, once, RowNumber, Version, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { planNewYear, type NewYearParts } from "./new-year-commands.ts";

const Dropped = z.array(z.object({ id: RowNumber, reason: z.string().min(1).max(1000) })).max(500);

/** The next year's plan made of this year's, through the API. */
export function newYearApi(api: Api, command: CommandSource, parts: NewYearParts): void {
  api.openapi(
    createRoute({
      middleware: guard("goal.plan"), method: "post", path: "/committees/{committee}/{year}/new-year", tags: ["Mål"], summary: "Gör nästa års plan ur årets",
      request: {
        headers: WriteHeaders, params: CommitteeYear,
        body: { required: true, content: { "application/json": { schema: z.object({
          council: z.boolean().optional().openapi({ description: "Fullmäktiges mål, för hela kommunen" }),
          goals: z.array(z.object({ goalId: RowNumber, text: z.string().min(1).max(2000), activityIds: z.array(RowNumber).max(200) })).max(500), droppedGoals: Dropped,
          assignments: z.array(z.object({ assignmentId: RowNumber, text: z.string().min(1).max(2000) })).max(500), droppedAssignments: Dropped,
          aims: z.array(z.object({ indicatorId: RowNumber, baseline: z.string().max(200), baselineVersion: Version, baselineDate: z.string().max(10).nullable(), target: z.string().max(200), targetVersion: Version })).max(1000),
        }) } } },
      },
      responses: { 200: answer(z.object({ goals: z.number(), activities: z.number(), assignments: z.number(), aims: z.number() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { aims, assignments, council = false, goals, ...dropped } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        return valueOf(planNewYear(context, {
          parts, ownerId: council ? found.municipalityId : found.id, year: Number(year), ...dropped,
          goals: goals.map((goal) => ({ ...goal, text: clean(goal.text) })), assignments: assignments.map((one) => ({ ...one, text: clean(one.text) })), aims: aims.map((one) => ({ ...one, baseline: clean(one.baseline), target: clean(one.target) })),
        }));
      }), 200);
    },
  );
}
