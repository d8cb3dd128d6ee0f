import { createRoute, z } from "@hono/zod-openapi";
import { findCommittee } from "../organisation/unit-reads.ts";
import type { Db } from "../platform/db/database.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, cleanReason, once, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { DocumentPlace, plannedAt } from "./document-api.ts";
import { STEP_COMMANDS } from "./document-step-commands.ts";
import { differencesOf, findDocument, findFrozen, listDocumentSteps } from "./document-step-reads.ts";
import { DOCUMENT_TRANSITIONS, standingOf, transitionFor, type DocumentStepKind } from "./document-step.ts";

const STEPS = [...new Set(DOCUMENT_TRANSITIONS.map(({ kind }) => kind))] as [DocumentStepKind, ...DocumentStepKind[]];
const Text = z.string().nullable();
const StandingSchema = z
  .object({
    state: z.string(), edition: z.number().int(), hash: z.string().openapi({ description: "Fingeravtrycket (SHA-256) av dokumentet som det är nu" }), approvedNow: z.boolean().openapi({ description: "Om det som är godkänt är dokumentet som det är nu" }),
    steps: z.array(z.object({ ordinal: z.number().int(), edition: z.number().int(), kind: z.string(), hash: Text, onDate: Text, note: Text, at: z.string() })),
    changedSinceDecision: z.array(z.object({ where: z.string(), before: Text, after: Text })).openapi({ description: "Siffror som registret säger annorlunda än det senast beslutade dokumentet; null där siffran inte finns" }),
  })
  .openapi("DocumentStanding");

/** From draft to decision, through the API. */
export function documentStepApi(api: Api, db: DbSource, command: CommandSource): void {
  const standing = async (own: Db, committee: string, year: number, kind: string) => {
    const found = await valueOf(findCommittee(own, committee, year));
    const planned = await plannedAt(own, found, year, kind);
    const { approvedNow, hash, now, standing: stands, steps } = await findDocument(own, { committee: found, year }, planned);
    const decision = stands.decided.at(-1);
    const frozen = decision?.hash ? await findFrozen(own, found.id, decision.hash) : null;
    return { state: stands.state, edition: stands.edition, hash, approvedNow, steps: steps.map(({ at, edition, hash: frozenAs, kind: taken, note, onDate, ordinal }) => ({ ordinal, edition, kind: taken, hash: frozenAs, onDate, note, at })), changedSinceDecision: frozen ? differencesOf(frozen, now).figures.map(({ after, before, where }) => ({ where, before, after })) : [] };
  };
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path: "/committees/{committee}/{year}/documents/{kind}/steps", tags: ["Dokument"], summary: "Hur dokumentet står, och vad som har ändrats sedan beslutet", request: { params: DocumentPlace }, responses: { 200: answer(StandingSchema), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      return c.json(await standing(db(c), committee, Number(year), kind), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("read"), method: "post", path: "/committees/{committee}/{year}/documents/{kind}/steps", tags: ["Dokument"], summary: "Ta dokumentet ett steg vidare, eller tillbaka med ett skäl",
      request: {
        headers: WriteHeaders, params: DocumentPlace,
        body: { required: true, content: { "application/json": { schema: z.object({
          kind: z.enum(STEPS), seen: z.number().int().min(0).max(100_000).openapi({ description: "Hur många steg som var tagna när dokumentet lästes" }), hash: z.string().max(64).nullable().optional().openapi({ description: "Fingeravtrycket av det som lästes; krävs för ett godkännande" }),
          onDate: z.string().max(10).nullable().optional().openapi({ description: "Sammanträdets dag", example: "2026-02-15" }), note: z.string().max(1000).nullable().optional(),
          despiteErrors: z.boolean().optional().openapi({ description: "Lägg fram dokumentet fast det säger emot sig självt på ställen som ingen har svarat på" }),
        }) } } },
      },
      responses: { 200: answer(StandingSchema), ...writeRefusals },
    }),
    async (c) => {
      const { committee, kind: documentKind, year } = c.req.valid("param");
      const { despiteErrors, hash, kind, note, onDate, seen } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        const place = { committeeId: found.id, year: Number(year), documentKind };
        const stands = standingOf(await listDocumentSteps(context.db, place));
        const { action } = transitionFor(stands, kind) ?? DOCUMENT_TRANSITIONS.find((one) => one.kind === kind)!;
        await valueOf(STEP_COMMANDS[action](context, { ...place, kind, seen, hash: hash ?? null, onDate: onDate ? clean(onDate) : null, note: cleanReason(note ?? undefined), despiteErrors: despiteErrors === true }));
        return standing(context.db, committee, Number(year), documentKind);
      }), 200);
    },
  );
}
