import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { answer, refusals, FigureValue, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { listFees } from "./fee-reads.ts";
import { listStatements } from "./statement-reads.ts";

const StatementSchema = z
  .object({
    id: z.number(),
    reportKind: z.string(),
    kind: z.enum(["income", "activities", "investments", "budget"]),
    title: z.string(),
    unit: z.string().nullable(),
    columns: z.array(z.object({ label: z.string(), measure: z.string(), year: z.number().nullable() })),
    lines: z.array(z.object({ label: z.string(), total: z.boolean(), amounts: z.array(FigureValue.nullable()) })),
  })
  .openapi("Statement");
const FeeSchema = z
  .object({ name: z.string(), decided: z.string().nullable(), status: z.string().nullable(), newDecision: z.string().nullable(), validFrom: z.string().nullable() })
  .openapi("Fee");

export function statementApi(api: Api, db: DbSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/statements", tags: ["Ekonomi"], summary: "Resultaträkning, budget, investeringar och taxor",
      request: { params: CommitteeYear },
      responses: { 200: answer(z.object({ statements: z.array(StatementSchema), fees: z.array(FeeSchema) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const statements = await listStatements(db(c), found.id, Number(year));
      const fees = await listFees(db(c), found.id, Number(year));
      return c.json(
        {
          statements: statements.map(({ id, reportKind, kind, title, unit, columns, lines }) => ({
            id, reportKind, kind, title, unit, columns: [...columns],
            lines: lines.map(({ label, total, amounts }) => ({ label, total, amounts: amounts.map((cell) => (cell ? { value: cell.amount, origin: cell.origin } : null)) })),
          })),
          fees: fees.map(({ name, decided, status, newDecision, validFrom }) => ({ name, decided, status, newDecision, validFrom })),
        },
        200,
      );
    },
  );
}
