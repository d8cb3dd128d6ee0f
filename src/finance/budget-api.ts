import { createRoute, z } from "@hono/zod-openapi";
import { lineLabel, STATEMENT_LINES, type StatementLineKey } from "../ledger/account-map.ts";
import { CommitteeYear, findCommittee } from "../organisation/unit-reads.ts";
import { isDecimal } from "../platform/decimal.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, RowId, RowNumber, Version, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { Refused, valueOf } from "../platform/outcome.ts";
import { addBudget, explainBudget, indexBudget, setBudgetDecision, setUnitBudget, transferBudget } from "./budget-commands.ts";
import { findBudget, listBudgetNotes, listBudgetRows, listBudgets, listRowsInForce, listTransfers } from "./budget-reads.ts";
import { budgetKey, seenBudget } from "./budget.ts";
import { evenly } from "./spreading.ts";
import { addFrame, changeFrame, setFrameDecision } from "./frame-commands.ts";
import { listFrames } from "./frame-reads.ts";
import { FRAME_STEP_KINDS, FRAME_YEARS, frameYears, type FrameStepKind } from "./frame.ts";

const Kronor = z.string().max(40).openapi({ description: "Exakt decimaltal i kronor, som text; intäkt plus, kostnad minus", example: "-1200000.00" });
const Line = z.enum(STATEMENT_LINES.map(({ key }) => key) as [StatementLineKey, ...StatementLineKey[]]);
const Place = z.object({ unitId: RowNumber, line: Line, activity: z.string().max(60).nullable().optional().openapi({ description: "Verksamhetens kod i huvudboken; null för ingen särskild" }) });
const BudgetSchema = z.object({ id: z.number().int(), name: z.string(), basedOn: z.number().int().nullable(), decision: z.string().nullable(), indexing: z.record(z.string(), z.string()), version: z.number().int() }).openapi("Budget");
const RowSchema = z.object({ unitId: z.number().int(), line: z.string(), activity: z.string().nullable(), months: z.array(Kronor), note: z.string().nullable() });
const Decision = z.string().min(1).max(200).openapi({ example: "KF 2025-11-24, § 142" });
const done = z.object({ changed: z.literal(true) });
const Frame = z.object({
  name: z.string().min(1).max(80), opening: z.string().max(40).openapi({ description: "Förra årets ram i kronor, utan minus" }), population: z.array(z.string().max(9).nullable()).length(FRAME_YEARS + 1).optional(),
  steps: z.array(z.object({ kind: z.enum(Object.keys(FRAME_STEP_KINDS) as [FrameStepKind, ...FrameStepKind[]]), label: z.string().min(1).max(100), values: z.array(z.string().max(40).nullable()).length(FRAME_YEARS), note: z.string().max(500).nullable().optional() })).max(40),
});
const frameInput = ({ name, opening, population, steps }: z.infer<typeof Frame>) => ({ name: clean(name), opening, population: population ?? Array.from({ length: FRAME_YEARS + 1 }, () => null), steps: steps.map(({ kind, label, note, values }) => ({ kind, label: clean(label), values, note: note ? clean(note) : null })) });

