import { createRoute, z } from "@hono/zod-openapi";
import { findCommittee } from "../organisation/unit-reads.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import { valueOf } from "../platform/outcome.ts";
import { DocumentPlace, plannedAt } from "./document-api.ts";
import { listFindings } from "./document-check-reads.ts";
import { LONGEST_ANSWER } from "./document-check.ts";
import { answerFinding } from "./finding-answer-commands.ts";

const AnsweredSchema = z.object({
  key: z.string().openapi({ description: "Vad det är känt som så länge orden och siffrorna är desamma" }), code: z.string(), severity: z.enum(["error", "warning", "note"]), anchor: z.string(), heading: z.string(),
  message: z.string(), quote: z.string(), expected: z.string().nullable(), answer: z.object({ reason: z.string(), answeredBy: z.string(), answeredAt: z.string() }).nullable(),
}).openapi("DocumentFinding");

/** What an own document says against itself, and the answers to it, through the API. */
export function documentCheckApi(api: Api, db: DbSource, command: CommandSource): void {
  const path = "/committees/{committee}/{year}/documents/{kind}/findings";
  api.openapi(
    createRoute({ middleware: guard("read"), method: "get", path, tags: ["Dokument"], summary: "Vad i dokumentet som säger emot sig självt, och vad som är svarat", request: { params: DocumentPlace }, responses: { 200: answer(z.array(AnsweredSchema)), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const findings = await listFindings(db(c), found, Number(year), await plannedAt(db(c), found, Number(year), kind));
      return c.json(findings.map(({ anchor, answer: given, finding: { code, expected, message, quote, severity }, heading, key }) => ({ key, code, severity, anchor, heading, message, quote, expected, answer: given && { reason: given.reason, answeredBy: given.answeredBy, answeredAt: given.answeredAt } })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("document.write"), method: "put", path: `${path}/{key}/answer`, tags: ["Dokument"], summary: "Svara varför något är rätt som det står; ett tomt svar tas tillbaka",
      request: { headers: WriteHeaders, params: DocumentPlace.extend({ key: z.string().regex(/^[0-9a-f]{64}$/, "nyckeln är 64 hexadecimala tecken").openapi({ param: { name: "key", in: "path" } }) }), body: { required: true, content: { "application/json": { schema: z.object({ reason: z.string().max(LONGEST_ANSWER) }) } } } },
      responses: { 200: answer(z.object({ answered: z.boolean() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, key, kind, year } = c.req.valid("param");
      const { reason } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        return valueOf(answerFinding(context, { committeeId: found.id, year: Number(year), documentKind: kind, key, reason: clean(reason) }));
      }), 200);
    },
  );
}
