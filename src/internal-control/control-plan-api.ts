import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, refusals, notFound, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, cleanReason, once, Reason, RowId, RowNumber, Version, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { addControlCheck, addRisk, changeControlCheck, changeRisk, judgeRisks, retireControl } from "./control-plan-edit-commands.ts";
import { CONTROL_METHODS, indexOf, RISK_RESPONSES, type ControlMethod, type RiskResponse } from "./control-plan.ts";
import { loadControlYear } from "./control-plan-reads.ts";
import { addAction, answerSample, changeAction, drawSample, enterResult } from "./control-round-commands.ts";
import { areMonths, monthsText } from "./control-schedule.ts";
import { answerControlQuestion, decideSuccession, makeNextPlan } from "./control-succession-commands.ts";
import { SUCCESSION_WORDS, type SuccessionKind } from "./control-succession.ts";

const Step = z.number().int().min(1).max(4);
const words = (longest: number) => z.string().max(longest).nullable().optional();
const Day = z.string().max(10).nullable().optional().openapi({ description: "ÅÅÅÅ-MM-DD", example: "2026-06-30" });
const Month = z.number().int().min(1).max(12);
const RiskFields = {
  description: z.string().min(1).max(2000), process: words(500), category: words(100), likelihood: Step.nullable().optional(), consequence: Step.nullable().optional(),
  response: z.enum(Object.keys(RISK_RESPONSES) as [RiskResponse, ...RiskResponse[]]).nullable().optional(), responseReason: words(1000), responsible: words(200),
};
const CheckFields = {
  description: z.string().min(1).max(2000), process: words(500), category: words(100), riskId: RowNumber.nullable().optional(), goalId: RowNumber.nullable().optional(), method: z.enum(Object.keys(CONTROL_METHODS) as [ControlMethod, ...ControlMethod[]]).nullable().optional(),
  months: z.array(Month).max(12).optional().openapi({ description: "Månaderna då kontrollen görs, 1 till 12" }), responsible: words(200), reportedTo: words(200), unitId: RowNumber.nullable().optional(), checklist: z.array(z.string().min(1).max(500)).max(12).optional(),
};
const ActionFields = { description: z.string().min(1).max(2000), responsible: z.string().min(1).max(200), dueOn: Day, doneOn: Day, outcome: words(5000) };

/** Fields of a body as they are kept: by their columns' names, text cleaned, lists as lines or months, what is not said left out. */
const kept = (body: Readonly<Record<string, unknown>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(body).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (Array.isArray(value)) return [[column, name === "months" ? (areMonths(value as number[]) ? monthsText(value as number[]) : "0") : value.map(String).map(clean).join("\n") || null]];
    return [[column, value === null ? null : clean(String(value)) || null]];
  }));

const RiskSchema = z
  .object({
    id: z.number(), category: z.string().nullable(), process: z.string(), description: z.string(),
    riskIndex: z.string().nullable(), likelihood: z.number().nullable(), consequence: z.number().nullable(), response: z.string().nullable(), responseReason: z.string().nullable(), responsible: z.string().nullable(), previousId: z.number().nullable(), origin: z.number(), version: Version,
  })
  .openapi("Risk");
const CheckSchema = z
  .object({
    id: z.number(), riskId: z.number().nullable(), goalId: z.number().nullable(), category: z.string().nullable(), process: z.string(), description: z.string(), method: z.string().nullable(), months: z.array(z.number()), responsible: z.string().nullable(), reportedTo: z.string().nullable(), unitId: z.number().nullable(),
    checklist: z.array(z.string()), previousId: z.number().nullable(),
    result: z.object({ label: z.string(), shape: z.string(), text: z.string().nullable() }).nullable(),
    results: z.array(z.object({ month: z.number(), checked: z.number().nullable(), correct: z.number().nullable(), findings: z.string().nullable(), drawn: z.boolean(), open: z.number(), version: Version })),
    samples: z.array(z.object({ id: z.number(), month: z.number(), population: z.string(), populationSize: z.number(), seed: z.string(), rows: z.array(z.object({ number: z.number(), answers: z.string(), note: z.string().nullable(), version: Version })) })),
    questions: z.array(z.object({ rule: z.string(), about: z.string(), words: z.string(), answer: z.string().nullable() })),
    next: z.object({ kind: z.string(), reason: z.string() }).nullable(), origin: z.number(), version: Version,
  })
  .openapi("ControlCheck");
const ActionSchema = z.object({ id: z.number(), checkId: z.number().nullable(), riskId: z.number().nullable(), description: z.string(), responsible: z.string(), dueOn: z.string(), doneOn: z.string().nullable(), outcome: z.string().nullable(), version: Version }).openapi("Action");

