import { createRoute, z } from "@hono/zod-openapi";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, cleanReason, once, Reason, RowId, RowNumber, Version, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { addIndicator, setTargets } from "./indicator-commands.ts";
import { FREQUENCY_WORDS, type Frequency } from "./indicator-period.ts";
import { listQuestions } from "./plausibility-reads.ts";
import { answerQuestion } from "./plausibility-commands.ts";

const text = (longest: number) => z.string().max(longest).nullable().optional();
const Year = z.number().int().min(1900).max(2100);

/** Measures defined, their targets set and their values asked about, through the API. */
export function indicatorDefinitionApi(api: Api, db: DbSource, command: CommandSource): void {
  api.openapi(
    createRoute({
      middleware: guard("indicator.define"), method: "post", path: "/committees/{committee}/{year}/indicators", tags: ["Mått"], summary: "Lägg till ett mått",
      request: {
        headers: WriteHeaders, params: CommitteeYear,
        body: { required: true, content: { "application/json": { schema: z.object({
          name: z.string().min(1).max(500), group: text(500), unit: text(200), frequency: z.enum(Object.keys(FREQUENCY_WORDS) as [Frequency, ...Frequency[]]), aggregation: z.enum(["sum", "mean", "last", "none"]).optional(),
          kind: z.enum(["stock", "flow", "share", "mean", "index", "money"]).nullable().optional(), better: z.enum(["higher", "lower", "equal", "range"]).nullable().optional(), margin: text(20), decimals: z.number().int().min(0).max(6).optional(),
          source: text(2000), responsible: text(200), unitId: RowNumber.nullable().optional(), dueDays: z.number().int().min(0).max(366).nullable().optional(), suppressUnder: z.number().int().min(2).max(1000).nullable().optional(), note: text(2000),
        }) } } },
      },
      responses: { 200: answer(z.object({ id: z.number() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { dueDays, group, name, suppressUnder, unitId, ...rest } = c.req.valid("json");
      const asText = (value: unknown): string | null | undefined => (value === undefined ? undefined : value === null ? null : clean(String(value)) || null);
      const fields = Object.fromEntries(Object.entries({ ...rest, group_name: group, due_days: dueDays, suppress_under: suppressUnder, unit_id: unitId }).flatMap(([field, value]) => (value === undefined ? [] : [[field, asText(value)]])));
      return c.json(await once(c, command(c), async (context) => valueOf(addIndicator(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, fields: { ...fields, name: clean(name) } }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("indicator.define"), method: "put", path: "/indicators/{id}/targets", tags: ["Mått"], summary: "Sätt riktvärden och ingående värde",
      request: {
        headers: WriteHeaders, params: RowId,
        body: { required: true, content: { "application/json": { schema: z.object({
          targets: z.array(z.object({ year: Year, text: z.string().max(200).openapi({ example: "minst 80" }), version: Version })).max(50),
          baseline: z.object({ year: z.number().int().min(1950).max(2099).nullable().optional().openapi({ description: "Året som det är ingående värde för; null för inget särskilt" }), text: z.string().max(200), onDate: z.string().max(10).nullable(), version: Version }).optional(), reason: Reason,
        }) } } },
      },
      responses: { 200: answer(z.object({ changed: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { baseline, reason, targets } = c.req.valid("json");
      if (new Set(targets.map(({ year }) => year)).size < targets.length) return c.json({ code: "same-year", message: "Samma år står två gånger." }, 422);
      const input = { indicatorId: Number(c.req.valid("param").id), reason: cleanReason(reason), targets: targets.map((one) => ({ ...one, text: clean(one.text) })), ...(baseline ? { baseline: { ...baseline, year: baseline.year ?? null, text: clean(baseline.text), onDate: baseline.onDate === null ? null : clean(baseline.onDate) } } : {}) };
      return c.json(await once(c, command(c), (context) => valueOf(setTargets(context, input))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/plausibility", tags: ["Mått"], summary: "Frågor om årets värden", request: { params: CommitteeYear },
      responses: { 200: answer(z.array(z.object({ indicatorId: z.number(), period: z.string(), rule: z.string(), words: z.string(), about: z.string(), answer: z.string().nullable() }))), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      return c.json((await listQuestions(db(c), found.id, Number(year))).map(({ about, answer: given, indicatorId, period, rule, words }) => ({ indicatorId, period, rule, words, about, answer: given?.reason ?? null })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("indicator.enter"), method: "post", path: "/indicators/{id}/answers", tags: ["Mått"], summary: "Svara på en fråga om ett värde",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ period: z.string().max(10), rule: z.string().max(40), about: z.string().max(2000), reason: z.string().min(1).max(1000) }) } } } },
      responses: { 200: answer(z.object({ answered: z.literal(true) })), ...writeRefusals },
    }),
    async (c) => {
      const { about, period, reason, rule } = c.req.valid("json");
      await once(c, command(c), async (context) => {
        await valueOf(answerQuestion(context, { indicatorId: Number(c.req.valid("param").id), period: clean(period), rule: clean(rule), about: clean(about), reason: cleanReason(reason) }));
        return { answered: true };
      });
      return c.json({ answered: true as const }, 200);
    },
  );
}
