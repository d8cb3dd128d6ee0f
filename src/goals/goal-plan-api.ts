import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import type { Context } from "../platform/command.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, cleanReason, once, Reason, RowId, RowNumber, Version, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard, type Guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { evidenceOf } from "./goal-evidence.ts";
import { loadEvidence } from "./goal-evidence-reads.ts";
import { addActivity, addAssignment, addGoal, changeActivity, changeAssignment, planGoal, retirePlanned } from "./goal-plan-commands.ts";
import { findGoals } from "./goal-reads.ts";
import { setSteeringModel } from "./steering-model-commands.ts";
import { steeringModel } from "./steering-model-reads.ts";
import { KEEPERS, LEVEL_RULES, REQUIREMENTS, type Keeper, type LevelRule, type Requirement } from "./steering-model.ts";

const words = (longest: number) => z.string().max(longest).nullable().optional();
const Day = z.string().max(10).nullable().optional().openapi({ description: "ÅÅÅÅ-MM-DD", example: "2026-06-30" });
const Decimal = z.string().max(20).openapi({ description: "Exakt decimaltal", example: "2.5" });
const Row = RowNumber.nullable().optional();

const GoalFields = { text: z.string().min(1).max(2000), levelId: RowNumber, parentId: Row, unitId: Row, responsible: words(200), description: words(5000), method: words(1000), weight: Decimal.optional(), greenShare: Decimal.nullable().optional() };
const ActivityFields = { title: z.string().min(1).max(500), description: words(5000), responsible: words(200), unitId: Row, startsOn: Day, endsOn: Day };
const AssignmentFields = { text: z.string().min(1).max(2000), kind: z.enum(["assignment", "focus-area"]).optional(), description: words(5000), decided: words(200), responsible: words(200), dueOn: Day };

/** Fields of a body as they are kept: by their columns' names, text cleaned, what is not said left out. */
const kept = (body: Readonly<Record<string, unknown>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(body).flatMap(([name, value]) => (value === undefined ? [] : [[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value === null ? null : clean(String(value)) || null]])));

const Level = z.object({
  name: z.string().min(1).max(100), keeper: z.enum(Object.keys(KEEPERS) as [Keeper, ...Keeper[]]), scale: z.string().max(60).nullable(), rule: z.enum(Object.keys(LEVEL_RULES) as [LevelRule, ...LevelRule[]]),
  greenShare: Decimal.nullable(), required: z.array(z.enum(Object.keys(REQUIREMENTS) as [Requirement, ...Requirement[]])).max(10),
});

