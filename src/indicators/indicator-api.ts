import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { answer, refusals, FigureValue, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, cleanReason, once, Reason, RowId, type CommandSource, Version, WriteHeaders, writeRefusals } from "../platform/http/api-write.ts";
import { changeIndicator } from "./indicator-commands.ts";
import { baselineOf } from "./indicator.ts";
import { listIndicators } from "./indicator-reads.ts";
import { enterValues } from "./indicator-value-commands.ts";

const IndicatorSchema = z
  .object({
    id: z.number(),
    group: z.string().nullable(),
    name: z.string(),
    unit: z.string().nullable(),
    frequency: z.enum(["month", "quarter", "tertial", "half-year", "year"]),
    aggregation: z.enum(["sum", "mean", "last", "none"]),
    source: z.string().nullable(),
    baseline: z.string().nullable().openapi({ description: "Det ingående värde som gäller för året" }),
    targets: z.array(z.object({ year: z.number(), stated: z.string() })),
    version: Version,
    values: z.array(FigureValue.extend({ missingReason: z.string().nullable(), version: Version, period: z.string().openapi({ description: "Periodens första dag", example: "2021-03-01" }) })),
  })
  .openapi("Indicator");

export function indicatorApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/indicators", tags: ["Mått"], summary: "Mått med värden till och med året",
      request: { params: CommitteeYear },
      responses: { 200: answer(z.array(IndicatorSchema)), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const indicators = await listIndicators(db(c), found.id, { to: Number(year) });
      return c.json(
        indicators.map(({ id, group, name, unit, frequency, aggregation, source, baselines, targets, values, version }) => ({
          version, id, group, name, unit, frequency, aggregation, source, baseline: baselineOf({ baselines }, Number(year))?.stated ?? null,
          targets: targets.map((target) => ({ year: target.year, stated: target.stated })),
          values: values.filter(({ period }) => period.slice(0, 4) <= year).map((one) => ({ period: one.period, value: one.value, missingReason: one.missingReason, origin: one.origin, version: one.version })),
        })),
        200,
      );
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("indicator.enter"), method: "put", path: "/indicators/{id}/values", tags: ["Mått"], summary: "För in värden",
      request: {
        headers: WriteHeaders, params: RowId,
        body: {
          required: true,
          content: { "application/json": { schema: z.object({
            cells: z.array(z.object({
              period: z.string().openapi({ description: "Periodens första dag", example: "2026-03-01" }), version: Version,
              text: z.string().max(400).openapi({ description: "Ett tal, tomt, eller »saknas: därför att …«", example: "1 234,5" }),
            })).min(1).max(240),
            reason: Reason,
          }) } },
        },
      },
      responses: { 200: answer(z.object({ changed: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const input = { indicatorId: Number(c.req.valid("param").id), reason: cleanReason(c.req.valid("json").reason), cells: c.req.valid("json").cells.map((cell) => ({ ...cell, text: clean(cell.text) })) };
      if (new Set(input.cells.map(({ period }) => period)).size < input.cells.length) return c.json({ code: "same-period", message: "Samma period står två gånger." }, 422);
      return c.json(await once(c, command(c), async (context) => ({ changed: (await valueOf(enterValues(context, input))).changed })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("indicator.define"), method: "patch", path: "/indicators/{id}", tags: ["Mått"], summary: "Ändra ett måtts definition",
      request: {
        headers: WriteHeaders, params: RowId,
        body: {
          required: true,
          content: { "application/json": { schema: z.object({
            version: Version, reason: Reason,
            fields: z.strictObject({
              unit: z.string().max(200).nullable().optional(), aggregation: z.enum(["sum", "mean", "last", "none"]).optional(), decimals: z.number().int().min(0).max(6).optional(),
              source: z.string().max(2000).nullable().optional(), note: z.string().max(2000).nullable().optional(),
            }),
          }) } },
        },
      },
      responses: { 200: answer(z.object({ version: Version })), ...writeRefusals },
    }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      const asText = Object.fromEntries(Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value === null ? null : clean(String(value)) || null]])));
      return c.json(await once(c, command(c), (context) => valueOf(changeIndicator(context, { indicatorId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: asText }))), 200);
    },
  );
}
