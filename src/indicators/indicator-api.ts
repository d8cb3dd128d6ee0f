import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import { answer, refusals, FigureValue, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { listIndicators } from "./indicator-reads.ts";

const IndicatorSchema = z
  .object({
    id: z.number(),
    group: z.string().nullable(),
    name: z.string(),
    unit: z.string().nullable(),
    frequency: z.enum(["month", "year"]),
    aggregation: z.enum(["sum", "mean", "last", "none"]),
    source: z.string().nullable(),
    baseline: z.string().nullable(),
    targets: z.array(z.object({ year: z.number(), stated: z.string() })),
    values: z.array(FigureValue.extend({ period: z.string().openapi({ description: "Periodens första dag", example: "2021-03-01" }) })),
  })
  .openapi("Indicator");

export function indicatorApi(api: Api, db: DbSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/indicators", tags: ["Mått"], summary: "Mått med värden till och med året",
      request: { params: CommitteeYear },
      responses: { 200: answer(z.array(IndicatorSchema)), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await findCommittee(db(c), committee, Number(year));
      if (!found.ok) return c.json({ code: found.failure.code, message: found.failure.message }, 404);
      const indicators = await listIndicators(db(c), found.value.id);
      return c.json(
        indicators.map(({ id, group, name, unit, frequency, aggregation, source, baseline, targets, values }) => ({
          id, group, name, unit, frequency, aggregation, source, baseline: baseline?.stated ?? null,
          targets: targets.map((target) => ({ year: target.year, stated: target.stated })),
          values: values.filter(({ period }) => period.slice(0, 4) <= year).map(({ period, value, origin }) => ({ period, value, origin })),
        })),
        200,
      );
    },
  );
}