/** Planning through the API: goals, activities, assignments, the steering model, and what a goal is judged from. */
export function goalPlanApi(api: Api, db: DbSource, command: CommandSource): void {
  const Made = z.object({ id: z.number() });
  const Changed = z.object({ version: Version });
  const json = <Schema extends z.ZodType>(schema: Schema) => ({ required: true, content: { "application/json": { schema } } });
  const plan = (): Guard => guard("goal.plan");
  const byName = async (context: Context, committee: string, year: string) => valueOf(findCommittee(context.db, committee, Number(year)));

  api.openapi(
    createRoute({
      middleware: plan(), method: "post", path: "/committees/{committee}/{year}/goals", tags: ["Mål"], summary: "Lägg till ett mål",
      request: { headers: WriteHeaders, params: CommitteeYear, body: json(z.object({ ...GoalFields, council: z.boolean().optional().openapi({ description: "Fullmäktiges mål, för hela kommunen" }) })) },
      responses: { 200: answer(Made), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { council = false, levelId, text, ...rest } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await byName(context, committee, year);
        return valueOf(addGoal(context, { ownerId: council ? found.municipalityId : found.id, year: Number(year), fields: { ...kept(rest), text: clean(text), level_id: String(levelId) } }));
      }), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: plan(), method: "patch", path: "/goals/{id}/plan", tags: ["Mål"], summary: "Ändra vad som är planerat för ett mål",
      request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, reason: Reason, fields: z.strictObject(GoalFields).partial() })) },
      responses: { 200: answer(Changed), ...writeRefusals },
    }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(planGoal(context, { goalId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: kept(fields) }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: plan(), method: "post", path: "/goals/{id}/activities", tags: ["Mål"], summary: "Lägg till en aktivitet",
      request: { headers: WriteHeaders, params: RowId, body: json(z.object(ActivityFields)) }, responses: { 200: answer(Made), ...writeRefusals },
    }),
    async (c) => {
      const { title, ...rest } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(addActivity(context, { goalId: Number(c.req.valid("param").id), fields: { ...kept(rest), title: clean(title) } }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: plan(), method: "patch", path: "/activities/{id}", tags: ["Mål"], summary: "Ändra en aktivitet",
      request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, reason: Reason, fields: z.strictObject(ActivityFields).partial() })) }, responses: { 200: answer(Changed), ...writeRefusals },
    }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(changeActivity(context, { activityId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: kept(fields) }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: plan(), method: "post", path: "/committees/{committee}/{year}/assignments", tags: ["Mål"], summary: "Lägg till ett uppdrag eller fokusområde",
      request: { headers: WriteHeaders, params: CommitteeYear, body: json(z.object(AssignmentFields)) }, responses: { 200: answer(Made), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { text, ...rest } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => valueOf(addAssignment(context, { committeeId: (await byName(context, committee, year)).id, year: Number(year), fields: { ...kept(rest), text: clean(text) } }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: plan(), method: "patch", path: "/assignments/{id}", tags: ["Mål"], summary: "Ändra ett uppdrag",
      request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, reason: Reason, fields: z.strictObject(AssignmentFields).partial() })) }, responses: { 200: answer(Changed), ...writeRefusals },
    }),
    async (c) => {
      const { fields, reason, version } = c.req.valid("json");
      return c.json(await once(c, command(c), (context) => valueOf(changeAssignment(context, { assignmentId: Number(c.req.valid("param").id), version, reason: cleanReason(reason), fields: kept(fields) }))), 200);
    },
  );
  for (const [table, path, summary] of [["goal", "/goals/{id}/end", "Avsluta ett mål, eller låt det gälla igen"], ["activity", "/activities/{id}/end", "Avsluta en aktivitet, eller låt den gälla igen"], ["assignment", "/assignments/{id}/end", "Avsluta ett uppdrag, eller låt det gälla igen"]] as const) {
    api.openapi(
      createRoute({
        middleware: plan(), method: "post", path, tags: ["Mål"], summary,
        request: { headers: WriteHeaders, params: RowId, body: json(z.object({ version: Version, on: z.string().max(10).nullable().openapi({ description: "Första dagen det inte gäller; null låter det gälla igen" }), reason: z.string().max(1000) })) },
        responses: { 200: answer(Changed), ...writeRefusals },
      }),
      async (c) => {
        const { on, reason, version } = c.req.valid("json");
        return c.json(await once(c, command(c), (context) => valueOf(retirePlanned(context, { table, id: Number(c.req.valid("param").id), version, on, reason: cleanReason(reason) }))), 200);
      },
    );
  }
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/steering-model", tags: ["Mål"], summary: "Årets styrmodell", request: { params: CommitteeYear },
      responses: { 200: answer(z.object({ year: z.number(), stated: z.boolean(), levels: z.array(Level.extend({ levelId: z.number(), version: Version })) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const model = await steeringModel(db(c), found.municipalityId, Number(year));
      return c.json({ year: model.year, stated: model.stated, levels: model.levels.map(({ greenShare, keeper, levelId, name, required, rule, scale, version }) => ({ levelId, version, name, keeper, scale, rule, greenShare, required: [...required] })) }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("steering.model"), method: "put", path: "/committees/{committee}/{year}/steering-model", tags: ["Mål"], summary: "Skriv årets styrmodell",
      request: {
        headers: WriteHeaders, params: CommitteeYear,
        body: json(z.object({ seen: z.record(z.string().regex(/^\d{1,9}$/), Version).openapi({ description: "Nivåernas versioner, så som de lästes; tomt där året inte hade någon egen modell" }), levels: z.array(Level).min(1).max(12) })),
      },
      responses: { 200: answer(z.object({ kept: z.literal(true) })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { levels, seen } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await byName(context, committee, year);
        await valueOf(setSteeringModel(context, { municipalityId: found.municipalityId, year: Number(year), seen: Object.fromEntries(Object.entries(seen).map(([id, version]) => [Number(id), version])), levels: levels.map((level) => ({ ...level, name: clean(level.name), scale: level.scale === null ? null : clean(level.scale) })) }));
        return { kept: true as const };
      }), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/goals/{id}/evidence", tags: ["Mål"], summary: "Vad ett mål bedöms av, till och med en månad",
      request: { params: CommitteeYear.extend(RowId.shape), query: z.object({ month: z.string().regex(/^([1-9]|1[0-2])$/, "månaden ska vara 1 till 12").optional() }) },
      responses: {
        200: answer(z.object({
          proposal: z.object({ light: z.string().nullable(), words: z.string() }).nullable(), lacking: z.array(z.string()),
          measures: z.array(z.object({ indicatorId: z.number(), light: z.string().nullable(), outcome: z.string().nullable(), wanted: z.string().nullable(), target: z.string().nullable(), words: z.string() })),
          below: z.array(z.object({ goalId: z.number(), light: z.string().nullable(), weight: z.string() })),
        })), 404: notFound, ...refusals,
      },
    }),
    async (c) => {
      const { committee, id, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const [goal] = await findGoals(db(c), [Number(id)]);
      if (!goal || goal.year !== Number(year)) return c.json({ code: "no-goal", message: "Målet finns inte, eller så har du ingen roll i dess nämnd." }, 404);
      const { below, lacking, measures, proposal } = evidenceOf(goal, await loadEvidence(db(c), { committee: found, year: Number(year) }, [goal], Number(c.req.valid("query").month ?? 12)));
      return c.json({
        proposal: proposal && { light: proposal.light, words: proposal.words }, lacking: [...lacking],
        measures: measures.map(({ indicator, judgement, target }) => ({ indicatorId: indicator.id, light: judgement.light, outcome: judgement.outcome, wanted: judgement.wanted, target: target?.stated ?? null, words: judgement.words })),
        below: below.map(({ goal: child, light }) => ({ goalId: child.id, light, weight: child.weight })),
      }, 200);
    },
  );
}
