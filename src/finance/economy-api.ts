import { createRoute, z } from "@hono/zod-openapi";
import { isStatementLine, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { lastLedgerMonth } from "../ledger/ledger-reads.ts";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { subtract, sum } from "../platform/decimal.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, RowNumber, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { loadConsolidated } from "./consolidated-reads.ts";
import { loadEconomy } from "./economy-reads.ts";
import { economyRows, forecastGrounds } from "./economy.ts";
import { makeForecasts } from "./forecast-commands.ts";
import { listForecasts } from "./forecast-reads.ts";
import { FORECAST_METHODS, latestForecasts, proposeForecasts, type ForecastMethod } from "./forecast.ts";
import { explainVariance, type SendNotice } from "./variance-commands.ts";
import { listExplanations } from "./variance-reads.ts";

const Kronor = z.string().max(40).openapi({ description: "Exakt decimaltal i kronor, som text; intäkt plus, kostnad minus", example: "-204400000.00" });
const Line = z.enum(STATEMENT_LINES.map(({ key }) => key) as [StatementLineKey, ...StatementLineKey[]]);
const Month = z.number().int().min(1).max(12);
const MonthText = z.string().regex(/^(0?[1-9]|1[0-2])$/, "månaden skrivs 1 till 12");
const UnitId = RowNumber.nullable().optional().openapi({ description: "Enhetens nummer; nämndens eget nummer är det gemensamma, null eller utelämnat är hela nämnden" });
const EconomySchema = z.object({
  to: Month.nullable().openapi({ description: "Sista månaden som räknas; null där inget utfall är inläst" }), budgetName: z.string().nullable(),
  rows: z.array(z.object({ key: z.string(), label: z.string(), total: z.boolean(), actual: Kronor.nullable(), budget: Kronor.nullable(), lastYear: Kronor.nullable(), yearBudget: Kronor.nullable(), forecast: Kronor.nullable() })),
}).openapi("Economy");
const ForecastSchema = z.object({ id: z.number().int(), unitId: z.number().int().nullable(), month: Month, line: z.string(), amount: Kronor, method: z.string(), proposed: Kronor.nullable(), reason: z.string().nullable(), madeBy: z.string(), madeAt: z.string() }).openapi("Forecast");
const ProposalSchema = z.object({ line: z.string(), proposals: z.array(z.object({ method: z.string(), amount: Kronor, formula: z.string() })) });
const ExplanationSchema = z.object({ id: z.number().int(), unitId: z.number().int().nullable(), month: Month, line: z.string(), variance: Kronor, explanation: z.string(), action: z.string().nullable(), responsible: z.string().nullable(), dueOn: z.string().nullable(), major: z.boolean(), madeAt: z.string() }).openapi("VarianceExplanation");

/** How a committee's and all committees' money stands, forecasts and explained deviations, through the API. */
export function economyApi(api: Api, db: DbSource, command: CommandSource, send: SendNotice | null): void {
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/economy", tags: ["Ekonomi"], summary: "Utfall, budget, föregående år och prognos per rad, av nämnden eller en enhet",
      request: { params: CommitteeYear, query: z.object({ to: MonthText.optional(), unitId: z.string().regex(/^\d{1,9}$/).optional() }) }, responses: { 200: answer(EconomySchema), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { to, unitId } = c.req.valid("query");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const last = await lastLedgerMonth(db(c), found.id, Number(year));
      const known = last ? Number(last.slice(5)) : null;
      const month = known === null ? null : Math.min(Number(to ?? known), known);
      const economy = await loadEconomy(db(c), found, Number(year));
      const unit = unitId ? Number(unitId) : null;
      const months = unit === null ? economy.whole : economy.units.get(unit);
      const rows = months ? economyRows(months, month ?? 1, await listForecasts(db(c), found.id, Number(year)), unit) : [];
      return c.json({ to: month, budgetName: economy.budgetName, rows: rows.map(({ actual, budget, forecast, key, label, lastYear, total, yearBudget }) => ({ key, label, total, actual: month === null ? null : actual, budget: month === null ? null : budget, lastYear: month === null ? null : lastYear, yearBudget, forecast })) }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/consolidated-economy", tags: ["Ekonomi"], summary: "Alla nämnder och bolag i kommunen som får läsas",
      request: { params: CommitteeYear, query: z.object({ to: MonthText.optional() }) },
      responses: { 200: answer(z.array(z.object({ committee: z.string(), name: z.string(), kind: z.string(), to: Month.nullable(), actual: Kronor.nullable(), budget: Kronor.nullable(), yearBudget: Kronor.nullable(), forecast: Kronor.nullable(), forecastAfter: Month.nullable(), feared: z.number().int() }))), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const { rows } = await loadConsolidated(db(c), found.municipalityId, Number(year), Number(c.req.valid("query").to ?? 12));
      return c.json(rows.map((row) => ({ committee: row.committee.slug, name: row.name, kind: row.kind, to: row.month, actual: row.net?.actual ?? null, budget: row.net?.budget ?? null, yearBudget: row.net?.yearBudget ?? null, forecast: row.net?.forecast ?? null, forecastAfter: row.forecastMonth, feared: row.feared })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/forecasts", tags: ["Ekonomi"], summary: "Alla årets prognoser, och vad metoderna föreslår efter en månad",
      request: { params: CommitteeYear, query: z.object({ after: MonthText.optional(), unitId: z.string().regex(/^\d{1,9}$/).optional() }) }, responses: { 200: answer(z.object({ forecasts: z.array(ForecastSchema), proposals: z.array(ProposalSchema) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { after, unitId } = c.req.valid("query");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const economy = await loadEconomy(db(c), found, Number(year));
      const months = unitId ? economy.units.get(Number(unitId)) : economy.whole;
      const known = Number((await lastLedgerMonth(db(c), found.id, Number(year)))?.slice(5) ?? 0);
      const proposals = after && months && known ? [...forecastGrounds(months, Math.min(Number(after), known))].map(([line, ground]) => ({ line, proposals: proposeForecasts(ground).map((one) => ({ ...one })) })) : [];
      return c.json({ forecasts: (await listForecasts(db(c), found.id, Number(year))).map(({ amount, id, line, madeAt, madeBy, method, month, proposed, reason, unitId: own }) => ({ id, unitId: own, month, line, amount, method, proposed, reason, madeBy, madeAt })), proposals }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("forecast.make"), method: "post", path: "/committees/{committee}/{year}/forecasts", tags: ["Ekonomi"], summary: "Gör prognoser efter en månad; tidigare finns kvar",
      request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: z.object({ month: Month, unitId: UnitId, forecasts: z.array(z.object({ line: Line, amount: Kronor, method: z.enum(Object.keys(FORECAST_METHODS) as [ForecastMethod, ...ForecastMethod[]]), reason: z.string().max(500).nullable().optional() })).min(1).max(20) }) } } } },
      responses: { 200: answer(z.object({ made: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { forecasts, month, unitId = null } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        return valueOf(makeForecasts(context, { committeeId: found.id, unitId, year: Number(year), month, forecasts: forecasts.map((one) => ({ ...one, proposed: one.method === "own" ? null : one.amount, reason: one.reason ? clean(one.reason) : null })) }));
      }), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/variances", tags: ["Ekonomi"], summary: "Förklarade avvikelser, i den ordning de förklarades",
      request: { params: CommitteeYear }, responses: { 200: answer(z.array(ExplanationSchema)), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      return c.json((await listExplanations(db(c), found.id, Number(year))).map(({ action, dueOn, explanation, id, line, madeAt, major, month, responsible, unitId, variance }) => ({ id, unitId, month, line, variance, explanation, action, responsible, dueOn, major, madeAt })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("forecast.make"), method: "post", path: "/committees/{committee}/{year}/variances", tags: ["Ekonomi"], summary: "Förklara en avvikelse mellan prognos och budget; en som inte är ringa meddelas stadsledningen genast",
      request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: z.object({ month: Month, unitId: UnitId, line: Line, explanation: z.string().min(1).max(2000), action: z.string().max(1000).nullable().optional(), responsible: z.string().max(100).nullable().optional(), dueOn: z.string().max(10).nullable().optional(), major: z.boolean().optional() }) } } } },
      responses: { 200: answer(z.object({ told: z.number().int().openapi({ description: "Så många i stadsledningen fick veta det nu" }) })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { action, dueOn, explanation, line, major = false, month, responsible, unitId = null } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        const economy = await loadEconomy(context.db, found, Number(year));
        const months = unitId === null ? economy.whole : economy.units.get(unitId);
        const planned = months?.budget?.get(line);
        const forecast = latestForecasts(await listForecasts(context.db, found.id, Number(year)), month, unitId).get(line);
        if (!forecast || !planned || !isStatementLine(line)) throw new Refused({ code: "no-variance", message: "Raden har ingen prognos efter månaden, eller ingen budget: det finns inget att förklara." });
        return valueOf(explainVariance(context, { committeeId: found.id, unitId, year: Number(year), month, line, variance: subtract(forecast.amount, sum([...planned])), explanation: clean(explanation), action: action ? clean(action) : null, responsible: responsible ? clean(responsible) : null, dueOn: dueOn ? clean(dueOn) : null, major, send }));
      }), 200);
    },
  );
}
