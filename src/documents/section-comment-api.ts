import { createRoute, z } from "@hono/zod-openapi";
import { findCommittee } from "../organisation/unit-reads.ts";
import { answer, notFound, refusals, type Api, type DbSource } from "../platform/http/api.ts";
import { clean, once, WriteHeaders, writeRefusals, type CommandSource } from "../platform/http/api-write.ts";
import { guard } from "../platform/http/guard.ts";
import type { Actor } from "../platform/command.ts";
import { reachOfPart } from "./template.ts";
import { valueOf } from "../platform/outcome.ts";
import { DocumentPlace } from "./document-api.ts";
import { addComment, resolveComment } from "./section-comment-commands.ts";
import { listComments } from "./section-comment-reads.ts";

const Id = z.number().int().min(1).max(999_999_999);
const CommentSchema = z.object({ id: z.number().int(), section: z.string(), answersId: z.number().int().nullable(), quote: z.string(), body: z.string(), author: z.string(), writtenAt: z.string(), resolved: z.boolean(), asked: z.array(z.number().int()) }).openapi("SectionComment");

/** What is said of a document's sections, through the API. */
export function sectionCommentApi(api: Api, db: DbSource, command: CommandSource): void {
  /** Whether who asks may hear what is said of a section's drafts. */
  const hears = (actor: Actor, committeeId: number, section: string): boolean => actor.roleFor("document.comment", reachOfPart({ committeeId, section })) !== null;
  const path = "/committees/{committee}/{year}/documents/{kind}/comments";
  api.openapi(
    createRoute({ middleware: guard("document.comment"), method: "get", path, tags: ["Dokument"], summary: "Kommentarer till dokumentets avsnitt", request: { params: DocumentPlace }, responses: { 200: answer(z.array(CommentSchema)), 404: notFound, ...refusals } }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      const found = await valueOf(findCommittee(db(c), committee, Number(year)));
      const comments = await listComments(db(c), { committeeId: found.id, year: Number(year), documentKind: kind });
      const { actor } = c.get("identity");
      return c.json(comments.filter(({ section }) => hears(actor, found.id, section)).map(({ answersId, asked, author, body, id, quote, resolvedBy, section, writtenAt }) => ({ id, section, answersId, quote, body, author, writtenAt, resolved: resolvedBy !== null, asked: [...asked] })), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("document.comment"), method: "post", path, tags: ["Dokument"], summary: "Kommentera ett avsnitt, eller svara på en kommentar",
      request: { headers: WriteHeaders, params: DocumentPlace, body: { required: true, content: { "application/json": { schema: z.object({ section: z.string().max(60), body: z.string().max(4000), quote: z.string().max(300).optional().openapi({ description: "Orden, rutan eller siffran som kommentaren gäller" }), answersId: Id.nullable().optional(), asked: z.array(Id).max(20).optional().openapi({ description: "Användare som ska svara" }) }) } } } },
      responses: { 200: answer(z.object({ id: z.number().int() })), ...writeRefusals },
    }),
    async (c) => {
      const { committee, kind, year } = c.req.valid("param");
      const { answersId, asked, body, quote, section } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => {
        const found = await valueOf(findCommittee(context.db, committee, Number(year)));
        return valueOf(addComment(context, { committeeId: found.id, year: Number(year), documentKind: kind, section: clean(section), answersId: answersId ?? null, quote: clean(quote ?? ""), body: clean(body), asked: asked ?? [] }));
      }), 200);
    },
  );
  api.openapi(
    createRoute({
      middleware: guard("document.comment"), method: "put", path: "/comments/{id}/resolved", tags: ["Dokument"], summary: "Säg att en kommentar är klar, eller ta upp den igen",
      request: { headers: WriteHeaders, params: z.object({ id: z.coerce.number().int().min(1).max(999_999_999).openapi({ param: { name: "id", in: "path" } }) }), body: { required: true, content: { "application/json": { schema: z.object({ resolved: z.boolean() }) } } } },
      responses: { 200: answer(z.object({ resolved: z.boolean() })), ...writeRefusals },
    }),
    async (c) => {
      const { id } = c.req.valid("param");
      const { resolved } = c.req.valid("json");
      return c.json(await once(c, command(c), async (context) => { await valueOf(resolveComment(context, { commentId: id, resolved })); return { resolved }; }), 200);
    },
  );
}