/** Frames and budgets through the API: what pages do, programs may. */
export function budgetApi(api: Api, db: DbSource, command: CommandSource): void {
  const budgets = "/committees/{committee}/{year}/budgets";
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: budgets, tags: ["Ekonomi"], summary: "Årets budgetversioner", request: { params: CommitteeYear }, responses: { 200: answer(z.array(BudgetSchema)), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      return c.json((await listBudgets(db(c), found.id, Number(year))).map(({ basedOn, decision, id, indexing, name, version }) => ({ id, name, basedOn, decision, indexing: { ...indexing } as Record<string, string>, version })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("budget.plan"), method: "post", path: budgets, tags: ["Ekonomi"], summary: "Gör en ny budgetversion, tom eller av en annan",
      request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: z.object({ name: z.string().min(1).max(80), basedOn: RowNumber.nullable().optional() }) } } } }, responses: { 200: answer(z.object({ id: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const { basedOn = null, name } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => valueOf(addBudget(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, year: Number(year), name: clean(name), basedOn }))), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: "/budgets/{id}", tags: ["Ekonomi"], summary: "En budget, rad för rad och månad för månad, med det som är omfördelat", request: { params: RowId },
      responses: { 200: answer(BudgetSchema.extend({ year: z.number().int(), rows: z.array(RowSchema), inForce: z.array(RowSchema.omit({ note: true })), transfers: z.array(z.object({ from: Place, to: Place, amount: Kronor, fromMonth: z.number().int(), decision: z.string() })) })), 404: notFound, ...refusals },
    }),
    async (c) => {
      const found = await findBudget(db(c), Number(c.req.valid("param").id));
      if (!found) return c.json({ code: "no-budget", message: "Budgeten finns inte." }, 404);
      const notes = await listBudgetNotes(db(c), found.id);
      const { basedOn, decision, id, indexing, name, version, year } = found;
      return c.json({
        id, name, basedOn, decision, indexing: { ...indexing } as Record<string, string>, version, year,
        rows: (await listBudgetRows(db(c), id)).map((row) => ({ ...row, months: [...row.months], note: notes.get(budgetKey(row)) ?? null })), inForce: (await listRowsInForce(db(c), id)).map((row) => ({ ...row, months: [...row.months] })),
        transfers: (await listTransfers(db(c), id)).map(({ amount, decision: decided, from, fromMonth, to }) => ({ from: { ...from }, to: { ...to }, amount, fromMonth, decision: decided })),
      }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("budget.plan"), method: "put", path: "/budgets/{id}/units/{unitId}", tags: ["Ekonomi"], summary: "Skriv en enhets rader i ett utkast, för en verksamhet eller ingen särskild; rader som inte är med tas bort",
      request: {
        headers: WriteHeaders, params: RowId.extend({ unitId: z.string().regex(/^\d{1,9}$/).openapi({ param: { name: "unitId", in: "path" } }) }),
        body: { required: true, content: { "application/json": { schema: z.object({ activity: z.string().max(60).nullable().optional(), rows: z.array(z.object({ line: Line, year: Kronor.optional().openapi({ description: "Årets belopp, lika varje månad; eller months" }), months: z.array(Kronor).length(12).optional() })).max(20) }) } } },
      },
      responses: { 200: answer(done), ...writeRefusals },
    }),
    async (c) => {
      const { id, unitId } = c.req.valid("param");
      const { activity = null, rows } = c.req.valid("json");
      await once(c, command(c), async (context) => {
        const own = rows.map(({ line, months, year }) => {
          if ((months === undefined) === (year === undefined)) throw new Refused({ code: "bad-number", message: "Ange antingen årets belopp (year) eller månaderna (months) för varje rad." });
          if (year !== undefined && !isDecimal(year)) throw new Refused({ code: "bad-number", message: `${lineLabel(line)}: »${year}« är inget belopp; skriv det som 1200.50.` });
          return { unitId: Number(unitId), line, activity, months: months ?? evenly(year!) };
        });
        if (new Set(own.map(({ line }) => line)).size < own.length) throw new Refused({ code: "same-line", message: "Samma rad står två gånger." });
        const seen = seenBudget((await listBudgetRows(context.db, Number(id))).filter((row) => row.unitId === Number(unitId) && row.activity === activity));
        await valueOf(setUnitBudget(context, { budgetId: Number(id), unitId: Number(unitId), activity, rows: own, seen }));
        return { changed: true as const };
      });
      return c.json({ changed: true as const }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("budget.plan"), method: "put", path: "/budgets/{id}/indexing", tags: ["Ekonomi"], summary: "Räkna upp löner och priser i ett utkast, i procent per rad",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ version: Version, indexing: z.partialRecord(Line, z.string().max(20)).openapi({ example: { staff: "2.7" } }) }) } } } }, responses: { 200: answer(done), ...writeRefusals },
    }),
    async (c) => {
      const { indexing, version } = c.req.valid("json");
      await once(c, command(c), async (context) => { await valueOf(indexBudget(context, { budgetId: Number(c.req.valid("param").id), version, indexing })); return { changed: true as const }; });
      return c.json({ changed: true as const }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("budget.plan"), method: "put", path: "/budgets/{id}/notes", tags: ["Ekonomi"], summary: "Förklara ändringar mot den budget som utkastet är gjort av",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ notes: z.array(Place.extend({ note: z.string().max(500).nullable() })).max(2000) }) } } } }, responses: { 200: answer(done), ...writeRefusals },
    }),
    async (c) => {
      await once(c, command(c), async (context) => { await valueOf(explainBudget(context, { budgetId: Number(c.req.valid("param").id), notes: c.req.valid("json").notes.map(({ activity = null, note, ...place }) => ({ ...place, activity: activity === null ? null : clean(activity), note: note === null ? null : clean(note) })) })); return { changed: true as const }; });
      return c.json({ changed: true as const }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("budget.plan"), method: "post", path: "/budgets/{id}/decision", tags: ["Ekonomi"], summary: "För in att en budget är beslutad",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ version: Version, decision: Decision }) } } } }, responses: { 200: answer(done), ...writeRefusals },
    }),
    async (c) => {
      const { decision, version } = c.req.valid("json");
      await once(c, command(c), async (context) => { await valueOf(setBudgetDecision(context, { budgetId: Number(c.req.valid("param").id), version, decision: clean(decision) })); return { changed: true as const }; });
      return c.json({ changed: true as const }, 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("budget.plan"), method: "post", path: "/budgets/{id}/transfers", tags: ["Ekonomi"], summary: "Omfördela mellan enheter inom en beslutad budget, med beslut",
      request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ from: Place, to: Place, amount: Kronor, fromMonth: z.number().int().min(1).max(12), decision: Decision }) } } } }, responses: { 200: answer(done), ...writeRefusals },
    }),
    async (c) => {
      const { amount, decision, from, fromMonth, to } = c.req.valid("json");
      await once(c, command(c), async (context) => { await valueOf(transferBudget(context, { budgetId: Number(c.req.valid("param").id), from: { ...from, activity: from.activity ?? null }, to: { ...to, activity: to.activity ?? null }, amount, fromMonth, decision: clean(decision) })); return { changed: true as const }; });
      return c.json({ changed: true as const }, 200);
    },
  );
  const frames = "/committees/{committee}/{year}/frames";
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "get", path: frames, tags: ["Ekonomi"], summary: "Ramar från ett år, steg för steg, för tre år", request: { params: CommitteeYear },
      responses: { 200: answer(z.array(z.object({ id: z.number().int(), name: z.string(), decision: z.string().nullable(), version: z.number().int(), opening: z.string(), years: z.array(z.object({ year: z.number().int(), opening: z.string(), closing: z.string(), steps: z.array(z.object({ label: z.string(), formula: z.string(), amount: z.string(), note: z.string().nullable() })) })) }))), 404: notFound, ...refusals },
    }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      return c.json((await listFrames(db(c), found.id, Number(year))).map((frame) => ({ id: frame.id, name: frame.name, decision: frame.decision, version: frame.version, opening: frame.opening, years: frameYears(frame, frame.year).map((one) => ({ ...one, steps: one.steps.map((step) => ({ ...step })) })) })), 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("frame.plan"), method: "post", path: frames, tags: ["Ekonomi"], summary: "Lägg till ett förslag till ram", request: { headers: WriteHeaders, params: CommitteeYear, body: { required: true, content: { "application/json": { schema: Frame } } } }, responses: { 200: answer(z.object({ id: z.number().int() })), ...writeRefusals } }),
    async (c) => {
      const { committee, year } = c.req.valid("param");
      return c.json(await once(c, command(c), async (context) => valueOf(addFrame(context, { committeeId: (await valueOf(findCommittee(context.db, committee, Number(year)))).id, year: Number(year), input: frameInput(c.req.valid("json")) }))), 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("frame.plan"), method: "put", path: "/frames/{id}", tags: ["Ekonomi"], summary: "Ändra ett förslag till ram", request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: Frame.extend({ version: Version }) } } } }, responses: { 200: answer(done), ...writeRefusals } }),
    async (c) => {
      const { version, ...frame } = c.req.valid("json");
      await once(c, command(c), async (context) => { await valueOf(changeFrame(context, { frameId: Number(c.req.valid("param").id), version, input: frameInput(frame) })); return { changed: true as const }; });
      return c.json({ changed: true as const }, 200);
    },
  );
  api.openapi(
    createRoute({ middleware: guard("frame.plan"), method: "post", path: "/frames/{id}/decision", tags: ["Ekonomi"], summary: "För in fullmäktiges beslut om en ram; null tar tillbaka det som är fel infört", request: { headers: WriteHeaders, params: RowId, body: { required: true, content: { "application/json": { schema: z.object({ version: Version, decision: Decision.nullable() }) } } } }, responses: { 200: answer(done), ...writeRefusals } }),
    async (c) => {
      const { decision, version } = c.req.valid("json");
      await once(c, command(c), async (context) => { await valueOf(setFrameDecision(context, { frameId: Number(c.req.valid("param").id), version, decision: decision === null ? null : clean(decision) })); return { changed: true as const }; });
      return c.json({ changed: true as const }, 200);
    },
  );
}