/** Internal control through the API: the plan, its results and what is done, read and written. */
export function controlPlanApi(api: Api, db: DbSource, command: CommandSource): void {
  const TAG = { tags: ["Intern kontroll"] };
  const json = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { "application/json": { schema } } });
  const Made = z.object({ id: z.number() });
  const Changed = z.object({ version: Version });
  const Done = z.object({ kept: z.literal(true) });
  const done = { kept: true as const };

  api.openapi(
    createRoute({
      ...TAG, middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/internal-control", summary: "Risker, kontrollmoment, resultat och åtgärder",
      request: { params: CommitteeYear },
      responses: { 200: answer(z.object({ risks: z.array(RiskSchema), checks: z.array(CheckSchema), actions: z.array(ActionSchema) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const { actions, checks, grades, questions, results, risks, samples, succession } = await loadControlYear(db(c), found.id, Number(year));
      return c.json(
        {
          risks: risks.map(({ category, consequence, description, id, likelihood, origin, previousId, process, response, responseReason, responsible, riskIndex, version }) => ({ id, category, process, description, riskIndex: indexOf({ riskIndex, likelihood, consequence }), likelihood, consequence, response, responseReason, responsible, previousId, origin, version })),
          checks: checks.map((check) => {
            const grade = grades.find(({ subjectId }) => subjectId === check.id);
            const next = succession.find(({ checkId }) => checkId === check.id);
            const { category, checklist, description, goalId, id, method, months, origin, previousId, process, reportedTo, responsible, riskId, unitId, version } = check;
            return {
              id, riskId, goalId, category, process, description, method, months: [...months], responsible, reportedTo, unitId, checklist: [...checklist], previousId, origin, version,
              result: grade ? { label: grade.level.label, shape: grade.level.shape, text: grade.reasoning } : null,
              results: results.filter(({ checkId }) => checkId === id).map((one) => ({ month: one.month, checked: one.checked, correct: one.correct, findings: one.findings, drawn: one.drawn, open: one.open, version: one.version })),
              samples: samples.filter(({ checkId }) => checkId === id).map((sample) => ({ id: sample.id, month: sample.month, population: sample.population, populationSize: sample.populationSize, seed: sample.seed, rows: sample.items.map((item) => ({ number: item.number, answers: item.answers.join(""), note: item.note, version: item.version })) })),
              questions: questions.filter(({ checkId }) => checkId === id).map((one) => ({ rule: one.rule, about: one.about, words: one.words, answer: one.answer?.reason ?? null })),
              next: next ? { kind: next.kind, reason: next.reason } : null,
            };
          }),
          actions: actions.map(({ checkId, description, doneOn, dueOn, id, outcome, responsible, riskId, version }) => ({ id, checkId, riskId, description, responsible, dueOn, doneOn, outcome, version })),
        },
        200,
      );
    },
  );

  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.plan"), method: "post", path: "/committees/{committee}/{year}/risks", summary: "Lägg till en risk", request: { headers: WriteHeaders, params: CommitteeYear, body: json(z.object(RiskFields)) }, responses: { 200: answer(Made), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const fields = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => valueOf(addRisk(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, year: Number(year), fields: { ...kept(fields), description: clean(fields.description) } }))), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.plan"), method: "patch", path: "/risks/{id}", summary: "Ändra en risk", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, reason: Reason, fields: z.strictObject(RiskFields).partial() })) }, responses: { 200: answer(Changed), ...writeRefusals } }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(changeRisk(context, { riskId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: kept(fields) }))), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.judge"), method: "put", path: "/committees/{committee}/{year}/risks/judgements", summary: "Din egen bedömning av risker", request: { headers: WriteHeaders, params: CommitteeYear, body: json(z.object({ judgements: z.array(z.object({ riskId: RowNumber, likelihood: Step, consequence: Step })).min(1).max(500) })) }, responses: { 200: answer(Done), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { judgements } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        await valueOf(judgeRisks(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, year: Number(year), judgements }));
        return done;
      }), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.plan"), method: "post", path: "/committees/{committee}/{year}/control-checks", summary: "Lägg till ett kontrollmoment", request: { headers: WriteHeaders, params: CommitteeYear, body: json(z.object(CheckFields)) }, responses: { 200: answer(Made), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const fields = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => valueOf(addControlCheck(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, year: Number(year), fields: { ...kept(fields), description: clean(fields.description) } }))), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.plan"), method: "patch", path: "/control-checks/{id}", summary: "Ändra ett kontrollmoment", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, reason: Reason, fields: z.strictObject(CheckFields).partial() })) }, responses: { 200: answer(Changed), ...writeRefusals } }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(changeControlCheck(context, { checkId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: kept(fields) }))), 200);
    },
  );
  for (const [table, path, summary] of [["risk", "/risks/{id}/end", "Ta bort en risk ur planen, eller låt den gälla igen"], ["control_check", "/control-checks/{id}/end", "Ta bort ett kontrollmoment ur planen, eller låt det gälla igen"]] as const) {
    api.openapi(
      createRoute({ ...TAG, middleware: guard("control.plan"), method: "post", path, summary, request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, on: z.string().max(10).nullable().openapi({ description: "Första dagen det inte gäller; null låter det gälla igen" }), reason: z.string().max(1000) })) }, responses: { 200: answer(Changed), ...writeRefusals } }),
      async (c) => {
        const { on, reason, version } = c.req.valid("json");
        return c.json(await once(c, command(c), (context) => valueOf(retireControl(context, { table, id: Number(c.req.valid("param").id), version, on, reason: cleanReason(reason) }))), 200);
      },
    );
  }
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.perform"), method: "post", path: "/control-checks/{id}/samples", summary: "Dra ett stickprov", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ month: Month, population: z.string().min(1).max(500), populationSize: z.number().int().min(1).max(100_000), sampleSize: z.number().int().min(1).max(500) })) }, responses: { 200: answer(Made), ...writeRefusals } }),
    async (c) => {
      const { population, ...sizes } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(drawSample(context, { checkId: Number(c.req.valid("param").id), ...sizes, population: clean(population) }))), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.perform"), method: "put", path: "/control-samples/{id}/answers", summary: "Svara på ett stickprovs frågor", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ rows: z.array(z.object({ number: z.number().int().min(1), version: Version, answers: z.string().regex(/^[ynx-]{1,12}$/).openapi({ description: "Ett tecken för varje fråga: y ja, n nej, x gäller inte, - inte besvarad", example: "yyn" }), note: z.string().max(1000).nullable() })).min(1).max(500) })) }, responses: { 200: answer(Done), ...writeRefusals } }),
    async (c) => {
      const { rows } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        await valueOf(answerSample(context, { sampleId: Number(c.req.valid("param").id), items: rows.map(({ answers, note, number, version }) => ({ number, version, answers: [...answers], note: note === null ? null : clean(note) || null })) }));
        return done;
      }), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.perform"), method: "put", path: "/control-checks/{id}/results", summary: "För in vad en kontroll visade en månad", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ month: Month, version: Version, checked: z.number().int().min(0).nullable(), correct: z.number().int().min(0).nullable(), findings: z.string().max(5000).nullable() })) }, responses: { 200: answer(Done), ...writeRefusals } }),
    async (c) => {
      const { findings, ...rest } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        await valueOf(enterResult(context, { checkId: Number(c.req.valid("param").id), ...rest, findings: findings === null ? null : clean(findings) || null }));
        return done;
      }), 200);
    },
  );
  for (const [own, path] of [["checkId", "/control-checks/{id}/actions"], ["riskId", "/risks/{id}/actions"]] as const) {
    api.openapi(
      createRoute({ ...TAG, middleware: guard("control.perform"), method: "post", path, summary: own === "checkId" ? "Bestäm en åtgärd efter en kontroll" : "Bestäm en åtgärd för en risk", request: { headers: WriteHeaders, params: RowId, body: json(z.object(ActionFields)) }, responses: { 200: answer(Made), ...writeRefusals } }),
      async (c) => {
        const id = Number(c.req.valid("param").id);
        const fields = kept(c.req.valid("json"));
        return c.json(await once(c, command(c), (context) => valueOf(addAction(context, { checkId: own === "checkId" ? id : null, riskId: own === "riskId" ? id : null, fields }))), 200);
      },
    );
  }
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.perform"), method: "patch", path: "/control-actions/{id}", summary: "Ändra en åtgärd", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, reason: Reason, fields: z.strictObject(ActionFields).partial() })) }, responses: { 200: answer(Changed), ...writeRefusals } }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(changeAction(context, { actionId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: kept(fields) }))), 200);
    },
  );
  api.openapi(
    createRoute({ ...TAG, middleware: guard("control.plan"), method: "post", path: "/control-checks/{id}/answers", summary: "Svara på en stående fråga", request: { headers: WriteHeaders, params: RowId, body: json(z.object({ rule: z.string().max(60), about: z.string().max(100), reason: z.string().min(1).max(1000) })) }, responses: { 200: answer(Done), ...writeRefusals } }),
    async (c) => {
      const { about, reason, rule } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        await valueOf(answerControlQuestion(context, { checkId: Number(c.req.valid("param").id), rule, about, reason: clean(reason) }));
        return done;
      }), 200);
    },
  );
  api.openapi(
    createRoute({
      ...TAG, middleware: guard("control.plan"), method: "post", path: "/committees/{committee}/{year}/internal-control/next", summary: "Bestäm vad som händer nästa år, och gör dess plan",
      request: { headers: WriteHeaders, params: CommitteeYear, body: json(z.object({ decided: z.array(z.object({ checkId: RowNumber, kind: z.enum(Object.keys(SUCCESSION_WORDS) as [SuccessionKind, ...SuccessionKind[]]), reason: z.string().min(1).max(1000) })).max(500), makePlan: z.boolean() })) },
      responses: { 200: answer(z.object({ risks: z.number(), checks: z.number() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { decided, makePlan } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const place = { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, year: Number(year) };
        if (decided.length) await valueOf(decideSuccession(context, { ...place, decided: decided.map((one) => ({ ...one, reason: clean(one.reason) })) }));
        return makePlan ? await valueOf(makeNextPlan(context, place)) : { risks: 0, checks: 0 };
      }), 200);
    },
  );
}
