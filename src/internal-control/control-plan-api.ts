import { createRoute, z } from "@hono/zod-openapi";
import { listAssessmentsOfYear } from "../assessment/assessment-reads.ts";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { answer, refusals, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { indexOf } from "./control-plan.ts";
import { listControlChecks, listRisks } from "./control-plan-reads.ts";

const RiskSchema = z
  .object({
    id: z.number(), category: z.string().nullable(), process: z.string(), description: z.string(),
    riskIndex: z.string().nullable(), likelihood: z.number().nullable(), consequence: z.number().nullable(), origin: z.number(),
  })
  .openapi("Risk");
const CheckSchema = z
  .object({
    id: z.number(), riskId: z.number().nullable(), category: z.string().nullable(), process: z.string(), description: z.string(),
    result: z.object({ label: z.string(), shape: z.string(), text: z.string().nullable() }).nullable(), origin: z.number(),
  })
  .openapi("ControlCheck");

export function controlPlanApi(api: Api, db: DbSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/internal-control", tags: ["Intern kontroll"], summary: "Risker, kontrollmoment och resultat",
      request: { params: CommitteeYear },
      responses: { 200: answer(z.object({ risks: z.array(RiskSchema), checks: z.array(CheckSchema) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const risks = await listRisks(db(c), found.id, Number(year));
      const checks = await listControlChecks(db(c), found.id, Number(year));
      const results = await listAssessmentsOfYear(db(c), "control-check", checks.map(({ id }) => id), Number(year));
      return c.json(
        {
          risks: risks.map((risk) => ({ ...risk, riskIndex: indexOf(risk) })),
          checks: checks.map((check) => {
            const result = results.find(({ subjectId }) => subjectId === check.id);
            return { ...check, result: result ? { label: result.level.label, shape: result.level.shape, text: result.reasoning } : null };
          }),
        },
        200,
      );
    },
  );
}
