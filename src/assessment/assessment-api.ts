import { createRoute, z } from "@hono/zod-openapi";
import { listFollowUpPoints } from "../calendar/follow-up-point-reads.ts";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, RowNumber, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { makeAssessment } from "./assessment-commands.ts";

/** Assessments through the API. */
export function assessmentApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({
      middleware: guard("assess"), method: "post", path: "/committees/{committee}/{year}/assessments", tags: ["Bedömningar"], summary: "Bedöm ett mål, en aktivitet, ett uppdrag eller en kontroll",
      request: {
        headers: WriteHeaders, params: CommitteeYear,
        body: {
          required: true,
          content: { "application/json": { schema: z.object({
            subjectKind: z.enum(["goal", "activity", "assignment", "control-check"]), subjectId: RowNumber, followUpPointId: RowNumber, levelId: RowNumber, reasoning: z.string().max(20_000).nullable(),
            current: RowNumber.nullable().openapi({ description: "Bedömningen som gällde när denna gjordes; null där ingen fanns" }),
          }) } },
        },
      },
      responses: { 200: answer(z.object({ id: z.number() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const points = await listFollowUpPoints(db(c), found.municipalityId);
      const given = c.req.valid("json");
      if (!points.some((point) => point.id === given.followUpPointId && point.year === Number(year))) return c.json({ code: "no-point", message: "Uppföljningstillfället hör inte till året." }, 422);
      const input = { ...given, committeeId: found.id, reasoning: given.reasoning === null ? null : clean(given.reasoning) || null };
      return c.json(await once(c, command(c), (context) => valueOf(makeAssessment(context, input))), 200);
    },
  );
}
