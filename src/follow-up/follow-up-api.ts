import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { cleanReason, once, RowNumber, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { delegateTasks, stepFollowUp } from "./follow-up-commands.ts";
import { stateOf } from "./follow-up-task.ts";
import { loadRound } from "./follow-up-reads.ts";

/** A follow-up's tasks, opened, closed and handed over, through the API. */
export function followUpApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/follow-up", tags: ["Uppföljning"], summary: "Vad som ska göras vid en uppföljning",
      request: { params: CommitteeYear, query: z.object({ point: z.string().regex(/^\d{1,9}$/, "numret ska vara siffror").optional() }) },
      responses: {
        200: answer(z.object({
          point: z.object({ id: z.number(), name: z.string(), onDate: z.string() }), state: z.enum(["waiting", "open", "closed"]),
          tasks: z.array(z.object({ key: z.string(), text: z.string(), unitId: z.number().nullable(), responsible: z.string().nullable(), userId: z.number().nullable(), done: z.boolean(), left: z.string() })),
        })), 404: notFound, ...refusals,
      },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const asked = c.req.valid("query").point;
      const round = await loadRound(db(c), { committee: found, year: Number(year) }, asked ? Number(asked) : null);
      if (!round) return c.json({ code: "no-point", message: "Året har inga uppföljningstillfällen." }, 404);
      return c.json({ point: { id: round.point.id, name: round.point.name, onDate: round.point.onDate }, state: stateOf(round.steps), tasks: round.tasks.map(({ done, key, left, responsible, text, unitId, userId }) => ({ key, text, unitId, responsible, userId, done, left })) }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("follow-up.lead"), method: "post", path: "/committees/{committee}/{year}/follow-up/steps", tags: ["Uppföljning"], summary: "Öppna, stäng eller öppna en uppföljning igen",
      request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: z.object({ pointId: RowNumber, kind: z.enum(["opened", "closed", "reopened"]), reason: z.string().max(1000).optional() }) } } } },
      responses: { 200: answer(z.object({ kept: z.literal(true) })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { kind, pointId, reason } = c.req.valid("json");
      await once(c, command(c), async (context) => {
        await valueOf(stepFollowUp(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, pointId, kind, reason: cleanReason(reason) }));
        return { kept: true };
      });
      return c.json({ kept: true as const }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("follow-up.hand-over"), method: "post", path: "/committees/{committee}/{year}/follow-up/delegations", tags: ["Uppföljning"], summary: "Lämna över uppgifter",
      request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: z.object({ pointId: RowNumber, tasks: z.array(z.string().max(40)).min(1).max(500), userId: RowNumber.nullable() }) } } } },
      responses: { 200: answer(z.object({ kept: z.literal(true) })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { pointId, tasks, userId } = c.req.valid("json");
      await once(c, command(c), async (context) => {
        await valueOf(delegateTasks(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, pointId, tasks: [...new Set(tasks)], userId }));
        return { kept: true };
      });
      return c.json({ kept: true as const }, 200);
    },
  );
}
